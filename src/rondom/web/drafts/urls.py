"""Addresses of drafts."""

from django.urls import path, register_converter
from django.urls.converters import SlugConverter

from rondom.web.drafts import views


class DraftKey(SlugConverter):
    """The key of a draft: names a form and a thing, never a person."""

    regex = "[a-z0-9][a-z0-9_-]{2,119}"


register_converter(DraftKey, "draftkey")

urlpatterns = [
    path("drafts/", views.draft_list, name="draft_list"),
    path("drafts/<draftkey:key>/", views.draft, name="draft"),
    path("drafts/<draftkey:key>/discard/", views.discard, name="draft_discard"),
    path("drafts/<draftkey:key>/choice/", views.choice, name="draft_choice"),
]
