"""What the surroundings may set, read once and checked as a whole.

A module of its own so that a wrong variable is reported with its name before Django starts.
"""

import secrets
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[3]


class Environment(BaseSettings):
    """Values of the variables FORTSCHRIFT_* and DATABASE_URL; raises ValidationError naming all."""

    model_config = SettingsConfigDict(env_prefix="FORTSCHRIFT_", extra="ignore")

    data: Path = ROOT / "data" / "local"
    debug: bool = False
    hosts: Annotated[list[str], NoDecode] = ["localhost", "127.0.0.1", "[::1]"]
    secret_key_file: Path | None = None
    https: bool = False
    kept_mebibytes: Annotated[int, Field(ge=0)] = 256

    @field_validator("hosts", mode="before")
    @classmethod
    def split_commas(cls, value: object) -> object:
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value


def secret_key(environment: Environment) -> str:
    """Read the installation's secret key, making one (readable by its owner only) when missing."""
    path = environment.secret_key_file or environment.data / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
