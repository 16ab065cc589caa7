"""What every test shares: quick password hashes and no surprise from the machine's locale."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from fortschrift.web.keeping import forget


@pytest.fixture(autouse=True)
def quick_and_german(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.LANGUAGE_CODE = "de"
    settings.KEPT_FOLDER = None  # what is kept would hide how a page is made; see `keeping`
    settings.WHITENOISE_AUTOREFRESH = True  # no collected files in tests
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def keeping(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """Keep pages and fragments as a server does, in a folder of this test's own."""
    settings.KEPT_FOLDER = tmp_path / "kept"
    forget()
    yield settings.KEPT_FOLDER
    forget()
