"""Django app `web`: no models, only what every page shares."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """App of the shared look; other apps register their places in its registry when ready."""

    name = "fortschrift.web"
    label = "web"
