"""Logging without content: what went wrong and where, never the values it went wrong with."""

import logging
import traceback


class NoContentFormatter(logging.Formatter):
    """Formats a record with the exception's type and places; its message may quote personal facts."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(self, ei: object) -> str:  # noqa: N802 - the name is logging's
        if not isinstance(ei, tuple) or ei[0] is None:
            return ""
        places = [f"  {f.filename}:{f.lineno} in {f.name}" for f in traceback.extract_tb(ei[2])]
        return "\n".join([f"{ei[0].__module__}.{ei[0].__qualname__}", *places[-12:]])
