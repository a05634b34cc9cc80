"""Without the policies the access tests go red: so they test the database, not only the program."""

import os
import re
import subprocess
import sys

import pytest

from tests.house.house import ROOT


def outcome(plant: str) -> tuple[int, set[str]]:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "tests/access/test_context.py", "-q", "-p", "no:randomly"),
            *("-n", "0", "-p", "tests.house.without_policies", "--tb=no", "-rf"),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "RONDOM_PLANT": plant},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, set(re.findall(r"^FAILED \S+::(\w+)", done.stdout, re.MULTILINE))


@pytest.mark.parametrize("plant", ["policies dropped", "row security off"])
def test_the_access_tests_go_red_when(plant):
    code, failed = outcome(plant)
    assert code == 1
    assert len(failed) >= 3


def test_with_row_security_off_it_is_the_stranger_who_suddenly_sees():
    _code, failed = outcome("row security off")
    assert "test_without_a_context_nothing_is_visible" in failed
    assert "test_nobody_grants_himself_a_space_that_is_held_by_another" in failed
