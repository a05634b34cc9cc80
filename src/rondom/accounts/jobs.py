"""Clock jobs: what signing in leaves behind is removed."""

from datetime import datetime

from rondom.accounts.commands.ending import remove_ended_sessions
from rondom.accounts.commands.tries import forget_old_tries


def clean_up_sign_ins(*, at: datetime) -> None:
    """Remove ended sessions and old counts of wrong tries."""
    forget_old_tries(at=at)
    remove_ended_sessions(at=at)
