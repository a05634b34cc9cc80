"""Why a setup file is not applied."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from rondom.kernel.refusals import Refusal


class SetupInvalid(Refusal):
    """The file cannot be applied; `line` (from 1) and `name_of_field` say where. Nothing was changed."""

    code = "setup_invalid"
    sentence = _("Line {line}, {name}: {explanation}")

    def __init__(self, *, line: int, name: str, explanation: Any) -> None:
        self.line = line
        self.name_of_field = name
        super().__init__(line=line, name=name, explanation=explanation)
