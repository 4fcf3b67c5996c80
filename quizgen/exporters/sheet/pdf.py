"""Sheets as PDF/UA-1 (ISO 14289-1), by WeasyPrint: tagged, with language, title and bookmarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from functools import cache
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn

from quizgen.exporters import File
from quizgen.model import Place
from quizgen.problems import ContentError, Problem

_STYLE = Path(__file__).parent / "styles" / "pdf.css"
_IDENTIFIER = 16
"""The length of a file's identifier, in bytes."""


def with_pdf(pages: Iterable[File]) -> Iterator[File]:
    """Every page, and after it the same as PDF. Raises ContentError, `pdf-missing`, where WeasyPrint is not there."""
    weasyprint = _weasyprint()
    for page in pages:
        yield page
        if page.name.endswith(".html"):
            yield File(f"{page.name.removesuffix('.html')}.pdf", _pdf(page.content, weasyprint))


def _pdf(html: bytes, weasyprint: Any) -> bytes:
    # Nothing is fetched but what the page holds itself; and what is not known to WeasyPrint is left to browsers.
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=["data"])
    document = weasyprint.HTML(string=html.decode(), url_fetcher=fetcher)
    style = weasyprint.CSS(filename=_STYLE)
    identifier = sha256(html).digest()[:_IDENTIFIER]
    made: bytes = document.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return made


@cache
def _weasyprint() -> Any:
    try:
        with redirect_stdout(StringIO()):  # where it says in its own way what is missing
            import weasyprint
    except ImportError:
        _refuse("making PDF needs WeasyPrint, which is not installed", "pip install 'quizgen[pdf]'")
    except OSError as error:
        hint = "on Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        _refuse(f"WeasyPrint cannot find a library of the system: {str(error).splitlines()[0]}", hint)
    return weasyprint


def _refuse(message: str, hint: str) -> NoReturn:
    raise ContentError([Problem(Place("--pdf"), "pdf-missing", message, hint)])
