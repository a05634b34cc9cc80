"""Small tags of the portal's pages."""

from __future__ import annotations

from typing import Any

from django import template

from rondom.web.portal.doors import item_of

register = template.Library()


@register.inclusion_tag("web/portal/reactions.html")
def reactions_beside(key: str, said: dict[str, list[Any]] | str) -> dict[str, Any]:
    """What was said beside the item of this key."""
    return {"rows": said.get(item_of(key)[1], []) if isinstance(said, dict) else []}
