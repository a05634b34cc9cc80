"""Scenes near the boundary: somebody who may see something, with nothing, one or two conditions broken.

`expected` says what the access model promises, written down a second time and apart from the program
(sets of parts per row of the model's table), so that a wrong row in the program's table shows.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations

from rondom.access.context import acting_as, system_actor
from rondom.access.scopes import Part, plan_part, record_part, scope_of
from rondom.cases.grants import rewrite_grants
from rondom.cases.models import Case, CaseManagerAssignment, Involvement, Note, TimelineEntry
from rondom.organizations.models import StandIn
from rondom.people.models import Conflict
from rondom.privacy.commands import open_emergency_access
from rondom.privacy.commands.refusals import EmergencyConflict
from rondom.privacy.models import Consent
from tests.cases.world import HEALTH, HOUSING, MONEY, PARENTING, WORK, World, day

ALL = frozenset(range(9))
STORY = 9
"""Own words, strengths, network, referrals: everybody who works for the household, no partner."""
HOLDERS = {
    "case_manager": "fatma",
    "assigned": "ruben",
    "partner": "wendy",
    "external": "peter",
    "stand_in": "noor",
    "team_leader": "ingrid",
    "break_glass": "daan",
    "client": "samira",
    "none": "daan",
}
BREAKS = {
    "case_manager": ("conflict", "replaced", "closed"),
    "assigned": ("conflict", "ended", "no_statutory", "withdrawn", "other_domain", "closed"),
    "partner": (
        "conflict",
        "ended",
        "withdrawn",
        "expired",
        "no_consent",
        "other_domain",
        "narrow",
        "closed",
    ),
    "external": ("conflict", "withdrawn", "no_consent", "other_domain", "narrow"),
    "stand_in": ("conflict", "back", "no_statutory", "closed"),
    "team_leader": ("conflict", "other_team", "closed"),
    "break_glass": ("conflict", "over"),
    "client": ("shield", "closed"),
    "none": ("conflict", "colleague"),
}


@dataclass(frozen=True)
class Scene:
    """What somebody is to the household, and which conditions are broken."""

    relation: str
    broken: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        return name in self.broken

    def __str__(self) -> str:
        return "-".join([self.relation, *sorted(self.broken)])


def all_scenes() -> list[Scene]:
    """Every scene with at most two broken conditions."""
    return [
        Scene(relation, frozenset(broken))
        for relation, names in BREAKS.items()
        for count in range(3)
        for broken in combinations(names, count)
    ]


def expected(scene: Scene) -> dict[int, bool]:
    """Part -> may be written, as the access model says it in words."""
    if scene.has("conflict") or scene.has("shield"):
        return {}  # D1, D2
    if scene.has("closed") and scene.relation not in {"client", "team_leader"}:
        return {}
    return globals()[f"_{scene.relation}"](scene)


def _reads(*parts: int) -> dict[int, bool]:
    return dict.fromkeys(parts, False)


def _writes(*parts: int) -> dict[int, bool]:
    return dict.fromkeys(parts, True)


def _case_manager(scene: Scene) -> dict[int, bool]:
    if scene.has("replaced"):  # she stays involved as a team member, for her own two domains
        return _as_team_member({HOUSING, PARENTING}, {MONEY, HOUSING, PARENTING})
    known = _writes(1, 2, 3, 5, 6, STORY, *(plan_part(d) for d in ALL))
    return known | _writes(record_part(HOUSING), record_part(PARENTING))


def _as_team_member(own: set[int], basis: set[int]) -> dict[int, bool]:
    known = _writes(1, 2, 5, STORY) | _reads(6)
    known |= _reads(*(plan_part(d) for d in basis - own))
    return known | _writes(*(plan_part(d) for d in own), *(record_part(d) for d in own))


def _assigned(scene: Scene) -> dict[int, bool]:
    if scene.has("ended"):
        return {}
    own = {HEALTH} if scene.has("other_domain") else {MONEY}
    # His organization, the credit bank, has a permission for health; the statutory domains are the team's.
    consent = set() if scene.has("withdrawn") else {HEALTH}
    return _as_team_member(
        own, consent | (set() if scene.has("no_statutory") else {MONEY, HOUSING, PARENTING})
    )


def _partner(scene: Scene) -> dict[int, bool]:
    if scene.has("ended"):
        return {}
    basis = {MONEY} if scene.has("narrow") else {MONEY, WORK}
    if scene.broken & {"withdrawn", "expired", "no_consent"}:
        basis = set()
    if not basis:
        return _reads(1, 2)
    own = {HOUSING} if scene.has("other_domain") else {WORK}
    allowed = own & basis  # a task without a permission for that domain opens nothing
    known = _reads(1, 2, 5, *(plan_part(d) for d in basis - own))
    return known | _writes(*(plan_part(d) for d in allowed), *(record_part(d) for d in allowed))


def _external(scene: Scene) -> dict[int, bool]:
    """A landlord does its own lines of the plan: no note and no word on how a domain stands (EXT, 5.5)."""
    if scene.broken & {"withdrawn", "no_consent"}:
        return _reads(1, 2)
    basis = {MONEY} if scene.has("narrow") else {MONEY, HOUSING}
    allowed = {WORK if scene.has("other_domain") else HOUSING} & basis
    return _reads(1, 2, 5, *(plan_part(d) for d in basis - allowed)) | _writes(
        *(plan_part(d) for d in allowed)
    )


def _stand_in(scene: Scene) -> dict[int, bool]:
    if scene.has("back"):
        return {}
    own, basis = {HOUSING, PARENTING}, set() if scene.has("no_statutory") else {MONEY, HOUSING, PARENTING}
    known = _writes(1, 2, 5, STORY) | _reads(*(plan_part(d) for d in basis - own))
    return known | _writes(*(plan_part(d) for d in own), *(record_part(d) for d in own))


def _team_leader(scene: Scene) -> dict[int, bool]:
    return {} if scene.has("other_team") else _reads(1, 2)


def _break_glass(scene: Scene) -> dict[int, bool]:
    if scene.has("over"):
        return {}
    return _reads(1, 2, 5, 6, STORY, *(plan_part(d) for d in ALL), *(record_part(d) for d in ALL))


def _client(scene: Scene) -> dict[int, bool]:
    known = _reads(2) | _writes(1, 3, 4, 5, 6, STORY, *(plan_part(d) for d in ALL))
    return known | _reads(*(record_part(d) for d in ALL))


def _none(scene: Scene) -> dict[int, bool]:
    return {}


PARTS = [*range(1, 7), STORY, *(plan_part(d) for d in ALL), *(record_part(d) for d in ALL)]


def plant(world: World) -> dict[int, object]:
    """A row in every part, and a note in every domain record; answers the notes by their part."""
    notes = {}
    for part in PARTS:
        scope = scope_of(world.space, part)
        TimelineEntry.objects.create(case_id=world.case_id, scope=scope, at=world.at, kind="planted.row")
    for domain in ALL:
        part = record_part(domain)
        notes[part] = Note.objects.create(
            case_id=world.case_id,
            scope=scope_of(world.space, part),
            domain=domain,
            kind="contact",
            text=f"planted {part}",
            author_id=world.tom.id,
            author_name="planted",
            written_at=world.at,
            **_thread(),
        ).pk
    return notes


def _thread() -> dict[str, object]:
    from uuid import uuid4

    return {"thread": uuid4(), "version": 1}


def play(world: World, scene: Scene) -> None:
    """Make the scene true in the database, through the facts that grants are derived from."""
    system = system_actor("scene")
    holder = getattr(world, HOLDERS[scene.relation])
    with acting_as(system, at=world.at):
        _consents(world, scene)
        _staffing(world, scene, holder)
        if scene.has("conflict") or scene.has("shield"):
            Conflict.objects.create(
                scope=scope_of(world.space, Part.ADDRESS),
                person_id=world.lina.id,
                counterpart_kind="person" if scene.has("shield") else "professional",
                counterpart_id=holder.id,
                kind="shield" if scene.has("shield") else "relative",
                declared_by=world.bas.id,
                declared_at=world.at,
            )
        rewrite_grants(actor=system, case_id=world.case_id, at=world.at)
    if scene.relation == "break_glass":
        opened = world.at - timedelta(hours=5 if scene.has("over") else 1)
        try:
            open_emergency_access(
                actor=world.daan, space=world.space, reason="Het kind is nu in gevaar, 112 belt.", at=opened
            )
        except EmergencyConflict:
            assert scene.has("conflict")


def _consents(world: World, scene: Scene) -> None:
    slug = {"assigned": "kredietbank", "external": "wonen-maas"}.get(scene.relation, "werk-en-inkomen")
    party = world.organizations[slug]
    Consent.objects.filter(space=world.space, organization_id=party).delete()
    if scene.has("no_consent"):
        return
    task = HOUSING if scene.relation == "external" else WORK
    domains = [HEALTH] if scene.relation == "assigned" else [MONEY] if scene.has("narrow") else [MONEY, task]
    past = world.at - timedelta(days=30)
    Consent.objects.create(
        space=world.space,
        scope=scope_of(world.space, Part.INVOLVEMENT_MASKED),
        person_id=world.samira.id,
        organization_id=party,
        purpose="coordination",
        domains=domains,
        state="withdrawn" if scene.has("withdrawn") else "given",
        given_at=past,
        withdrawn_at=world.at if scene.has("withdrawn") else None,
        valid_until=world.at - timedelta(days=1) if scene.has("expired") else world.at + timedelta(days=30),
    )


def _staffing(world: World, scene: Scene, holder) -> None:
    mine = Involvement.objects.filter(case_id=world.case_id, professional_id=holder.id, until=None)
    case = Case.objects.filter(pk=world.case_id)
    if scene.has("ended"):
        mine.update(until=world.at)
    if scene.has("other_domain"):
        mine.update(domains=[{"assigned": HEALTH, "external": WORK}.get(scene.relation, HOUSING)])
    if scene.has("no_statutory"):
        case.update(statutory_domains=[])
    if scene.has("replaced"):
        running = CaseManagerAssignment.objects.filter(case_id=world.case_id, until=None)
        running.update(until=world.at)
        CaseManagerAssignment.objects.create(
            case_id=world.case_id,
            scope=scope_of(world.space, Part.OVERVIEW),
            professional_id=world.grace.id,
            since=world.at,
        )
        case.update(case_manager_id=world.grace.id)
    if scene.has("closed"):
        case.update(state="closed", closed_at=world.at)
    if scene.has("other_team"):
        from rondom.organizations.models import TeamLeadership

        TeamLeadership.objects.filter(professional_id=holder.id).delete()
    if scene.relation == "stand_in" and not scene.has("back"):
        today = day(world.at)
        StandIn.objects.create(
            professional_id=world.fatma.id, stand_in_id=holder.id, starts_on=today, ends_on=today
        )


def with_break(scene: Scene, name: str) -> Scene:
    """The same scene with one more condition broken."""
    return replace(scene, broken=scene.broken | {name})
