"""Wires the demo into Django; it holds no rows of its own."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "fortschrift.demo"
    label = "demo"
