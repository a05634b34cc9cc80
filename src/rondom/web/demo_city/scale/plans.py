"""The plan of each household: one goal, two actions."""

from rondom.web.demo_city.scale.sets import PLAN, Step, id_of, insert, scope_of


def plans(now: str) -> list[Step]:
    """An active plan with one agreed goal and two actions."""
    source = PLAN
    line = {
        "plan_id": id_of("plan"),
        "scope": scope_of("(32 + domain)"),
        "domain": "domain",
        "client_id": id_of("client"),
        "created_at": now,
        "created_by_id": id_of("worker", "worker"),
        "created_by_name": "'Werker'",
    }
    return [
        insert(
            "plans.Plan",
            source,
            {
                "id": id_of("plan"),
                "scope": scope_of("5"),
                "space": "space",
                "case_id": id_of("case"),
                "household_id": id_of("household"),
                "state": "'active'",
                "started_at": now,
                "started_by_id": id_of("worker", "worker"),
                "started_by_name": "'Werker'",
                "activated_at": now,
            },
        ),
        insert(
            "plans.Goal",
            source,
            line
            | {
                "id": id_of("goal"),
                "title": "'Ik wil dat de post weer open durft'",
                "owner": "'client'",
                "first_step": "'Samen de brieven openen'",
                "state": "'agreed'",
                "accepted_at": now,
                "term": "'now'",
                "rank": "1",
            },
        ),
        insert(
            "plans.Action",
            source,
            line
            | {
                "goal_id": id_of("goal"),
                "what": "'Betalingsregeling aanvragen'",
                "owner_kind": "'professional'",
                "owner_id": id_of("worker", "worker"),
                "owner_name": "'Werker'",
                "due_on": "deadline",
            },
        ),
        insert(
            "plans.Action",
            source,
            line
            | {
                "goal_id": id_of("goal"),
                "what": "'Brieven op datum leggen'",
                "owner_kind": "'client'",
                "owner_id": id_of("client"),
                "owner_name": "'Bewoner'",
                "due_on": "deadline",
            },
        ),
    ]
