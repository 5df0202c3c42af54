"""`build.py new`: what is begun is whole, in its place, and the project still builds."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from portal.commands.new import scalar
from tests.tiny import BASE, Ran

Make = Callable[..., Path]
Command = Callable[..., Ran]

SETTINGS = (BASE / "content/site.yaml").read_text(encoding="utf-8")
BLOCK = SETTINGS.replace("[fi, en]", "\n  - fi   # the source\n  - en   # English")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SETTINGS, SETTINGS.replace("[fi, en]", "[fi, en, ar]")),
        ("# Ä\n" + SETTINGS.replace("[fi, en]", "[ fi,\n  en,   # two\n]  # all"),) * 2,
        (BLOCK, BLOCK.replace("# English", "# English\n  - ar")),
        (SETTINGS.replace("\n", "\r\n"), SETTINGS.replace("[fi, en]", "[fi, en, ar]").replace("\n", "\r\n")),
        ("\ufeff" + SETTINGS, "\ufeff" + SETTINGS.replace("[fi, en]", "[fi, en, ar]")),
    ],
    ids=["flow", "flow-of-lines", "block", "windows", "bom"],
)
def test_a_language_is_added_and_the_file_keeps_its_form(
    before: str, after: str, project: Make, run_command: Command
) -> None:
    root = project({"content/site.yaml": before})
    ran = run_command(root, "new", "language", "ar")
    assert ran.code == 0, ran.output
    assert (root / "content/site.yaml").read_bytes().decode() == after.replace("  en, ", "  en, ar, ")
    english = {path.name for path in (root / "locales/en/LC_MESSAGES").iterdir()}
    assert {path.name for path in (root / "locales/ar/LC_MESSAGES").iterdir()} == english
    assert "Next: translate locales/ar/LC_MESSAGES/ui.po" in ran.output
    assert run_command(root, "check").code == 0
    assert run_command(root, "messages", "--check").code == 0


def test_an_unknown_or_present_language_is_refused(project: Make, run_command: Command) -> None:
    root = project()
    ran = run_command(root, "new", "language", "arr")
    assert ran == Ran(2, "'arr' is not a language of content/languages.yaml. Did you mean 'ar'?\n")
    assert run_command(root, "new", "language", "en").code == 2
    assert (root / "content/site.yaml").read_text("utf-8") == SETTINGS


def test_a_language_is_not_half_added_when_a_catalogue_is_broken(project: Make, run_command: Command) -> None:
    root = project({"locales/en/LC_MESSAGES/sanasto.po": "<<<<<<< HEAD\n"})
    ran = run_command(root, "new", "language", "ar")
    assert ran.code == 1
    assert ran.output.endswith("content/site.yaml is as it was.\n")
    assert (root / "content/site.yaml").read_text("utf-8") == SETTINGS
    assert not (root / "locales/ar").exists()


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("service", "content/services/uusi-sivu.yaml"),
        ("step", "content/path/uusi-sivu.yaml"),
        ("topic", "content/topics/uusi-sivu.md"),
    ],
)
def test_a_page_is_begun_with_texts_that_pass(kind: str, file: str, project: Make, run_command: Command) -> None:
    root = project()
    ran = run_command(root, "new", "page", "uusi-sivu", "--kind", kind, "--title", "Kysy: mitä # nyt?")
    assert ran.code == 0, ran.output
    assert "Kirjoita tähän" in (root / file).read_text("utf-8")
    done = run_command(root, "build")
    assert done.code == 0, done.output
    assert "Kysy: mitä # nyt?" in (root / "site/fi/uusi-sivu/index.html").read_text("utf-8")
    if kind != "step":
        assert "uusi-sivu" not in (root / "site/fi/index.html").read_text("utf-8")
        assert "uusi-sivu" not in (root / "site/fi/asiakkaan-polku/index.html").read_text("utf-8")


def test_every_field_of_a_page_is_in_its_outline(project: Make, run_command: Command) -> None:
    root = project()
    for kind in ("service", "step"):
        assert run_command(root, "new", "page", f"uusi-{kind}", "--kind", kind).code == 0
    service = (root / "content/services/uusi-service.yaml").read_text("utf-8")
    keys = "title section order term summary answers what who not_for voluntary cost how then rights call sources"
    assert [key for key in keys.split() if f"{key}:" not in service] == []
    step = (root / "content/path/uusi-step.yaml").read_text("utf-8")
    keys = "title step term summary happens who how_long you_do you_can_ask fork fork_page sources"
    assert [key for key in keys.split() if f"{key}:" not in step] == []
    assert yaml.safe_load(step)["step"] == 3


@pytest.mark.parametrize(
    "slug", ["perhetyo", "apua-heti", "yhteydenotto", "ui", "site", "Iso", "a b", "a/b", "../x", ""]
)
def test_a_bad_or_taken_slug_is_refused(slug: str, project: Make, run_command: Command) -> None:
    root = project()
    before = {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}
    assert run_command(root, "new", "page", slug).code == 2
    assert {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()} == before


def test_a_title_that_the_checks_refuse_leaves_no_page(project: Make, run_command: Command) -> None:
    root = project()
    ran = run_command(root, "new", "page", "uusi", "--title", "Soita 0800 123 456")
    assert ran.code == 1
    assert "error[typed-fact]" in ran.output
    assert ran.output.endswith("Nothing was written.\n")
    assert not (root / "content/topics/uusi.md").exists()


def test_a_word_is_added_to_the_list(project: Make, run_command: Command) -> None:
    root = project()
    before = (root / "content/glossary.yaml").read_text("utf-8")
    ran = run_command(root, "new", "term", "tuettu  äiti")
    assert ran.code == 0, ran.output
    after = (root / "content/glossary.yaml").read_text("utf-8")
    assert after.startswith(before)
    assert yaml.safe_load(after)["tuettu-aiti"]["term"] == "tuettu äiti"
    assert run_command(root, "check").code == 0
    for word in ("Tuettu äiti", "perhetyö", "???", ""):
        assert run_command(root, "new", "term", word).code == 2
    assert (root / "content/glossary.yaml").read_text("utf-8") == after


def test_nothing_is_begun_in_a_project_that_cannot_be_read(project: Make, run_command: Command) -> None:
    root = project({"content/glossary.yaml": "a: [\n"})
    for words in (("language", "ar"), ("page", "uusi"), ("term", "uusi")):
        assert run_command(root, "new", *words).code == 1
    assert not (root / "content/topics/uusi.md").exists()
    shutil.rmtree(root)


@pytest.mark.parametrize(
    "text", ["a", "a: b", "a #b", "- a", "*a", "&a", "!a", "[a]", "'a", '"a"', "yes", "a\\b", "ä", "%a", "? a"]
)
def test_any_words_can_stand_in_yaml(text: str) -> None:
    assert yaml.load(f"key: {scalar(text)}\n", Loader=yaml.BaseLoader) == {"key": text}
