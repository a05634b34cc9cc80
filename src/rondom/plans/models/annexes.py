"""Documents beside the plan that a law or rule asks for, and what is in them."""

from django.db import models
from django.db.models import Q

from rondom.kernel.models import ScopedRow
from rondom.plans.models.plan import Plan
from rondom.plans.vocabulary import FileKind, Requirement


class Annex(ScopedRow):
    """A legally required separate document, attached to the one plan with a line of summary (R-015).

    Scope: that of the plan lines of its life domain, or of the part of the person it is about. What is in
    the document stands in `AnnexContent`, so that no list ever reads it. The name of the file is not kept.
    `size` in bytes. A newer version is a row of its own that `replaces` this one.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="annexes")
    domain = models.SmallIntegerField()
    client_id = models.UUIDField()
    summary = models.TextField()
    requires = models.CharField(max_length=10, choices=Requirement)
    other_rule = models.CharField(max_length=200, blank=True)
    document_on = models.DateField()
    kind = models.CharField(max_length=4, choices=FileKind)
    size = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    attached_at = models.DateTimeField()
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)
    by_function = models.CharField(max_length=60, blank=True)
    organization_id = models.UUIDField(null=True)
    organization_name = models.CharField(max_length=200, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, related_name="replaced_by")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=120, blank=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ["attached_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(summary=""), name="annex_says_what_it_is"),
            models.CheckConstraint(
                condition=~Q(requires="other") | ~Q(other_rule=""), name="annex_other_rule_is_named"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_why=""), name="annex_withdrawn_says_why"
            ),
        ]


class AnnexContent(ScopedRow):
    """The bytes of an annex, encrypted and bound to this row; gone once the annex is withdrawn."""

    annex = models.OneToOneField(Annex, on_delete=models.CASCADE, related_name="content")
    sealed = models.BinaryField()
