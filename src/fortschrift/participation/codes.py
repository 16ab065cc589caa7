"""Short codes and keys that can be read out and typed from paper: ``K7F-3MQ-8RT``."""

import hashlib
import secrets

#: None that is taken for another on paper or by ear.
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_GROUP = 3


def new_code(groups: int = 3) -> str:
    """Mint a code of so many groups of three signs."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(_GROUP)) for _ in range(groups))


def hash_of(key: str) -> str:
    """Hash a key as somebody types it: capitals, dashes and blanks make no difference."""
    signs = "".join(sign for sign in key.upper() if sign.isalnum())
    return hashlib.sha256(signs.encode()).hexdigest()
