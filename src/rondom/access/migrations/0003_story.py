"""A part of its own for the household's story, which a permission for a partner does not open.

Who works in the core gets it, save partners (row P2); named parts follow it instead of the core.
"""

from django.db import migrations

from rondom.kernel.rls import as_owner

CORE, STORY, FIRST_DYNAMIC = 5, 9, 256

GRANTS = f"""
UPDATE access_grant
   SET reads = reads || {STORY}, writes = CASE WHEN {CORE} = ANY(writes) THEN writes || {STORY} ELSE writes END
 WHERE revoked_at IS NULL AND row <> 'P2' AND {CORE} = ANY(reads) AND NOT {STORY} = ANY(reads);
UPDATE access_grant
   SET reads = ARRAY(SELECT part FROM unnest(reads) part WHERE part < {FIRST_DYNAMIC}),
       writes = ARRAY(SELECT part FROM unnest(writes) part WHERE part < {FIRST_DYNAMIC})
 WHERE revoked_at IS NULL AND row = 'P2';
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0002_grants_decide")]
    operations = [
        migrations.RenameField("dynamicpart", "follows_core", "follows_story"),
        as_owner(["access_grant"], GRANTS),
    ]
