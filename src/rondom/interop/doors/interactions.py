"""Which method on which place is which interaction; everything else is refused by name."""

from collections.abc import Callable
from dataclasses import dataclass

from rondom.interop.doors.exchange import Answer, Question
from rondom.interop.doors.reading import metadata, read, search_tasks
from rondom.interop.doors.writing import create, transact, update_task
from rondom.interop.fhir.outcome import MethodNotAllowed, NotFound
from rondom.interop.fhir.shapes import R4_TYPES, SPOKEN


@dataclass(frozen=True)
class Interaction:
    """What to carry out. `open` needs no token; `writes` reads the body and is done once."""

    path: tuple[str, ...]
    carry: Callable[[Question], Answer]
    writes: bool = False
    open: bool = False


def interaction_for(method: str, rest: str) -> Interaction:
    """The interaction for a method and the path below /fhir. Raises NotFound, MethodNotAllowed."""
    path = tuple(part for part in rest.split("/") if part)
    table = _table(path)
    method = "GET" if method == "HEAD" else method
    if method in table:
        carry, writes = table[method]
        return Interaction(path, carry, writes, open=path == ("metadata",))
    refusal = MethodNotAllowed(f"{_shown(method)} is not supported here.")
    allowed = [*table, *(["HEAD"] if "GET" in table else [])]
    refusal.allow = ", ".join(allowed)  # type: ignore[attr-defined]
    raise refusal


def _table(path: tuple[str, ...]) -> dict[str, tuple[Callable[[Question], Answer], bool]]:
    if not path:
        return {"POST": (transact, True)}
    if path == ("metadata",):
        return {"GET": (metadata, False)}
    kind = path[0]
    if kind not in SPOKEN:
        known = f"{kind} is not kept here" if kind in R4_TYPES else "This is not a FHIR resource type"
        raise NotFound(f"{known}: use one of {', '.join(sorted(SPOKEN))}.")
    if len(path) == 1:
        found: dict[str, tuple[Callable[[Question], Answer], bool]] = {"POST": (create, True)}
        return found | ({"GET": (search_tasks, False)} if kind == "Task" else {})
    if len(path) == 2:
        one: dict[str, tuple[Callable[[Question], Answer], bool]] = {"GET": (read, False)}
        return one | ({"PUT": (update_task, True)} if kind == "Task" else {})
    if len(path) == 4 and path[2] == "_history":
        return {"GET": (read, False)}
    raise NotFound("There is nothing at this address.")


def _shown(method: str) -> str:
    return method if method.isalpha() and len(method) <= 10 else "This method"
