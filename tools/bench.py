"""`make bench`: server time, SQL and bytes per page and persona, against the goals, at several sizes.

Each size has a state folder and a database server of its own, made once and kept. A page is asked
for through the whole stack (middleware, transaction, signed context, log, templates) in one process.
The sizes take turns, a few requests of each page at a time, because a machine is faster in one minute
than in the next: growth is only honest between requests that were asked next to each other. In the table
"bare SQL" is the same statements sent once more, without Django, in one transaction. "CPU" is what
the serving process itself worked, without waiting for the database or for other programs. Ratios
within one run mean something; milliseconds are this machine's, and of what else it does.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
HOMES = Path(os.environ.get("RONDOM_BENCH_HOME") or ROOT / "var" / "bench")
SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = 4
GOAL_P95 = {"worker": 40.0, "leader": 120.0}
GOAL_QUERIES = 12
GOAL_GROWTH = 1.3
GOAL_MEMORY_MB = 150
GOAL_FIRST_LOAD_KB = 100
console = Console(highlight=False)


def main() -> None:
    parser = argparse.ArgumentParser(prog="rondom bench", description=__doc__)
    parser.add_argument("--cases", default=",".join(map(str, SIZES)), help="sizes, separated by commas")
    parser.add_argument("--requests", type=int, default=150, help="requests per page and persona")
    parser.add_argument("--json", type=Path, default=ROOT / "bench-results" / "bench.json")
    chosen = parser.parse_args()
    sizes = [int(size) for size in chosen.cases.split(",")]
    homes = {size: _home(size) for size in sizes}
    try:
        results = _measure(homes, max(1, chosen.requests // ROUNDS))
    finally:
        _stop(homes.values())
    for size in sizes:
        _show(size, results[size])
    misses = _misses(results)
    chosen.json.parent.mkdir(parents=True, exist_ok=True)
    chosen.json.write_text(json.dumps({"results": results, "misses": misses}, indent=1))
    console.print(
        f"Written to {chosen.json.relative_to(ROOT) if chosen.json.is_relative_to(ROOT) else chosen.json}"
    )
    for miss in misses:
        console.print(f"[red]Misses its goal:[/] {miss}")
    if not misses:
        console.print("[green]Every goal was met.[/]")


def _environment(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "RONDOM_HOME": str(home),
        "RONDOM_DEMO": "0",
        "RONDOM_STATIC": "manifest",
        "RONDOM_STAFF_MFA": "0",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONWARNINGS": "ignore",
    }


def _home(size: int) -> Path:
    """The state folder of this size, up to date and filled."""
    home = HOMES / str(size)
    rondom = [sys.executable, "-m", "rondom.cli.main"]
    made = home / "made"
    home.mkdir(parents=True, exist_ok=True)
    subprocess.run([*rondom, "migrate", "--quiet"], env=_environment(home), check=True)
    if not made.exists():
        start = time.monotonic()
        seed = [*rondom, "seed", "scale", "--cases", str(size)]
        subprocess.run(seed, env=_environment(home), check=True)
        made.write_text(f"{time.monotonic() - start:.0f}")
    return home


def _measure(homes: dict[int, Path], requests: int) -> dict[int, dict]:
    """Every size by turns: `ROUNDS` times so many requests of each page."""
    child = ROOT / "tools" / "bench_pages.py"
    running = {}
    for size, home in homes.items():
        running[size] = subprocess.Popen(
            [sys.executable, str(child), str(requests), str(home / "measured.json")],
            env=_environment(home),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        _wait_for(running[size], "ready")
    for _ in range(ROUNDS):
        for one in running.values():
            print("again", file=one.stdin, flush=True)
            _wait_for(one, "measured")
    for one in running.values():
        one.stdin.close()
        if one.wait():
            raise SystemExit("a size could not be measured; its own words stand above")
    return {
        size: json.loads((home / "measured.json").read_text())
        | {"seconds_to_make": int((home / "made").read_text())}
        for size, home in homes.items()
    }


def _wait_for(child: subprocess.Popen, word: str) -> None:
    for line in child.stdout:
        if line.strip() == word:
            return
    raise SystemExit("a size could not be measured; its own words stand above")


def _stop(homes: Iterable[Path]) -> None:
    from rondom.kernel import postgres

    for home in homes:
        postgres.stop(home)


def _show(size: int, measured: dict) -> None:
    table = Table(title=f"{size:,} cases (made in {measured['seconds_to_make']} s)", title_justify="left")
    for column in (
        "persona",
        "page",
        "p50 ms",
        "p95",
        "p99",
        "CPU ms",
        "SQL ms",
        "queries",
        "kB",
        "x bare SQL",
    ):
        table.add_column(column, justify="left" if column in {"persona", "page"} else "right")
    for row in measured["pages"]:
        table.add_row(
            row["persona"],
            row["page"],
            *(f"{row[name]:.1f}" for name in ("p50", "p95", "p99", "cpu_ms", "sql_ms")),
            str(row["queries"]),
            f"{row['bytes'] / 1000:.1f}",
            f"{row['ratio']:.1f}",
        )
    console.print(table)
    console.print(
        f"Memory of a serving process: {measured['memory_mb']:.0f} MB. "
        f"First load: {measured['first_load_kb']:.0f} kB compressed."
    )


def _misses(results: dict[int, dict]) -> list[str]:
    misses = []
    for size, measured in results.items():
        for row in measured["pages"]:
            where = f"{row['persona']}, {row['page']}, {size:,} cases"
            goal = GOAL_P95.get(row["persona"])
            if goal and row["p95"] > goal:
                misses.append(f"{where}: p95 {row['p95']:.1f} ms, goal {goal:.0f}")
            if row["queries"] > GOAL_QUERIES:
                misses.append(f"{where}: {row['queries']} queries, goal {GOAL_QUERIES}")
        if measured["memory_mb"] > GOAL_MEMORY_MB:
            misses.append(f"memory at {size:,} cases: {measured['memory_mb']:.0f} MB, goal {GOAL_MEMORY_MB}")
        if measured["first_load_kb"] > GOAL_FIRST_LOAD_KB:
            misses.append(f"first load: {measured['first_load_kb']:.0f} kB, goal {GOAL_FIRST_LOAD_KB}")
    small, large = min(results), max(results)
    if small != large:
        before = {(r["persona"], r["page"]): r["p50"] for r in results[small]["pages"]}
        for row in results[large]["pages"]:
            growth = row["p50"] / before[(row["persona"], row["page"])]
            if growth > GOAL_GROWTH:
                misses.append(
                    f"{row['persona']}, {row['page']}: {growth:.2f} times the time at {small:,} cases, "
                    f"goal {GOAL_GROWTH}"
                )
    return misses


if __name__ == "__main__":
    main()
