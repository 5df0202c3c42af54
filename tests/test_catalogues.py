"""Catalogues: read strictly, written in one form, in step with the content by `messages`."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.catalogues.messages import messages_of
from portal.catalogues.reading import read_catalogue
from portal.catalogues.stamps import Stamp, read_stamps, stamp_hash, stamps_as_text
from portal.catalogues.writing import catalogue_text, merged, path_of
from portal.environment import ROOT
from portal.model import Language, State
from portal.problems import Report
from tests.tiny import Ran, make_project, site_of

Make = Callable[..., Path]
Command = Callable[..., Ran]

FOLDER = "locales/en/LC_MESSAGES"
TOPIC = "content/topics/uusi.md"
REAL = sorted(ROOT.glob("locales/*/LC_MESSAGES/*.po"))


def _topic(*paragraphs: str) -> str:
    return "---\ntitle: Uusi\nsummary: Uusi sivu.\n---\n\n" + "\n\n".join(paragraphs) + "\n"


def _catalogues(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / FOLDER).glob("*.po")}


def _entries(root: Path, name: str) -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in polib.pofile(str(root / FOLDER / f"{name}.po"))}


def _translate(root: Path, name: str) -> None:
    """Give every message of a catalogue the translation `<its source>`."""
    catalogue = polib.pofile(str(root / FOLDER / f"{name}.po"), wrapwidth=0)
    for entry in catalogue:
        entry.msgstr = f"<{entry.msgid}>"
    catalogue.save()


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory, run_command: Command) -> Path:
    """A project whose catalogues fit its content and the templates of today."""
    overlay = {TOPIC: _topic("Yksi kappale tekstiä.", "Toinen kappale tekstiä.")}
    root = make_project(tmp_path_factory.mktemp("pattern") / "project", overlay)
    assert run_command(root, "messages").code == 0
    _translate(root, "uusi")
    return root


@pytest.fixture
def in_step(pattern: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return shutil.copytree(pattern, tmp_path / "project")


def test_a_second_run_writes_nothing(in_step: Path, run_command: Command) -> None:
    before = _catalogues(in_step)
    assert "0 files written, 0 removed." in run_command(in_step, "messages").output
    assert _catalogues(in_step) == before
    assert run_command(in_step, "messages", "--check").code == 0


def test_reading_and_writing_again_gives_the_same_bytes(in_step: Path) -> None:
    site = site_of(in_step)
    english = next(language for language in site.languages if language.code == "en")
    for domain, messages in messages_of(site).items():
        catalogue = read_catalogue(in_step, english, report := Report())
        assert report.problems == []
        text = catalogue_text(messages, merged(messages, domain, catalogue), domain, english)
        assert text == (in_step / path_of(domain, "en")).read_text(encoding="utf-8")


def test_what_another_editor_did_to_the_form_is_put_right(in_step: Path, run_command: Command) -> None:
    before = _catalogues(in_step)
    for path in (in_step / FOLDER).glob("*.po"):
        catalogue = polib.pofile(str(path), wrapwidth=40)
        catalogue.metadata |= {"X-Generator": "Poedit 3.4", "PO-Revision-Date": "2026-11-21 10:00+0200"}
        for entry in catalogue:
            entry.comment = "\n".join(reversed(entry.comment.split("\n")))
        catalogue.append(polib.POEntry(msgid="Vanha", msgstr="Old", obsolete=True))
        catalogue.save(newline="\r\n")
    assert _catalogues(in_step) != before
    assert run_command(in_step, "messages").code == 0
    assert _catalogues(in_step) == before


def test_what_a_translator_remarked_is_kept(in_step: Path, run_command: Command) -> None:
    path = in_step / FOLDER / "uusi.po"
    catalogue = polib.pofile(str(path), wrapwidth=0)
    catalogue[0].tcomment = "Not sure about this word.\nAsk the office."
    catalogue.save()
    assert "0 files written" in run_command(in_step, "messages").output
    assert _entries(in_step, "uusi")[catalogue[0].msgid].tcomment == "Not sure about this word.\nAsk the office."


def test_only_the_catalogue_whose_messages_changed_is_written(in_step: Path, run_command: Command) -> None:
    before = _catalogues(in_step)
    (in_step / TOPIC).write_text(_topic("Toinen kappale\ntekstiä.", "Kolmas on aivan muuta."), "utf-8")
    assert "1 file written" in run_command(in_step, "messages").output
    after = _catalogues(in_step)
    assert {name for name in after if after[name] != before[name]} == {"uusi.po"}
    entries = _entries(in_step, "uusi")
    assert entries["Toinen kappale tekstiä."].msgstr == "<Toinen kappale tekstiä.>"
    assert entries["Kolmas on aivan muuta."].msgstr == ""


def test_the_same_text_on_another_page_is_translated_already(in_step: Path, run_command: Command) -> None:
    other = _topic("Yksi kappale tekstiä.").replace("Uusi", "Muu").replace("sivu.", "lehti.")
    (in_step / "content/topics/muu.md").write_text(other, "utf-8")
    run_command(in_step, "messages")
    entry = _entries(in_step, "muu")["Yksi kappale tekstiä."]
    assert (entry.msgstr, entry.fuzzy) == ("<Yksi kappale tekstiä.>", False)


def test_a_changed_text_gets_its_old_translation_as_a_suggestion(in_step: Path, run_command: Command) -> None:
    (in_step / TOPIC).write_text(_topic("Yksi lyhyt kappale tekstiä."), "utf-8")
    run_command(in_step, "messages")
    entry = _entries(in_step, "uusi")["Yksi lyhyt kappale tekstiä."]
    assert (entry.msgstr, entry.fuzzy) == ("<Yksi kappale tekstiä.>", True)
    assert entry.previous_msgid == "Yksi kappale tekstiä."
    assert "0 files written" in run_command(in_step, "messages").output


def test_a_check_tells_what_is_out_of_step_and_changes_nothing(in_step: Path, run_command: Command) -> None:
    (in_step / TOPIC).unlink()
    (in_step / "content/topics/muu.md").write_text(_topic("Muu."), "utf-8")
    before = _catalogues(in_step)
    ran = run_command(in_step, "messages", "--check")
    assert ran == Ran(
        1,
        f"{FOLDER}/uusi.po\n{FOLDER}/muu.po\n2 files not in step with the content. "
        "Run 'python3 build.py messages' to mend them; no translation is lost.\n",
    )
    assert _catalogues(in_step) == before


def test_the_catalogue_of_a_removed_page_is_removed(in_step: Path, run_command: Command) -> None:
    (in_step / TOPIC).unlink()
    assert "1 removed" in run_command(in_step, "messages").output
    assert not (in_step / FOLDER / "uusi.po").exists()


def test_equal_texts_with_different_contexts_are_different_messages(project: Make, run_command: Command) -> None:
    topic = _topic("<!-- context: price -->\nHinta", "<!-- context: prize -->\n<!-- note: For the winner. -->\nHinta")
    root = project({TOPIC: topic})
    run_command(root, "messages")
    entries = [entry for entry in polib.pofile(str(root / FOLDER / "uusi.po")) if entry.msgid == "Hinta"]
    assert [(entry.msgctxt, entry.comment) for entry in entries] == [
        ("price", "Paragraph."),
        ("prize", "Paragraph. For the winner."),
    ]


def test_a_new_language_gets_all_catalogues(project: Make, run_command: Command) -> None:
    root = project()
    settings_ = root / "content/site.yaml"
    settings_.write_text(settings_.read_text("utf-8").replace("[fi, en]", "[fi, en, ar]"), "utf-8")
    assert run_command(root, "messages").code == 0
    names = {path.name for path in (root / FOLDER).iterdir()}
    assert {path.name for path in (root / "locales/ar/LC_MESSAGES").iterdir()} == names


def test_a_stamp_that_no_longer_stands_for_anything_is_removed(in_step: Path, run_command: Command) -> None:
    run_command(in_step, "review", "en", "uusi", "--level", "person", "--role", "translator")
    stamps = (in_step / "locales/en/reviews.tsv").read_text("utf-8").splitlines()
    (in_step / TOPIC).write_text(_topic("Toinen kappale tekstiä."), "utf-8")
    run_command(in_step, "messages")
    left = (in_step / "locales/en/reviews.tsv").read_text("utf-8").splitlines()
    assert set(stamps) - set(left) == {
        "\t".join((stamp_hash("", text, f"<{text}>"), "person", "translator", "2026-11-21"))
        for text in ["Yksi kappale tekstiä."]
    }


def test_a_higher_stamp_is_not_taken_away_by_a_lower_one(in_step: Path, run_command: Command) -> None:
    def review(level: str) -> str:
        return run_command(in_step, "review", "en", "uusi", "--level", level, "--role", "x").output

    assert review("checked").startswith("4 translations stamped")
    assert review("machine").startswith("0 translations stamped")


@pytest.mark.parametrize("role", ["a\tb", "a\nb", "a\u2028b", "a\x85b", "a\x1bb", "  "])
def test_a_role_that_would_break_the_file_of_stamps_is_refused(role: str, in_step: Path, run_command: Command) -> None:
    assert run_command(in_step, "review", "en", "uusi", "--level", "person", "--role", role).code == 2


def test_stamps_are_sorted_and_read_as_they_were_written(tmp_path: Path) -> None:
    stamps = {
        name: Stamp(name, State.PERSON, "professional translator", "2026-11-21")
        for name in (stamp_hash("", "b", "c"), stamp_hash("", "a", "c"))
    }
    folder = tmp_path / "locales/en"
    folder.mkdir(parents=True)
    (folder / "reviews.tsv").write_text(stamps_as_text(stamps), "utf-8")
    assert read_stamps(tmp_path, "en", report := Report()) == stamps
    assert report.problems == []
    assert stamps_as_text(stamps).splitlines()[1:] == sorted(stamps_as_text(stamps).splitlines()[1:])


LINES = st.sampled_from(
    ["", "#", "#. note", "#: x.md", "#, fuzzy", "#| msgid \"a\"", "#~ msgid \"a\"", "#~", "#|", "<<<<<<< a", "-",
     'msgctxt "a"', 'msgid "a"', 'msgid ""', 'msgid_plural "a"', 'msgstr "a"', 'msgstr[0] "a"', '"a"', '"a', "a",
     'msgid "a\\"', 'msgstr "\\n"', 'msgstr "a" "b"', "  msgid  \"a\"", 'msgstr “a”', "\ufeff", "\x00", "domain \"a\""]
)  # fmt: skip
ENGLISH = Language(code="en", tag="en", locale="en", name="English", direction="ltr", script="Latn", plural_forms="x")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, max_size=12).map("\n".join))
def test_no_file_makes_the_reader_stumble(tmp_path: Path, text: str) -> None:
    file = tmp_path / FOLDER / "x.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="")
    catalogue = read_catalogue(tmp_path, ENGLISH, report := Report())
    assert not report.stops
    assert report.problems or catalogue.domains["x"] is not None


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_gettext_accepts_every_real_catalogue(path: Path, require: Callable[..., str]) -> None:
    command = [require("msgfmt"), "--check", "--output-file=/dev/null", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
