"""What the client tells moves from the core to the story, which partners do not hold."""

from django.db import migrations

from rondom.kernel.rls import as_owner

CORE, STORY = 5, 9
TABLES = ("ownwords", "introduction", "strength", "supporter", "handover", "note")
# A line of the timeline and a reaction stand where the thing stands that they are about.
TOLD = "kind ~ '^(own_words|introduction|note|outcome|referral)[.]' OR kind IN ('plan.close', 'plan.ask_closing')"
ABOUT = "object_type IN ('own_words', 'introduction', 'strength', 'note', 'outcome')"


def moved(table: str, where: str = "true") -> str:
    """SQL that moves rows of a table from one part of their space to the other."""
    return f"UPDATE {table} SET scope = scope - {CORE} + {STORY} WHERE scope & 65535 = {CORE} AND ({where});"


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_protect_voice"), ("access", "0003_story")]
    operations = [
        *(as_owner([f"cases_{name}"], moved(f"cases_{name}")) for name in TABLES),
        as_owner(["cases_timelineentry"], moved("cases_timelineentry", f"{TOLD} OR {ABOUT}")),
        as_owner(["cases_reaction"], moved("cases_reaction", ABOUT)),
    ]
