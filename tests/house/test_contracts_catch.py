"""Each import contract catches a planted fault: a contract that cannot fail protects nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLANTS = {
    "a lower module imports a higher one": (
        "people/queries_planted.py",
        "from rondom.cases import queries\n",
        "Modules point one way",
    ),
    "the foundation imports a module": (
        "audit/planted.py",
        "from rondom.cases import vocabulary\n",
        "Modules point one way",
    ),
    "a package without a place": ("gossip/__init__.py", "", "Modules point one way"),
    "models import commands": (
        "cases/models/planted.py",
        "from rondom.cases import commands\n",
        "Inside a module",
    ),
    "rules read the database": (
        "people/rules.py",
        "from django.db import connection\n",
        "Rules are pure",
    ),
    "a module reaches past a face": (
        "web/planted.py",
        "from rondom.cases import models\n",
        "Modules meet at their faces",
    ),
    "two siblings in a circle": (
        "organizations/planted.py",
        "from rondom.people import vocabulary\n",
        "Modules point one way",
    ),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    place = tmp_path_factory.mktemp("planted")
    leave = shutil.ignore_patterns("__pycache__", "static", "templates", "locale")
    shutil.copytree(ROOT / "src", place / "src", ignore=leave)
    shutil.copytree(ROOT / "config", place / "config", ignore=leave)
    (place / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "contracts.py", place / "tools")
    shutil.copy(ROOT / "pyproject.toml", place)
    return place


def broken_contracts(place: Path) -> str:
    program = Path(sys.executable).parent / "lint-imports"
    environment = {**os.environ, "PYTHONPATH": f"{place / 'src'}:{place}"}
    done = subprocess.run(
        [str(program), "--no-cache"], cwd=place, env=environment, capture_output=True, text=True, check=False
    )
    return "\n".join(line for line in done.stdout.splitlines() if line.endswith("BROKEN")) + done.stderr


def test_the_house_as_it_stands_keeps_every_contract(copy):
    assert broken_contracts(copy).strip() == ""


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_fault_is_caught(copy, name):
    where, content, contract = PLANTS[name]
    path = copy / "src" / "rondom" / where
    before = path.read_text() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(content + (before or ""))
    try:
        assert contract in broken_contracts(copy)
    finally:
        if before is None:
            path.unlink()
            if not list(path.parent.iterdir()):
                path.parent.rmdir()
        else:
            path.write_text(before)
