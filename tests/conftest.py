"""What every test shares: quick password hashes and no surprise from the machine's locale."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def quick_and_german(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.LANGUAGE_CODE = "de"
    settings.WHITENOISE_AUTOREFRESH = True  # no collected files in tests
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
