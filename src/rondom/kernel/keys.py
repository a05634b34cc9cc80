"""The keyring of this deployment, made once per process from its one field secret."""

from functools import lru_cache

from django.conf import settings

from rondom.kernel.crypto import Keyring

CURRENT = "k1"


@lru_cache(maxsize=1)
def keyring() -> Keyring:
    """Field keys and the key of the blind index. Raises BadKey when the secret is too short."""
    return Keyring.from_masters({CURRENT: settings.RONDOM_FIELD_KEY}, current=CURRENT)
