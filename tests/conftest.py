"""Turns what every test needs from outside into fixtures."""

import os
import shutil
from collections.abc import Callable
from typing import NoReturn

import pytest


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
