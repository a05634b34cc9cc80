"""Reads of the doors for other systems."""

from rondom.interop.queries.tokens import TokenLine, tokens

__all__ = ["TokenLine", "tokens"]
