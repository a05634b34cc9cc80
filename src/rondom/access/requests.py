"""The request as the middleware hands it to a view."""

from datetime import datetime

from django.http import HttpRequest

from rondom.access.actor import Actor


class ActorRequest(HttpRequest):
    """Who asks and at which moment; set once by `ActorAndTransaction`."""

    actor: Actor
    at: datetime
