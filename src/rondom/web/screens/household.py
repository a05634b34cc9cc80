"""The people of a household: who belongs to it, how to reach them, and what is shown to nobody by itself."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rondom.access.scopes import Part
from rondom.accounts.queries import step_up_required
from rondom.cases import commands as cases
from rondom.cases.queries import day_of, may_open_case, relation_of
from rondom.kernel.refusals import NotAllowed, NotFound
from rondom.people import commands, queries
from rondom.people.commands import PersonFacts
from rondom.people.vocabulary import ConflictKind, CounterpartKind, MemberRole
from rondom.web.screens.asking import GET_POST, Values, ask, bound, find, strip
from rondom.web.screens.household_forms import BsnForm, ContactForm, MemberForm, NewCaseForm, RelativeForm

FACTS = ("given_name", "family_name", "birth_date", "language", "needs_interpreter")


def _facts(values: Values) -> PersonFacts:
    return PersonFacts(**{name: values.pop(name) for name in FACTS})


def _may_change(request: HttpRequest, case: Any, part: Part) -> None:
    """Staff who hold this part for writing; a resident says "this is not right" instead."""
    actor = request.actor  # type: ignore[attr-defined]
    mine = relation_of(actor, case.space, at=request.at)  # type: ignore[attr-defined]
    if actor.is_resident or not mine.writes(part):
        raise NotAllowed(
            reason=_("only who is involved and may write here changes this. Ask the case manager.")
        )


def _back(case_id: UUID) -> str:
    return reverse("household", kwargs={"case_id": case_id})


@require_GET
def household(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Members, relatives and ways to reach them; secret values and the BSN stay closed."""
    case = find(request, case_id, "household", needs=Part.CORE)
    on = day_of(request.at)  # type: ignore[attr-defined]
    context = strip(request, case)
    mine = context["my"]
    members = queries.member_cards(case.household_id, on)
    ids = [m.person_id for m in members]
    lines = queries.contact_lines(case.household_id) if mine.reads(Part.ADDRESS) else []
    context |= {
        "members": [
            {
                "card": m,
                "contacts": [line for line in lines if line.person_id == m.person_id],
                "bsn": queries.masked_bsn(m.person_id) if mine.reads(Part.ADDRESS) else "",
                "guardians": [row.parent.name for row in queries.guardians(m.person_id, on)],
            }
            for m in members
        ],
        "relations": queries.relationships(ids, on),
        "may_write": mine.writes(Part.CORE) and not request.actor.is_resident,  # type: ignore[attr-defined]
        "may_address": mine.writes(Part.ADDRESS) and not request.actor.is_resident,  # type: ignore[attr-defined]
        "reads_address": mine.reads(Part.ADDRESS),
    }
    return render(request, "web/screens/household.html", context)


@require_http_methods(GET_POST)
def member_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Somebody else who lives here. Belonging gives no right to read (R-002)."""
    case = find(request, case_id, "household")
    _may_change(request, case, Part.CORE)

    def act(values: Values) -> object:
        return commands.add_member(
            actor=request.actor,  # type: ignore[attr-defined]
            household_id=case.household_id,
            facts=_facts(values),
            role=values["role"],
            starts_on=day_of(request.at),  # type: ignore[attr-defined]
            at=request.at,  # type: ignore[attr-defined]
        )

    return ask(
        request,
        bound(MemberForm, request, initial={"role": MemberRole.CHILD}),
        act,
        title=_("Add somebody to the household"),
        lead=_("Belonging to the household gives nobody a right to read."),
        to=_back(case.pk),
        case=case,
        draft=f"member-{case.pk}",
    )


@require_http_methods(GET_POST)
def relative_new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Somebody outside the household: what they are to whom, authority, and a shield when it is needed."""
    case = find(request, case_id, "household")
    _may_change(request, case, Part.CORE)
    cards = queries.member_cards(case.household_id, day_of(request.at))  # type: ignore[attr-defined]
    choices = [(str(m.member_id), m.name) for m in cards]
    person_of = {str(m.member_id): m.person_id for m in cards}

    def act(values: Values) -> object:
        return _add_relative(request, case, values, person_of)

    return ask(
        request,
        bound(RelativeForm, request, members=choices),
        act,
        title=_("Add somebody outside the household"),
        to=_back(case.pk),
        case=case,
        draft=f"relative-{case.pk}",
    )


def _add_relative(request: HttpRequest, case: Any, values: Values, person_of: dict[str, UUID]) -> object:
    actor, at = request.actor, request.at  # type: ignore[attr-defined]
    on = day_of(at)
    relation = commands.add_relative(
        actor=actor,
        household_id=case.household_id,
        facts=_facts(values),
        kind=values["kind"],
        other_id=person_of[values["other"]],
        starts_on=on,
        at=at,
    )
    for child in values["authority"]:
        commands.record_authority(
            actor=actor,
            household_id=case.household_id,
            parent_id=relation.person_id,
            child_id=person_of[child],
            source=values["source"],
            starts_on=on,
            at=at,
        )
    if values["shield"]:
        commands.declare_conflict(
            actor=actor,
            household_id=case.household_id,
            person_id=person_of[values["other"]],
            counterpart_kind=CounterpartKind.PERSON,
            counterpart_id=relation.person_id,
            kind=ConflictKind.SHIELD,
            reason="",
            at=at,
        )
    return relation


def _member(case: Any, member_id: UUID) -> Any:
    member = queries.member(member_id)
    if member is None or member.household_id != case.household_id:
        raise NotFound
    return member


@require_http_methods(GET_POST)
def contact_new(request: HttpRequest, case_id: UUID, member_id: UUID) -> HttpResponse:
    """A phone number, e-mail or address, secret when it must be."""
    case = find(request, case_id, "contact")
    _may_change(request, case, Part.ADDRESS)
    member = _member(case, member_id)

    def act(values: Values) -> object:
        return commands.add_contact_detail(
            actor=request.actor,  # type: ignore[attr-defined]
            member_id=member.pk,
            kind=values["kind"],
            value=values["value"],
            shielded=values["shielded"],
            safe_to_contact=not values["unsafe"],
            at=request.at,  # type: ignore[attr-defined]
        )

    return ask(
        request,
        bound(ContactForm, request),
        act,
        title=_("Add a way to reach somebody"),
        to=_back(case.pk),
        case=case,
    )


@require_POST
def contact_shown(request: HttpRequest, case_id: UUID, contact_id: UUID) -> HttpResponse:
    """Show one secret value, once, with the look in the log. Who has no part in it never steps up for it."""
    case = find(request, case_id, "contact", needs=Part.ADDRESS)
    return _contact_shown(request, case, contact_id)


@step_up_required
def _contact_shown(request: HttpRequest, case: Any, contact_id: UUID) -> HttpResponse:
    value = commands.reveal_contact(actor=request.actor, contact_id=contact_id, at=request.at)  # type: ignore[attr-defined]
    return _shown(request, case, value)


@require_http_methods(GET_POST)
def bsn_new(request: HttpRequest, case_id: UUID, member_id: UUID) -> HttpResponse:
    """Keep the BSN of somebody: eleven-tested, encrypted, shown masked."""
    case = find(request, case_id, "identifier")
    _may_change(request, case, Part.ADDRESS)
    member = _member(case, member_id)

    def act(values: Values) -> object:
        return commands.record_bsn(
            actor=request.actor,  # type: ignore[attr-defined]
            person_id=member.person_id,
            household_id=case.household_id,
            bsn=values["bsn"],
            at=request.at,  # type: ignore[attr-defined]
        )

    return ask(request, bound(BsnForm, request), act, title=_("Keep a BSN"), to=_back(case.pk), case=case)


@require_POST
def bsn_shown(request: HttpRequest, case_id: UUID, member_id: UUID) -> HttpResponse:
    """Show the whole number, once, with the look in the log."""
    case = find(request, case_id, "identifier", needs=Part.ADDRESS)
    return _bsn_shown(request, case, _member(case, member_id))


@step_up_required
def _bsn_shown(request: HttpRequest, case: Any, member: Any) -> HttpResponse:
    number = commands.reveal_bsn(
        actor=request.actor,  # type: ignore[attr-defined]
        person_id=member.person_id,
        at=request.at,  # type: ignore[attr-defined]
        ground=case.ground,
    )
    return _shown(request, case, number)


def _shown(request: HttpRequest, case: Any, value: str) -> HttpResponse:
    return render(request, "web/screens/shown.html", strip(request, case) | {"value": value})


@require_http_methods(GET_POST)
def case_new(request: HttpRequest) -> HttpResponse:
    """Open a case for a household that comes without a referral; its own words are the next page."""
    actor = request.actor  # type: ignore[attr-defined]
    if not may_open_case(actor):
        raise NotFound
    opened: list[Any] = []

    def act(values: Values) -> object:
        name, ground, domains = values.pop("household"), values.pop("ground"), values.pop("domains")
        opened.append(
            cases.open_case_at_door(
                actor=actor,
                household_name=name,
                facts=_facts(values),
                ground=ground,
                domains=domains,
                target_group=values["target_group"],
                at=request.at,  # type: ignore[attr-defined]
            )
        )
        return opened[0]

    answer = ask(
        request,
        bound(NewCaseForm, request),
        act,
        title=_("Open a case"),
        lead=_("You become the case manager. The first page is the family's own story."),
        to=reverse("case_list"),
        draft="case-new",
    )
    if opened:
        messages.get_messages(request)
        return redirect("own_words", case_id=opened[0].pk)
    return answer
