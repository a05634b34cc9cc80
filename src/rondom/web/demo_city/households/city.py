"""Filling the city: each household in a transaction of its own, and never twice."""

from rondom.access.context import acting_as, system_actor
from rondom.dispatch import submissions
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.households import ending, file, plan, tables
from rondom.web.demo_city.households.desks import fill_desks
from rondom.web.demo_city.households.family import Home, move_in
from rondom.web.demo_city.households.lots import Lot, Stage, actor_of, lots
from rondom.web.demo_city.tale import Tell

PLANNED = frozenset(Stage) - {Stage.OPENED, Stage.LISTENING}
BUILDER = system_actor("demo city")


def fill(*, progress: Tell) -> None:
    """Make every household that is not there yet."""
    lots.cache_clear()
    actor_of.cache_clear()
    wanted = lots()
    made = _made(wanted)
    for number, lot in enumerate(wanted, start=1):
        if lot.key not in made:
            _make(lot)
        progress("Filling the neighbourhoods", number, len(wanted))
    fill_desks(progress=progress)


def _made(wanted: tuple[Lot, ...]) -> set[object]:
    with acting_as(BUILDER, at=day(0)):
        return {lot.key for lot in wanted if submissions.is_remembered(key=lot.key)}


def _make(lot: Lot) -> None:
    with acting_as(lot.case_manager, at=day(-lot.since)) as actor:
        submissions.once(actor=actor, key=lot.key, at=day(-lot.since))
        _live(move_in(lot))


def _live(home: Home) -> None:
    stage = home.lot.stage
    file.first_talk(home)
    if stage == Stage.OPENED:
        return
    file.look_around(home)
    file.bring_help(home)
    if stage in PLANNED:
        plan.make(home)
    if stage in PLANNED - {Stage.PLANNING}:
        plan.work(home)
    file.write_along(home)
    tables.sit_together(home)
    if stage in (Stage.STUCK, Stage.WAITING):
        ending.get_stuck(home)
    if stage in (Stage.ENDING, Stage.CLOSED, Stage.REOPENED):
        ending.reach(home)
    if stage in (Stage.CLOSED, Stage.REOPENED):
        ending.close(home)
    if stage == Stage.REOPENED:
        ending.come_back(home)
