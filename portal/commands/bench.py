"""`build.py bench`: the same generated pages built by the portal, Hugo and Sphinx -> a table of what each spent."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from portal.console import Console
from portal.environment import ROOT
from portal.project import Project


def bench(project: Project, arguments: argparse.Namespace, console: Console) -> int:
    """Builds and prints the table; with `--write` puts it into `benchmarks/README.md` too."""
    # Not before they are asked for: these are no part of the portal.
    from benchmarks.comparing import comparison, pages, running, sides, table, vocabulary

    languages = len(vocabulary.languages())
    for size in arguments.sizes:
        if size % languages or size // languages < pages.FEWEST:
            console.say(f"{size} pages cannot be made: {languages} languages, each with at least {pages.FEWEST} pages.")
            return 2
    if os.name == "nt":
        console.say("Times of whole processes are taken on Linux and macOS only.")
        return 2
    wanted = [sides.SIDES[name] for name in dict.fromkeys(arguments.sides)]
    measured: list[comparison.Measured] = []
    try:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            for size in sorted(set(arguments.sizes)):
                left_out = [side for side in wanted if side is sides.SPHINX and size > arguments.sphinx_up_to]
                taking_part = [side for side in wanted if side not in left_out]
                one = comparison.compare(size, arguments.rounds, taking_part, Path(folder), console.progress, left_out)
                if not measured and sides.PORTAL in taking_part:
                    comparison.add_parts(one, Path(folder), arguments.leaflets, console.progress)
                measured.append(one)
    except (running.CommandFailed, comparison.NotShown) as failed:
        console.say(f"{failed}\nThe comparison was stopped: a build failed, or overlooked a change.")
        return 1
    text = table.report(measured, project.today)
    console.say(text)
    if arguments.write:
        table.put_into(ROOT / "benchmarks/README.md", text)
    return 0
