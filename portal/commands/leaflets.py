"""`build.py leaflets`: languages, leaflets, formats and a county -> PDFs in a folder, ready to print."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from portal.console import Console
from portal.leaflets.document import Author
from portal.leaflets.making import Printed, print_all
from portal.leaflets.ordering import Order, orders_of
from portal.leaflets.typesetting import Typesetter
from portal.model import LeafletFormat, Site
from portal.pipeline import renderers_of, run_to_editions, shared_of
from portal.problems import as_text, counted, did_you_mean
from portal.project import Project
from portal.templating import TemplateProblem


def leaflets(project: Project, arguments: argparse.Namespace, console: Console) -> int:
    """Makes leaflets. Exit code 0: all that was asked for; 1: something is to be mended; 2: a name is not known."""
    outcome = run_to_editions(project, console.progress)
    report, site = outcome.report, outcome.site
    if site is None or report.stops:
        console.say(f"{as_text(report)}{report.summary()}. No leaflet was made.")
        return 1
    unknown = _unknown(arguments, site)
    if unknown:
        console.say("\n".join(unknown))
        return 2
    renderers = renderers_of(outcome.editions, shared_of(project.root, outcome.editions))
    county = next((one for one in site.counties if one.slug == arguments.county), None)
    authors = tuple(Author(renderer, county) for renderer in renderers)
    orders = [order for order in orders_of(authors) if _wanted(order, arguments)]
    if not orders:
        console.say("There is no such leaflet: not every leaflet has every format, and Finnish has no bilingual one.")
        return 2
    try:
        typesetter = Typesetter(project.root)
        printed = print_all(orders, typesetter, console.part)
        typesetter.thin_out()
    except TemplateProblem as problem:
        report.add([problem.problem])
        console.say(f"{as_text(report)}No leaflet was made.")
        return 1
    return _told(printed, arguments.out, console)


def _told(printed: Printed, folder: Path, console: Console) -> int:
    for problem in printed.problems:
        console.say(problem.as_text())
    try:
        for order, file in printed.files:
            path = folder / order.language.code / order.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)
    except OSError as error:
        console.say(f"The leaflets could not be written: {error.strerror or error}.")
        return 1
    console.say(f"{counted(len(printed.files), 'leaflet')} in {folder}/. {console.seconds:.1f} s.")
    return 1 if printed.problems else 0


def _wanted(order: Order, arguments: argparse.Namespace) -> bool:
    """Whether an order is one of those asked for; what was not asked about is wanted."""
    pairs = (
        (order.language.code, arguments.language),
        (order.leaflet.slug, arguments.leaflet),
        (order.format.value, arguments.format),
    )
    return all(chosen is None or value in chosen for value, chosen in pairs)


def _unknown(arguments: argparse.Namespace, site: Site) -> list[str]:
    """What is said about each name that is not known."""
    county = [arguments.county] if arguments.county else None
    questions: tuple[tuple[str, list[str] | None, Iterable[str]], ...] = (
        ("language", arguments.language, (language.code for language in site.languages)),
        ("leaflet", arguments.leaflet, (leaflet.slug for leaflet in site.leaflets)),
        ("format", arguments.format, (one.value for one in LeafletFormat)),
        ("county", county, (one.slug for one in site.counties)),
    )
    return [
        f"There is no {kind} '{name}'. {did_you_mean(name, names)}"
        for kind, given, known in questions
        for names in [list(known)]
        for name in given or ()
        if name not in names
    ]
