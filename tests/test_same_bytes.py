"""The same content gives the same bytes: on any computer, in any folder, on any side of the world."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

from portal.environment import ROOT

BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv.pop(1))
from portal.cli import main
sys.exit(main(sys.argv[1:], Path.cwd()))
"""

HERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"}
THERE = {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "20261121", "LANGUAGE": "ar:fi"}
HALF_PAST_ELEVEN = {"SOURCE_DATE_EPOCH": "1795303800"}
"""In the evening of 21 November 2026 by UTC, when it is the 22nd on Kiritimati."""


def copied(folder: Path, *, backwards: bool) -> Path:
    """A copy of the project, its files made in another order: some disks list them so."""
    names = ("content", "locales", "templates")
    paths = [path for name in names for path in (ROOT / name).rglob("*") if path.is_file()]
    for path in sorted(paths, reverse=backwards):
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return folder


def building(folder: Path, umask: int, variables: dict[str, str], *words: str) -> subprocess.Popen[bytes]:
    """A build on its way."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, str(ROOT), "build", *words],
        cwd=folder,
        env=kept | variables,
        umask=umask,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def files_of(site: Path) -> dict[str, tuple[str, bytes]]:
    """Every file and folder below a site with its mode, and the bytes of a file."""
    return {
        path.relative_to(site).as_posix(): (
            stat.filemode(path.stat().st_mode),
            path.read_bytes() if path.is_file() else b"",
        )
        for path in site.rglob("*")
    }


def test_two_computers_make_the_same_site(tmp_path: Path) -> None:
    one = copied(tmp_path / "one", backwards=False)
    other = copied(tmp_path / "a much longer name/ä ö å/مجلد", backwards=True)
    builds = [
        building(one, 0o077, HERE, "--today", "2026-11-21"),
        building(other, 0o002, THERE | HALF_PAST_ELEVEN),
    ]
    for process in builds:
        said, _ = process.communicate()
        assert process.returncode == 0, said.decode(errors="replace")
    sites = [files_of(folder / "site") for folder in (one, other)]
    assert len(sites[0]) > 200
    assert sites[0].keys() == sites[1].keys()
    different = [path for path, file in sites[0].items() if sites[1][path] != file]
    assert not different
