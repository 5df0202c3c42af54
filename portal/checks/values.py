"""Facts, hours, addresses and colours -> what a writer must mend in the form of their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from portal import style
from portal.checks.check import check
from portal.model import Fact, FactType, Hours, PartialDate, Site, values_of
from portal.problems import Problem

FACT_VALUES = {
    FactType.PHONE: (re.compile(r"\+?\d[\d ]*\d|\d"), "digits and spaces: 080 005 005"),
    FactType.PRICE: (re.compile(r"\d+(?:\.\d{1,2})?"), "a number with a point: 8.20"),
    FactType.NUMBER: (re.compile(r"\d+(?:\.\d+)?"), "a number with a point: 8.20"),
    FactType.EMAIL: (re.compile(r"[^\s@]+@[^\s@]+\.[a-z]+"), "an address such as name@example.org"),
    FactType.RANGE: (re.compile(r"\d+-\d+"), "two numbers with a hyphen: 1-3"),
    FactType.DATE: (re.compile(r"\d{4}-\d{2}-\d{2}"), "a day as 2026-03-01"),
    FactType.LAW: (re.compile(r"\d{1,4}/\d{4}"), "number and year: 1301/2014"),
}
_DAY = "(?:mon|tue|wed|thu|fri|sat|sun)"
DAYS = re.compile(f"{_DAY}(?:-{_DAY})?")
TIME = re.compile(r"(\d{1,2})\.([0-5]\d)")
ADDRESS = re.compile(r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:/[^\s\"<>\\]*)?")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@check("fact-value")
def fact_value(site: Site) -> Iterator[Problem]:
    """A fact is written in the form of its type, has a source, and was not checked in the future.

    Bad: `value: 8,20 e` with `type: price`
    Good: `value: 8.20` with `type: price`
    """
    for fact in values_of((site.counties, tuple(site.facts.values())), Fact):
        wanted = _wrong_form(fact)
        if wanted:
            yield Problem(
                place=fact.place,
                rule="fact-value",
                message=f"'{fact.value}' cannot stand for the type '{fact.type.value}'.",
                hint=f"Write {wanted}.",
            )
        if not fact.source:
            yield Problem(
                place=fact.place,
                rule="fact-value",
                message="The fact has no source.",
                hint="Say where it was read. What has no source is not shown to frightened people.",
            )
        today = PartialDate(site.today.year, site.today.month, site.today.day)
        if fact.checked > today:
            yield Problem(
                place=fact.place,
                rule="fact-value",
                message=f"The fact was checked on {fact.checked}, which is still to come.",
                hint="Write the day when somebody saw it in its source.",
            )


def _wrong_form(fact: Fact) -> str:
    if not fact.value:
        return ""
    pattern, wanted = FACT_VALUES[fact.type]
    if not pattern.fullmatch(fact.value):
        return wanted
    if fact.type is FactType.DATE:
        try:
            date.fromisoformat(fact.value)
        except ValueError:
            return wanted
    return ""


@check("opening-hours")
def opening_hours(site: Site) -> Iterator[Problem]:
    """Hours are days and times that exist.

    Bad: `{days: ma-pe, opens: "9", closes: "25.00"}`
    Good: `{days: mon-fri, opens: "9.00", closes: "15.00"}`
    """
    holders = [(line.place, line.hours or ()) for line in site.helplines]
    holders += [(county.place, county.guidance.hours) for county in site.counties if county.guidance]
    for place, all_hours in holders:
        for hours in all_hours:
            if not _real_hours(hours):
                yield Problem(
                    place=place,
                    rule="opening-hours",
                    message=f"'{hours.days} {hours.opens}-{hours.closes}' are not opening hours.",
                    hint='Write days: mon-fri or sat, opens: "9.00" and closes: "15.00".',
                )


def _real_hours(hours: Hours) -> bool:
    if not DAYS.fullmatch(hours.days):
        return False
    times = [TIME.fullmatch(value) for value in (hours.opens, hours.closes)]
    minutes = [int(found[1]) * 60 + int(found[2]) for found in times if found]
    return len(minutes) == 2 and minutes[0] < minutes[1] <= 24 * 60


@check("web-address")
def web_address(site: Site) -> Iterator[Problem]:
    """A web address starts with https:// and has a host of plain letters.

    Letters that only look like a to z can lead a reader to a false site.

    Bad: `http://nollalinja.fi`
    Good: `https://nollalinja.fi`
    """
    addresses = [(link.place, address) for link in site.links for address in link.addresses.values()]
    for county in site.counties:
        addresses += [(county.place, one) for one in (*county.link.values(), *county.page.values())]
    settings = site.settings
    own = (settings.address, settings.publisher_address, settings.edit, settings.exit)
    addresses += [(settings.place, one) for one in own if one]
    if settings.feedback and "@" not in settings.feedback:
        addresses.append((settings.place, settings.feedback))
    without = [one.place for one in site.links if not one.addresses]
    without += [county.place for county in site.counties if not county.link]
    for place in without:
        yield Problem(
            place=place,
            rule="web-address",
            message="There is no address.",
            hint="Write one for each language that has a page, in Finnish at least: {fi: https://...}.",
        )
    for place, address in addresses:
        if not ADDRESS.fullmatch(address):
            yield Problem(
                place=place,
                rule="web-address",
                message=f"'{address}' is not an address that can be shown.",
                hint="Write https://, then the host in small letters a to z.",
            )


@check("theme-colour")
def theme_colour(site: Site) -> Iterator[Problem]:
    """The publisher's colours are dark enough on light paper and light enough on dark: 7 to 1 (WCAG AAA).

    Bad: `colour: "#8fc7c9"`
    Good: `colour: "#1d5c63"`
    """
    theme = site.settings.theme
    grounds = (
        ("colour", theme.colour, (style.PAPER, style.WHITE)),
        ("colour_dark", theme.colour_dark, (style.DARK_PAPER,)),
    )
    for key, colour, papers in grounds:
        if not COLOUR.fullmatch(colour):
            message, hint = f"'{colour}' is not a colour.", "Write # and six digits: '#1d5c63'."
        elif min(style.contrast(colour, paper) for paper in papers) < 7:
            message = f"'{key}: {colour}' is too hard to read: its contrast is under 7 to 1."
            hint = "Choose a darker colour." if key == "colour" else "Choose a lighter colour."
        else:
            continue
        yield Problem(place=site.settings.place, rule="theme-colour", message=message, hint=hint)
