"""The involvement register: who helps this household. No content."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rondom.cases.models.case import Case
from rondom.cases.vocabulary import InvolvementKind, Visibility
from rondom.kernel.models import ScopedRow


class Involvement(ScopedRow):
    """A party (and mostly a named person) helps, in a role, on life domains, from when to when.

    Scope: INVOLVEMENT, INVOLVEMENT_MASKED or INVOLVEMENT_HIDDEN of the space, by `visibility`.
    A masked row has a visible twin (`mask_of`) that names nobody.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="involvements")
    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, null=True, related_name="+"
    )
    professional = models.ForeignKey(
        "organizations.Professional", on_delete=models.PROTECT, null=True, related_name="+"
    )
    kind = models.CharField(max_length=15, choices=InvolvementKind)
    function = models.CharField(max_length=120)
    domains = ArrayField(models.SmallIntegerField(), default=list)
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.SHOWN)
    purpose = models.SlugField(max_length=60, default="care")
    ground = models.SlugField(max_length=60)
    why = models.TextField(blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    mask_of = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organization__isnull=False) | models.Q(mask_of__isnull=False),
                name="involvement_has_party",
            )
        ]
