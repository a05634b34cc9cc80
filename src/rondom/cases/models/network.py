"""The own network: who helps because they want to, as the client decides."""

from django.db import models
from django.db.models import Q

from rondom.cases.models.case import Case
from rondom.cases.vocabulary import SupporterAccess, SupporterState
from rondom.kernel.models import ScopedRow


class Supporter(ScopedRow):
    """Somebody from the own network and what the client lets them see (R-005). Scope: STORY.

    A supporter with an account is a `person`; then `part_scope` is a part of the file that holds what
    was shared with this one supporter, and nothing else is ever theirs.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="supporters")
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=120)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    access = models.CharField(max_length=10, choices=SupporterAccess, default=SupporterAccess.NOTHING)
    state = models.CharField(max_length=10, choices=SupporterState)
    helps_with = models.CharField(max_length=500, blank=True)
    part_scope = models.BigIntegerField(null=True)
    proposed_by = models.UUIDField()
    proposed_by_name = models.CharField(max_length=120)
    proposed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    lapses_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False, lapses_at__isnull=False),
                name="supporter_confirmed_lapses",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(ended_at__isnull=False), name="supporter_ended_has_moment"
            ),
        ]

    @property
    def shows_lines(self) -> bool:
        """Somebody with an account, chosen by the client, who may see chosen lines of the plan."""
        sees = self.access in (SupporterAccess.LINES, SupporterAccess.ATTEND)
        return sees and self.state == SupporterState.CONFIRMED and self.person_id is not None
