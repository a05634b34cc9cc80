"""Compile every translation file of the project. A fresh machine has no msgfmt; polib does it."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    for path in sorted((ROOT / "src").rglob("locale/*/LC_MESSAGES/*.po")):
        # In one step: a site that starts meanwhile must not read half a file.
        half = path.with_suffix(".mo.new")
        polib.pofile(str(path)).save_as_mofile(str(half))
        half.replace(path.with_suffix(".mo"))


if __name__ == "__main__":
    main()
