"""Two folders -> the same two, each under the name of the other, in one step where the system can do that."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def exchange(new: Path, site: Path) -> None:
    """Puts the new folder in the place of the old one, which then has the name of the new one, if there was one."""
    if not site.exists():
        new.replace(site)
        return
    if not _exchanged_in_one_step(new, site):
        _exchanged_in_two_steps(new, site)


def _exchanged_in_one_step(new: Path, site: Path) -> bool:
    """Linux and macOS can exchange two names in one step; Windows and some file systems cannot."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        first, second = os.fsencode(new), os.fsencode(site)
        if sys.platform == "darwin":
            return bool(library.renamex_np(first, second, _RENAME_SWAP) == 0)
        rename = library.renameat2
        return bool(rename(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE) == 0)
    except (AttributeError, OSError, TypeError):
        return False


def _exchanged_in_two_steps(new: Path, site: Path) -> None:
    """For a moment there is no site; if the second step fails, the old site is put back."""
    old = site.parent / f".{site.name}.aside"
    shutil.rmtree(old, ignore_errors=True)  # a build that was killed here
    site.replace(old)
    try:
        new.replace(site)
    except OSError:
        old.replace(site)
        raise
    old.replace(new)
