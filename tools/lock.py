"""Resolve `requirements/*.in` into lock files with hashes, for every platform (with uv, fetched first)."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "uv"], check=True)
    for name in ("base", "dev"):
        command = [
            sys.executable,
            "-m",
            "uv",
            "pip",
            "compile",
            "--quiet",
            "--universal",
            "--generate-hashes",
        ]
        command += ["--python-version", "3.11", "--no-header", "--no-emit-index-url", "--no-emit-find-links"]
        command += [f"requirements/{name}.in", "--output-file", f"requirements/{name}.lock"]
        subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
