"""A household with a client and a case manager, and a real mail server."""

import socket
from dataclasses import dataclass
from datetime import date

import pytest
from aiosmtpd.controller import Controller

from rondom.access.actor import Actor
from rondom.access.context import acting_as, system_actor
from rondom.access.models import Grant
from rondom.access.scopes import Part
from rondom.organizations.models import Organization, Professional
from rondom.people import commands
from rondom.people.models import Household, Member

DAY = date(2026, 9, 7)
SYSTEM = system_actor("test")


@dataclass
class Home:
    """Everybody of these tests. `manager` may write in the space, `client` reads the shared core."""

    manager: Actor
    client: Actor
    household: Household
    member: Member

    @property
    def space(self) -> int:
        return self.household.space


def professional(name: str, email: str) -> Actor:
    organization, _new = Organization.objects.get_or_create(
        slug="team-oost",
        defaults={
            "name": "Wijkteam Oost",
            "kind": "internal",
            "sort": "neighbourhood_team",
            "starts_on": DAY,
        },
    )
    person = Professional.objects.create(
        name=name,
        email=email,
        slug=email.split("@", maxsplit=1)[0],
        organization=organization,
        started_on=DAY,
    )
    return Actor(
        kind="professional",
        id=person.id,
        name=name,
        function="social_worker",
        roles=frozenset({"social_worker"}),
    )


@pytest.fixture
def home(db, at) -> Home:
    manager = professional("Fatima Zonnebloem", "fatima@staff.example")
    household = commands.create_household(actor=manager, name="Familie Wolkenveld", at=at)
    member = commands.add_member(
        actor=manager,
        household_id=household.id,
        facts=commands.PersonFacts(
            given_name="Samira", family_name="Wolkenveld", birth_date=date(1988, 3, 2)
        ),
        role="adult",
        starts_on=DAY,
        at=at,
    )
    client = Actor(kind="resident", id=member.person_id, name="Samira", purpose="own_access")
    with acting_as(SYSTEM, at=at):
        Grant.objects.create(
            holder_id=client.id,
            space=household.space,
            reads=[Part.CORE, Part.INVOLVEMENT_MASKED],
            writes=[Part.INVOLVEMENT_MASKED],
            row="P1",
            valid_from=at,
            granted_by=SYSTEM.id,
            granted_at=at,
        )
    return Home(manager, client, household, member)


@pytest.fixture
def safe_email(home, at):
    return commands.add_contact_detail(
        actor=home.manager, member_id=home.member.id, kind="email", value="samira.w@mail.example", at=at
    )


class Postbox:
    """Keeps what the mail server took; can be told to refuse."""

    def __init__(self) -> None:
        self.mails: list = []
        self.answer = ""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name is the library's
        if self.answer:
            return self.answer
        self.mails.append(envelope)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("gone"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@pytest.fixture
def postbox(settings):
    box = Postbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield box
    server.stop()
