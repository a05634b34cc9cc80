"""No table of this module holds a fact about a client: the site reads them without a grant."""

from django.db import migrations

from rondom.kernel.rls import open_table

TABLES = (
    "area",
    "desk",
    "organization",
    "professional",
    "rolecard",
    "setting",
    "settingsversion",
    "standin",
    "team",
    "teamleadership",
    "workingrole",
)


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_initial"), ("kernel", "0001_security_schema")]
    operations = [operation for table in TABLES for operation in open_table(f"organizations_{table}")]
