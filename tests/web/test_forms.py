"""Django's fields in KERN's clothes: every field says its label, hint and error to everyone."""

import re

import pytest
from django import forms

from fortschrift.web.samples.form import SampleForm


class Small(forms.Form):
    name = forms.CharField(label="Kurztitel", help_text="Woran erkennt man ihn?")
    kind = forms.ChoiceField(
        label="Art", choices=[("a", "Änderung"), ("s", "Streichung")], widget=forms.RadioSelect
    )


def test_label_hint_and_error_belong_to_the_field() -> None:
    html = Small({})["name"].as_field_group()

    assert '<label class="kern-label" for="id_name">Kurztitel' in html
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described is not None
    assert all(f'id="{name}"' in html for name in described[1].split())
    assert 'aria-invalid="true"' in html


def test_choices_stand_in_a_named_group() -> None:
    html = Small()["kind"].as_field_group()

    assert "<fieldset" in html
    assert re.search(r"<legend[^>]*>Art", html)
    assert html.count('type="radio"') == 2
    assert 'for="id_kind_1"' in html


def test_what_may_be_left_out_says_so() -> None:
    form = SampleForm()

    assert "freiwillig" in form["day"].as_field_group()
    assert "freiwillig" not in form["title"].as_field_group()


@pytest.mark.parametrize("name", list(SampleForm.base_fields))
def test_labels_of_users_are_escaped(name: str) -> None:
    form = SampleForm()
    form.fields[name].label = "<b>Titel</b>"

    assert "<b>" not in form[name].as_field_group()
