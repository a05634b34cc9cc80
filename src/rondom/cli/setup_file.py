"""`rondom setup`: apply the municipality's file, or say at which line it is wrong."""

from pathlib import Path

from rondom.kernel.refusals import Refusal


class SetupRefused(Exception):  # noqa: N818 - refusals are named by what happened
    """The file was not applied; the text names line and field, and nothing was changed."""


def apply(file: Path) -> str:
    """Apply the file; answers a sentence. Raises SetupRefused."""
    from rondom.kernel import clock
    from rondom.web.setup_file import load_setup

    try:
        report = load_setup(file, at=clock.now())
    except Refusal as refusal:
        raise SetupRefused(f"{file.name}: {refusal}") from None
    said = "\n".join(report.lines())
    return said if report.changed_anything else f"{said}\nNothing had to be changed."
