"""The table data of a pull request -> a comment on it. Only the standard library; runs alone, as it stands in main.

The data were made by a run that executed the pull request, so anyone may have written them. Nothing is taken but
numbers, language codes, and a few problems whose words are spelled out so that they are only words. The pull
request itself is found by what GitHub says of the run, never by what the data say.
"""

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

MARK = "<!-- tukea-perheelle: report on translations -->"
AUTHOR = "github-actions[bot]"
LARGEST = 64 * 1024
MOST_LANGUAGES = 100
MOST_PROBLEMS = 20
LONGEST_TEXT = 300
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)
_FILE = re.compile(r"(?:content|locales|templates)/[A-Za-z0-9_./-]{1,150}", re.ASCII)
_RULE = re.compile(r"[a-z][a-z-]{0,40}", re.ASCII)
_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+", re.ASCII)
_SHA = re.compile(r"[0-9a-f]{40}", re.ASCII)

Ask = Callable[[str, str, object], object]
"""One request to GitHub: method, path, what is sent (or None) -> what is answered."""


class NotOurs(Exception):
    """The data are not what report_table.py writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a pull request does for one language, in texts."""

    code: str
    texts: int
    done: int
    added: int
    fixed: int
    errors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One problem that is left, for people to read."""

    file: str
    line: int
    rule: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """All that is said of a pull request."""

    rows: tuple[Row, ...]
    other_errors: int
    notes: tuple[Note, ...]


def parsed(data: bytes) -> Table:
    """The table that these bytes hold, or NotOurs: every key and every value must be as expected."""
    if len(data) > LARGEST:
        raise NotOurs("too large")
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise NotOurs("no JSON") from None
    whole = _object(value, "languages", "other_errors", "problems")
    rows = tuple(_row(one) for one in _list(whole["languages"], MOST_LANGUAGES))
    if len({row.code for row in rows}) < len(rows):
        raise NotOurs("a language stands there twice")
    notes = tuple(_note(one) for one in _list(whole["problems"], MOST_PROBLEMS))
    return Table(rows=rows, other_errors=_number(whole["other_errors"]), notes=notes)


def _row(value: object) -> Row:
    row = _object(value, "code", "texts", "done", "added", "fixed", "errors")
    numbers = {name: _number(row[name]) for name in row if name != "code"}
    if max(numbers["done"], numbers["added"], numbers["fixed"]) > numbers["texts"]:
        raise NotOurs("more than there is")
    return Row(code=_matching(_CODE, row["code"]), **numbers)


def _note(value: object) -> Note:
    note = _object(value, "file", "line", "rule", "message")
    if not isinstance(note["message"], str):
        raise NotOurs("no text")
    return Note(
        file=_matching(_FILE, note["file"]),
        line=_number(note["line"]),
        rule=_matching(_RULE, note["rule"]),
        message=note["message"],
    )


def can_be_named(file: str, rule: str) -> bool:
    """Whether a problem has a place that a comment names; others are only counted."""
    return bool(_FILE.fullmatch(file) and _RULE.fullmatch(rule))


def _object(value: object, *keys: str) -> dict[str, object]:
    if not isinstance(value, dict) or set(value) != set(keys):
        raise NotOurs("other keys")
    return value


def _list(value: object, most: int) -> list[object]:
    if not isinstance(value, list) or len(value) > most:
        raise NotOurs("no list, or a long one")
    return value


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value < 1_000_000:
        raise NotOurs("no number")
    return value


def _matching(pattern: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise NotOurs("no such name")
    return value


def plain(text: str) -> str:
    """Any text as words in `code`: no Markdown, HTML, mention, link, control or direction character works in it."""
    short = text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"
    return f"<code>{''.join(map(_plain_character, short))}</code>"


def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] in "LN" or category in {"Mn", "Mc"}:
        return character
    if category == "Zs":
        return " "
    if category[0] in "CZ" and character not in "\u200c\u200d":  # joiners are letters' helpers in Persian
        return f"&#91;U+{ord(character):04X}&#93;"
    return f"&#{ord(character)};"  # a reference is never read as markup


def rendered(table: Table) -> str:
    """The table in Markdown. `added` and `fixed` are texts that had no translation, or an outdated or faulty one."""
    lines = ["| language | added | fixed | done | errors |", "| --- | ---: | ---: | ---: | ---: |"]
    lines += [f"| {r.code} | {r.added} | {r.fixed} | {_percent(r)} | {r.errors} |" for r in table.rows]
    if table.other_errors:
        lines += ["", f"Errors outside the catalogues: {table.other_errors}."]
    if table.notes:
        lines += ["", "To mend first:", ""]
        lines += [f"- {plain(f'{n.file}:{n.line}')} {n.rule}: {plain(n.message)}" for n in table.notes]
    lines += ["", "The site with these changes is the artefact `preview` of the run. Every error is shown on its line."]
    return "\n".join(lines) + "\n"


def _percent(row: Row) -> str:
    return f"{row.done * 100 // row.texts} %" if row.texts else "–"


def pull_request_of(event: Mapping[str, object], repository: str, ask: Ask) -> int | None:
    """The number of the one open pull request whose newest commit the run was made for."""
    run = _mapping(event["workflow_run"])
    owner = str(_mapping(_mapping(run["head_repository"])["owner"])["login"])
    sha = _matching(_SHA, run["head_sha"])
    head = urllib.parse.quote(f"{owner}:{run['head_branch']}", safe="")
    found = ask("GET", f"/repos/{repository}/pulls?state=open&per_page=100&head={head}", None)
    numbers = [one["number"] for one in map(_mapping, found if isinstance(found, list) else []) if _sha_of(one) == sha]
    return _number(numbers[0]) if len(numbers) == 1 else None


def _sha_of(pull_request: Mapping[str, object]) -> object:
    return _mapping(pull_request["head"])["sha"]


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise NotOurs("no object")
    return value


def write_comment(repository: str, number: int, body: str, ask: Ask) -> None:
    """Changes the comment of an earlier run, or writes a new one."""
    for page in range(1, 11):
        found = ask("GET", f"/repos/{repository}/issues/{number}/comments?per_page=100&page={page}", None)
        comments = [_mapping(one) for one in found] if isinstance(found, list) else []
        for comment in comments:
            ours = _mapping(comment["user"] or {}).get("login") == AUTHOR
            if ours and str(comment["body"]).startswith(MARK):
                ask("PATCH", f"/repos/{repository}/issues/comments/{comment['id']}", {"body": body})
                return
        if len(comments) < 100:
            break
    ask("POST", f"/repos/{repository}/issues/{number}/comments", {"body": body})


def _asked(method: str, path: str, sent: object) -> object:
    request = urllib.request.Request(
        os.environ["GITHUB_API_URL"] + path,
        method=method,
        data=None if sent is None else json.dumps(sent).encode(),
        headers={
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {os.environ['GH_TOKEN']}",
            "Content-Type": "application/json",
        },
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def main(arguments: list[str], ask: Ask = _asked) -> int:
    """Writes the comment for a file of table data. Data that are not ours end in 1, without a comment."""
    path = Path(arguments[0])
    repository = os.environ["GITHUB_REPOSITORY"]
    try:
        if path.is_symlink() or not path.is_file() or not _REPOSITORY.fullmatch(repository):
            raise NotOurs("no plain file")
        with path.open("rb") as file:
            table = parsed(file.read(LARGEST + 1))
        event = _mapping(json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8")))
        number = pull_request_of(event, repository, ask)
    except NotOurs as error:
        print(f"The table is not taken: {error}.")
        return 1
    if number is None:
        print("No open pull request stands at this commit; a newer run writes the comment.")
        return 0
    write_comment(repository, number, f"{MARK}\n{rendered(table)}", ask)
    print(f"The comment of pull request {number} is written.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
