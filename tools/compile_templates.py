"""Compile every template, so that a mistyped tag fails here and not on a page."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.template import TemplateSyntaxError, engines

    django.setup()
    engine = engines["django"]
    faults, count = [], 0
    for folder in sorted((ROOT / "src" / "rondom").glob("*/templates")):
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            count += 1
            try:
                engine.get_template(str(path.relative_to(folder)))
            except (TemplateSyntaxError, UnicodeDecodeError) as fault:
                faults.append(f"{path.relative_to(ROOT)}: {fault}")
    if faults:
        sys.exit("\n".join(faults))
    print(f"{count} templates compile")


if __name__ == "__main__":
    main()
