"""The site is written whole or not at all, and what did not change is not touched."""

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import exchanging
from portal.digests import digests_of_site
from portal.last_build import Written
from portal.model import File
from portal.writing import SiteInUse, _folders, write_site
from tests.tiny import Ran

FILES = (File("index.html", b"front"), File("fi/apua/index.html", b"help"), File("api/x.json", b"{}"))
BESIDE = {"site", ".site.lock", ".site.before"}


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def _beside(site: Path) -> set[str]:
    return {path.name for path in site.parent.iterdir()}


def test_the_folder_holds_exactly_the_files(tmp_path: Path) -> None:
    site = tmp_path / "a/site"
    assert write_site(FILES, site) == Written(changed=3, kept=0, removed=0)
    (site / "stranger.txt").write_text("x")
    assert write_site(FILES[:2], site) == Written(changed=0, kept=2, removed=2)
    assert _files(site) == {"index.html": b"front", "fi/apua/index.html": b"help"}
    assert not (site / "api").exists()
    assert _beside(site) == BESIDE


def test_files_that_did_not_change_keep_their_time(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(FILES, site)
    for path in site.rglob("*.*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    write_site((File("index.html", b"new"), *FILES[1:]), site)
    assert (site / "api/x.json").stat().st_mtime == 1_000_000_000
    assert (site / "index.html").stat().st_mtime > 1_000_000_000
    assert (site / "fi/apua/index.html").stat().st_mtime == 1_000_000_000


def test_nothing_is_touched_when_nothing_changed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(FILES, site)
    folder = site.stat()
    assert write_site(FILES, site) == Written(changed=0, kept=3, removed=0)
    assert site.stat().st_ino == folder.st_ino


def test_who_holds_on_to_the_old_folder_finds_nothing_in_it(tmp_path: Path) -> None:
    """A container that has the folder would go on showing old pages, and nobody would see that they are old."""
    site = tmp_path / "site"
    write_site(FILES, site)
    for number in range(3):
        held = os.open(site, os.O_RDONLY)
        write_site((File("index.html", b"%d" % number), *FILES[1:]), site)
        with os.scandir(held) as entries:
            assert list(entries) == []
        os.close(held)


@pytest.mark.parametrize("bad", ["index.html/x", "a\0b", "x" * 300])
def test_when_a_file_cannot_be_written_the_old_site_stands(tmp_path: Path, bad: str) -> None:
    site = tmp_path / "site"
    write_site(FILES, site)
    before = _files(site)
    with pytest.raises((OSError, ValueError)):
        write_site((File("index.html", b"new"), File(bad, b"x")), site)
    assert _files(site) == before
    write_site(FILES, site)
    assert _files(site) == before
    assert _beside(site) == BESIDE


NAMES = ["index.html", "a", "a/b.html", "a/b", "a/b/c.html", "a/b/d/e.html", "f/g.html", "h.txt"]


def _without_clashes(chosen: dict[str, int]) -> dict[str, int]:
    """No name is a file and a folder at once."""
    return {name: what for name, what in chosen.items() if not any(other.startswith(f"{name}/") for other in chosen)}


SITES = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 2), min_size=1).map(
    lambda chosen: {"index.html": 0} | _without_clashes(chosen)
)
MEDDLING = st.sampled_from(["", "edit", "delete", "link", "folder", "mode", "empty", "forget", "file for folder"])


def _meddle(how: str, folder: Path, cache: Path) -> None:
    """What people and other programs do to a folder and to what is remembered of it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    if how == "forget":
        shutil.rmtree(cache, ignore_errors=True)
    elif how == "file for folder" and folder.name == ".site.before":
        shutil.rmtree(folder, ignore_errors=True)
        folder.write_text("x")
    elif how == "empty" and folder.name == ".site.before":
        shutil.rmtree(folder, ignore_errors=True)
    elif files and how == "edit":
        files[-1].unlink()
        files[-1].write_bytes(b"another")  # of the same length as what a build may want there
    elif files and how in {"delete", "link"} and files[-1].name != "index.html":
        files[-1].unlink()
        if how == "link":
            files[-1].symlink_to(files[0])
    elif files and how == "folder":
        (folder / "__pycache__/x").mkdir(parents=True, exist_ok=True)
    elif files and how == "mode" and folder.name == ".site.before":
        files[-1].parent.chmod(0o700)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(SITES, MEDDLING, st.sampled_from(["site", ".site.before"])), min_size=2, max_size=6))
def test_whatever_lies_there_the_folder_holds_exactly_the_files(
    tmp_path: Path, steps: list[tuple[dict[str, int], str, str]]
) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    site = folder / "site"
    for number, (chosen, how, where) in enumerate(steps):
        before = _files(site) if site.exists() else {}
        times = {name: (site / name).stat().st_mtime_ns for name in before}
        files = tuple(File(name, b"content%d" % what if what else b"another") for name, what in chosen.items())
        write_site(files, site, digests_of_site(folder, site))
        assert _files(site) == {file.path: file.content for file in files}
        assert not [path for path in site.rglob("*") if path.is_symlink()]
        folders = [path for path in (site, *site.rglob("*")) if path.is_dir()]
        assert {path.relative_to(site).as_posix() for path in folders[1:]} == set(_folders(chosen))
        assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o755}
        for file in files:
            kept = before.get(file.path) == file.content
            now = (site / file.path).stat().st_mtime_ns
            # A browser asks for what is newer than what it has: no content may come back with its old time.
            assert (now == times[file.path]) if kept else now > max(times.values(), default=0) or number == 0
        _meddle(how, folder / where, folder / ".cache")


def test_the_names_are_exchanged_in_two_steps_where_the_system_has_no_single_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchanging, "_RENAME_EXCHANGE", -1)
    site = tmp_path / "site"
    write_site(FILES, site)
    write_site((File("index.html", b"new"),), site)
    assert _files(site) == {"index.html": b"new"}
    assert _beside(site) == BESIDE


@pytest.fixture
def strict_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("strict_umask")
def test_a_strict_umask_locks_no_reader_out(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(FILES, site)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in site.rglob("*") if path.is_file()}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in (site, *site.rglob("*")) if path.is_dir()}
    assert (modes, folders) == ({0o644}, {0o755})


def test_a_second_build_of_the_same_site_says_so_and_leaves_it_alone(
    project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    root = project()
    with (root / ".site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(SiteInUse):
            write_site(FILES, root / "site")
        ran = run_command(root, "build")
        assert ran == Ran(1, "Another build is writing site/ now. Try again when it has ended.\n")
        assert not (root / "site").exists()
    assert run_command(root, "build").code == 0


def test_the_command_counts_what_it_wrote(project: Callable[..., Path], run_command: Callable[..., Ran]) -> None:
    root = project()
    first = run_command(root, "build").output
    number = len(_files(root / "site"))
    assert first.startswith(f"{number} files in 2 languages: {number} new or changed, 0 as before, 0 removed.")
    again = run_command(root, "build").output
    assert again.startswith(f"{number} files in 2 languages: 0 new or changed, {number} as before, 0 removed.")


def test_a_folder_that_cannot_be_written_is_said_in_words(
    project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    root = project({"file": "x"})
    ran = run_command(root, "build", "--out", "file/site")
    assert ran.code == 1
    assert ran.output.startswith("The site could not be written: ")
    assert "Traceback" not in ran.output


@pytest.mark.parametrize("out", [".", "content", "templates", "..", "file"])
def test_a_folder_that_holds_something_else_is_never_replaced(
    out: str, project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    root = project({"file": "x"})
    ran = run_command(root, "build", "--out", out)
    assert ran.code == 1
    assert ran.output.startswith(f"The site could not be written: '{out}' holds something else than a site.")
    assert (root / "content/site.yaml").exists()
    assert (root / "templates/base.html").exists()
    assert (root / "file").read_text() == "x"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_that_cannot_show_every_letter_still_gets_the_report(
    encoding: str, project: Callable[..., Path], run_command: Callable[..., Ran]
) -> None:
    root = project({"content/topics/vika.md": "---\ntitle: Vika\nsummary: Vika.\n---\n\n[ä](page:عربي)\n"})
    ran = run_command(root, "check", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert ran.code == 1
    assert "Traceback" not in ran.output
    assert "content/topics/vika.md:6:1: error[unknown-reference]" in ran.output
