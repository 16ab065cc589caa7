"""Addresses of concepts."""

from django.urls import URLPattern

app_name = "concepts"
urlpatterns: list[URLPattern] = []
