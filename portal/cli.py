"""Words on the command line -> one command and its exit code: 0 clean, 1 problems, 2 a wrong call."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from portal.console import Console
from portal.last_build import Written, same_again, say_built
from portal.problems import FORMATS, did_you_mean
from portal.project import Project

ROOT = Path(__file__).resolve().parent.parent

Command = Callable[[Project, argparse.Namespace, Console], int]


def main(words: list[str], root: Path = ROOT) -> int:
    """Runs one command; without one, builds the site."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its number
    commands = (*MODULES, "test")
    if words and not words[0].startswith("-") and words[0] not in commands:
        hint = did_you_mean(words[0], commands)
        sys.stderr.write(f"build.py: there is no command '{words[0]}'. {hint}\n")
        return 2
    if words[:1] == ["test"]:
        from portal.testing import run_tests

        return run_tests(words[1:], root)
    parser = _parser(root)
    if not words or (words[0].startswith("-") and words[0] not in {"-h", "--help"}):
        words = ["build", *words]
    try:
        arguments = parser.parse_args(words)
    except SystemExit as stop:
        return 2 if stop.code else 0
    project = Project(root=root, today=_today(arguments.today))
    command: Command = arguments.run
    return command(project, arguments, Console())


def _today(given: date | None) -> date:
    """The day to compare facts with: as given, or by the reproducible-builds standard, or the clock's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given is not None:
        return given
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).date()


def _parser(root: Path) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description="Makes the site from content/, locales/ and templates/."
    )
    commands = parser.add_subparsers(metavar="command", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--today",
        type=_day,
        metavar="YYYY-MM-DD",
        help="the day to compare facts with (otherwise SOURCE_DATE_EPOCH or the clock)",
    )

    def command(name: str, about: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about, parents=[common])
        made.set_defaults(run=_later(name))
        return made

    build = command("build", "build the site (also without any command)")
    build.set_defaults(run=_build)
    build.add_argument("--out", type=Path, default=root / "site", help="the folder to write")
    build.add_argument("--compress", action="store_true", help="write .br and .gz beside each file, for web servers")
    build.add_argument("--profile", action="store_true", help="build all anew and tell where the time goes")
    check = command("check", "do all but write, and list every problem")
    check.add_argument("--format", choices=sorted(FORMATS), default="text")
    check.add_argument("--easy", action="store_true", help="show every finding of easy reading too")
    check.add_argument("--language", metavar="CODE", help="with --easy: only this language")
    check.add_argument("--changed-since", metavar="REV", help="only files that changed since a commit, such as main")
    serve = command("serve", "build, show the site on this computer, build again on every change")
    serve.add_argument("--port", type=_port, default=8000)
    messages = command("messages", "bring the translators' catalogues in step with the content")
    how = messages.add_mutually_exclusive_group()
    how.add_argument("--check", action="store_true", help="change nothing, only tell")
    how.add_argument("--fix", action="store_true", help="mend files that cannot be read, where no text is in doubt")
    review = command("review", "stamp a page's translations: who stands behind them")
    review.add_argument("language", help="a language code, such as ar")
    review.add_argument("page", help="a catalogue's name, such as perhetyo, or all")
    review.add_argument("--level", choices=["machine", "person", "checked"], required=True)
    review.add_argument("--role", required=True, help='who, such as "professional translator"')
    easy = command("easy", "judge how easy a text is to read")
    easy.add_argument("file", nargs="?", help="a text or Markdown file, or - ; without it the portal's pages")
    easy.add_argument("--language", default="fi", metavar="CODE", help="the language of the file (fi)")
    easy.add_argument("--format", choices=["html", "json", "text", "worksheet"], default="text")
    easy.add_argument("--extras", action="store_true", help="hints of Voikko and wordfreq, for a file")
    easy.add_argument("--report", type=Path, metavar="FOLDER", help="write a coloured page for each page")
    easy.add_argument("--accept", action="store_true", help="accept today's costs: no page may cost more")
    status = command("status", "show what is translated, by whom, and what is left to do")
    status.add_argument("--format", choices=["html", "json", "text"], default="text")
    status.add_argument("--language", metavar="CODE", help="only this one; as text also each text to translate")
    status.add_argument("--page", metavar="PAGE", help="only this catalogue, such as perhetyo")
    explain = command("explain", "print the manual of a rule")
    explain.add_argument("rule", nargs="?", help="the name in the brackets of a problem")
    new = command("new", "begin a language, a page or a word")
    kinds = new.add_subparsers(dest="kind", metavar="language|page|term", required=True)
    language = kinds.add_parser("language", help="add a language of content/languages.yaml to the site")
    language.add_argument("code", help="its code, such as et")
    page = kinds.add_parser("page", help="write a page with every field, to be filled in")
    page.add_argument("slug", help="its address: small letters a to z, digits and hyphens")
    page.add_argument("--kind", dest="page_kind", choices=["service", "step", "topic"], default="topic")
    page.add_argument("--title", help="its title in easy Finnish")
    term = kinds.add_parser("term", help="add a word to the word list")
    term.add_argument("word", help="the Finnish word, such as perhetyö")
    leaflets = command("leaflets", "make leaflets for paper: all of them, or those that you name")
    leaflets.add_argument("--language", action="append", metavar="CODE", help="a language; may be given several times")
    leaflets.add_argument(
        "--leaflet", action="append", metavar="NAME", help="a file of content/leaflets/, such as perhetyo"
    )
    leaflets.add_argument("--format", action="append", metavar="FORMAT", help="a4, a5, large, bilingual, trifold ...")
    leaflets.add_argument("--county", metavar="NAME", help="a file of content/counties/: its contacts are printed")
    leaflets.add_argument("--out", type=Path, default=Path("tulosteet"), help="the folder to write (tulosteet)")
    schemas = command("schemas", "bring the schemas for editors in step with the model")
    schemas.add_argument("--check", action="store_true", help="change nothing, only tell")
    bench = command("bench", "compare with other generators: the same pages, made by each in turn")
    bench.add_argument(
        "--sizes", nargs="+", type=_count, default=[240], metavar="PAGES", help="pages in all languages (240)"
    )
    bench.add_argument("--rounds", type=_count, default=3, help="how often each case is built (3)")
    bench.add_argument("--sides", nargs="+", choices=["portal", "hugo", "sphinx"], default=["portal", "hugo"])
    bench.add_argument(
        "--sphinx-up-to", type=_count, default=240, metavar="PAGES", help="no bigger size for Sphinx (240)"
    )
    bench.add_argument(
        "--leaflets", type=int, choices=range(13), default=12, help="services with leaflets, 0 to 12 (12)"
    )
    bench.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    commands.add_parser("test", help="run every test (arguments go to pytest)")
    return parser


MODULES = {
    "build": "portal.commands.build",
    "check": "portal.commands.build",
    "serve": "portal.serving",
    "messages": "portal.commands.messages",
    "review": "portal.commands.review",
    "status": "portal.commands.status",
    "new": "portal.commands.new",
    "easy": "portal.commands.easy",
    "explain": "portal.commands.explain",
    "leaflets": "portal.commands.leaflets",
    "schemas": "portal.commands.schemas",
    "bench": "portal.commands.bench",
}
"""Where each command's function of the same name is."""


def _later(name: str) -> Command:
    """The command, imported when it is run: `build` need not wait for what only `serve` uses."""

    def run(project: Project, arguments: argparse.Namespace, console: Console) -> int:
        chosen: Command = getattr(importlib.import_module(MODULES[name]), name)
        return chosen(project, arguments, console)

    return run


def _build(project: Project, arguments: argparse.Namespace, console: Console) -> int:
    """The build, unless the last one would be made again: then no library needs to be loaded."""
    last = None if arguments.profile else same_again(project, arguments.out, compress=arguments.compress)
    if last is not None:
        return say_built(last, Written(changed=0, kept=last.files, removed=0), arguments.out, console)
    return _later("build")(project, arguments, console)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{value}' is not a day such as 2026-12-31") from None


def _port(value: str) -> int:
    if value.isdecimal() and 0 < int(value) < 65536:
        return int(value)
    raise argparse.ArgumentTypeError(f"'{value}' is not a port, 1 to 65535")


def _count(value: str) -> int:
    if value.isdecimal() and int(value) > 0:
        return int(value)
    raise argparse.ArgumentTypeError(f"'{value}' is not a number from 1 on")
