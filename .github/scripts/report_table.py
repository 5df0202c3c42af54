"""`build.py status` before and after a pull request, and `build.py check` -> the data of its table, and the table.

Only data go on from here: report_comment.py, which may write, makes the words anew from them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from report_comment import LONGEST_TEXT, MOST_PROBLEMS, NotOurs, can_be_named, parsed, rendered

Counts = dict[str, dict[str, dict[str, int]]]
"""Language code -> page -> what `status` counts there."""


def counts_of(status: Any) -> Counts:
    """What `build.py status --format json` says, by language and page; nothing where it says nothing."""
    languages = status.get("languages", []) if isinstance(status, dict) else []
    return {
        language["code"]: {
            page["page"]: {name: value for name, value in page.items() if isinstance(value, int)}
            for page in language["pages"]
        }
        for language in languages
    }


def table_data(before: Counts, after: Counts, problems: list[dict[str, Any]]) -> dict[str, Any]:
    """One row for each language: texts that got a translation, and outdated or faulty ones that were mended."""
    errors = [one for one in problems if one["severity"] != "warning"]
    rows = []
    for code, pages in after.items():
        old = before.get(code, {})
        texts = sum(page["texts"] for page in pages.values())
        rows.append(
            {
                "code": code,
                "texts": texts,
                "done": sum(_done(page) for page in pages.values()),
                "added": sum(_added(old.get(name), page) for name, page in pages.items()),
                "fixed": sum(_fixed(old.get(name), page) for name, page in pages.items()),
                "errors": sum(_language(one) == code for one in errors),
            }
        )
    notes = [_note(one) for one in errors if can_be_named(one["file"], one["rule"])]
    return {
        "languages": rows,
        "other_errors": sum(_language(one) not in after for one in errors),
        "problems": notes[:MOST_PROBLEMS],
    }


def _done(page: dict[str, int]) -> int:
    return page["texts"] - page["missing"] - _faulty(page)


def _faulty(page: dict[str, int]) -> int:
    """Texts whose translation is there, but outdated or with a fault, so that it is not shown."""
    return page["stale"] + page.get("withheld", 0)


def _added(old: dict[str, int] | None, new: dict[str, int]) -> int:
    """Texts that lacked a translation and have one; on a new page all that is translated."""
    if old is None:
        return _done(new)
    return min(max(0, old["missing"] - new["missing"]), _done(new))  # texts that are gone were not translated


def _fixed(old: dict[str, int] | None, new: dict[str, int]) -> int:
    return 0 if old is None else min(max(0, _faulty(old) - _faulty(new)), _done(new))


def _language(problem: dict[str, Any]) -> str:
    parts = str(problem["file"]).split("/")
    return parts[1] if parts[0] == "locales" and len(parts) > 2 else ""


def _note(problem: dict[str, Any]) -> dict[str, Any]:
    return {
        "file": problem["file"],
        "line": problem["line"],
        "rule": problem["rule"],
        "message": problem["message"][:LONGEST_TEXT],
    }


def _read(path: str, otherwise: Any) -> Any:
    """A file of JSON, or a stand-in where the command that should have made it could not."""
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except ValueError:
        return otherwise


def main(arguments: list[str]) -> int:
    """Writes the data to the last of four files, and prints the table made of them."""
    before, after, problems, out = arguments
    counts = counts_of(_read(after, {}))
    data = json.dumps(table_data(counts_of(_read(before, {})), counts, _read(problems, [])), indent=1).encode()
    try:
        table = rendered(parsed(data))
    except NotOurs as error:
        sys.stderr.write(f"The table cannot be made: {error}.\n")
        return 1
    Path(out).write_bytes(data)
    sys.stdout.write(table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
