"""`build.py messages --fix`: mends what has one meaning, and leaves the rest to a person, untouched."""

from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from tests.tiny import BASE, Ran

Make = Callable[..., Path]
Command = Callable[..., Ran]

PO = "locales/en/LC_MESSAGES/etusivu.po"
TEXT = (BASE / PO).read_text(encoding="utf-8")


def _last(text: str) -> tuple[str, str]:
    """The file up to its last msgstr, and that translation."""
    head, _, rest = text.rstrip("\n").rpartition('msgstr "')
    return head, rest.removesuffix('"')


HEAD, LAST = _last(TEXT)


def _with_last(msgstr: str) -> str:
    return f"{HEAD}msgstr {msgstr}\n"


def _wrapped(mark: str = "\n") -> str:
    first, _, rest = LAST.partition(" ")
    return f'"{first}{mark}{rest}"'


def _without_header(*names: str) -> str:
    return "\n".join(line for line in TEXT.split("\n") if not line.startswith(tuple(f'"{name}:' for name in names)))


MENDABLE = {
    "typographic": (_with_last(f"“{LAST}”"), "1 typographic quote"),
    "finnish": (_with_last(f"”{LAST}”"), "1 typographic quote"),
    "german": (_with_last(f"„{LAST}“"), "1 typographic quote"),
    "guillemets": (_with_last(f"«{LAST}»"), "1 typographic quote"),
    "half": (_with_last(f'"{LAST}”'), "1 typographic quote"),
    "wrapped": (_with_last(_wrapped()), "1 wrapped text"),
    "wrapped-spaces": (_with_last(_wrapped("   \n   ") + "   "), "1 wrapped text"),
    "no-plural-forms": (_without_header("Plural-Forms"), "header 'Plural-Forms'"),
    "no-language": (_without_header("Language"), "header 'Language'"),
    "no-header": (
        _without_header("Language", "Plural-Forms", "MIME-Version"),
        "header 'Language', header 'Plural-Forms'",
    ),
    "region": (TEXT.replace("Language: en", "Language: en_GB"), "header 'Language'"),
    "double": (TEXT + "\n" + TEXT[TEXT.rindex("msgid") :], "1 double message"),
    "empty-double": (
        TEXT + "\n" + TEXT[TEXT.rindex("msgid") : TEXT.rindex("msgstr")] + 'msgstr ""\n',
        "1 double message",
    ),
}


@pytest.mark.parametrize("name", MENDABLE)
def test_what_has_one_meaning_is_mended_and_said(name: str, project: Make, run_command: Command) -> None:
    broken, what = MENDABLE[name]
    root = project()
    run_command(root, "messages")
    good = (root / PO).read_bytes()
    (root / PO).write_text(broken, encoding="utf-8", newline="")
    assert run_command(root, "messages").code == 1
    assert (root / PO).read_text(encoding="utf-8") == broken
    ran = run_command(root, "messages", "--fix")
    assert ran.code == 0, ran.output
    assert ran.output.startswith(f"{PO}: mended {what}.\n")
    assert (root / PO).read_bytes() == good


def test_bom_line_ends_spaces_and_order_need_no_fixing(project: Make, run_command: Command) -> None:
    root = project()
    run_command(root, "messages")
    good = (root / PO).read_bytes()
    lines = [f"{line}  " if line else line for line in good.decode().split("\n")]
    lines[2:6] = reversed(lines[2:6])
    (root / PO).write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    assert run_command(root, "messages", "--fix").code == 0
    assert (root / PO).read_bytes() == good


FOR_A_PERSON = {
    "conflict": TEXT + "<<<<<<< HEAD\n",
    "unclosed": _with_last(f'"{LAST}'),
    "unclosed-then-more": _with_last(f'"{LAST}') + '\nmsgid "x"\nmsgstr "y"\n',
    "inner-quotes": _with_last('"He said ”hello”'),
    "two-quotes": _with_last("“One” and “two”"),
    "two-msgstr": TEXT + 'msgstr "Other"\n',
    "different-doubles": TEXT + "\n" + TEXT[TEXT.rindex("msgid") : TEXT.rindex("msgstr")] + 'msgstr "Other"\n',
    "other-language": TEXT.replace("Language: en", "Language: sv"),
    "no-msgid": TEXT + '\nmsgstr "alone"\n',
    "no-quotes": _with_last(LAST),
}


@pytest.mark.parametrize("name", FOR_A_PERSON)
def test_what_needs_a_person_stays_as_it_is(name: str, project: Make, run_command: Command) -> None:
    broken = FOR_A_PERSON[name]
    root = project({PO: broken})
    ran = run_command(root, "messages", "--fix")
    assert ran.code == 1
    assert ran.output.startswith(f"{PO}:")
    assert ": mended " not in ran.output
    assert (root / PO).read_text(encoding="utf-8") == broken


def test_not_utf_8_stays_as_it_is(project: Make, run_command: Command) -> None:
    root = project()
    data = "msgstr “é”".encode("latin-1", "replace")
    (root / PO).write_bytes(data)
    assert run_command(root, "messages", "--fix").code == 1
    assert (root / PO).read_bytes() == data


def test_one_file_is_mended_although_another_needs_a_person(project: Make, run_command: Command) -> None:
    other = "locales/en/LC_MESSAGES/sanasto.po"
    root = project({PO: MENDABLE["typographic"][0], other: "<<<<<<< HEAD\n"})
    ran = run_command(root, "messages", "--fix")
    assert ran.code == 1
    assert ran.output.startswith(f"{PO}: mended 1 typographic quote.\n{other}:1:1: error[po-syntax]")
    assert {entry.msgstr for entry in polib.pofile(str(root / PO))} >= {LAST}
    assert (root / other).read_text("utf-8") == "<<<<<<< HEAD\n"


def test_check_and_fix_together_are_a_wrong_call(project: Make, run_command: Command) -> None:
    assert run_command(project(), "messages", "--fix", "--check").code == 2
