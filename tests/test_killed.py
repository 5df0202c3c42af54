"""A build may die at any moment: whoever reads the site then finds the old one or the new one, and it is whole."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from portal.environment import ROOT
from tests.tiny import DAY

BUILDS, WRITINGS = 30, 50
"""How often each is killed; a build takes ten times as long."""
BUILD = """
import sys
from pathlib import Path
from portal.cli import main
sys.exit(main(sys.argv[1:], Path.cwd()))
"""
WRITE = """
import sys
from pathlib import Path
from portal.model import File
from portal.writing import write_site
names = ["index.html", *(f"ar/{number}/index.html" for number in range(99))]
while True:
    for version in ("old", "new"):
        write_site(tuple(File(name, f"{version} {name}".encode() * 99) for name in names), Path(sys.argv[1]))
        print(version, flush=True)
"""

Files = dict[str, bytes]


def files_of(site: Path) -> Files:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def beside(site: Path) -> Path:
    """The folder in which the next site is put together."""
    return site.parent / f".{site.name}.before"


def start(code: str, folder: Path, *words: str | Path) -> subprocess.Popen[str]:
    """A Python on its way, in a folder, with our own code to import."""
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}){code}", *map(str, words)]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def build(project: Path, site: Path) -> float:
    """Builds to the end, and says how many seconds that took."""
    began = time.monotonic()
    with start(BUILD, project, "build", "--out", site, "--today", DAY) as process:
        said, _ = process.communicate()
    assert process.returncode == 0, said
    return time.monotonic() - began


def kill(process: subprocess.Popen[str]) -> bool:
    """Ends a process on the spot (SIGKILL); whether it was still alive."""
    with process:
        process.kill()
    return process.returncode != 0


def test_a_build_killed_at_any_moment_leaves_a_whole_site(project: Callable[..., Path], tmp_path: Path) -> None:
    versions = []
    for title in ("Vanha nimi", "Uusi nimi"):
        made = project()
        settings = (made / "content/site.yaml").read_text(encoding="utf-8")
        named = "".join(
            f"title: {title}\n" if line.startswith("title:") else line for line in settings.splitlines(keepends=True)
        )
        (made / "content/site.yaml").write_text(named, encoding="utf-8")
        versions.append(made.rename(tmp_path / title.partition(" ")[0]))
    whole = []
    for version in versions:
        build(version, tmp_path / "whole" / version.name)
        whole.append(files_of(tmp_path / "whole" / version.name))
    assert whole[0] != whole[1]

    site = tmp_path / "out" / "site"
    build(versions[1], site)
    seconds = build(versions[0], site)  # as long as the next ones take, which remember as much
    chance = random.Random(20261121)
    now, killed = 0, Counter[str]()
    for _ in range(BUILDS):
        process = start(BUILD, versions[1 - now], "build", "--out", site, "--today", DAY)
        # At any moment, but oftener near the end, where the site is written.
        time.sleep(seconds * chance.betavariate(2, 1))
        alive = kill(process)
        found = files_of(site)
        assert found in whole
        killed["in time" if alive else "too late"] += 1
        killed["new site"] += found == whole[1 - now]
        now = whole.index(found)
    assert killed["in time"] > BUILDS / 4, killed

    build(versions[1 - now], site)
    assert files_of(site) == whole[1 - now]
    assert {path.name for path in site.parent.iterdir()} == {"site", ".site.lock", ".site.before"}


def test_writing_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    site = tmp_path / "out" / "site"
    chance = random.Random(20261121)
    seen = Counter[str]()
    for _ in range(WRITINGS):
        process = start(WRITE, tmp_path, site)
        assert process.stdout is not None
        assert process.stdout.readline() == "old\n"
        time.sleep(chance.uniform(0, 0.3))
        assert kill(process)
        found = files_of(site)
        version = next(iter(found.values()))[:3].decode()
        assert len(found) == 100
        assert found == {name: f"{version} {name}".encode() * 99 for name in found}
        seen[version] += 1
        versions = {content[:3] for content in files_of(beside(site)).values()}
        seen["half-made folder beside it"] += len(versions) != 1 or len(files_of(beside(site))) != 100
    # Most of the kills hit the writing itself, and both sites were found.
    assert seen["half-made folder beside it"] > WRITINGS / 4, seen
    assert min(seen["old"], seen["new"]) > WRITINGS / 10, seen
