"""`build.py check --changed-since REV`: a pull request is told of its own faults, and of changed msgids."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tiny import BASE, Ran

Make = Callable[..., Path]
Command = Callable[..., Ran]

PO = "locales/en/LC_MESSAGES/perhetyo.po"
SERVICE = "content/services/perhetyo.yaml"
OLD = "Perheelle, joka tarvitsee apua."


def _git(root: Path, *words: str) -> None:
    names = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *names, *words], cwd=root, check=True, capture_output=True)


@pytest.fixture
def repository(project: Make, run_command: Command, require: Callable[..., str]) -> Path:
    """A tiny project in step, committed as `base`; one old fault in it is nobody's of today."""
    require("git")
    root = project({"content/topics/vanha.md": "---\ntitle: Vanha\nsummary: Soita 0800 123 456.\n---\n\nTeksti.\n"})
    run_command(root, "messages")
    _git(root, "init", "-q", "-b", "main")
    _git(root, "add", "-A")
    _git(root, "commit", "-qm", "base")
    _git(root, "tag", "base")
    return root


def _replace(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), "utf-8")


def _check(run_command: Command, root: Path, revision: str = "base") -> Ran:
    return run_command(root, "check", "--changed-since", revision)


def test_old_faults_elsewhere_are_not_shown(repository: Path, run_command: Command) -> None:
    assert run_command(repository, "check").code == 1
    ran = _check(run_command, repository)
    assert ran.code == 0
    assert ran.output.startswith("1 problem in files that have not changed: 'build.py check' names all.\nNo problems.")


@pytest.mark.parametrize("how", ["committed", "staged", "unstaged", "untracked"])
def test_a_fault_in_a_changed_file_is_shown(how: str, repository: Path, run_command: Command) -> None:
    name = "content/topics/uusi.md" if how == "untracked" else "content/topics/sanasto.md"
    (repository / name).write_text("---\ntitle: Uusi\nsummary: Soita 0800 123 457.\n---\n\nTeksti.\n", "utf-8")
    if how in {"committed", "staged"}:
        _git(repository, "add", "-A")
    if how == "committed":
        _git(repository, "commit", "-qm", "more")
    ran = _check(run_command, repository)
    assert ran.code == 1
    assert ran.output.startswith(f"{name}:3:10: error[typed-fact]")
    assert "vanha.md" not in ran.output


def test_what_others_did_on_the_main_line_meanwhile_is_not_ours(repository: Path, run_command: Command) -> None:
    _git(repository, "checkout", "-qb", "work")
    (repository / "content/topics/uusi.md").write_text("---\ntitle: Uusi\nsummary: Sivu.\n---\n\nTeksti.\n", "utf-8")
    _git(repository, "add", "-A")
    _git(repository, "commit", "-qm", "work")
    _git(repository, "checkout", "-q", "main")
    _replace(repository, "content/topics/vanha.md", "0800 123 456", "0800 123 457")
    _git(repository, "commit", "-qam", "main goes on")
    _git(repository, "checkout", "-q", "work")
    assert _check(run_command, repository, "main").code == 0


def test_a_translated_text_is_no_edited_message(repository: Path, run_command: Command) -> None:
    _replace(repository, PO, 'msgstr "', 'msgstr "A')
    assert "msgid-edited" not in _check(run_command, repository).output


def test_a_changed_msgid_is_told_on_its_line(repository: Path, run_command: Command) -> None:
    _replace(repository, PO, f'msgid "{OLD}"', 'msgid "Perheelle, joka tarvitsee tukea."')
    ran = _check(run_command, repository)
    line = (repository / PO).read_text("utf-8").split("\n").index('msgid "Perheelle, joka tarvitsee tukea."') + 1
    said = [one for one in ran.output.splitlines() if "msgid-edited" in one]
    assert ran.code == 1
    assert len(said) == 1
    assert said[0].endswith(f"error[msgid-edited] The msgid or msgctxt was changed; it was '{OLD}'.")
    assert abs(int(said[0].split(":")[1]) - line) <= 3
    assert "Run python3 build.py messages, in a commit of its own." in ran.output


def test_an_added_context_and_a_dropped_and_an_added_entry_are_told(repository: Path, run_command: Command) -> None:
    _replace(repository, PO, f'msgid "{OLD}"', f'msgctxt "x"\nmsgid "{OLD}"')
    assert "The msgid or msgctxt was changed" in _check(run_command, repository).output
    _git(repository, "checkout", "-q", PO)
    text = (repository / PO).read_text("utf-8")
    start = text.rindex("\n\n")
    (repository / PO).write_text(text[:start] + "\n", "utf-8")
    assert f"{PO}:1:1: error[msgid-edited] The message '" in _check(run_command, repository).output
    (repository / PO).write_text(text + '\nmsgid "Ihan oma lause."\nmsgstr "My own sentence."\n', "utf-8")
    assert "The message 'Ihan oma lause.' is not in the content." in _check(run_command, repository).output
    (repository / PO).unlink()
    assert "The catalogue was deleted, but its page is still there." in _check(run_command, repository).output


def test_messages_brought_in_step_with_changed_content_are_right(repository: Path, run_command: Command) -> None:
    _replace(repository, SERVICE, OLD, "Perheelle, joka tarvitsee tukea.")
    assert "msgid-edited" not in _check(run_command, repository).output
    run_command(repository, "messages")
    assert "msgid-edited" not in _check(run_command, repository).output


@pytest.mark.parametrize("revision", ["nowhere", "", "--output=x", "base:content", "a\nb"])
def test_a_commit_that_git_does_not_have_is_a_wrong_call(revision: str, repository: Path, run_command: Command) -> None:
    ran = run_command(repository, "check", f"--changed-since={revision}")
    assert ran.code == 2
    assert ran.output.endswith("In a shallow clone fetch it first: git fetch --unshallow\n")
    assert not (repository / "x").exists()


def test_without_a_history_the_command_says_so(
    project: Make, run_command: Command, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = project()
    ran = run_command(root, "check", "--changed-since", "main", GIT_CEILING_DIRECTORIES=str(root.parent))
    assert ran == Ran(2, "Git has no history here; --changed-since needs one.\n")
    ran = run_command(root, "check", "--changed-since", "main", PATH=str(tmp_path_factory.mktemp("empty")))
    assert ran == Ran(2, "The program git is not here; --changed-since needs it.\n")


def test_a_shallow_clone_without_a_common_past_is_told(repository: Path, run_command: Command, tmp_path: Path) -> None:
    _git(repository, "checkout", "-q", "--orphan", "alone")
    _git(repository, "commit", "-qm", "alone")
    ran = _check(run_command, repository)
    assert ran == Ran(2, "Git finds no common past of 'base' and HEAD here. Fetch more of it: git fetch --unshallow\n")


def test_a_project_in_a_folder_of_a_repository_is_compared_by_its_own_paths(
    project: Make, run_command: Command, require: Callable[..., str], tmp_path: Path
) -> None:
    require("git")
    root = project()
    run_command(root, "messages")
    _git(tmp_path, "init", "-q", "-b", "main")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-qm", "base")
    text = (BASE / "content/topics/sanasto.md").read_text("utf-8")
    (root / "content/topics/sanasto.md").write_text(text + "\nSoita 0800 123 456.\n", "utf-8")
    assert "content/topics/sanasto.md" in _check(run_command, root, "main").output
    _replace(root, PO, f'msgid "{OLD}"', 'msgid "Perheelle, joka tarvitsee tukea."')
    assert "msgid-edited" in _check(run_command, root, "main").output
