"""Catalogues go through the programs that translators use, and come back with every translation and every stamp."""

import importlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import polib
import pytest

from portal.catalogues.reading import folder_of, read_catalogue
from portal.catalogues.stamps import stamp_hash
from portal.content import read_site
from portal.environment import ROOT
from portal.interface import read_interface
from portal.model import Language
from portal.problems import Report, as_text
from tests.tiny import DAY, Ran, make_project

Command = Callable[..., Ran]
Require = Callable[..., str]
Lacking = Callable[[str], NoReturn]
Change = Callable[[Path], None]


def _run(*command: str | Path) -> None:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


def _run_all(commands: Iterable[list[str | Path]]) -> None:
    """Several small programs at the same time."""
    with ThreadPoolExecutor(4) as pool:
        for _ in pool.map(lambda command: _run(*command), commands):
            pass


def _toolkit(name: str, lacking: Lacking) -> list[str]:
    """A program of the translate toolkit, from the environment of the tests."""
    program = Path(sys.executable).with_name(name)
    if not program.exists():
        lacking("translate-toolkit is not installed in this environment")
    return [str(program), "--progress=none"]


def _pypo(lacking: Lacking) -> Any:
    """The module with which Weblate reads and writes catalogues."""
    try:
        return importlib.import_module("translate.storage.pypo")
    except ModuleNotFoundError:
        lacking("translate-toolkit is not installed")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, run_command: Command) -> Path:
    """A copy of the real project, its catalogues in step. Nobody changes it: see `copied`."""
    root = tmp_path_factory.mktemp("real") / "project"
    for name in ("content", "templates", "locales"):
        shutil.copytree(ROOT / name, root / name)
    ran = run_command(root, "messages")
    assert ran.code == 0, ran.output
    return root


@pytest.fixture
def copied(real: Path, tmp_path: Path) -> Path:
    return shutil.copytree(real, tmp_path / "project")


def _catalogues(root: Path) -> list[Path]:
    found = sorted(root.glob("locales/*/LC_MESSAGES/*.po"))
    assert found
    return found


def _bytes(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in _catalogues(root)}


def _hashes(path: Path) -> set[str]:
    """The names of the stamps that can stand on the translations of a file: every character counts."""
    return {
        stamp_hash(entry.msgctxt or "", entry.msgid, entry.msgstr)
        for entry in polib.pofile(str(path))
        if entry.msgstr and not entry.fuzzy and not entry.obsolete
    }


def _languages(root: Path) -> list[Language]:
    report = Report()
    site = read_site(root, read_interface(root, report), date.fromisoformat(DAY), report)
    assert site is not None, as_text(report)
    return [language for language in site.languages if language.code != site.settings.source_language]


def _read_hashes(root: Path) -> dict[str, set[str]]:
    """The same, as our own strict reader sees the whole project; it must have nothing to say."""
    found: dict[str, set[str]] = {}
    for language in _languages(root):
        catalogue = read_catalogue(root, language, report := Report())
        assert report.problems == [], as_text(report)
        for domain, entries in catalogue.domains.items():
            found[f"{folder_of(language.code)}/{domain}.po"] = {
                stamp_hash(*entry.key, entry.translation)
                for entry in entries.values()
                if entry.translation and not entry.fuzzy
            }
    return found


# --- GNU gettext -----------------------------------------------------------------------------------


def test_msgfmt_accepts_every_catalogue(real: Path, require: Require) -> None:
    program = require("msgfmt")
    _run_all([program, "--check", "--output-file=/dev/null", path] for path in _catalogues(real))


@pytest.mark.parametrize(
    "words",
    [
        ("msgmerge", "--quiet", "--previous", "SAME", "SAME"),
        ("msgmerge", "--quiet", "--no-fuzzy-matching", "--no-wrap", "SAME", "SAME"),
        ("msgcat", "--no-wrap", "SAME"),
        ("msgcat", "--width=79", "--sort-output", "SAME"),
        ("msgattrib", "--no-obsolete", "SAME"),
    ],
    ids=" ".join,
)
def test_gettext_loses_nothing(copied: Path, real: Path, require: Require, words: tuple[str, ...]) -> None:
    program = require(words[0])
    paths = _catalogues(copied)
    _run_all(
        [program, *(path if word == "SAME" else word for word in words[1:]), f"--output-file={path}.new"]
        for path in paths
    )
    for path in paths:
        Path(f"{path}.new").replace(path)
    assert _read_hashes(copied) == _read_hashes(real)


# --- the translate toolkit -------------------------------------------------------------------------


def test_a_catalogue_comes_back_from_xliff_as_it_went(
    real: Path, tmp_path: Path, lacking: Lacking, run_command: Command
) -> None:
    _run(*_toolkit("po2xliff", lacking), "-i", real / "locales", "-o", tmp_path / "xliff")
    _run(*_toolkit("xliff2po", lacking), "-i", tmp_path / "xliff", "-o", tmp_path / "back")
    for path in _catalogues(real):
        assert _hashes(tmp_path / "back" / path.relative_to(real / "locales")) == _hashes(path)


def test_the_checks_of_the_toolkit_change_no_text(real: Path, tmp_path: Path, lacking: Lacking) -> None:
    _run(*_toolkit("pofilter", lacking), "-i", real / "locales", "-o", tmp_path / "found")
    for path in tmp_path.rglob("found/**/*.po"):
        marked = polib.pofile(str(path))
        texts = {stamp_hash(entry.msgctxt or "", entry.msgid, entry.msgstr) for entry in marked if entry.msgstr}
        assert texts <= _hashes(real / "locales" / path.relative_to(tmp_path / "found"))


# --- polib -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [0, 40, 78])
def test_polib_loses_nothing(copied: Path, real: Path, width: int) -> None:
    for path in _catalogues(copied):
        polib.pofile(str(path), wrapwidth=width).save()
    assert _read_hashes(copied) == _read_hashes(real)


# --- the editors -----------------------------------------------------------------------------------

# Forms with the same meaning as those of content/languages.yaml, written as Weblate writes them: without brackets.
WEBLATE_FORMS = {
    "en": "nplurals=2; plural=n != 1;",
    "sv": "nplurals=2; plural=n != 1;",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
}
OBSOLETE = (
    '\n#~ msgctxt "x"\n#~ msgid ""\n#~ "Vanha "\n#~ "teksti"\n#~ msgstr "Old text"\n\n#~ msgid "a"\n#~ msgstr "b"\n'
)


def _header(text: str, extra: Iterable[tuple[str, str]]) -> str:
    """The text with lines of its header replaced, and the others added at the header's end."""
    head, blank, rest = text.partition("\n\n")
    lines = head.split("\n")
    for name, value in extra:
        line = f'"{name}: {value}\\n"'
        at = next((i for i, old in enumerate(lines) if old.startswith(f'"{name}:')), len(lines))
        lines[at : at + 1] = [line]
    return "\n".join(lines) + blank + rest


def _as_poedit(path: Path, msgcat: str) -> None:
    """Wrapped at 79, with Poedit's headers and moving date, old texts kept at the end, lines as Windows ends them."""
    _run(msgcat, "--width=79", path, f"--output-file={path}")
    extra = [
        ("POT-Creation-Date", "2026-11-20 10:00+0200"),
        ("PO-Revision-Date", "2026-11-21 10:00+0200"),
        ("Last-Translator", "Someone <someone@example.org>"),
        ("Language-Team", ""),
        ("X-Generator", "Poedit 3.6.1"),
        ("X-Poedit-Basepath", "../../.."),
        ("X-Poedit-SourceCharset", "UTF-8"),
        ("X-Poedit-KeywordsList", "_;gettext;ngettext:1,2;pgettext:1c,2"),
        ("X-Poedit-Bookmarks", "-1,3,-1,-1,-1,-1,-1,-1,-1,-1"),
        ("X-Poedit-SearchPath-0", "."),
    ]
    text = _header(path.read_text("utf-8"), extra) + OBSOLETE
    path.write_text(text, "utf-8", newline="\r\n")


def _as_weblate(path: Path, pypo: Any, forms: dict[str, str]) -> None:
    """As Weblate saves it: by the translate toolkit, wrapped at 77, with its headers and its forms of plurals."""
    with path.open("rb") as file:
        store = pypo.pofile(file)
    code = path.parts[-3]
    store.updateheader(
        add=True,
        Report_Msgid_Bugs_To="https://example.org/issues",
        PO_Revision_Date="2026-11-21 10:00+0000",
        Last_Translator="Someone <someone@example.org>",
        Language_Team=f"{code} <https://weblate.example.org/projects/tukea-perheelle/{path.stem}/{code}/>",
        Language=code,
        X_Generator="Weblate 5.17",
        **({"Plural_Forms": forms[code]} if code in forms else {}),
    )
    for unit in store.units:
        if not unit.isheader() and unit.target:
            unit.target = str(unit.target) + " "
            unit.target = str(unit.target)[:-1]  # touched, so that the toolkit wraps it anew
    path.write_bytes(bytes(store))


@pytest.fixture
def poedit(require: Require) -> Change:
    msgcat = require("msgcat")
    return lambda path: _as_poedit(path, msgcat)


@pytest.fixture
def weblate(lacking: Lacking) -> Change:
    pypo = _pypo(lacking)
    return lambda path: _as_weblate(path, pypo, {})


@pytest.fixture
def weblate_forms(lacking: Lacking) -> Change:
    pypo = _pypo(lacking)
    return lambda path: _as_weblate(path, pypo, WEBLATE_FORMS)


every_editor = pytest.mark.parametrize("editor", ["poedit", "weblate", "weblate_forms"])


@every_editor
def test_what_an_editor_saved_is_read_and_brought_back_to_the_same_bytes(
    editor: str, copied: Path, real: Path, run_command: Command, request: pytest.FixtureRequest
) -> None:
    change: Change = request.getfixturevalue(editor)
    before = _bytes(copied)
    for path in _catalogues(copied):
        change(path)
    assert all(data != before[name] for name, data in _bytes(copied).items())
    assert _read_hashes(copied) == _read_hashes(real)
    ran = run_command(copied, "messages")
    assert ran.code == 0, ran.output
    assert _bytes(copied) == before
    assert {path.name: path.read_bytes() for path in copied.glob("locales/*/reviews.tsv")} == {
        path.name: path.read_bytes() for path in real.glob("locales/*/reviews.tsv")
    }


# Quotes, backslashes, a tab, a long word that no line can hold, joiners, Arabic, an emoji, spaces at the edges.
AWKWARD = (
    'say "no" and \\n is two letters',
    "with\ta tab and a line\nbreak\n",
    "x" * 200 + " " + "word " * 60 + "end",
    "می\u200cخواهم الأسرة 👪 e\u0301",
    "two  spaces and\u00a0a hard one",
)


@every_editor
def test_an_editor_keeps_awkward_characters(
    editor: str, tmp_path: Path, run_command: Command, request: pytest.FixtureRequest
) -> None:
    change: Change = request.getfixturevalue(editor)
    root = make_project(tmp_path / "project")
    assert run_command(root, "messages").code == 0
    path = root / folder_of("en") / "ui.po"
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for entry, text in zip(catalogue, AWKWARD, strict=False):
        entry.msgstr = text
    catalogue[len(AWKWARD)].flags = ["fuzzy"]
    catalogue[len(AWKWARD)].msgstr = "a guess"
    catalogue.save()
    assert run_command(root, "messages").code == 0
    before = path.read_bytes()
    change(path)
    assert run_command(root, "messages").code == 0
    assert path.read_bytes() == before
