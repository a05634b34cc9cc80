"""What a view is given: Django's request, with who asks and at which moment."""

from datetime import datetime

from django.http import HttpRequest

from rondom.access.actor import Actor


class ActorRequest(HttpRequest):
    """The type of a request that went through the middleware; for annotations only, never made."""

    actor: Actor
    at: datetime
