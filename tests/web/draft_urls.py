"""The site with one form of its own, to try what surrounds every form."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import path

from rondom.accounts.urls import urlpatterns as accounts
from rondom.dispatch.forms import OnceForm
from rondom.notices.urls import urlpatterns as notices
from rondom.web.drafts.urls import urlpatterns as drafts

PAGE = """{% extends "web/base.html" %}{% load components drafts %}{% block content %}{% restore_draft form "note-1" %}
<form method="post" data-draft="note-1">{% csrf_token %}{% form_fields form %}<button>Send</button>{% draft_fields %}</form>{% endblock %}"""
effects: list[str] = []


class NoteForm(forms.Form):
    words = forms.CharField(widget=forms.Textarea)
    day = forms.DateField(required=False)
    urgent = forms.BooleanField(required=False)
    who = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B"), ("c", "C")], required=False)


class KeyedForm(OnceForm):
    words = forms.CharField()


def note(request: HttpRequest) -> HttpResponse:
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["words"] == "break":
            raise RuntimeError("the server fails")
        effects.append(form.cleaned_data["words"])
        return HttpResponseRedirect(f"/done/{len(effects)}/")
    page = engines["django"].from_string(PAGE).render({"form": form}, request)
    return HttpResponse(page, status=422 if form.errors else 200)


def done(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(f"done {number}")


urlpatterns = [path("note/", note), path("done/<int:number>/", done), *drafts, *notices, *accounts]
