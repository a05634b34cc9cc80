"""A plan line that is shown to a supporter is one of the things shared with one person; one way is enough."""

from django.db import migrations, models

from rondom.kernel.rls import as_owner

MOVE = """
INSERT INTO privacy_shareditem (
    id, scope, space, part_id, person_id, subject_id, kind, title, text, place, object_type, object_id,
    due_on, shared_by_id, shared_by_name, shared_by_function, shared_at, ended_at
)
SELECT l.id, l.scope, p.space, p.id, s.person_id, c.client_id, 'goal', left(l.text, 200),
       CASE WHEN length(l.text) > 200 THEN l.text ELSE '' END, '', l.object_type, l.object_id,
       l.due_on, c.client_id, '', '', l.shared_at, l.ended_at
FROM cases_sharedline l
JOIN cases_supporter s ON s.id = l.supporter_id
JOIN cases_case c ON c.id = s.case_id
JOIN access_dynamicpart p ON p.scope = l.scope
WHERE s.person_id IS NOT NULL;
UPDATE cases_note SET kind = 'note' WHERE kind = 'shared';
SET CONSTRAINTS ALL IMMEDIATE;
"""
TABLES = ["cases_sharedline", "cases_supporter", "cases_case", "cases_note", "privacy_shareditem"]


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_reaction_holds"), ("privacy", "0007_shared_lines")]
    operations = [
        as_owner([*TABLES, "access_dynamicpart"], MOVE),
        migrations.AlterField(
            model_name="note",
            name="kind",
            field=models.CharField(
                choices=[
                    ("note", "note"),
                    ("contact", "contact"),
                    ("analysis", "view of a professional"),
                    ("talk", "own talk"),
                ],
                default="note",
                max_length=10,
            ),
        ),
        migrations.DeleteModel(name="SharedLine"),
    ]
