"""Only commands write rows (with the runner, the log, the grants, migrations and the seeders)."""

import ast
from pathlib import Path

from tests.house.house import SOURCES, python_files

WRITES = {"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
READS = {"filter", "exclude", "all", "select_for_update", "order_by", "select_related", "open", "active"}
# The foundation writes grants, log rows and the outbox; the seeders fill a new database in bulk.
MAY_WRITE = ("dispatch/", "audit/", "access/", "kernel/", "web/demo_city/", "cli/")
# Why each of these may, one by one.
NAMED = {
    "interop/store.py": "keeps what a resource looked like on the wire beside what a command stored",
    "interop/projection.py": "points such a resource to the person whom a command matched with it",
    "interop/doors/replay.py": "remembers an answer for a week, so that a repeated request is answered the same",
}


def writes_in(source: str) -> list[int]:
    """Lines where a row is saved, made, changed or removed through the ORM."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name, target = node.func.attr, node.func.value
        if (name in WRITES and not _is_other(target)) or (name == "update" and _is_queryset(target)):
            lines.append(node.lineno)
    return lines


def _is_queryset(node: ast.expr) -> bool:
    if isinstance(node, ast.Attribute):
        return node.attr == "objects"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in READS or _is_queryset(node.func.value)
    return False


def _is_other(node: ast.expr) -> bool:
    """Something that is no row: a file, a session, a store of drawings."""
    text = ast.unparse(node)
    return text.endswith(("session", "cache", "_file", "response"))


def may_write(path: Path) -> bool:
    where = str(path.relative_to(SOURCES))
    is_command = "commands" in path.parts or path.name == "commands.py"
    return is_command or where.startswith(MAY_WRITE) or where in NAMED


def test_nothing_else_writes():
    found = [
        f"{path.relative_to(SOURCES)}:{line}"
        for path in python_files()
        if not may_write(path)
        for line in writes_in(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_exception_is_still_needed():
    assert [n for n in NAMED if not writes_in((SOURCES / n).read_text())] == []


def test_the_rule_notices_a_planted_write():
    planted = [
        "Case.objects.create(x=1)",
        "case.save(update_fields=['x'])",
        "Case.objects.filter(a=1).update(x=1)",
        "Case.objects.filter(a=1).exclude(b=1).delete()",
        "Case.objects.bulk_create(rows)",
    ]
    assert [bool(writes_in(line)) for line in planted] == [True] * 5
    assert writes_in("words.update({'a': 1}); digest.update(b'')") == []
