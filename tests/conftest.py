"""Turns what every test needs from outside into fixtures."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from tests import tiny
from tests.browser import Windows, chromium, served
from tests.real import RealSite, built_site

# The same verdict on every machine and at any speed; `pytest --hypothesis-profile=explore` looks for new faults.
settings.register_profile("portal", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=5000)
settings.load_profile("portal")


@pytest.fixture(scope="session")
def lacking() -> Callable[[str], NoReturn]:
    """Skip the test because something is not here, and say what.

    Where PORTAL_REQUIRE_ALL=1 nothing is skipped: what is not here is a failure.
    """

    def skip_or_fail(reason: str) -> NoReturn:
        if os.environ.get("PORTAL_REQUIRE_ALL") == "1":
            pytest.fail(f"{reason}, and PORTAL_REQUIRE_ALL=1 lets no test be skipped.")
        pytest.skip(f"{reason}.")

    return skip_or_fail


@pytest.fixture(scope="session")
def require(lacking: Callable[[str], NoReturn]) -> Callable[..., str]:
    """Find a program, under any of the names given: require("chromium", "google-chrome")."""

    def find(*names: str) -> str:
        found = next(filter(None, map(shutil.which, names)), None)
        return found or lacking(f"{' or '.join(names)} is not installed")

    return find


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --update-golden` writes what is expected anew, from what comes out now."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden and tests/broken")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Make a tiny project: project({"content/topics/uusi.md": "..."}) gives its folder; None deletes a file."""

    def make(*overlays: Mapping[str, str | None] | Path) -> Path:
        return tiny.make_project(tmp_path / "project", *overlays)

    return make


@pytest.fixture(scope="session")
def run_command() -> Callable[..., tiny.Ran]:
    """Run the real command on a project: run_command(root, "check") gives its exit code and console text."""
    return tiny.run_command


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> RealSite:
    """The finished site of the real content."""
    return built_site(tmp_path_factory)


@pytest.fixture(scope="module")
def browser(require: Callable[..., str]) -> Iterator[Browser]:
    """The Chromium of this computer. Two modules never have one open at once: Playwright runs only once a thread."""
    with chromium(require("chromium", "chromium-browser", "google-chrome")) as browser:
        yield browser


@pytest.fixture(scope="module")
def address(real_site: RealSite) -> Iterator[str]:
    """Where the real site is served."""
    with served(real_site.folder) as address:
        yield address


@pytest.fixture
def windows(browser: Browser, address: str) -> Iterator[Windows]:
    """Windows on the real site. No page may ask another host for anything, keep a cookie or complain."""
    windows = Windows(browser=browser, address=address)
    yield windows
    windows.close()
    assert not [url for url in windows.asked if not url.startswith((address, "file:", "about:"))]
    assert not windows.said
