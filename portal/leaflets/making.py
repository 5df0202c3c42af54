"""Orders -> PDFs, several at a time, and what could not be set as problems with a place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from portal.leaflets.ordering import Order
from portal.leaflets.typesetting import DoesNotFit, NotSet, Typesetter
from portal.model import File, LeafletFormat
from portal.problems import Problem, Severity


@dataclass(slots=True)
class Printed:
    """The files that were made, in the order of the orders, and what is wrong with the others."""

    files: list[tuple[Order, File]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


Progress = Callable[[int, int, str], None]
"""Is told how many are done, of how many, and which one came last."""


def print_all(
    orders: Iterable[Order], typesetter: Typesetter, progress: Progress = lambda done, total, what: None
) -> Printed:
    """Sets every order. Typst works outside Python's lock, so threads use all processors."""
    wanted = tuple(orders)
    printed = Printed()
    # The data are made one after the other, as templates are; only the setting of type runs side by side.
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as threads:
        tasks = [
            (order, threads.submit(typesetter.pdf, order.format, order.language, order.data())) for order in wanted
        ]
        for number, (order, task) in enumerate(tasks, 1):
            try:
                printed.files.append((order, File(order.path, task.result())))
            except DoesNotFit as reason:
                printed.problems.append(_too_long(order, reason))
            except NotSet as reason:
                printed.problems.append(_refused(order, str(reason)))
            progress(number, len(wanted), order.path)
    return printed


_FEWER = "Name fewer blocks under 'short'"
_WAYS_OUT = {
    "cover": "Make the title or the summary of the page shorter",
    "back": "Make the contacts of the county shorter",
    "card": "Make the texts of the card shorter",
    "poster": "Name fewer languages on it",
}
"""What to do where a part of a sheet is too full, by its name in the templates; elsewhere the answers are too many."""


def _too_long(order: Order, reason: DoesNotFit) -> Problem:
    # A right translation may be longer than the Finnish. Its translator cannot shorten the sheet, and families do not
    # wait for the one who can: only this file is left out. What does not fit in Finnish, or on a card, whose words are
    # all in the catalogue, is for the one who wrote it.
    is_nobodys_fault = order.format is LeafletFormat.TRIFOLD and not order.author.renderer.edition.is_source
    return Problem(
        place=order.leaflet.place,
        rule="leaflet-too-long",
        message=f"The words do not fit in letters of {reason.size:g} points: {order.path} ({reason.where}).",
        hint=f"{_WAYS_OUT.get(reason.where, _FEWER)}, or leave this format out. This sheet alone is not made.",
        severity=Severity.WARNING if is_nobodys_fault else Severity.WITHHELD,
    )


def _refused(order: Order, reason: str) -> Problem:
    return Problem(
        place=order.leaflet.place,
        rule="leaflet-refused",
        message=f"Typst cannot set {order.path}: {reason}.",
        hint="Look at templates/leaflets/, and at templates/leaflet.html for the order of headings.",
    )
