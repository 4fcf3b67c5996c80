"""HTML as a browser reads it; that the rules are a browser's is tried in one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from quizgen.verification.markup import faults, is_visible, lines

GOOD = (
    "plain, a < b and 3 <4, AT&T",
    "<b>bold</b><br><br/><img src=x>",
    "<ul><li>one<li>two</ul><p>three<p>four",
    "<table><tr><td>1<td>2</table>",
    "<b><i>crossed</b></i>",
    "<B>capitals</b >",
    '<a href="a>b" title=\'"\'>link</a>',
    "<a title=don't>said</a>",
    "<!-- <b> -->",
    "<style>b > i { color: red }</style>",
    "<svg><path d='M0'/><g><use/></g></svg>",
    "<math><mi>x</mi><mspace/></math>",
    "a </p> b",
    "<!doctype html>x",
)
BAD = {
    "<b>bold": "`<b>` is not closed",
    "</div>": "`</div>` ends what is not open here",
    "<div/>text": "`<div>` is not closed",
    "<!-- never ends": "`<!-- never ends` has no end, and swallows what follows",
    '<a href="x>link</a>': '`<a href="x>link</a>` has no end, and swallows what follows',
    "a <b": "`<b` has no end, and swallows what follows",
    "for a <b the": "`<b the` has no end, and swallows what follows",
    "<script>var a": "`<script>` has no end, and swallows what follows",
    "<textarea>": "`<textarea>` has no end, and swallows what follows",
    "<? php": "`<? php` has no end, and swallows what follows",
    "</": "`</` has no end, and swallows what follows",
}


@pytest.mark.parametrize("html", GOOD)
def test_good(html: str) -> None:
    assert list(faults(html)) == []


@pytest.mark.parametrize("html", BAD)
def test_bad(html: str) -> None:
    assert list(faults(html)) == [BAD[html]]


def test_several() -> None:
    """One a name, in the order in which they were opened."""
    assert list(faults("<i><b><b></u>")) == [
        "`</u>` ends what is not open here",
        "`<i>` is not closed",
        "`<b>` is not closed",
    ]


def test_a_browser_agrees(browser: Browser) -> None:
    """What stands after the field is as it was, where nothing is found, and is not where something is."""
    page = browser.new_page()
    safe = []
    for html in (*GOOD, *BAD):
        page.set_content(f'<main><div id="field">{html} <i id="end"></i></div><i id="after"></i></main>')
        if page.locator("#field #end").count() and page.locator("main > #after").count():
            safe.append(html)
    page.close()
    assert safe == [html for html in (*GOOD, *BAD) if not list(faults(html))]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a<br>b&nbsp;c<div>d</div>e", ["a", "b\xa0c", "d", "e"]),
        ("<style>b{}</style><b>x</b>y <!-- z -->&lt;", ["xy <"]),
        ("", []),
    ],
)
def test_lines(html: str, expected: list[str]) -> None:
    assert lines(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [("<div> &nbsp;</div>", False), ("<img src=x>", True), ("<hr>x", True), ("", False), ("<style>b{}</style>", False)],
)
def test_visible(html: str, expected: bool) -> None:  # noqa: FBT001  # a parameter
    assert is_visible(html) == expected


def test_enormous_nonsense_takes_no_time() -> None:
    """Nor is there a way to make it look at anything twice: what has no end is told of once."""
    for piece in ("<a ", '<a x="', "<!--", "<b", "</", "<script>", "<a b='c' "):
        (told,) = faults(piece * 200_000)
        assert told.endswith("has no end, and swallows what follows")
    assert not list(faults("<" * 200_000)), "it is a sign like others"
    assert set(faults("</b>" * 200_000)) == {"`</b>` ends what is not open here"}
