"""Accounts of the demo's personas: without a password, in demo mode only."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.accounts.models import Account
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.kernel.refusals import Refusal


class NoDemo(Refusal):
    """Personas exist in the demo only."""

    code = "no_demo"
    sentence = _("This is not a demonstration: accounts without a password cannot be made here.")


@command("account.make_demo")
def make_demo_account(
    *,
    actor: Actor,
    slug: str,
    email: str,
    at: datetime,
    professional_id: UUID | None = None,
    person_id: UUID | None = None,
) -> Account:
    """Make (or find) the account of a persona. Refusals: NoDemo."""
    if not settings.RONDOM_DEMO:
        raise NoDemo
    account, _new = Account.objects.get_or_create(
        demo_slug=slug,
        defaults={"email": email, "professional_id": professional_id, "person_id": person_id},
    )
    if not account.password:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    record(actor=actor, action="account.make_demo", at=at, object_type="account", object_id=account.pk)
    return account
