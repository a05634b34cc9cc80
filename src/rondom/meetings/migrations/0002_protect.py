"""Row-level security of the meetings."""

from django.db import migrations

from rondom.kernel.rls import protect

TABLES = (
    "meeting clienttime participant attendancemark replylink preparation agendapoint turn conceptcheck "
    "decision stance disagreement view agreement note redactedpart pulseresponse"
)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial"), ("access", "0002_grants_decide")]
    operations = [operation for name in TABLES.split() for operation in protect(f"meetings_{name}")]
