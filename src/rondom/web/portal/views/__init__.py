"""Views of the portal, by subject."""
