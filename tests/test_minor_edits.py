"""A typo mended in the source: translations and stamps stay, if the meaning for a reader did."""

from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from portal.catalogues.minor_edits import MINOR_EDITS
from portal.catalogues.stamps import read_stamps, stamp_hash
from portal.model import State, texts_of
from portal.problems import Report
from tests.tiny import BASE, Ran, edition_of

Make = Callable[..., Path]
Command = Callable[..., Ran]

SERVICE = "content/services/perhetyo.yaml"
PO = "locales/en/LC_MESSAGES/perhetyo.po"
STAMPS = "locales/en/reviews.tsv"
OLD = "Perheelle, joka tarvitsee apua."
NEW = "Perheelle, joka tarvitsee apua nyt."


def _edit(old: str, new: str, reason: str = "typo") -> str:
    return f'- old: "{old}"\n  new: "{new}"\n  reason: {reason}\n'


def _mended(old: str = OLD, new: str = NEW, edits: str | None = None) -> dict[str, str]:
    text = (BASE / SERVICE).read_text(encoding="utf-8")
    assert OLD in text
    return {SERVICE: text.replace(OLD, new), MINOR_EDITS: _edit(old, new) if edits is None else edits}


def _translation() -> str:
    return next(entry.msgstr for entry in polib.pofile(str(BASE / PO)) if entry.msgid == OLD)


def _stamped(level: str = "checked") -> dict[str, str]:
    name = stamp_hash("", OLD, _translation())
    others = [line for line in (BASE / STAMPS).read_text("utf-8").splitlines() if not line.startswith(name)]
    return {STAMPS: "\n".join([*others, f"{name}\t{level}\tnative speaker\t2026-02-03"]) + "\n"}


def test_translation_and_stamp_go_over_to_the_new_text(project: Make) -> None:
    root = project(_stamped(), _mended())
    text = next(text for text in texts_of(edition_of(root, "en").site) if text.source == NEW)
    assert (text.translation, text.state) == (_translation(), State.CHECKED)
    assert (text.stamped, text.role) == ("2026-02-03", "native speaker")


def test_messages_writes_the_new_text_and_a_new_stamp_of_the_same_worth(project: Make, run_command: Command) -> None:
    root = project(_stamped(), _mended())
    assert run_command(root, "messages").code == 0
    entry = next(entry for entry in polib.pofile(str(root / PO)) if entry.msgid == NEW)
    assert (entry.msgstr, entry.fuzzy) == (_translation(), False)
    stamps = read_stamps(root, "en", Report())
    stamp = stamps[stamp_hash("", NEW, _translation())]
    assert (stamp.level, stamp.role, stamp.date) == (State.CHECKED, "native speaker", "2026-02-03")
    assert stamp_hash("", OLD, _translation()) not in stamps
    assert "0 files written, 0 removed" in run_command(root, "messages").output


def test_an_edit_declared_after_messages_was_run_makes_the_suggestion_good_again(
    project: Make, run_command: Command
) -> None:
    root = project(_mended(edits="[]\n"))
    run_command(root, "messages")
    assert 'msgid "Perheelle, joka tarvitsee apua nyt."' in (root / PO).read_text("utf-8")
    (root / MINOR_EDITS).write_text(_edit(OLD, NEW), "utf-8")
    text = next(text for text in texts_of(edition_of(root, "en").site) if text.source == NEW)
    assert text.translation == _translation()


def test_a_text_filled_in_from_another_page_has_the_stamp_of_the_same_words(
    project: Make, run_command: Command
) -> None:
    page = f"---\ntitle: Aivan uusi\nsummary: Katso, mitä tapahtuu.\n---\n\n{OLD}\n"
    root = project(_stamped(), {"content/topics/aivan-uusi.md": page})
    run_command(root, "messages")
    texts = [text for text in texts_of(edition_of(root, "en").site) if text.source == OLD]
    assert {text.place.file for text in texts} == {SERVICE, "content/topics/aivan-uusi.md"}
    assert {(text.state, text.stamped) for text in texts} == {(State.CHECKED, "2026-02-03")}


def test_a_text_filled_in_without_a_stamp_gets_none(project: Make, run_command: Command) -> None:
    page = f"---\ntitle: Aivan uusi\nsummary: Katso, mitä tapahtuu.\n---\n\n{OLD}\n"
    root = project({STAMPS: "hash\tlevel\trole\tdate\n", "content/topics/aivan-uusi.md": page})
    run_command(root, "messages")
    texts = [text for text in texts_of(edition_of(root, "en").site) if text.source == OLD]
    assert {text.state for text in texts} == {State.UNSTAMPED}


@pytest.mark.parametrize(
    ("overlay", "said"),
    [
        (_mended(new="Perheelle, joka ei tarvitse apua."), "the words of denial (ei, älä, ilman ...) differ"),
        (_mended(new="Perheelle, joka tarvitsee apua 3."), "the numbers differ"),
        (_mended(new="Perheelle, joka **tarvitsee** apua."), "the strong words (**) differ"),
        (_mended(new="Perheelle, joka tarvitsee apua {help.price}."), "the facts in braces differ"),
        (_mended(new="Perheelle, joka tarvitsee [apua](term:tulkki)."), "the links differ"),
        (_mended(new="Perhe saa tästä apua."), "the two texts are too different"),
        (_mended(edits=_edit(OLD, OLD)), "The old and the new text are the same."),
        (_mended(edits=_edit(OLD, "Ei missään.")), "The new text is nowhere in the content or the templates."),
        ({MINOR_EDITS: _edit("Työntekijä tulee kotin.", OLD)}, "this is no minor edit"),
        (_mended(edits=_edit(OLD, NEW) * 2), "Another entry has the same new text."),
        (_mended(edits="- old: a\n  new: b\n"), "The key 'reason' is missing."),
        (_mended(edits="old: a\n"), "Here should be a list."),
        (_mended(edits="- old: 'a\n"), "This is not valid YAML."),
    ],
)
def test_what_is_no_minor_edit_is_told_with_its_place(
    overlay: dict[str, str], said: str, project: Make, run_command: Command
) -> None:
    ran = run_command(project(overlay), "check")
    told = [line for line in ran.output.splitlines() if line.startswith(MINOR_EDITS)]
    assert ran.code == 1
    assert any(said.casefold() in line.casefold() for line in told), ran.output


def test_an_entry_whose_old_text_still_stands_is_needless(project: Make, run_command: Command) -> None:
    page = f"---\ntitle: Aivan uusi\nsummary: Katso, mitä tapahtuu.\n---\n\n{OLD}\n"
    ran = run_command(project(_mended(), {"content/topics/aivan-uusi.md": page}), "check")
    assert ran.output.startswith(f"{MINOR_EDITS}:1:3: error[minor-edit] The old text is still in the content")


def test_a_faulty_entry_carries_nothing_and_stops_no_site(project: Make, run_command: Command) -> None:
    root = project(_mended(new="Perheelle, joka ei tarvitse apua."))
    assert "The site is in site/" in run_command(root, "build").output
    assert "Perheelle, joka ei tarvitse apua." in (root / "site/en/perhetyo/index.html").read_text("utf-8")
