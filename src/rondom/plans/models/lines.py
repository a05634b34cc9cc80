"""Goals and actions, the steps they made and what everybody thinks of them."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rondom.kernel.models import ScopedRow
from rondom.plans.models.plan import Plan
from rondom.plans.vocabulary import (
    ActionState,
    Channel,
    GoalOwner,
    GoalState,
    OwnerKind,
    StanceKind,
    StepKind,
    Term,
)


class Line(ScopedRow):
    """What goals and actions share. Scope: the plan lines of a life domain, or a part named for one person.

    `client_id` names the data subject also to somebody who may see this line and nothing else of the plan.
    """

    domain = models.SmallIntegerField()
    client_id = models.UUIDField()
    created_at = models.DateTimeField()
    created_by_id = models.UUIDField()
    created_by_name = models.CharField(max_length=120)
    worded_at = models.DateTimeField(null=True)
    """When words, dates or owner changed last: what somebody agreed to before was something else (R-018)."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Goal(Line):
    """A goal in the client's wording (R-017)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    title = models.TextField()
    owner = models.CharField(max_length=12, choices=GoalOwner)
    owner_id = models.UUIDField(null=True)
    owner_name = models.CharField(max_length=120, blank=True)
    first_step = models.TextField()
    first_step_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=GoalState, default=GoalState.PROPOSED)
    term = models.CharField(max_length=5, choices=Term, default=Term.LATER)
    rank = models.IntegerField(default=0)
    strength_ids = ArrayField(models.UUIDField(), default=list)
    """Keys of strengths in the case; empty means that none was found yet, which the page says (R-004)."""
    accepted_at = models.DateTimeField(null=True)
    annex = models.ForeignKey("plans.Annex", on_delete=models.SET_NULL, null=True, related_name="goals")
    """The attached document that brought this goal into the plan (R-015); in the same scope."""

    class Meta:
        indexes = [models.Index(fields=["plan", "state"], name="goal_plan_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(accepted_at__isnull=False), name="goal_agreed_has_yes"
            )
        ]


class ActionQuerySet(models.QuerySet["Action"]):
    """Actions by how they stand."""

    def open(self) -> "ActionQuerySet":
        """Not done, dropped or carried over."""
        return self.filter(state__in=[ActionState.PLANNED, ActionState.STARTED, ActionState.STUCK])

    def overdue(self, today: date) -> "ActionQuerySet":
        """Open while the date has passed."""
        return self.open().filter(due_on__lt=today)


class Action(Line):
    """Who does what by when. `state` repeats the newest step.

    `source_type` and `source_id` name where it came from (an agreement of a meeting): one action each.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions")
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, related_name="actions")
    what = models.TextField()
    owner_kind = models.CharField(max_length=12, choices=OwnerKind)
    owner_id = models.UUIDField()
    owner_name = models.CharField(max_length=120)
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=ActionState, default=ActionState.PLANNED)
    overdue_told_at = models.DateTimeField(null=True)
    carried_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    source_type = models.CharField(max_length=40, blank=True)
    source_id = models.UUIDField(null=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["plan", "state"], name="action_plan_state"),
            models.Index(fields=["owner_id", "due_on"], name="action_owner_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(owner_name=""), name="action_has_owner"),
            models.UniqueConstraint(
                fields=["source_type", "source_id"],
                condition=Q(source_id__isnull=False),
                name="action_once_per_source",
            ),
        ]


class OfLine(ScopedRow):
    """A row about one goal or one action, never both, in the line's own scope."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, null=True, related_name="%(class)ss")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, null=True, related_name="%(class)ss")
    at = models.DateTimeField()

    class Meta:
        abstract = True


ONE_LINE = Q(goal__isnull=True, action__isnull=False) | Q(goal__isnull=False, action__isnull=True)


class LineStep(OfLine):
    """Something that happened to a line; rows are only added. `was` holds the texts before a change."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind)
    state = models.CharField(max_length=12, blank=True)
    reason = models.TextField(blank=True)
    was = models.JSONField(default=dict)
    now = models.JSONField(default=dict)
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["plan", "-at"], name="step_plan_at")]
        constraints = [models.CheckConstraint(condition=ONE_LINE, name="step_of_one_line")]


class Stance(OfLine):
    """What one person thinks of one line; the newest counts, all stay (R-018).

    `person_id` holds the stance, `recorded_by_id` wrote it down; they differ in witness mode only, and
    then a witness is named and the person can object until `object_by`.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="stances")
    person_id = models.UUIDField()
    person_name = models.CharField(max_length=120)
    person_role = models.CharField(max_length=120, blank=True)
    stance = models.CharField(max_length=12, choices=StanceKind)
    words = models.TextField(blank=True)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.SCREEN)
    witness = models.CharField(max_length=120, blank=True)
    recorded_by_id = models.UUIDField()
    recorded_by_name = models.CharField(max_length=120)
    object_by = models.DateField(null=True)
    version_number = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["plan", "at"], name="stance_plan_at")]
        constraints = [
            models.CheckConstraint(condition=ONE_LINE, name="stance_of_one_line"),
            models.CheckConstraint(
                condition=Q(recorded_by_id=models.F("person_id")) | ~Q(witness=""), name="stance_has_witness"
            ),
            models.CheckConstraint(
                condition=~Q(stance="disagrees") | ~Q(words=""), name="stance_no_says_why"
            ),
        ]
