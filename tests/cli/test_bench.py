"""`rondom bench` leaves its options to the benchmark, and shows them."""

import re
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "tools" / "bench.py"


def test_help_lists_every_option_of_the_benchmark(installation):
    options = re.findall(r'add_argument\("(--\w+)"', BENCH.read_text(encoding="utf-8"))
    assert options
    done = installation.rondom("bench", "--help")
    assert done.returncode == 0, done.stderr
    for option in options:
        assert option in done.stdout
    assert "usage: rondom bench" in done.stdout


def test_an_option_that_does_not_exist_is_refused(installation):
    done = installation.rondom("bench", "--quick")
    assert done.returncode == 2
    assert "--quick" in done.stderr
