"""What the person says: own words, and the page a newcomer reads first."""

from django.db import models
from django.db.models import Q

from rondom.cases.models.case import Case
from rondom.cases.vocabulary import WordsAbsence
from rondom.kernel.models import ScopedRow


class OwnWords(ScopedRow):
    """One version of somebody's own account; the newest opens the file (R-001).

    Scope: STORY for the client, the person's own part for another member. Versions are only added: a
    trigger refuses any other text in an old one. `written_down_by` is empty when the person typed it;
    otherwise it stays marked until `confirmed_at`. With `absence` the texts are empty and `why_absent`
    says why.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="own_words")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    matters = models.TextField(blank=True)
    wants = models.TextField(blank=True)
    refuses = models.TextField(blank=True)
    language = models.CharField(max_length=3)
    absence = models.CharField(max_length=20, choices=WordsAbsence, blank=True)
    why_absent = models.TextField(blank=True)
    written_at = models.DateTimeField()
    author_id = models.UUIDField()
    author_name = models.CharField(max_length=120)
    author_function = models.CharField(max_length=120, blank=True)
    written_down_by = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person", "version"], name="ownwords_version_once"),
            models.CheckConstraint(
                condition=(Q(absence="") & ~Q(matters="", wants="", refuses=""))
                | (~Q(absence="") & Q(matters="", wants="", refuses="") & ~Q(why_absent="")),
                name="ownwords_words_or_reason",
            ),
        ]


class Introduction(ScopedRow):
    """One page, "what you need to know about me", approved by the client (R-006). Scope: STORY."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="introductions")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    who_i_am = models.TextField()
    what_helps = models.TextField(blank=True)
    what_not = models.TextField(blank=True)
    language = models.CharField(max_length=3)
    names_others = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    author_id = models.UUIDField()
    author_name = models.CharField(max_length=120)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person", "version"], name="introduction_version_once")
        ]
