"""Bearer tokens of partner organizations: made, ended, recognised."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.audit.log import record
from rondom.dispatch.commands import command
from rondom.interop.fhir.outcome import LoginRequired, TooManyRequests
from rondom.interop.models import ApiToken, TokenUse
from rondom.kernel.refusals import NotAllowed, Refusal
from rondom.organizations import queries as organizations
from rondom.referrals.commands import prepare_sender

PREFIX = "rondom_"
DOORKEEPER = system_actor("partner doors")


class OrganizationUnknown(Refusal):
    """A token belongs to an organization of the set-up."""

    code = "organization_unknown"
    sentence = _("There is no organisation with the slug {slug}. Use a slug from your setup file.")


class TokenUnknown(Refusal):
    """The list shows the numbers."""

    code = "token_unknown"
    sentence = _("There is no token with this number. The list of tokens shows the numbers.")


@command("token.create")
def create_token(*, actor: Actor, organization_slug: str, at: datetime) -> str:
    """Make a token for a partner organization; answers it once, only its hash is kept.

    Refusals: NotAllowed, OrganizationUnknown.
    """
    _require_keeper(actor)
    organization = organizations.organization_by_slug(organization_slug)
    if organization is None:
        raise OrganizationUnknown(slug=organization_slug)
    prepare_sender(actor=actor, organization_id=organization.pk, at=at)
    secret = PREFIX + secrets.token_urlsafe(32)
    with acting_as(DOORKEEPER, at=at):
        token = ApiToken.objects.create(
            organization=organization, digest=_digest(secret), created_at=at, created_by=actor.id
        )
    record(actor=actor, action="token.create", at=at, object_type="token", object_id=token.pk, row="P13")
    return secret


@command("token.revoke")
def revoke_token(*, actor: Actor, token_id: str, at: datetime) -> None:
    """End a token at once; `token_id` is the number of the list. Refusals: NotAllowed, TokenUnknown."""
    _require_keeper(actor)
    with acting_as(DOORKEEPER, at=at):
        found = [token for token in ApiToken.objects.filter(revoked_at=None) if token.number == token_id]
        if not found:
            raise TokenUnknown
        ApiToken.objects.filter(pk__in=[token.pk for token in found]).update(revoked_at=at)
    record(actor=actor, action="token.revoke", at=at, object_type="token", object_id=found[0].pk, row="P13")


def _require_keeper(actor: Actor) -> None:
    if actor.kind != "system" and not actor.has_role("administrator"):
        raise NotAllowed(reason=_("only the administrator makes and ends tokens."))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True)
class Caller:
    """A recognised partner system."""

    actor: Actor
    token_id: UUID


def recognise(*, authorization: str, at: datetime) -> Caller:
    """The partner behind an Authorization header, counted; a transaction of its own.

    Raises LoginRequired and TooManyRequests (FHIR refusals: only the doors of systems use tokens).
    """
    scheme, _blank, secret = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise LoginRequired("Send the header Authorization: Bearer, followed by your token.")
    with acting_as(DOORKEEPER, at=at):
        rows = ApiToken.objects.select_related("organization")
        token = rows.filter(digest=_digest(secret.strip()), revoked_at=None).first()
        if token is None:
            raise LoginRequired("This token is unknown or was revoked. Ask for a new one.")
        requests = _count(token, at)
    if requests > settings.RONDOM_FHIR_REQUESTS_PER_MINUTE:
        raise TooManyRequests("Too many requests in this minute. Wait a minute and go on.")
    organization = token.organization
    actor = Actor(
        kind="partner",
        id=organization.pk,
        name=organization.name,
        organization_id=organization.pk,
        organization_name=organization.name,
        purpose="referral",
    )
    return Caller(actor, token.pk)


def _count(token: ApiToken, at: datetime) -> int:
    minute = at.replace(second=0, microsecond=0)
    use, new = TokenUse.objects.get_or_create(token=token, minute=minute, defaults={"requests": 1})
    if new:
        TokenUse.objects.filter(token=token, minute__lt=minute - timedelta(hours=1)).delete()
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)
        return 1
    TokenUse.objects.filter(pk=use.pk).update(requests=F("requests") + 1)
    return use.requests + 1
