"""Finished files -> the folder `site/`, all at once: readers see the old site or the new one.

The new site is put together in a folder beside the old one, and the two names are exchanged in one step
by the system. Files whose bytes did not change are linked over, so they keep their time. What a killed
build left behind is cleared away by the next one.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from portal.last_build import Written
from portal.model import File


class SiteInUse(Exception):
    """Another build of the same site is running."""


def write_site(files: tuple[File, ...], site: Path) -> Written:
    """Makes `site` hold exactly these files. Raises `OSError` or `Damaged`, with the old site whole, if it cannot."""
    if site.exists() and not (site / "index.html").is_file() and (site.is_file() or any(site.iterdir())):
        # A folder named by mistake, such as `--out content`, must not be emptied.
        raise OSError(f"'{site}' holds something else than a site")
    site.parent.mkdir(parents=True, exist_ok=True)
    with _only_one(site):
        for left_over in site.parent.glob(f".{site.name}.new-*"):
            shutil.rmtree(left_over, ignore_errors=True)
        wanted = {file.path: file for file in files}
        present = set(_paths_below(site))
        same = {path for path in present & wanted.keys() if _holds(f"{site}/{path}", wanted[path].digest)}
        counts = Written(changed=len(wanted) - len(same), kept=len(same), removed=len(present - wanted.keys()))
        if counts.changed or counts.removed or not site.is_dir():
            new = site.parent / f".{site.name}.new-{os.getpid()}"
            _put_together(str(new), wanted, same, str(site))
            _exchange(new, site)
            shutil.rmtree(new, ignore_errors=True)
        return counts


def _paths_below(site: Path) -> Iterator[str]:
    for folder, _, names in os.walk(site):
        below = Path(folder).relative_to(site).as_posix()
        yield from names if below == "." else (f"{below}/{name}" for name in names)


def _holds(path: str, digest: bytes) -> bool:
    """Whether there is a file whose bytes have this hash; nobody need have the bytes themselves."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return False
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).digest() == digest


def _put_together(new: str, wanted: Mapping[str, File], same: set[str], site: str) -> None:
    """Fills the new folder. Modes are set outright, so that a strict umask does not lock readers out."""
    for folder in (new, *(f"{new}/{folder}" for folder in _folders(wanted))):
        os.mkdir(folder)
        os.chmod(folder, 0o755)
    for path, wanted_file in wanted.items():
        target = f"{new}/{path}"
        if path in same and _linked(f"{site}/{path}", target):
            continue
        with open(target, "wb") as file:
            file.write(wanted_file.content)
        os.chmod(target, 0o644)
        if path in same:
            shutil.copystat(f"{site}/{path}", target)


def _folders(paths: Iterable[str]) -> list[str]:
    """Every folder in which one of the paths lies, each behind the one in which it lies itself."""
    direct = {path.rpartition("/")[0] for path in paths}
    found = set()
    for folder in direct:
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return sorted(found)


def _linked(old: str, new: str) -> bool:
    """Files are never changed in place, so two names for one file are safe."""
    try:
        os.link(old, new)
    except OSError:
        return False
    return True


_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def _exchange(new: Path, site: Path) -> None:
    """Puts the new folder in the place of the old one, which then has the name of the new one."""
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
    old = site.parent / f".{site.name}.new-old"
    site.replace(old)
    try:
        new.replace(site)
    except OSError:
        old.replace(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


@contextlib.contextmanager
def _only_one(site: Path) -> Iterator[None]:
    """Holds the site's lock, which the system lets go of by itself when a build is killed."""
    with (site.parent / f".{site.name}.lock").open("w") as lock:
        try:
            _lock(lock.fileno())
        except OSError as error:
            raise SiteInUse from error
        yield


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
