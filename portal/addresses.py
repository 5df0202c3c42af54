"""Pages and languages -> paths of files and links between them.

Every link inside the site is relative, so the site works in any folder of any host. While a page is being
made, a link starts with a mark that stands for "the folder of this language" or "the top folder"; the
finished page gets the right number of `../` in its place. So what is equal on all pages is made once.
"""

from __future__ import annotations

import hashlib
from urllib.parse import quote

from portal.model import Language, Page, Settings, Site

LANGUAGE_ROOT = "\ue100"
SITE_ROOT = "\ue101"

STATUS_PATH = "tilanne/"
"""The address of the page that says how far each page is translated, below its language's folder."""

PRINT_PATH = "tulosteet/"
"""The address of the page with everything to print, and of the leaflets' folder, below the language's folder."""

PACKET_PATH = f"{PRINT_PATH}paketti/"
"""The address of the page where a worker puts a packet together; only in the source language."""

PACKET_PARTS_PATH = f"{PRINT_PATH}osat/"
"""The address of what a packet takes from each language beside the leaflets: its cover, every county's box."""

GUIDE_PATH = "mika-apu/"
"""The address of the guide's first page, below its language's folder."""

CARD_PATH = "kortti/"
"""The address of the card to show to a worker, below its language's folder."""

DISPLAY_PATH = "asetukset/"
"""The address of the page with the size of the text, below its language's folder."""

SEARCH_PATH = "haku/"
"""The address of the search page below its language's folder."""


def page_path(page: Page, settings: Settings) -> str:
    """The address of a page below its language's folder: `perhetyo/`, or empty for the front page."""
    return "" if page.slug == settings.front_page else f"{page.slug}/"


def county_path(slug: str, settings: Settings) -> str:
    """The address of a county's page below its language's folder."""
    return f"{settings.call_page}/{slug}/"


def questions_path(page: Page, settings: Settings) -> str:
    """The address of a service's sheet of questions below its language's folder."""
    return f"{page_path(page, settings)}kysymykset/"


def leaflet_path(slug: str) -> str:
    """The address of a leaflet as a page below its language's folder."""
    return f"{PRINT_PATH}{slug}/"


def leaflet_file(slug: str, kind: str) -> str:
    """The path of a leaflet's file for paper, below its language's folder: `tulosteet/perhetyo-a4.pdf`."""
    return f"{PRINT_PATH}{slug}-{kind}.pdf"


def question_path(name: str) -> str:
    """The address of a question of the guide below its language's folder."""
    return f"{GUIDE_PATH}{name}/"


def outcome_path(name: str) -> str:
    """The address of an outcome of the guide below its language's folder."""
    return f"{GUIDE_PATH}{OUTCOME}{name}/"


OUTCOME = "tulos-"
"""What the address of an outcome begins with, so that it is no question's."""


def paths_to_share(site: Site) -> tuple[str, ...]:
    """The addresses below a language's folder that have a QR code: what is printed and leads back to its page."""
    pages = (page_path(page, site.settings) for page in site.pages)
    counties = (county_path(county.slug, site.settings) for county in site.counties)
    joined = (leaflet_path(leaflet.slug) for leaflet in site.leaflets if len(leaflet.parts) > 1)
    outcomes = (outcome_path(outcome.id) for outcome in (site.guide.outcomes if site.guide else ()))
    card = (CARD_PATH,) if site.card else ()
    return (*pages, *counties, *joined, *outcomes, *card)


def qr_path(own_path: str, language: Language) -> str:
    """Where the QR code of a page lies below `site/`: `qr/ar/perhetyo.svg`."""
    return f"qr/{language.code}/{own_path.rstrip('/') or 'index'}.svg"


def in_language(path: str, language: Language) -> str:
    """A path below a language's folder as a path below `site/`: `ar/perhetyo/`."""
    return f"{language.code}/{path}"


def beside_source(path: str, language: Language, source: Language) -> str:
    """A path below the folder of the pages in two languages as a path below `site/`: `ar/fi/perhetyo/`."""
    return f"{language.code}/{source.code}/{path}"


def finished_links(html: str, path: str, folder: str) -> str:
    """Puts relative paths in place of the marks, for a page at `path` (`ar/perhetyo/`, or empty).

    `folder` is what `LANGUAGE_ROOT` stands for on this page: `ar/`, or `ar/fi/` for the pages in two languages.
    """
    depth = path.count("/")
    to_language = "../" * (depth - folder.count("/")) or "./"
    to_site = "../" * depth or "./"
    return html.replace(LANGUAGE_ROOT, to_language).replace(SITE_ROOT, to_site)


def lasting(path: str, content: bytes) -> str:
    """A path with a hash of what the file holds: `scripts/page.js` as `scripts/page-1c84f79737.js`.

    Who has such a file may keep it for ever, and a page never gets that of another build.
    """
    stem, dot, ending = path.rpartition(".")
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:10]}{dot}{ending}"


def edit_address(edit: str, file: str, line: int = 0) -> str:
    """Where a file can be mended on the forge whose address for that is `edit` (`https://forge/site/edit/main/`)."""
    return f"{edit.rstrip('/')}/{quote(file)}{f'#L{line}' if line else ''}"
