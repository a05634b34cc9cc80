"""Files of the front end: nothing inline, nothing from elsewhere, light, and readable colours."""

import gzip
import json
import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src/rondom/web"
NLDS = WEB / "static/nlds"
TEMPLATES = sorted((ROOT / "src/rondom").glob("*/templates/**/*.html"))
built = pytest.mark.skipif(
    not (NLDS / "nlds.css").exists(), reason="run python tools/build_frontend.py first"
)

INLINE = re.compile(
    r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|<script(?![^>]*\b(?:src=|type="application/json"))|javascript:""",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"""(?:src|action)\s*=\s*["']https?:|<link[^>]+href\s*=\s*["']https?:""", re.IGNORECASE
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT / "src/rondom")))
def test_no_template_needs_an_inline_style_or_script_or_another_host(path):
    text = path.read_text(encoding="utf-8")
    assert not INLINE.search(text)
    assert not ELSEWHERE.search(text)


def test_own_styles_fetch_nothing():
    for path in (WEB / "static/web").glob("*.css"):
        assert "url(" not in path.read_text(encoding="utf-8"), path.name
        assert "@import" not in path.read_text(encoding="utf-8"), path.name


def test_the_lockfile_names_no_registry():
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    hosts = set(re.findall(r'"resolved":\s*"https?://([^/"]+)', text))
    assert hosts <= {"registry.npmjs.org"}
    for name, facts in json.loads(text)["packages"].items():
        assert not name or facts["integrity"].startswith("sha512-"), name


def test_every_text_of_the_pages_has_a_dutch_one():
    texts = polib.pofile(str(WEB / "locale/nl/LC_MESSAGES/django.po"))
    assert not [entry.msgid for entry in texts if not entry.obsolete and not entry.translated()]


@built
def test_the_first_load_is_at_most_100_kilobytes():
    base = (WEB / "templates/web/base.html").read_text(encoding="utf-8")
    files = [*re.findall(r"static '([\w/.-]+)'", base), "nlds/noto-sans.woff2"]
    assert len(files) > 6
    total = 0
    for name in files:
        content = (WEB / "static" / name).read_bytes()
        total += len(content) if name.endswith("woff2") else len(gzip.compress(content))
    assert total <= 90_000, "leaves 10 kB for the page itself"


@built
def test_every_token_that_own_styles_read_exists():
    known = set(re.findall(r"(--[\w-]+)\s*:", _css("nlds/nlds.css") + _css("web/tokens.css")))
    used = set()
    for path in (WEB / "static/web").glob("*.css"):
        used |= set(re.findall(r"var\((--[\w-]+)\)", path.read_text(encoding="utf-8")))
    assert not used - known


# Foreground, background: what stands on what in the building blocks.
PAIRS = [
    ("--ro-ink", "--ro-paper"),
    ("--ro-ink", "--ro-wash"),
    ("--ro-ink-soft", "--ro-paper"),
    ("--ro-ink-soft", "--ro-wash"),
    ("--ro-paper", "--ro-ink"),
    ("--ro-paper", "--ro-accent"),
    ("--ro-accent", "--ro-accent-faint"),
    ("--ro-accent-strong", "--ro-accent-wash"),
    ("--ro-good", "--ro-good-wash"),
    ("--ro-warm", "--ro-warm-wash"),
    ("--ro-bad", "--ro-bad-wash"),
    ("--ro-bad", "--ro-paper"),
    ("--ro-ink-soft", "--basis-color-default-bg-default"),
    ("--basis-color-action-2-color-default", "--ro-paper"),
    ("--basis-color-action-2-color-default", "--ro-wash"),
    ("--basis-color-info-color-default", "--basis-color-info-bg-default"),
    ("--basis-color-action-1-inverse-color-default", "--basis-color-action-1-inverse-bg-default"),
    ("--basis-color-negative-inverse-color-default", "--basis-color-negative-inverse-bg-default"),
]
SHAPES = [("--basis-form-control-border-color", "--ro-paper"), ("--ro-focus", "--ro-paper")]


@built
@pytest.mark.parametrize("theme", ["voorbeeld", "maasdrecht"])
def test_words_and_shapes_stand_out_in_both_themes(theme):
    tokens = _tokens(theme)
    weak = {pair: _contrast(tokens, *pair) for pair in PAIRS if _contrast(tokens, *pair) < 4.5}
    weak |= {pair: _contrast(tokens, *pair) for pair in SHAPES if _contrast(tokens, *pair) < 3}
    assert not weak


def _css(name: str) -> str:
    return re.sub(r"/\*.*?\*/", "", (WEB / "static" / name).read_text(encoding="utf-8"), flags=re.DOTALL)


def _tokens(theme: str) -> dict[str, str]:
    own = _css("web/tokens.css")
    blocks = re.findall(r"\.voorbeeld-theme\{([^}]*)\}", _css("nlds/nlds.css"))
    blocks += re.findall(r":root\s*\{([^}]*)\}", own)
    if theme != "voorbeeld":
        blocks += re.findall(rf"\.{theme}-theme\s*\{{([^}}]*)\}}", own)
    return {
        name: value.strip()
        for block in blocks
        for name, value in re.findall(r"(--[\w-]+)\s*:\s*([^;]+)", block)
    }


def _colour(tokens: dict[str, str], name: str) -> tuple[float, float, float]:
    value = tokens[name]
    while found := re.fullmatch(r"var\((--[\w-]+)\)", value):
        value = tokens[found[1]]
    red, green, blue = (int(value.lstrip("#")[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def _contrast(tokens: dict[str, str], front: str, back: str) -> float:
    """The contrast ratio of WCAG 2.2, between 1 and 21."""

    def light(colour: tuple[float, float, float]) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    first, second = sorted((light(_colour(tokens, front)), light(_colour(tokens, back))))
    return (second + 0.05) / (first + 0.05)
