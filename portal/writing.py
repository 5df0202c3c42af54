"""Finished files -> the folder `site/`, all at once: readers see the old site or the new one.

The new site is put together in a folder beside the old one, and the two names are exchanged in one step by the system.
The old folder then stays there, to become the next new one: most of it is right already. Files whose bytes did not
change are the same in both folders (two names for one file), so they keep their time and need no room. Whatever a
killed build left behind is as good a beginning as any.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from portal.digests import Digests, entries_below
from portal.exchanging import exchange
from portal.last_build import Written
from portal.model import File

_FOLDER, _FILE = 0o755, 0o644
"""Modes are set outright, so that a strict umask does not lock readers out."""


class SiteInUse(Exception):
    """Another build of the same site is running."""


def write_site(files: tuple[File, ...], site: Path, digests: Digests | None = None) -> Written:
    """Makes `site` hold exactly these files; `digests` is what is known of those that it holds.

    Raises `OSError` or `Damaged`, with the old site whole, if it cannot.
    """
    if site.exists() and not (site / "index.html").is_file() and (site.is_file() or any(site.iterdir())):
        # A folder named by mistake, such as `--out content`, must not be emptied.
        raise OSError(f"'{site}' holds something else than a site")
    site.parent.mkdir(parents=True, exist_ok=True)
    with _only_one(site):
        digests = digests or Digests()
        wanted = {file.path: file for file in files}
        entries = dict(entries_below(str(site))) if site.is_dir() else {}
        present = {path: entry for path, entry in entries.items() if not stat.S_ISDIR(entry.st_mode)}
        same = {
            path: entry
            for path, entry in present.items()
            if path in wanted and digests.of(path, f"{site}/{path}", entry) == wanted[path].digest
        }
        counts = Written(changed=len(wanted) - len(same), kept=len(same), removed=len(present.keys() - wanted.keys()))
        folders = _folders(wanted)
        if counts.changed or counts.removed or not site.is_dir() or entries.keys() - present.keys() != set(folders):
            new = site.parent / f".{site.name}.before"
            _put_together(new, wanted, folders, same, site, digests)
            exchange(new, site)
            _move_out(new)
        digests.keep()
        return counts


def _put_together(
    new: Path,
    wanted: Mapping[str, File],
    folders: Sequence[str],
    same: Mapping[str, os.stat_result],
    site: Path,
    digests: Digests,
) -> None:
    """Fills the new folder; `same` are the files that are to be as they are on the site."""
    there = _left_in_place(new, same, set(folders))
    for folder in ("", *folders):
        if folder not in there:
            os.mkdir(f"{new}/{folder}")
            os.chmod(f"{new}/{folder}", _FOLDER)
    for path, file in wanted.items():
        if path in there or (path in same and _linked(f"{site}/{path}", f"{new}/{path}")):
            continue
        target = f"{new}/{path}"
        with open(target, "wb") as opened:
            opened.write(file.content)
        os.chmod(target, _FILE)
        if path in same:
            shutil.copystat(f"{site}/{path}", target)
        digests.note(path, os.stat(target), file.digest)


def _left_in_place(new: Path, same: Mapping[str, os.stat_result], folders: set[str]) -> set[str]:
    """Clears a folder of all but the very files of the site that are wanted as they are; gives what is left in it."""
    if not new.is_dir() or new.is_symlink():
        with contextlib.suppress(FileNotFoundError):
            new.unlink()
        return set()
    left = set()
    needless = []
    for path, entry in [("", os.stat(new)), *entries_below(str(new))]:
        if stat.S_ISDIR(entry.st_mode):
            if path and path not in folders:
                needless.append(path)
                continue
            if stat.S_IMODE(entry.st_mode) != _FOLDER:
                os.chmod(f"{new}/{path}", _FOLDER)
            left.add(path)
        elif path in same and os.path.samestat(entry, same[path]):
            left.add(path)
        else:
            os.unlink(f"{new}/{path}")
    for path in reversed(needless):
        os.rmdir(f"{new}/{path}")
    return left


def _move_out(old: Path) -> None:
    """Moves all that lies in a folder into a new one of its name.

    A server that holds on to the old site itself, as one in a container with the folder put into it does, must find
    nothing there, and be mended: old pages would look right, and be taken for the new ones.
    """
    if not old.is_dir():
        return
    moved = old.with_name(f"{old.name}.moved")
    shutil.rmtree(moved, ignore_errors=True)  # of a build that was killed here
    os.mkdir(moved)
    os.chmod(moved, _FOLDER)
    for name in os.listdir(old):
        os.rename(old / name, moved / name)
    os.rmdir(old)
    os.rename(moved, old)


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
