"""Tags that let a form remember what was typed and count once; see `rondom.web.drafts`."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import template
from django.forms import BaseForm
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, SelectMultiple
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rondom.access.actor import ANONYMOUS, Actor
from rondom.web.drafts.queries import KeptDraft, draft_of, page_key

register = template.Library()


@register.inclusion_tag("web/drafts/notice.html", takes_context=True)
def restore_draft(context: Context, form: BaseForm, key: str, form_version: int = 1) -> dict[str, Any]:
    """Fill a form with what its author typed before, and say so. Never sends anything.

    A form that comes back with errors keeps the words it came with.
    """
    request = context.get("request")
    actor = getattr(request, "actor", ANONYMOUS)
    kept = None if actor.is_anonymous else _found(request, actor, form, key)
    # The tag `draft_fields` stands further on in the same template and reads this.
    context.dicts[0]["_draft"] = {"key": key, "version": kept.version if kept else ""}
    usable = kept is not None and kept.form_version == form_version
    if usable and kept is not None and not form.is_bound:
        fill(form, kept)
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "draft": kept,
        "shown": usable and not form.is_bound,
        "discard_url": reverse("draft_discard", args=[kept.key]) if kept else "",
        "both_url": reverse("draft", args=[kept.key]) if kept and (kept.has_two or not usable) else "",
    }


@register.inclusion_tag("web/drafts/fields.html", takes_context=True)
def draft_fields(context: Context, *, save_button: bool = True) -> dict[str, Any]:
    """The last thing inside a form with a draft: hidden keys, the line "saved", "Save for later"."""
    # Taken and not only read: a second form of the page without a draft must not get this one's key.
    draft = context.dicts[0].pop("_draft", None)
    return {"draft": draft, "form_key": uuid4(), "save_button": save_button}


@register.simple_tag
def once() -> SafeString:
    """A hidden key that makes a form count once, however often it is sent."""
    return format_html('<input type="hidden" name="form_key" value="{}">', uuid4())


def fill(form: BaseForm, kept: KeptDraft) -> None:
    """Give an unbound form the kept words as its starting values."""
    for name, field in form.fields.items():
        posted = form.add_prefix(name)
        widget = field.widget
        if isinstance(widget, CheckboxInput):
            form.initial[name] = posted in kept.fields
        elif posted not in kept.fields:
            continue
        elif isinstance(widget, CheckboxSelectMultiple | SelectMultiple):
            form.initial[name] = kept.fields[posted]
        else:
            form.initial[name] = kept.fields[posted][-1] if kept.fields[posted] else ""


def _found(request: Any, actor: Actor, form: BaseForm, key: str) -> KeptDraft | None:
    found = draft_of(actor, key, at=request.at)
    if found is not None:
        return found
    # Kept under the page, because the form that was sent had no key: only if it was this form.
    of_page = draft_of(actor, page_key(request.get_full_path()), at=request.at)
    names = {form.add_prefix(name) for name in form.fields}
    return of_page if of_page is not None and set(of_page.fields) <= names else None
