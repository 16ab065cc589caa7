"""Long lists: one query a page, at most one row more than shown, the state in the address."""

import pytest
from django.http import Http404
from django.template import Context, Template
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from fortschrift.accounts.models import Municipality
from fortschrift.web.pagination import LAST_PAGE, paginate


@pytest.fixture
def towns() -> None:
    Municipality.objects.bulk_create(
        Municipality(slug=f"ort-{n:02}", name=f"Ort {n:02}", kind="town") for n in range(23)
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("towns")
@pytest.mark.parametrize(("number", "shown", "more"), [(1, 10, True), (2, 10, True), (3, 3, False)])
def test_a_page_costs_one_query_and_one_row_more(
    rf: RequestFactory,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
    shown: int,
    more: bool,
) -> None:
    rows = Municipality.objects.order_by("slug")

    with django_assert_num_queries(1) as captured:
        page = paginate(rf.get("/", {"seite": number}), rows, per_page=10)

    assert "LIMIT 11" in captured[0]["sql"]
    assert (len(page), page.has_next) == (shown, more)
    assert page.rows[0].slug == f"ort-{(number - 1) * 10:02}"


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "²", "1.0", str(LAST_PAGE + 1)])
def test_an_address_that_is_no_page_is_not_found(rf: RequestFactory, number: str) -> None:
    with pytest.raises(Http404):
        paginate(rf.get("/", {"seite": number}), ["a"])


def test_a_page_behind_the_last_row_is_not_found(rf: RequestFactory) -> None:
    with pytest.raises(Http404):
        paginate(rf.get("/", {"seite": "2"}), ["a"], per_page=1)


def test_an_empty_list_is_a_first_page(rf: RequestFactory) -> None:
    assert paginate(rf.get("/"), []).is_only


def test_rows_without_order_are_refused(rf: RequestFactory) -> None:
    with pytest.raises(ValueError, match="ordered"):
        paginate(rf.get("/"), Municipality.objects.order_by())


def test_the_links_keep_filters_and_the_first_page_has_the_plain_address(
    rf: RequestFactory,
) -> None:
    request = rf.get("/", {"art": "stadt", "seite": "2"})
    page = paginate(request, list("abcde"), per_page=2)

    html = Template("{% load web %}{% pagination page %}").render(
        Context({"page": page, "request": request})
    )

    assert 'rel="prev" href="?art=stadt"' in html
    assert 'rel="next" href="?art=stadt&amp;seite=3"' in html
