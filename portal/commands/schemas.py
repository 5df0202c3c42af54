"""`build.py schemas`: the model as it is today -> the schemas for editors in docs/schemas/."""

from __future__ import annotations

import argparse

from portal.catalogues.writing import write_if_changed
from portal.console import Console
from portal.problems import counted
from portal.project import Project
from portal.schemas import FOLDER
from portal.schemas import schemas as made_schemas


def schemas(project: Project, arguments: argparse.Namespace, console: Console) -> int:
    """Brings the schemas in step with the model; with `--check` only says which are not."""
    files = made_schemas()
    there = {f"{FOLDER}/{path.name}" for path in (project.root / FOLDER).glob("*.schema.json")}
    gone = sorted(there - files.keys())
    if arguments.check:
        return _say_out_of_step(project, files, gone, console)
    changed = [file for file, text in files.items() if write_if_changed(project.root, file, text)]
    for file in gone:
        (project.root / file).unlink()
    console.say(
        f"{counted(len(files), 'schema')} in {FOLDER}/. {counted(len(changed), 'file')} written, {len(gone)} removed."
    )
    return 0


def _say_out_of_step(project: Project, files: dict[str, str], gone: list[str], console: Console) -> int:
    out_of_step = list(gone)
    for file, text in files.items():
        path = project.root / file
        if not path.exists() or path.read_bytes() != text.encode():
            out_of_step.append(file)
    if not out_of_step:
        console.say("All schemas are in step with the model.")
        return 0
    lines = "".join(f"{file}\n" for file in sorted(out_of_step))
    console.say(
        f"{lines}{counted(len(out_of_step), 'file')} not in step with the model. "
        "Run 'python3 build.py schemas' to mend them."
    )
    return 1
