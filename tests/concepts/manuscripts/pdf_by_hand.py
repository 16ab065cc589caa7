"""PDF files put together by hand, so that a test says which objects it is about."""


def minimal(*objects: str, extra: str = "") -> bytes:
    """Write a PDF by hand."""
    data, places = "%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj {each} endobj\n"
    table_at = len(data)
    data += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n"
    data += "".join(f"{place:010} 00000 n \n" for place in places)
    data += f"trailer <</Size {len(places) + 1} /Root 1 0 R {extra}>>\n"
    return (data + f"startxref\n{table_at}\n%%EOF\n").encode("latin-1")


def stream(content: str, said: str = "") -> str:
    return f"<</Length {len(content)} {said}>> stream\n{content}\nendstream"


CATALOG, PAGES = "<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>"
PAGE = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources {}>>"
FONT = "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"
IMAGE = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
