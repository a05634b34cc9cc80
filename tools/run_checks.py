"""`make test`: every check and test, named, in order, stopping at the first that fails.

`--fast` runs what needs no database and no browser; `--only NAME` one step.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
CODE = ("src", "config", "tests", "tools", "manage.py")
NO_DATABASE = {"RONDOM_NO_DATABASE": "1"}
TESTING = {"DJANGO_SETTINGS_MODULE": "config.testing"}


@dataclass(frozen=True)
class Step:
    """One named check: commands that all must succeed."""

    name: str
    commands: tuple[list[str], ...]
    environment: dict[str, str] = field(default_factory=dict)
    fast: bool = False


def module(*words: str) -> list[str]:
    return [PYTHON, "-m", *words]


REPORTS = ROOT / "var" / "reports"


def tests(name: str, *words: str) -> list[str]:
    return module("pytest", "-q", "--durations=5", f"--junitxml={REPORTS / name}.xml", *words)


def counted() -> tuple[int, int]:
    """Tests that passed and that failed, over all reports of this run."""
    passed = failed = 0
    for report in REPORTS.glob("*.xml"):
        for suite in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314 - our own report
            bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            failed += bad
            passed += int(suite.get("tests", 0)) - bad - int(suite.get("skipped", 0))
    return passed, failed


STEPS = (
    Step("format", (module("ruff", "format", "--check", "--quiet", *CODE),), fast=True),
    Step(
        "lint",
        (
            module("ruff", "check", "--quiet", *CODE),
            module(
                "codespell_lib",
                "src",
                "config",
                "tests",
                "tools",
                "docs",
                *sorted(p.name for p in ROOT.glob("*.md")),
            ),
        ),
        fast=True,
    ),
    Step(
        "import contracts",
        ([str(Path(PYTHON).parent / "lint-imports"), "--no-cache"],),
        {"PYTHONPATH": str(ROOT)},
        fast=True,
    ),
    Step("types", (module("mypy"),), NO_DATABASE, fast=True),
    Step(
        "templates",
        (
            module("djlint", "src", "--lint", "--quiet"),
            [PYTHON, "tools/compile_templates.py"],
        ),
        NO_DATABASE,
        fast=True,
    ),
    Step("translations complete", ([PYTHON, "tools/translations.py", "check"],), NO_DATABASE, fast=True),
    Step(
        "migrations complete",
        (module("django", "makemigrations", "--check", "--dry-run"),),
        TESTING,
    ),
    Step(
        "unit and database tests",
        (tests("unit", "-n", "2", "--ignore=tests/accessibility", "--ignore=tests/journeys"),),
        TESTING,
    ),
    Step("end-to-end journeys", (tests("journeys", "tests/journeys", "-p", "no:randomly"),), TESTING),
    Step(
        "accessibility",
        (
            tests(
                "accessibility", "-n", "2", "--dist", "worksteal", "tests/accessibility", "-p", "no:randomly"
            ),
        ),
        TESTING,
    ),
)


def run(step: Step) -> bool:
    """Run one step and say how it went and how long it took."""
    print(f"\n━━ {step.name}", flush=True)
    began = time.monotonic()
    for command in step.commands:
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **step.environment}, check=False, stdin=subprocess.DEVNULL
        )
        if done.returncode:
            print(
                f"✗ {step.name} failed after {time.monotonic() - began:.0f} s: {' '.join(command[1:6])}",
                flush=True,
            )
            return False
    print(f"✓ {step.name} ({time.monotonic() - began:.0f} s)", flush=True)
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--only", choices=[s.name for s in STEPS])
    chosen = parser.parse_args()
    steps = [s for s in STEPS if (s.fast or not chosen.fast) and chosen.only in {None, s.name}]
    for report in REPORTS.glob("*.xml"):
        report.unlink()
    began = time.monotonic()
    whole = all(run(step) for step in steps)
    passed, failed = counted()
    counts = [f"{failed or 1} failed"] if not whole else []
    if passed:
        counts.append(f"{passed} passed")
    summary = ", ".join(counts) or f"{len(steps)} checks passed"
    print(f"\n=== {summary} in {time.monotonic() - began:.2f}s ===", flush=True)
    sys.exit(0 if whole else 1)


if __name__ == "__main__":
    main()
