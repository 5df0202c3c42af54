"""The same content gives the same bytes: on any computer, in any folder, on any side of the world."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

from portal.environment import ROOT
from tests.real import RealSite

BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv.pop(1))
from portal.cli import main
sys.exit(main(sys.argv[1:], Path.cwd()))
"""

THERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONUTF8": "0",
    "PYTHONHASHSEED": "20261121",
    "LANGUAGE": "ar:fi",
}
HALF_PAST_ELEVEN = {"SOURCE_DATE_EPOCH": "1795303800"}
"""In the evening of 21 November 2026 by UTC, when it is the 22nd on Kiritimati."""


def copied(folder: Path) -> Path:
    """A copy of the project, its files made in another order: some disks list them so."""
    names = ("content", "locales", "templates")
    paths = [path for name in names for path in (ROOT / name).rglob("*") if path.is_file()]
    for path in sorted(paths, reverse=True):
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return folder


def building(folder: Path, umask: int, variables: dict[str, str]) -> subprocess.Popen[bytes]:
    """A build on its way."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, str(ROOT), "build"],
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


def test_another_computer_makes_the_same_site(real_site: RealSite, tmp_path: Path) -> None:
    """Elsewhere nothing is remembered, and nearly all is other that may be other."""
    other = copied(tmp_path / "a much longer name/ä ö å/مجلد")
    process = building(other, 0o077, THERE | HALF_PAST_ELEVEN)
    said, _ = process.communicate()
    assert process.returncode == 0, said.decode(errors="replace")
    assert real_site.code == 0
    sites = [files_of(real_site.folder), files_of(other / "site")]
    assert len(sites[0]) > 200
    assert sites[0].keys() == sites[1].keys()
    different = [path for path, file in sites[0].items() if sites[1][path] != file]
    assert not different
