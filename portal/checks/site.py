"""The first gate: all checks of what writers did, in one list."""

from __future__ import annotations

from portal.checks import easy, leaflets, structure, texts, values
from portal.checks.check import Check
from portal.model import Site

SITE_CHECKS: tuple[Check[Site], ...] = (
    structure.unknown_name,
    structure.same_name,
    structure.bad_name,
    structure.unknown_box,
    leaflets.unknown_part,
    leaflets.empty_leaflet,
    values.fact_value,
    values.opening_hours,
    values.web_address,
    values.theme_colour,
    texts.unknown_reference,
    texts.typed_fact,
    texts.strange_character,
    texts.broken_markup,
    easy.not_easy,
    easy.easy_allowance,
    easy.unproven_claim,
)
