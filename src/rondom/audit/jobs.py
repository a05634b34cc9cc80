"""Clock jobs of the log."""

from datetime import datetime

from rondom.audit import seal


def seal_log(*, at: datetime) -> None:
    """Seal what was written since the last time."""
    while seal.seal(at=at):
        pass
