"""Tables of the web layer; Django looks for them here."""

from rondom.web.drafts.models import Draft, KeptForm

__all__ = ["Draft", "KeptForm"]
