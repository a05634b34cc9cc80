"""Addresses of the demo; outside demo mode they do not exist."""

from django.conf import settings
from django.urls import path

from rondom.web.demo import views

urlpatterns = (
    [
        path("demo/", views.personas, name="demo"),
        path("demo/login/<slug:slug>", views.login_as, name="demo_login"),
        path("demo/clock/", views.clock_page, name="demo_clock"),
    ]
    if settings.RONDOM_DEMO
    else []
)
