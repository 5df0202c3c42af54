"""Turns any Python into one that has what the portal needs, and runs the portal's command there.

Outside a virtual environment build.py uses .venv; inside one it uses that one. Only the standard
library is imported here, as nothing else need be there yet.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from portal.installing import InstallError, install, missing, without_detours

ROOT = Path(__file__).resolve().parent.parent
HALF_MADE = "half-made"  # lies in .venv from before the first change until after the last


def main(arguments: list[str]) -> int:
    """Run the portal's command with these arguments and return its exit code."""
    try:
        needed = _needed(arguments)
        if sys.prefix == sys.base_prefix:
            return _enter(_ready(ROOT / ".venv", needed), arguments)
        _complete(needed)
        # Only here is it sure that what the command imports is installed.
        from portal.cli import main as command

        return command(arguments)
    except InstallError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130  # what a shell expects of a command stopped with Ctrl-C


def _needed(arguments: list[str]) -> list[Path]:
    """The requirements files for this command; only `test` and `bench` need more than the portal itself."""
    command = next((word for word in arguments if not word.startswith("-")), "build")
    names = ["requirements.txt", *(f"requirements-{name}.txt" for name in ("test", "bench") if name == command)]
    return [ROOT / name for name in names]


# --- outside a virtual environment: .venv --------------------------------------------------------


def _ready(folder: Path, needed: list[Path]) -> Path:
    """The Python of .venv, after making or mending .venv where that is needed."""
    if not _is_ready(folder, needed):
        with _alone() as lock, _plain_errors():
            # Another build.py may have made it while this one waited.
            if not _is_ready(folder, needed):
                _make(folder, needed, lock)
    return _python(folder)


def _is_ready(folder: Path, needed: Iterable[Path]) -> bool:
    return _is_sound(folder) and all(_fits(folder, requirements) for requirements in needed)


def _is_sound(folder: Path) -> bool:
    return (
        _python(folder).exists()  # false also where the Python that it points to was removed
        and (folder / "pyvenv.cfg").exists()
        and not (folder / HALF_MADE).exists()
    )


def _fits(folder: Path, requirements: Path) -> bool:
    """Whether exactly these requirements were installed in this folder, and are still there."""
    stamp = _stamp(folder, requirements)
    return (
        stamp.exists()
        and stamp.read_text(encoding="utf-8") == _stamp_text(folder, requirements)
        and not missing(requirements, _packages(folder))
    )


def _make(folder: Path, needed: list[Path], lock: IO[str] | None) -> None:
    """Make .venv, or add to it; whatever is half-made, damaged or out of date is made again.

    Making again leaves exactly what is pinned; upgrading in place would leave what no longer is.
    """
    outdated = [
        requirements
        for requirements in needed
        if _stamp(folder, requirements).exists() and not _fits(folder, requirements)
    ]
    todo = [requirements for requirements in needed if not _fits(folder, requirements)]
    if not _is_sound(folder) or outdated or todo == needed:
        _create_empty(folder)
        todo = needed
    (folder / HALF_MADE).touch()
    for requirements in todo:
        install(requirements, _python(folder), lock)
        stamp = _stamp(folder, requirements)
        stamp.write_text(_stamp_text(folder, requirements), encoding="utf-8")
    (folder / HALF_MADE).unlink()


def _create_empty(folder: Path) -> None:
    try:
        import venv
    except ImportError:
        raise InstallError(
            "This Python lacks its module venv. On Debian and Ubuntu: sudo apt install python3-venv"
        ) from None
    known = [folder / name for name in ("pyvenv.cfg", HALF_MADE)]
    if folder.is_dir() and any(folder.iterdir()) and not any(path.exists() for path in known):
        raise InstallError(f"{folder} is not a virtual environment, so it is left alone.\nMove it away and try again.")
    if folder.exists():
        print("Making .venv again: it is unfinished, damaged or out of date.", file=sys.stderr)
    else:
        print("Making .venv, once, with all that the portal needs.", file=sys.stderr)
    folder.mkdir(exist_ok=True)
    # First of all, so that a run stopped anywhere below leaves its mark.
    (folder / HALF_MADE).touch()
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != HALF_MADE:
            path.unlink()
    # pip is run from outside where it can be: Debian's venv cannot always put one inside.
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")


def _stamp(folder: Path, requirements: Path) -> Path:
    return folder / f"{requirements.name}.stamp"


def _stamp_text(folder: Path, requirements: Path) -> str:
    """A hash of all that makes an environment another one: a moved folder does, too."""
    tag = f"{sys.implementation.cache_tag} {sysconfig.get_platform()} {folder}\n"
    return hashlib.sha256(tag.encode() + requirements.read_bytes()).hexdigest()


def _python(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _packages(folder: Path) -> list[str]:
    base = {"base": str(folder), "platbase": str(folder)}
    return [sysconfig.get_path(name, "venv", vars=base) for name in ("purelib", "platlib")]


def _enter(python: Path, arguments: list[str]) -> int:
    """Go on inside, as the same process where the system can do that."""
    words = [str(python), str(ROOT / "build.py"), *arguments]
    environment = without_detours(os.environ)
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execve(python, words, environment)
    return outlast(subprocess.Popen(words, env=environment))


def outlast(process: subprocess.Popen[bytes]) -> int:
    """The exit code of a process that gets the same Ctrl-C and is left to end by itself."""
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


# --- inside a virtual environment: this one ------------------------------------------------------


def _complete(needed: list[Path]) -> None:
    """Install here what is pinned and not here."""
    for requirements in needed:
        if absent := missing(requirements, sys.path):
            names = ", ".join(absent[:5]) + (" and more" if len(absent) > 5 else "")
            print(f"Installing into {sys.prefix}, which lacks {names}.", file=sys.stderr)
            with _alone() as lock, _plain_errors():
                install(requirements, Path(sys.executable), lock)


# --- both ----------------------------------------------------------------------------------------


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Say in words what disk or rights made impossible."""
    try:
        yield
    except OSError as error:
        raise InstallError(
            f"The Python environment could not be set up: {error}\n"
            "Is there space and the right to write here? Is another build.py running?"
        ) from error


@contextmanager
def _alone() -> Iterator[IO[str] | None]:
    """Wait until no other build.py installs, and keep others waiting meanwhile.

    The system lets the lock go when its last holder ends, however it ends.
    """
    try:
        file = (ROOT / ".venv.lock").open("a", encoding="utf-8")
    except OSError:
        yield None  # a folder that cannot be written to: what follows says so better
        return
    with file:
        waiting = False
        while not _locked(file):
            if not waiting:
                print("Another build.py is installing; waiting for it.", file=sys.stderr)
            waiting = True
            time.sleep(0.2)
        yield file


def _locked(file: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        pass  # a disk that knows no locks, as some network disks: better unlocked than not at all
    return True
