"""Names of pages, counties, words and outside addresses -> links for one language."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from portal import formatting
from portal.addresses import (
    CARD_PATH,
    DISPLAY_PATH,
    GUIDE_PATH,
    LANGUAGE_ROOT,
    PACKET_PATH,
    PRINT_PATH,
    SEARCH_PATH,
    SITE_ROOT,
    STATUS_PATH,
    beside_source,
    county_path,
    in_language,
    leaflet_file,
    outcome_path,
    page_path,
    paths_to_share,
    qr_path,
    question_path,
    questions_path,
)
from portal.model import Edition, Language, Page
from portal.recordings import SOUNDS


class Links:
    """Makes every link that a page of one edition holds."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._settings = edition.site.settings
        self._pages = {page.slug: page for page in edition.site.pages}
        self._to_share = frozenset(paths_to_share(edition.site))
        self._links = {link.id: link for link in edition.site.links}
        source = self._settings.source_language
        languages = {language.code: language for language in edition.site.languages}
        self.source_language = languages[source]

    def for_templates(self) -> dict[str, object]:
        """What templates may call, by the names they use."""
        return {
            "to": self.to,
            "to_county": self.to_county,
            "to_term": self.to_term,
            "to_file": lambda slug, kind: self.to_own(leaflet_file(slug, kind)),
            "to_packet": lambda: self.to_own(PACKET_PATH),
            "print_path": PRINT_PATH,
            "guide_path": GUIDE_PATH,
            "card_path": CARD_PATH,
            "short_address": lambda own_path: self.full_address(self._edition.language, own_path).partition("://")[2],
            "to_print": lambda: self.to_own(PRINT_PATH),
            "to_status": lambda: self.to_own(STATUS_PATH),
            "to_questions": lambda page: self.to_own(questions_path(page, self._settings)),
            "to_guide": lambda: LANGUAGE_ROOT + GUIDE_PATH,
            "to_question": lambda name: LANGUAGE_ROOT + question_path(name),
            "to_outcome": lambda name: LANGUAGE_ROOT + outcome_path(name),
            "to_card": lambda: self.to_own(CARD_PATH),
            "to_display": lambda: self.to_own(DISPLAY_PATH),
            "to_qr": self.to_qr,
            "recordings_of": self.recordings_of,
            "feedback_address": self.feedback_address,
            "to_own": self.to_own,
            "site_file": lambda name: SITE_ROOT + name,
            "to_paired": self.to_paired,
            "to_search": lambda: self.to_own(SEARCH_PATH),
            "path_of": lambda page: page_path(page, self._settings),
            "link_named": self._links.get,
            "address_of": self.address_of,
            "languages_of": self.languages_of,
            "in_other_language": self.in_other_language,
            "full_address": self.full_address,
            "default_address": self.default_address,
        }

    def to(self, page: Page | str) -> str:
        """The link to a page of this language."""
        known = self._pages[page] if isinstance(page, str) else page
        return LANGUAGE_ROOT + page_path(known, self._settings)

    def to_own(self, own_path: str) -> str:
        """The link to the page in this language alone, also from a page in two languages."""
        return SITE_ROOT + in_language(own_path, self._edition.language)

    def to_paired(self, own_path: str) -> str:
        """The link to the page in two languages, this one and the source."""
        return SITE_ROOT + beside_source(own_path, self._edition.language, self.source_language)

    def to_county(self, slug: str) -> str:
        """The link to a county's page in this language."""
        return LANGUAGE_ROOT + county_path(slug, self._settings)

    def to_term(self, term: str) -> str:
        """The link to a word in the word list."""
        return f"{self.to(self._settings.words_page)}#{term}"

    def in_other_language(self, language: Language, own_path: str) -> str:
        """The link to the same page in another language."""
        return SITE_ROOT + in_language(own_path, language)

    def full_address(self, language: Language, own_path: str) -> str:
        """The address of a page with its host, or a relative one where `site.yaml` has no address."""
        top = self._settings.address.rstrip("/")
        path = in_language(own_path, language)
        return f"{top}/{path}" if top else f"{SITE_ROOT}{path}"

    def default_address(self, own_path: str) -> str:
        """Where somebody goes whose language is not here: the choice of languages, or the source's page."""
        if own_path:
            return self.full_address(self.source_language, own_path)
        return f"{self._settings.address.rstrip('/')}/" if self._settings.address else SITE_ROOT

    def address_of(self, addresses: Mapping[str, str]) -> tuple[str, str]:
        """The best address of something elsewhere for this reader, and the language it is in."""
        wanted = (self._edition.language.code, self.source_language.code, *sorted(addresses))
        code = next(code for code in wanted if code in addresses)
        return addresses[code], code

    def languages_of(self, addresses: Mapping[str, str]) -> list[str]:
        """The languages of something elsewhere: the reader's own first, then by name."""
        own = self._edition.language

        def rank(code: str) -> tuple[bool, str]:
            return (code != own.code, formatting.language_name(code, own))

        return sorted(addresses, key=rank)

    def to_qr(self, own_path: str) -> str:
        """The QR code of a page, or nothing where it has none."""
        has_one = self._settings.address and own_path in self._to_share
        return SITE_ROOT + qr_path(own_path, self._edition.language) if has_one else ""

    def recordings_of(self, page: Page) -> list[tuple[str, str]]:
        """The recordings of a page in this language: where each is, and in which form."""
        wanted = (self._edition.language.code, page.slug)
        found = (one for one in self._edition.site.recordings if (one.language, one.slug) == wanted)
        return [(SITE_ROOT + one.path, SOUNDS[one.ending]) for one in found if one.ending in SOUNDS]

    def attributes(self, kind: str, name: str) -> dict[str, str]:
        """The attributes of a link written as `(kind:name)` in a text; `after` is put behind it."""
        if kind == "page":
            return {"href": self.to(name)}
        if kind == "term":
            return {"class": "term", "href": self.to_term(name)}
        address, code = self.address_of(self._links[name].addresses)
        attributes = {"href": address, "hreflang": code, "rel": "external"}
        if code != self._edition.language.code:
            language = formatting.language_name(code, self._edition.language)
            attributes["after"] = f" ({language})"
        return attributes

    @staticmethod
    def host(address: str) -> str:
        """The part of an address that people say aloud: `luvn.fi`."""
        return urlsplit(address).netloc.removeprefix("www.")

    def feedback_address(self, subject: str, page: str, own_path: str) -> str:
        """The link of "tell us": a letter that already names the page and the language, or a form that is told both.

        `page` is the title in the source language, for those who answer.
        """
        feedback, code = self._settings.feedback, self._edition.language.code
        address = f"{self._settings.address.rstrip('/')}/{in_language(own_path, self._edition.language)}"
        if "@" in feedback:
            subject = quote(f"{self._settings.title.source}: {subject} ({code})")
            lines = quote("\r\n".join((page, address, code, "", "")))
            return f"mailto:{feedback}?subject={subject}&body={lines}"
        told = urlencode({"subject": subject, "page": page, "address": address, "language": code}, quote_via=quote)
        parts = urlsplit(feedback)
        return urlunsplit(parts._replace(query=f"{parts.query}&{told}".lstrip("&")))
