"""Filling the demo city: once, resumable, without loss when it is asked again."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path

from rondom.access.context import acting_as, system_actor
from rondom.accounts.commands import make_demo_account
from rondom.dispatch import submissions
from rondom.dispatch.events import held_back, run_held
from rondom.dispatch.events import load as load_job
from rondom.organizations import queries as organizations
from rondom.web.demo_city.calendar import bring_clock_to_day_zero, day
from rondom.web.demo_city.personas import PERSONAS
from rondom.web.demo_city.staff import add_staff
from rondom.web.demo_city.tale import Tell, key_of
from rondom.web.setup_file import load_setup, read_city

CITY = Path(__file__).with_name("maasdrecht.yml")
MORNING = (
    "rondom.cases.jobs.watch_deadlines",
    "rondom.cases.jobs.watch_terms",
    "rondom.plans.jobs.watch_plans",
    "rondom.meetings.jobs.keep_meeting_clocks",
    "rondom.referrals.jobs.remind_of_late_steps",
    "rondom.notices.jobs.remind_unanswered",
)
"""Not the digests: they would mail everybody about a past that was written in."""
BUILDER = system_actor("demo city")


def load_demo(*, progress: Tell) -> None:
    """Build the city, its people, the story and the households around it; done parts are skipped."""
    day_of_setup = day(-400)
    if _first_time("city"):
        progress("Building the city", 0, 3)
        report = load_setup(CITY, at=day_of_setup)
        progress("Building the city", 1, 3)
        add_staff(read_city(CITY)[0], at=day_of_setup)
        progress("Building the city", 2, 3)
        _accounts_of_professionals(report.personas)
        _done("city")
        progress("Building the city", 3, 3)
    if _first_time("story"):
        import_module("rondom.web.demo_city.story").tell(progress=progress)
    import_module("rondom.web.demo_city.households").fill(progress=progress)
    if _first_time("morning"):
        _wake_up(progress)
        _done("morning")
    bring_clock_to_day_zero()


def _wake_up(progress: Tell) -> None:
    """Run the clock jobs of the morning of day zero: alarms, late actions, what waits for an answer."""
    at = day(0, 7)
    for number, job in enumerate(MORNING, start=1):
        with held_back() as held:
            with acting_as(system_actor(job), at=at):
                load_job(job)(at=at)
            for one in held:
                run_held(one)
        progress("The morning of the meeting", number, len(MORNING))


def _accounts_of_professionals(slugs: dict[str, str]) -> None:
    at = day(-399)
    for persona in PERSONAS:
        person = organizations.professional_by_slug(slugs.get(persona.slug, ""))
        if person is not None:
            make_demo_account(
                actor=BUILDER, slug=persona.slug, email=person.email, professional_id=person.pk, at=at
            )


def _first_time(part: str) -> bool:
    at = day(0) - timedelta(days=1)
    with acting_as(BUILDER, at=at):
        return not submissions.is_remembered(key=key_of(part))


def _done(part: str) -> None:
    at = day(0) - timedelta(days=1)
    with acting_as(BUILDER, at=at):
        submissions.once(actor=BUILDER, key=key_of(part), at=at)
