"""`make test`: every check and test, named, in order, stopping at the first that fails.

The checks of the source run side by side, and are told in order; the tests have the machine to themselves.
`--fast` runs what needs no database and no browser; `--only NAME` one step.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
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
    alone: bool = False
    """Uses the whole machine, so runs after the others and shows its lines as they come."""


@dataclass(frozen=True)
class Outcome:
    """How a step went: seconds, what its commands said, and the command that failed ("" when none did)."""

    seconds: float
    said: str
    failed: str = ""


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
        (
            tests(
                *("unit", "-n", "2", "--dist", "worksteal"),
                *("--ignore=tests/accessibility", "--ignore=tests/journeys"),
            ),
        ),
        TESTING,
        alone=True,
    ),
    Step(
        "end-to-end journeys",
        (tests("journeys", "-n", "2", "--dist", "loadfile", "tests/journeys", "-p", "no:randomly"),),
        TESTING,
        alone=True,
    ),
    Step(
        "accessibility",
        (
            tests(
                "accessibility", "-n", "2", "--dist", "worksteal", "tests/accessibility", "-p", "no:randomly"
            ),
        ),
        TESTING,
        alone=True,
    ),
)


def surroundings(step: Step) -> dict[str, str]:
    """The environment of a step. Compiled Python is kept: every test that starts `rondom` needs it."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | step.environment


_running: set[subprocess.Popen[str]] = set()


def perform(step: Step) -> Outcome:
    """Run the commands of one step, until one fails."""
    began, said = time.monotonic(), ""
    pipe = None if step.alone else subprocess.PIPE
    for command in step.commands:
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=surroundings(step),
            stdin=subprocess.DEVNULL,
            stdout=pipe,
            stderr=subprocess.STDOUT if pipe else None,
            text=True,
        ) as child:
            _running.add(child)
            said += child.communicate()[0] or ""
            _running.discard(child)
        if child.returncode:
            return Outcome(time.monotonic() - began, said, " ".join(command[1:6]))
    return Outcome(time.monotonic() - began, said)


def tell(step: Step, outcome: Outcome) -> bool:
    """Say how a step went and how long it took; whether it went well."""
    if outcome.said:
        print(outcome.said.rstrip("\n"), flush=True)
    if outcome.failed:
        print(f"✗ {step.name} failed after {outcome.seconds:.0f} s: {outcome.failed}", flush=True)
    else:
        print(f"✓ {step.name} ({outcome.seconds:.0f} s)", flush=True)
    return not outcome.failed


def run(steps: list[Step]) -> bool:
    """Every step in order, the checks of the source begun together; ends at the first that fails."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        # The longest first, so that it does not run on when the others are done.
        begun: dict[str, Future[Outcome]] = {
            step.name: pool.submit(perform, step)
            for step in sorted(steps, key=lambda step: step.name != "types")
            if not step.alone
        }
        for step in steps:
            print(f"\n━━ {step.name}", flush=True)
            outcome = perform(step) if step.alone else begun[step.name].result()
            if not tell(step, outcome):
                pool.shutdown(wait=False, cancel_futures=True)
                for child in list(_running):
                    child.terminate()
                return False
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
    whole = run(steps)
    passed, failed = counted()
    counts = [f"{failed or 1} failed"] if not whole else []
    if passed:
        counts.append(f"{passed} passed")
    summary = ", ".join(counts) or f"{len(steps)} checks passed"
    print(f"\n=== {summary} in {time.monotonic() - began:.2f}s ===", flush=True)
    sys.exit(0 if whole else 1)


if __name__ == "__main__":
    main()
