"""Why a reader does not see a part of the file, in one sentence that says nothing about its content."""

from django.utils.translation import gettext_lazy as _

from rondom.access.scopes import Part
from rondom.cases.queries.case import MyRelation

HIDDEN_WHY = {
    Part.CORE: _(
        "You see who is involved, not the file itself: there is no permission for your organisation."
    ),
    Part.STORY: _(
        "Own words, strengths, the people around the client, referrals and general notes are for the client "
        "and the team. The permission for your organisation is about the plan."
    ),
    Part.ADDRESS: _("Addresses and numbers are kept apart from the file."),
}


def why_not_seen(relation: MyRelation, part: int) -> object:
    """The sentence for a part that the reader does not hold."""
    if relation.row in {"P6", "P6S"}:
        return _("As team leader you see who is involved. Reading the file takes a reason.")
    return HIDDEN_WHY.get(Part(part) if part in Part._value2member_map_ else Part.CORE, HIDDEN_WHY[Part.CORE])
