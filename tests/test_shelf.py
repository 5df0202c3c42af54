"""Finished files on the disk: what a shelf gives is what was put there, or it says that it is damaged."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.model import File
from portal.parallel import side_by_side
from portal.remembering import CACHE
from portal.shelf import Damaged, Shelf
from tests.tiny import Ran

ONE, OTHER = File("fi/index.html", b"<p>one" * 500), File("fi/other.html", b"<p>other" * 500)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf with a list and two files."""
    shelf = Shelf(tmp_path / "shelves/fi")
    assert shelf.open()
    shelf.close(b"a list", [shelf.put(ONE), shelf.put(OTHER)])
    return shelf


def test_what_was_put_there_is_found_by_this_process_another_and_the_next(shelf: Shelf) -> None:
    for found in (shelf, Shelf(shelf.path), pickle.loads(pickle.dumps(shelf))):
        assert found.list() == b"a list"
        assert found.content(ONE.digest) == ONE.content
    stored = side_by_side([lambda: Shelf(shelf.path).content(ONE.digest), lambda: shelf.content(OTHER.digest)])
    assert stored == [ONE.content, OTHER.content]


def test_a_stored_file_is_a_file_like_any_other(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "fi")
    assert shelf.open()
    stored = shelf.put(ONE)
    shelf.close(b"", [stored])
    for file in (stored, pickle.loads(pickle.dumps(stored))):
        assert (file.path, file.content, file.digest) == (ONE.path, ONE.content, ONE.digest)
        assert isinstance(file, File)


def test_what_is_on_no_list_goes(shelf: Shelf) -> None:
    assert shelf.open()
    kept = shelf.put(OTHER)
    shelf.close(b"another list", [kept])
    assert shelf.list() == b"another list"
    assert kept.content == OTHER.content
    with pytest.raises(Damaged):
        shelf.content(ONE.digest)


def test_files_without_a_list_are_there_for_who_has_put_them(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "fi")
    assert shelf.open()
    stored = shelf.put(ONE)
    shelf.close(None, [stored])
    assert stored.content == ONE.content
    assert Shelf(shelf.path).list() is None


def test_two_do_not_write_at_once_and_readers_see_what_is_finished(shelf: Shelf) -> None:
    assert shelf.open()
    shelf.put(File("fi/new.html", b"new"))
    other = Shelf(shelf.path)
    assert not other.open()
    assert other.list() == b"a list"
    assert other.content(ONE.digest) == ONE.content


def test_who_is_killed_leaves_what_was_there(shelf: Shelf) -> None:
    child = os.fork()
    if not child:
        own = Shelf(shelf.path)
        own.open()
        own.put(File("fi/new.html", b"new" * 100_000))
        os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    again = Shelf(shelf.path)
    assert again.list() == b"a list"
    assert again.open()


def test_where_nobody_may_write_there_is_no_shelf(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    shelf = Shelf(tmp_path / "file/fi")
    assert not shelf.open()
    assert shelf.list() is None
    with pytest.raises(Damaged):
        shelf.content(ONE.digest)


@pytest.mark.parametrize("damage", [b"", b"no database" * 50, b"<p>on"], ids=["empty", "another", "changed"])
def test_damage_is_seen(shelf: Shelf, damage: bytes) -> None:
    whole = shelf.path.read_bytes()
    # The last one changes bytes of a page and leaves the database in order.
    shelf.path.write_bytes(whole.replace(damage, b"<p>ON") if damage in whole and damage else damage)
    with pytest.raises(Damaged):
        Shelf(shelf.path).content(ONE.digest)


def test_a_build_mends_a_damaged_shelf(project: Callable[..., Path], run_command: Callable[..., Ran]) -> None:
    root = project()
    run_command(root, "build")
    wanted = {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
    for path in (root / CACHE / "parts").iterdir():
        data = path.read_bytes()
        assert data.count(b"<h1") > 1
        path.write_bytes(data.replace(b"<h1", b"<hi"))
    (root / "site/fi/index.html").unlink()  # so that this is no build in which nothing has changed
    assert run_command(root, "build").code == 0
    assert {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()} == wanted
