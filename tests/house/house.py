"""What the house tests know about the house: its layers, its modules, its sources."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "rondom"


def layers() -> list[set[str]]:
    """The modules from high to low, as the first import contract names them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return [{name.strip(" ()") for name in line.split("|")} for line in contracts[0]["layers"]]


def height(module: str) -> int:
    """How high a module stands; modules of one layer stand equally high."""
    order = layers()
    return next(len(order) - i for i, names in enumerate(order) if module in names)


def modules() -> list[str]:
    return sorted(p.name for p in SOURCES.iterdir() if (p / "__init__.py").exists())


def python_files(*, migrations: bool = False) -> Iterator[Path]:
    for path in sorted(SOURCES.rglob("*.py")):
        if migrations or "migrations" not in path.parts:
            yield path


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def tracked_files() -> list[Path]:
    """Every file of the repository, new ones included; from the file system where there is no git."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0 and done.stdout:
        return [p for line in done.stdout.splitlines() if (p := ROOT / line).is_file()]
    return [
        p
        for folder in ("src", "config", "tests", "tools", "docs")
        for p in (ROOT / folder).rglob("*")
        if p.is_file()
    ]
