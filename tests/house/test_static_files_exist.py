"""Every `{% static %}` of a template names a file that exists: the packed site would answer 500."""

import re

from django.contrib.staticfiles import finders

from tests.house.house import ROOT, SOURCES

STATIC = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")
MADE = ("nlds/",)  # made by tools/build_frontend.py, and absent before it ran


def test_every_static_file_of_a_template_exists():
    missing = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in SOURCES.glob("*/templates/**/*.html")
        for name in STATIC.findall(path.read_text(encoding="utf-8"))
        if not name.startswith(MADE) and not finders.find(name)
    ]
    assert missing == []
