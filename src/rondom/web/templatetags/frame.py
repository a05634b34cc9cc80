"""What stands in the frame of every page and is the same for everybody, made once per language."""

from typing import cast

from django import template
from django.conf import settings
from django.template import Context, Template
from django.template.base import NodeList, Parser, Token
from django.urls import get_urlconf
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


class Unchanging(template.Node):
    """`{% unchanging %}...{% endunchanging %}`: its content is made once in each language and then kept.

    It sees nothing of the page, so it can show nothing of one person to another: words,
    addresses and files only. What it would read from the page is empty.
    """

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.made: dict[tuple[str, str | None], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """The kept text of this language (and of this list of addresses, which only tests change)."""
        key = (get_language(), get_urlconf(settings.ROOT_URLCONF))
        if key not in self.made:
            own = Context()
            with own.bind_template(cast("Template", context.template)):
                self.made[key] = self.nodelist.render(own)
        return self.made[key]


@register.tag
def unchanging(parser: Parser, token: Token) -> Unchanging:
    """See `Unchanging`."""
    del token
    nodelist = parser.parse(("endunchanging",))
    parser.delete_first_token()
    return Unchanging(nodelist)
