"""Photos of who works here are encrypted at rest, bound to their row; those that are there already too."""

from django.db import migrations

from rondom.kernel import crypto
from rondom.kernel.crypto import FieldAddress
from rondom.kernel.keys import keyring


def _address(row):
    return FieldAddress("organizations_portrait", str(row.pk), "sealed")


def seal(apps, editor):
    portrait = apps.get_model("organizations", "Portrait")
    for row in portrait.objects.using(editor.connection.alias).iterator(chunk_size=50):
        row.sealed = crypto.encrypt_bytes(keyring(), _address(row), bytes(row.sealed))
        row.save(update_fields=["sealed"])


def open_again(apps, editor):
    portrait = apps.get_model("organizations", "Portrait")
    for row in portrait.objects.using(editor.connection.alias).iterator(chunk_size=50):
        row.sealed = crypto.decrypt_bytes(keyring(), _address(row), bytes(row.sealed))
        row.save(update_fields=["sealed"])


class Migration(migrations.Migration):
    dependencies = [("organizations", "0004_portrait")]
    operations = [
        migrations.RenameField("portrait", "jpeg", "sealed"),
        migrations.RunPython(seal, open_again),
    ]
