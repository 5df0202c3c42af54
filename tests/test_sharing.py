"""How a page is given on and answered: QR codes, the ways to share it, letters that already say what they are about."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from portal.qr import qr_svg
from tests.browser import Windows
from tests.real import KINDS, LANGUAGES, SETTINGS, RealSite
from tests.tiny import BASE, Ran

ADDRESS: str = SETTINGS["address"].rstrip("/")
SHARED = ("service", "front", "urgent", "county")


def test_the_same_address_gives_the_same_code() -> None:
    one = qr_svg("https://example.org/ar/perhetyo/")
    assert qr_svg("https://example.org/ar/perhetyo/") == one
    assert qr_svg("https://example.org/fi/perhetyo/") != one


def test_every_code_is_shown_on_some_page_and_no_page_lacks_its_code(real_site: RealSite) -> None:
    codes = {path for path in real_site.files if path.startswith("qr/")}
    shown = set()
    for path in real_site.pages:
        for image in real_site.soup(path).select(".share img, .printed img, img.qr"):
            target = (real_site.folder / path).parent / str(image["src"])
            shown.add(target.resolve().relative_to(real_site.folder.resolve()).as_posix())
    assert shown == codes
    assert len(codes) >= 60 * len(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_phone_that_reads_the_code_opens_the_page_in_the_same_language(
    windows: Windows, require: Callable[..., str], tmp_path: Path, code: str
) -> None:
    reader = require("zbarimg")
    for kind in SHARED:
        page = windows.open(f"{code}/{KINDS[kind]}")
        page.locator(".share summary").click()
        picture = tmp_path / f"{kind}.png"
        image = page.locator(".share img")
        box = image.bounding_box()
        assert box is not None
        assert box["width"] >= 150
        image.screenshot(path=picture)
        done = subprocess.run([reader, "-q", "--raw", picture], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == f"{ADDRESS}/{code}/{KINDS[kind].removesuffix('index.html')}"


def test_a_code_can_be_read_on_a_dark_screen_too(windows: Windows, require: Callable[..., str], tmp_path: Path) -> None:
    page = windows.new(scheme="dark")
    page.goto(f"{windows.address}ar/{KINDS['service']}")
    page.locator(".share summary").click()
    page.locator(".share img").screenshot(path=tmp_path / "dark.png")
    command = [require("zbarimg"), "-q", "--raw", str(tmp_path / "dark.png")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"{ADDRESS}/ar/perhetyo/"


def test_without_script_there_is_whatsapp_and_the_code(windows: Windows) -> None:
    page = windows.open(f"ar/{KINDS['service']}")
    page.locator(".share summary").click()
    assert page.locator(".share a:visible").count() == 1
    assert page.locator(".share button:visible").count() == 0
    link = str(page.locator(".share a").get_attribute("href"))
    assert link.startswith("https://wa.me/?")
    assert parse_qs(urlsplit(link).query) == {"text": [f"{ADDRESS}/ar/perhetyo/"]}


def test_with_script_the_code_is_fetched_when_somebody_wants_it(windows: Windows) -> None:
    page = windows.new(script=True)
    page.goto(f"{windows.address}fi/{KINDS['service']}")
    page.wait_for_load_state("networkidle")
    assert not [url for url in windows.asked if "/qr/" in url]
    page.locator(".share summary").click()
    page.locator(".share img").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert [url for url in windows.asked if url.endswith("/qr/fi/perhetyo.svg")]


def test_the_device_shares_and_copies_the_address(windows: Windows) -> None:
    page = windows.new(script=True)
    page.add_init_script("""
      navigator.share = data => { window.shared = data; return Promise.resolve(); };
      Object.defineProperty(navigator, "clipboard", {value: {writeText: text => {
        window.copied = text; return Promise.resolve(); }}});
    """)
    page.goto(f"{windows.address}fi/{KINDS['urgent']}#main")
    page.locator(".share summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("shared") == {"title": SETTINGS["title"], "url": f"{ADDRESS}/fi/apua-heti/"}
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("copied") == f"{ADDRESS}/fi/apua-heti/"
    assert page.locator(".share [role=status]").inner_text() == "Osoite on kopioitu."


def settings(**changed: str) -> dict[str, str | None]:
    """The settings of the tiny site with some keys changed."""
    text = (BASE / "content/site.yaml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.partition(":")[0] not in changed]
    lines[2:2] = [f'{key}: "{value}"' for key, value in changed.items()]
    return {"content/site.yaml": "\n".join(lines) + "\n"}


def letters(page: Path) -> list[str]:
    """Where the links at the foot of a page lead that are for the publisher."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    section = soup.select_one("footer section:has(#trust)")
    assert section is not None
    return [str(link["href"]) for link in section.select("a.go")]


def test_a_letter_names_page_and_language(project: Callable[..., Path], run_command: Callable[..., Ran]) -> None:
    root = project(settings(feedback="palaute@example.org"))
    assert run_command(root, "build").code == 0
    wrong, other = letters(root / "site/en/perhetyo/index.html")
    for link, subject in ((wrong, "Palaute sivusta"), (other, "Tarvitsen muun kielen")):
        assert link.startswith("mailto:palaute@example.org?")
        told = parse_qs(urlsplit(link).query, strict_parsing=True)
        assert told["subject"] == [f"Pieni sivusto: {subject} (en)"]
        assert told["body"][0].split("\r\n") == ["Perhetyö", "https://pieni.example/en/perhetyo/", "en", "", ""]
        assert "+" not in urlsplit(link).query, "a mail program shows it as a plus"
    county = letters(root / "site/en/kenelle-soitan/esimerkkila/index.html")
    assert "Esimerkkilän hyvinvointialue" in unquote(county[0])
    paired = letters(root / "site/en/fi/perhetyo/index.html")
    assert paired == [wrong, other]


def test_a_form_is_told_page_and_language(project: Callable[..., Path], run_command: Callable[..., Ran]) -> None:
    root = project(settings(feedback="https://forms.example/palaute?site=1"))
    assert run_command(root, "build").code == 0
    told = parse_qs(urlsplit(letters(root / "site/en/index.html")[0]).query)
    assert told == {
        "site": ["1"],
        "subject": ["Palaute sivusta"],
        "page": ["Saat pyytää apua"],
        "address": ["https://pieni.example/en/"],
        "language": ["en"],
    }


def test_without_addresses_nothing_is_promised(project: Callable[..., Path], run_command: Callable[..., Ran]) -> None:
    root = project(settings(address=""))
    ran = run_command(root, "build")
    assert ran.code == 0, ran.output
    assert letters(root / "site/en/perhetyo/index.html") == []
    assert not (root / "site/qr").exists()
    page = (root / "site/en/perhetyo/index.html").read_text(encoding="utf-8")
    assert "wa.me" not in page
    assert 'class="share" data-address=""' in page


def test_a_page_about_other_languages_is_linked_where_there_is_one(
    project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    page = "---\ntitle: Muu kieli\nsummary: Näin saat tietoa muilla kielillä.\n---\n\nKysy neuvoa.\n"
    root = project({"content/topics/muu-kieli.md": page})
    ran = run_command(root, "build")
    assert (root / "site").exists(), ran.output
    assert letters(root / "site/fi/perhetyo/index.html") == ["../muu-kieli/"]
