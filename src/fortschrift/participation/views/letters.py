"""The page that shows personal links once: to be copied into mails, or printed as letters."""

from collections.abc import Iterable
from typing import Any

import qrcode
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from qrcode.image.svg import SvgPathImage

from fortschrift.accounts.models import Municipality
from fortschrift.council.models import Contact
from fortschrift.participation.addresses import code_url


def show_letters(
    request: HttpRequest,
    town: Municipality,
    sent: Iterable[tuple[Contact, str, str]],
    context: dict[str, Any],
) -> HttpResponse:
    """Show of each contact its key and the address that it opens.

    ``context`` has what a letter says (``words``), the page's ``kicker``, and the way ``back``.
    """
    letters = [
        {
            "contact": contact, "key": key, "url": (url := request.build_absolute_uri(path)),
            "drawing": drawing_of(url),
        }
        for contact, key, path in sent
    ]  # fmt: skip
    given = {"letters": letters, "code_url": request.build_absolute_uri(code_url(town)), **context}
    return render(request, "participation/letters.html", given)


def drawing_of(url: str) -> SafeString:
    """Draw an address for a camera, as SVG without any style of its own."""
    code = qrcode.QRCode(image_factory=SvgPathImage, border=2)
    code.add_data(url)
    drawing: str = code.make_image().to_string(encoding="unicode")
    return SafeString(drawing)
