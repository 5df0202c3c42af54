"""One message -> safe HTML, whoever wrote it: never an element or attribute that is not ours, never template code."""

import random
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from portal.checks.texts import markup_fault
from portal.inline import _ALL_SIMPLE, LINK, InlineMarkdown, plain

OWN = {"class": "term", "href": "./own/"}
INLINE = InlineMarkdown(lambda _: OWN)
HOSTILE = r"""
* ** _ __ ` ~ [ ] ( ) { } < > & ; ! \ / # ^ : " '
<script> </script> <b onclick=x> <img src=x onerror=alert(1)> <!-- --> <a href=x> <http://x.y> &lt; &#60;
[a](page:b) [a](javascript:alert(1)) [a](x 'title') [a][b] [b]: ![a](b) [a](<x>) ](x) `x` {{ }} {% %} {x}
{a.b} {a.b.c} {{x}} \{x} \[a](b) {: .x onclick=y } klzzwxh:0001 word ä عربي 1
""".split()  # noqa: SIM905 - a list of these would be harder to read
BETWEEN = [" ", "- ", "# ", "    ", "\t", "\n", "\n\n", "\x02", "\x03"]
TEXT = st.lists(st.sampled_from([*HOSTILE, *BETWEEN]), max_size=12).map("".join)
ANY = st.text(st.characters(exclude_categories=("Co", "Cs")))  # the checks refuse private characters
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp"))).map(
    lambda text: " ".join(text.split())
)


class Elements(HTMLParser):
    """Collects what a browser would make of the HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.other: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)

    def unknown_decl(self, data: str) -> None:
        self.other.append(data)


def _value(name: str) -> Markup:
    return escape(f"value of {name}")


@given(st.one_of(TEXT, ANY))
def test_no_text_makes_an_element_or_attribute_that_is_not_ours(text: str) -> None:
    made = Elements(INLINE.render(text, _value))
    assert made.other == []
    for tag, attributes in made.found:
        assert tag in {"strong", "em", "a", "p"}
        assert attributes == (OWN if tag == "a" else {})


@given(WORDS)
def test_the_fast_way_gives_what_python_markdown_gives(text: str) -> None:
    assume(text and _ALL_SIMPLE.fullmatch(text))
    assert INLINE.render(text, _value) == INLINE._by_python_markdown(text, _value)


PIECES = r"""
sana sanat Ä ö ß 支持 家庭 الأسرة ей 1 12. 1) - + : ; , . ? ' " = | / % $ @ … – « »
** ** ** * [ ] ( ) [a](term:b) **[a](link:d)** [**a**](page:e) {a.b} {c} {a.b} _ \ ! # & < > ` ~ ^ { }
""".split()  # noqa: SIM905 - a list of these would be harder to read


def test_the_fast_way_and_python_markdown_agree_on_100_000_messages() -> None:
    chance = random.Random(7)  # the same messages in every run
    fast = 0
    while fast < 100_000:
        message = "".join(
            chance.choice(PIECES) + chance.choice(("", " ", "\u00a0", "\u200f")) for _ in range(chance.randrange(1, 9))
        )
        message = " ".join(message.split(" ")).strip()
        if message and _ALL_SIMPLE.fullmatch(message):
            fast += 1
            assert INLINE.render(message, _value) == INLINE._by_python_markdown(message, _value), message


@given(TEXT)
def test_what_the_checks_let_through_has_as_many_links_as_it_says(text: str) -> None:
    text = " ".join(text.split())
    assume(not markup_fault(text))
    assume(not re.search(r"[\\\ue000-\uf8ff\x00-\x1f]", text))
    links = [tag for tag, _ in Elements(INLINE.render(text, _value)).found if tag == "a"]
    assert len(links) == len(LINK.findall(text))


@pytest.mark.parametrize(
    "text", ["{{ 7*7 }}", "{% for x in y %}", "{# x #}", "{x", "}", "%(x)s", "{0}", "{x!r}", "{X}"]
)
def test_template_code_and_strange_braces_stay_text(text: str) -> None:
    assert unescape(INLINE.render(text, _value)) == text
    assert plain(text, lambda name: f"value of {name}") == text.replace("*", "")


def test_only_placeholders_are_filled_and_a_value_is_never_filled_again() -> None:
    html = INLINE.render("**{a.b}** & {c}", lambda name: escape(f"{{{name}}} **<b>** [x](y)"))
    assert html == "<strong>{a.b} **&lt;b&gt;** [x](y)</strong> &amp; {c} **&lt;b&gt;** [x](y)"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**ei** ole", "<strong>ei</strong> ole"),
        ("a & b < c > d", "a &amp; b &lt; c &gt; d"),
        ("&lt;b&gt; <b>", "&amp;lt;b&amp;gt; &lt;b&gt;"),
        ("[työ](term:tyo)", '<a class="term" href="./own/">työ</a>'),
        ("[<b>](term:tyo)", '<a class="term" href="./own/">&lt;b&gt;</a>'),
        ("1. ensin", "1. ensin"),
        ("- kohta", "- kohta"),
        ("## otsikko", "## otsikko"),
        ("![kuva](x)", "![kuva](x)"),
        ("https://example.org <https://example.org>", "https://example.org &lt;https://example.org&gt;"),
    ],
)
def test_inline_markdown_and_nothing_else(text: str, html: str) -> None:
    assert INLINE.render(text, _value) == html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**ei** [työ](term:tyo) {a.b}", "ei työ <a.b>"),
        ("a \\* b & <c>", "a * b & <c>"),
    ],
)
def test_the_plain_text_has_no_marks(text: str, words: str) -> None:
    assert plain(text, lambda name: f"<{name}>") == words
