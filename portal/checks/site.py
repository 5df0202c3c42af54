"""The first gate: all checks of what writers did, of a whole site and of each page."""

from __future__ import annotations

from portal.checks import easy, guide, leaflets, pictures, structure, texts, values
from portal.checks.check import Check
from portal.model import Edition, Site

SITE_CHECKS: tuple[Check[Site], ...] = (
    structure.unknown_name,
    structure.same_name,
    structure.bad_name,
    structure.unknown_box,
    leaflets.unknown_part,
    leaflets.empty_leaflet,
    guide.dead_end,
    guide.no_way_there,
    guide.circle,
    guide.long_way,
    structure.no_exit,
    structure.stray_recording,
    values.fact_value,
    values.opening_hours,
    values.web_address,
    values.theme_colour,
    texts.unknown_reference,
    texts.typed_fact,
    texts.strange_character,
    texts.broken_markup,
    pictures.bad_drawing,
    pictures.no_picture,
    easy.easy_allowance,
    easy.unproven_claim,
)

SOURCE_CHECKS: tuple[Check[Edition], ...] = (easy.not_easy,)
"""What is asked of the edition in the source language, excerpt by excerpt: see `portal/excerpts.py`."""
