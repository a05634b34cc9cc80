"""Clock jobs: what signing in leaves behind is removed."""

from datetime import datetime

from django.contrib.sessions.models import Session

from rondom.accounts.commands.tries import forget_old_tries


def clean_up_sign_ins(*, at: datetime) -> None:
    """Remove ended sessions and old counts of wrong tries."""
    forget_old_tries(at=at)
    Session.objects.filter(expire_date__lte=at).delete()
