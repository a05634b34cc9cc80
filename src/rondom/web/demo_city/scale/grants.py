"""Who may see what: the grants that the real commands would have written."""

from rondom.web.demo_city.scale.sets import DOMAINS, PLAN, Step, id_of, insert, key


def grants(now: str) -> list[Step]:
    """Case manager and second helper of an open case; the leader of its team; the client, always."""
    source = PLAN
    plans = ",".join(str(32 + d) for d in range(DOMAINS))
    records = ",".join(str(64 + d) for d in range(DOMAINS))
    common = {
        "space": "space",
        "ground": "'wmo'",
        "valid_from": f"{now} - interval '700 day'",
        "granted_by": f"'{key('worker', 1)}'::uuid",
        "granted_at": now,
    }
    manager = f"ARRAY[1,2,3,5,6,9,{plans}] || (64 + domain)"
    second = "ARRAY[1,2,5,9,32,64]"
    client = f"ARRAY[1,2,3,4,5,6,9,{plans},{records}]"
    still = f"{source} WHERE state = 'open'"
    return [
        insert(
            "access.Grant",
            still,
            common
            | {"holder_id": id_of("worker", "worker"), "reads": manager, "writes": manager, "row": "'P4'"},
        ),
        insert(
            "access.Grant",
            f"{still} AND second <> worker",
            common
            | {"holder_id": id_of("worker", "second"), "reads": second, "writes": second, "row": "'P1'"},
        ),
        insert(
            "access.Grant",
            source,
            common | {"holder_id": id_of("leader", "team"), "reads": "'{1,2}'", "row": "'P6'"},
        ),
        insert(
            "access.Grant",
            source,
            common
            | {
                "holder_id": id_of("client"),
                "reads": client,
                "writes": f"ARRAY[1,5,9,{plans}]",
                "row": "'P8'",
                "ground": "'own_access'",
            },
        ),
    ]
