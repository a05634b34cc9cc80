"""The base of every refusal: a named reason, told in one sentence that says what to do."""

from __future__ import annotations

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Something the platform will not do, said in one sentence.

    A subclass sets `code` (stable, for logs and the API), `sentence` (lazy, translated when it
    is shown, with `{name}` places for `params`) and, when the cause stands in one form field, `field`.
    """

    code: ClassVar[str] = "refusal"
    sentence: ClassVar[str | Promise] = ""
    field: str = ""
    status: ClassVar[int] = 409

    def __init__(self, *, field: str | None = None, **params: object) -> None:
        self.params = params
        if field is not None:
            self.field = field
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.sentence).format(**self.params)


class NotFound(Refusal):
    """It does not exist, or the actor may not see it: the same answer either way."""

    code = "not_found"
    sentence = _("This does not exist, or it is not yours to see.")
    status = 404


class NotAllowed(Refusal):
    """The actor sees the thing, but this act is not theirs. Carries the reason."""

    code = "not_allowed"
    sentence = _("You cannot do this: {reason}")
    status = 403


class StaleVersion(Refusal):
    """Somebody saved in between; nothing is overwritten and both texts are shown."""

    code = "stale_version"
    sentence = _("Somebody else changed this while you were typing. Look at both texts and choose.")
    field = ""
