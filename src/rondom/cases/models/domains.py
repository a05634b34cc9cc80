"""Life domains that matter here, and strengths."""

from django.db import models
from django.db.models import Q

from rondom.cases.models.case import Case
from rondom.cases.vocabulary import ProblemLevel, StrengthKind
from rondom.kernel.models import ScopedRow


class DomainEntry(ScopedRow):
    """How one life domain stands, for a person or (without one) for the household (R-003).

    Scope: the plan lines of that domain; a helping partner reads those of its own task only, and an external
    party none, because a permission shares the plan and not what was told to the team (rights matrix 5.5,
    policies of migrations 0009 and 0010). Entries are added, never changed:
    `replaced_at` marks old ones, and `label_nl`, `label_en` keep the name the domain had. Nothing computed
    is stored.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="domain_entries")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    domain = models.PositiveSmallIntegerField()
    label_nl = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120)
    problem = models.CharField(max_length=10, choices=ProblemLevel)
    strength = models.TextField(blank=True)
    wish = models.TextField(blank=True)
    reason = models.TextField()
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    author_id = models.UUIDField()
    author_name = models.CharField(max_length=120)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["domain", "-written_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "domain"],
                condition=Q(replaced_at=None),
                nulls_distinct=False,
                name="domainentry_one_current",
            )
        ]


class Strength(ScopedRow):
    """Something or somebody to build on (R-004). Scope: STORY. Taken off by its end, never deleted."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="strengths")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=15, choices=StrengthKind)
    text = models.CharField(max_length=500)
    written_at = models.DateTimeField()
    author_id = models.UUIDField()
    author_name = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["written_at"]
