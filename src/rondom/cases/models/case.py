"""The case and who manages it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rondom.cases.vocabulary import CaseState
from rondom.kernel.models import ScopedRow


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases by where they stand; visibility is the database's business."""

    def open(self) -> "CaseQuerySet":
        """Not closed."""
        return self.filter(state=CaseState.OPEN)


class Case(ScopedRow):
    """The file of one household. Scope: the overview of the household's space.

    `case_manager`, `next_deadline_on` and `last_activity_at` repeat what other tables say, so that
    a list of 1,500 cases needs one query; only commands of this module write them.
    """

    space = models.BigIntegerField(db_index=True)
    household = models.ForeignKey("people.Household", on_delete=models.PROTECT, related_name="cases")
    name = models.CharField(max_length=120)
    client = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organizations.Team", on_delete=models.PROTECT, related_name="+")
    target_group = models.SlugField(max_length=60, blank=True)
    purpose = models.SlugField(max_length=60, default="care")
    ground = models.SlugField(max_length=60)
    statutory_domains = ArrayField(models.SmallIntegerField(), default=list)
    """Domains for which the ground itself lets the own team coordinate, without consent."""
    state = models.CharField(max_length=10, choices=CaseState, default=CaseState.OPEN)
    opened_at = models.DateTimeField()
    first_contact_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    case_manager = models.ForeignKey(
        "organizations.Professional", on_delete=models.PROTECT, null=True, related_name="+"
    )
    next_deadline_on = models.DateField(null=True)
    last_activity_at = models.DateTimeField()
    weight = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["scope", "state"], name="case_scope_state"),
            models.Index(fields=["team", "state"], name="case_team_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["household"], condition=Q(state="open"), name="case_one_open"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | Q(state="closed", closed_at__isnull=False),
                name="case_closed_has_moment",
            ),
        ]


class CaseManagerAssignment(ScopedRow):
    """Who is case manager, from when to when; `acting` while standing in. Exactly one is current."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assignments")
    professional = models.ForeignKey("organizations.Professional", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    acting = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    introduced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(until=None), name="case_one_manager")
        ]
        # The few who act: a leader's start page would else look at every case of the team.
        indexes = [
            models.Index(fields=["case"], condition=Q(acting=True, until=None), name="case_acting_manager")
        ]
