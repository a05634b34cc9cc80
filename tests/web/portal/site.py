"""Personas with a browser, in the world of the story and at its moment."""

import io

from django.test import Client
from pypdf import PdfReader

from rondom.access.actor import Actor
from rondom.accounts.models import Account


def browser(actor: Actor, *, language: str = "en") -> Client:
    """A browser in which this persona is signed in."""
    key = {"person_id": actor.id} if actor.is_resident else {"professional_id": actor.id}
    account, _new = Account.objects.get_or_create(email=f"{actor.id}@invented.example", defaults=key)
    client = Client(headers={"accept-language": language})
    client.cookies["rondom-language"] = language
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def text(response) -> str:
    """The page as it was sent."""
    return response.content.decode()


def printed(response) -> str:
    """The words of a PDF, also those that a line break cut."""
    pages = PdfReader(io.BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
