"""The first gate: all checks of what writers did, in one list."""

from __future__ import annotations

from portal.checks import structure, texts
from portal.checks.check import Check
from portal.model import Site

SITE_CHECKS: tuple[Check[Site], ...] = (
    structure.unknown_name,
    structure.same_name,
    structure.unknown_box,
    structure.fact_value,
    structure.opening_hours,
    structure.web_address,
    structure.theme_colour,
    texts.unknown_reference,
    texts.typed_fact,
    texts.strange_character,
    texts.broken_markup,
)
