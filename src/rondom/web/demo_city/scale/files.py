"""What stands in the file of a case: words, notes, dates, timeline."""

from rondom.web.demo_city.scale.sets import PLAN, Step, id_of, insert, key, scope_of

BASE = {"case_id": id_of("case")}
TEXT = (
    "'Gesprek thuis. ' || (ARRAY['De huur is drie maanden niet betaald',"
    "'De brief van de deurwaarder is geopend','Op school gaat het beter',"
    "'De uitkering komt te laat','Er is ruzie met de buren'])[1 + n % 5] || "
    "'. We spreken af wie wat doet en bellen volgende week.'"
)


def files(now: str) -> list[Step]:
    """Cases with their register, words, dates, strengths, two notes and a timeline of three lines."""
    return [*_case(now), *_register(now), *_core(now), *_dates(now), *_notes(now), *_timeline(now)]


def _case(now: str) -> list[Step]:
    source = PLAN
    deadline = "CASE WHEN n % 3 = 0 THEN deadline END"
    closed = f"CASE WHEN state = 'closed' THEN {now} END"
    return [
        insert(
            "cases.Case",
            source,
            {
                "id": id_of("case"),
                "scope": scope_of("1"),
                "space": "space",
                "household_id": id_of("household"),
                "name": "'Huishouden ' || n",
                "client_id": id_of("client"),
                "team_id": id_of("team", "team"),
                "ground": "'wmo'",
                "statutory_domains": "'{0,2,7}'",
                "state": "state",
                "opened_at": f"{now} - (n % 700) * interval '1 day'",
                "closed_at": closed,
                "case_manager_id": id_of("worker", "worker"),
                "next_deadline_on": deadline,
                "last_activity_at": f"{now} - (n % 90) * interval '1 hour'",
            },
        ),
    ]


def _register(now: str) -> list[Step]:
    source = PLAN
    return [
        insert(
            "cases.CaseManagerAssignment",
            source,
            BASE | {"scope": scope_of("1"), "professional_id": id_of("worker", "worker"), "since": now},
        ),
        insert(
            "cases.Involvement",
            source,
            BASE
            | {
                "scope": scope_of("2"),
                "organization_id": f"'{key('organization', 1)}'::uuid",
                "professional_id": id_of("worker", "worker"),
                "kind": "'team'",
                "function": "'case_manager'",
                "domains": "ARRAY[domain]",
                "ground": "'wmo'",
                "since": now,
            },
        ),
        insert(
            "cases.Involvement",
            f"{source} WHERE second <> worker",
            BASE
            | {
                "scope": scope_of("2"),
                "organization_id": f"'{key('organization', 1)}'::uuid",
                "professional_id": id_of("worker", "second"),
                "kind": "'team'",
                "function": "'debt_counsellor'",
                "domains": "'{0}'",
                "ground": "'wmo'",
                "since": now,
            },
        ),
    ]


def _core(now: str) -> list[Step]:
    source = PLAN
    return [
        insert(
            "cases.OwnWords",
            source,
            BASE
            | {
                "scope": scope_of("9"),
                "person_id": id_of("client"),
                "version": "1",
                "matters": "'Dat we hier kunnen blijven wonen.'",
                "wants": "'Rust, en weer overzicht over het geld.'",
                "refuses": "''",
                "language": "'nl'",
                "written_at": now,
                "author_id": id_of("client"),
                "author_name": "'Bewoner'",
            },
        ),
        insert(
            "cases.Strength",
            source,
            BASE
            | {
                "scope": scope_of("9"),
                "kind": "'skill'",
                "text": "'Kan goed koken en regelt veel met de buren'",
                "written_at": now,
                "author_id": id_of("client"),
                "author_name": "'Bewoner'",
            },
        ),
    ]


def _dates(now: str) -> list[Step]:
    source = PLAN
    return [
        insert(
            "cases.Deadline",
            f"{source} WHERE n % 3 = 0",
            BASE
            | {
                "id": id_of("deadline"),
                "scope": scope_of("34"),
                "domain": "2",
                "kind": "'eviction'",
                "due_on": "deadline",
                "source": "'brief van de verhuurder'",
                "entered_at": now,
                "entered_by_name": "'Werker'",
            },
        ),
    ]


def _notes(now: str) -> list[Step]:
    source = PLAN
    return [
        insert(
            "cases.Note",
            source,
            BASE
            | {
                "scope": scope_of("(64 + domain)"),
                "thread": f"md5('thread{number}' || n)::uuid",
                "domain": "domain",
                "text": TEXT,
                "author_id": id_of("worker", "worker"),
                "author_name": "'Werker'",
                "written_at": f"{now} - {number} * interval '3 day'",
            },
        )
        for number in (1, 2)
    ]


def _timeline(now: str) -> list[Step]:
    source = PLAN
    return [
        insert(
            "cases.TimelineEntry",
            source,
            BASE
            | {
                "scope": scope_of("5"),
                "at": f"{now} - {number} * interval '5 day'",
                "kind": f"'{kind}'",
                "by_name": "'Werker'",
            },
        )
        for number, kind in enumerate(("case.open", "own_words.write", "plan.publish"), start=1)
    ]
