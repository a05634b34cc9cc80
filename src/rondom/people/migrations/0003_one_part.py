"""Tables of one part are read with the scopes of that part only, and so are the names of people."""

from django.db import migrations

from rondom.access.scopes import Part
from rondom.kernel.rls import one_part

# It runs with the rights of whoever asks: the policies of the three tables decide, so nothing is asked twice.
PERSONS = """
CREATE OR REPLACE FUNCTION sec.my_persons() RETURNS uuid[] LANGUAGE sql STABLE AS $$
    SELECT ARRAY(
        SELECT person_id FROM public.people_member
        UNION
        SELECT unnest(ARRAY[person_id, other_id]) FROM public.people_relationship
        UNION
        SELECT unnest(ARRAY[parent_id, child_id]) FROM public.people_parentalauthority
    )
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0005_one_part"), ("people", "0002_protect")]
    operations = [
        *one_part(["people_household"], Part.OVERVIEW),
        *one_part(["people_member", "people_relationship", "people_parentalauthority"], Part.CORE),
        *one_part(["people_contactdetail"], Part.ADDRESS),
        migrations.RunSQL(PERSONS, reverse_sql=migrations.RunSQL.noop),
    ]
