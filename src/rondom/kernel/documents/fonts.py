"""Which fonts a document may use, found once per process.

Order: the folders of the setting `RONDOM_FONT_FOLDERS`, the folder that the front-end build fills,
the fonts of the machine, and those inside the Typst wheel. The last are always there, so a document
can be made on a machine without any font. Typst reads .ttf and .otf; it cannot read the .woff2
files of the website.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings

PREFERRED = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Libertinus Serif", "Noto Emoji")
BUILT_FONTS = Path(__file__).resolve().parents[2] / "web/static/nlds/fonts"


def font_folders() -> tuple[str, ...]:
    """The existing folders with fonts of this deployment, the setting first."""
    wanted = [Path(folder) for folder in getattr(settings, "RONDOM_FONT_FOLDERS", ())]
    return tuple(str(folder) for folder in [*wanted, BUILT_FONTS] if folder.is_dir())


@lru_cache(maxsize=4)
def load_fonts(folders: tuple[str, ...], *, machine_fonts: bool = True) -> typst.Fonts:
    """Every font Typst can choose from; `machine_fonts=False` leaves out those of the machine."""
    return typst.Fonts(include_system_fonts=machine_fonts, font_paths=list(folders))


@lru_cache(maxsize=4)
def families(fonts: typst.Fonts) -> tuple[str, ...]:
    """The preferred families that are present, best first. Never empty."""
    present = set(fonts.families())
    return tuple(name for name in PREFERRED if name in present)
