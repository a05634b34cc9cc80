"""Results and closings move to the story; a frozen goal keeps the keys of its strengths, not their words."""

from django.db import migrations

from rondom.kernel.rls import as_owner

CORE, STORY = 5, 9
KEYS = """
UPDATE plans_versionline line
   SET body = jsonb_set(line.body, '{strengths}', coalesce(
       (SELECT jsonb_agg(strength.id) FROM cases_strength strength
         JOIN plans_plan plan ON plan.case_id = strength.case_id
         JOIN plans_planversion version ON version.plan_id = plan.id
        WHERE version.id = line.version_id AND line.body->'strengths' ? strength.text), '[]'))
 WHERE line.body ? 'strengths';
"""
TABLES = ("plans_outcome", "plans_closing")
READ = ["plans_versionline", "plans_planversion", "plans_plan", "cases_strength"]


def moved(table: str) -> str:
    """SQL that moves rows of a table from one part of their space to the other."""
    return f"UPDATE {table} SET scope = scope - {CORE} + {STORY} WHERE scope & 65535 = {CORE};"


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_protect"), ("cases", "0005_story")]
    operations = [
        *(as_owner([name], moved(name)) for name in TABLES),
        as_owner(READ, KEYS),
    ]
