"""`rondom setup`: hand the municipality's file to the module that knows organizations."""

import importlib
from pathlib import Path

from rondom.kernel.refusals import Refusal


class SetupRefused(Exception):  # noqa: N818 - refusals are named by what happened
    """The file was not applied; the text names line and field, and nothing was changed."""


def apply(file: Path) -> str:
    """Apply the file; answers a sentence. Raises SetupRefused."""
    from rondom.access.context import system_actor
    from rondom.kernel import clock

    commands = importlib.import_module("rondom.organizations.commands")
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise SetupRefused(f"{file.name} is not a text file in UTF-8.") from None
    try:
        made = commands.apply_setup(actor=system_actor("setup command"), text=text, at=clock.now())
    except Refusal as refusal:
        raise SetupRefused(f"{file.name}: {refusal}") from None
    return str(made)
