"""A phone without network, in a real Chromium: what was saved is whole, of one build, and says so."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import PHONE, chromium, served
from tests.tiny import Ran

GONE = "ERR_CONNECTION_REFUSED"


@pytest.fixture(scope="module")
def browser(require: Callable[..., str]) -> Iterator[Browser]:
    with chromium(require("chromium", "chromium-browser", "google-chrome")) as browser:
        yield browser


class Phone:
    """A phone with a copy of its own of a site, and a network that can go."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.page = context.new_page()

    def saved(self, path: str) -> str:
        """Opens a page and waits until it says that something is saved; gives what it says."""
        self.page.goto(self.address + path)
        self.page.wait_for_selector("#saved:not([hidden])", timeout=20_000)
        return self.page.inner_text("#saved")

    def text(self, path: str) -> str:
        """What a page shows."""
        self.page.goto(self.address + path)
        return self.page.inner_text("main")


@contextmanager
def phone_before(browser: Browser, folder: Path) -> Iterator[Phone]:
    """A phone before a site; leaving the network is for the tests."""
    with served(folder) as address:
        context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
        try:
            yield Phone(context, address)
        finally:
            context.close()


@pytest.fixture
def built(project: Callable[..., Path], run_command: Callable[..., Ran]) -> Path:
    root = project({})
    ran = run_command(root, "build")
    assert ran.code == 0, ran.output
    return root / "site"


def test_the_list_names_every_page_of_its_language_and_what_is_urgent_first(built: Path) -> None:
    listed = json.loads((built / "offline/en.json").read_text(encoding="utf-8"))
    pages = {
        path.relative_to(built).as_posix().removesuffix("index.html")
        for path in (built / "en").rglob("*.html")
        if path.relative_to(built).parts[1] != "fi" and path.name != "404.html"
    }
    assert pages == {path for path in (*listed["first"], *listed["rest"]) if path.endswith((".html", "/"))}
    assert {"en/apua-heti/", "en/kenelle-soitan/", "en/", "en/offline.html"} <= set(listed["first"])
    assert any(path.startswith("scripts/page-") for path in listed["first"])


def test_after_one_visit_every_page_of_the_language_opens_without_network(browser: Browser, built: Path) -> None:
    with phone_before(browser, built) as phone:
        assert phone.saved("en/perhetyo/")
        assert not phone.page.is_visible("#no-network")
        online = phone.text("en/apua-heti/")
        phone.context.set_offline(True)
        shutil.move(built, built.with_name("away"))  # the worker has no other way to the pages either
        assert phone.text("en/apua-heti/") == online
        assert phone.page.is_visible("#no-network")
        for path in ("en/", "en/kenelle-soitan/", "en/sanasto/"):
            assert phone.text(path)
        phone.page.goto(phone.address + "fi/perhetyo/", wait_until="commit")
        assert "112" in phone.page.inner_text("body")  # this language was never opened: the page without network
        shutil.move(built.with_name("away"), built)


def test_a_page_that_was_not_saved_gives_urgent_numbers(browser: Browser, built: Path) -> None:
    with phone_before(browser, built) as phone:
        phone.saved("en/")
        phone.context.set_offline(True)
        assert "112" in phone.text("en/fi/perhetyo/")
        assert phone.page.inner_text("h1")


def test_with_network_the_page_is_always_the_newest(browser: Browser, built: Path) -> None:
    with phone_before(browser, built) as phone:
        phone.saved("en/perhetyo/")
        page = built / "en/perhetyo/index.html"
        page.write_text(page.read_text(encoding="utf-8").replace("</h1>", " NEW</h1>"), encoding="utf-8")
        assert "NEW" in phone.text("en/perhetyo/")


def test_a_copy_is_never_a_mix_of_two_builds(browser: Browser, built: Path, run_command: Callable[..., Ran]) -> None:
    with phone_before(browser, built) as phone:
        phone.saved("en/perhetyo/")
        first = phone.text("en/apua-heti/")
        # A new build is half uploaded: the list names a page that the server does not have yet.
        listed = built / "offline/en.json"
        new = json.loads(listed.read_text(encoding="utf-8"))
        new["build"] = "0123456789abcdef"
        new["rest"]["en/sanasto/"] = "0" * 16
        listed.write_text(json.dumps(new), encoding="utf-8")
        urgent = built / "en/apua-heti/index.html"
        changed = urgent.read_text(encoding="utf-8").replace("</h1>", " HALF</h1>")
        urgent.write_text(changed, encoding="utf-8")
        phone.page.goto(phone.address + "en/perhetyo/")
        phone.page.wait_for_timeout(1500)
        phone.context.set_offline(True)
        assert phone.text("en/apua-heti/") == first, "the old copy is still whole"
        phone.context.set_offline(False)
        # The build is whole now: the copy takes its place at the next visit.
        front = built.parent / "content/topics/etusivu.md"
        front.write_text(front.read_text(encoding="utf-8") + "\nUusi kappale.\n", encoding="utf-8")
        assert run_command(built.parent, "build").code == 0
        phone.page.goto(phone.address + "en/perhetyo/")
        phone.page.wait_for_selector("#saved:not([hidden])")
        phone.context.set_offline(True)
        assert "Uusi kappale." in phone.text("en/")


def test_a_phone_that_saves_data_keeps_only_what_is_urgent(browser: Browser, built: Path) -> None:
    with phone_before(browser, built) as phone:
        phone.context.add_init_script(
            "Object.defineProperty(navigator, 'connection', {value: {saveData: true}, configurable: true})"
        )
        phone.saved("en/perhetyo/")
        assert phone.page.is_visible("#saved .first-pages")
        assert not phone.page.is_visible("#saved .whole-site")
        phone.context.set_offline(True)
        assert phone.text("en/apua-heti/")
        assert "112" in phone.text("en/sanasto/")


def test_everything_kept_can_be_forgotten(browser: Browser, built: Path) -> None:
    with phone_before(browser, built) as phone:
        phone.saved("en/perhetyo/")
        page: Page = phone.page
        assert page.evaluate("caches.keys()")
        phone.saved("en/asetukset/")
        page.click("form.display button")
        page.wait_for_function("async () => !(await caches.keys()).length")
        assert not page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)")
