"""The folder `content/` and the texts of `templates/` -> one frozen `Site`, or every reason why not."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from portal.content_files import facts_in, listed, topic_in, whole
from portal.languages import REGISTRY, LanguageEntry, languages_of
from portal.model import (
    Card,
    County,
    EasyReading,
    Fact,
    Guide,
    Helpline,
    Language,
    Leaflet,
    Link,
    Page,
    Service,
    Settings,
    Site,
    Step,
    Term,
    Text,
    Topic,
)
from portal.nodes import read_source
from portal.pictures import PICTURES, read_icon, read_pictures
from portal.problems import Place, Report
from portal.recordings import AUDIO, read_recordings

D = TypeVar("D")

SETTINGS = "content/site.yaml"
EASY_READING = "content/easy-read.yaml"
GUIDE = "content/guide.yaml"
CARD = "content/card.yaml"


def read_site(root: Path, interface: tuple[Text, ...], today: date, report: Report) -> Site | None:
    """Reads all content below `root`; `None` when it is too broken to go on, with all problems told."""
    _note_strange_files(root, report)
    settings = _read_whole(root, SETTINGS, Settings, report)
    registry = _read_list(root, REGISTRY, LanguageEntry, report)
    links = _read_list(root, "content/links.yaml", Link, report)
    card = _read_where_there(root, CARD, Card, report)
    site_parts = {
        "pages": tuple(_read_pages(root, report)),
        "glossary": _read_list(root, "content/glossary.yaml", Term, report),
        "facts": _read_facts(root, report),
        "helplines": _read_list(root, "content/helplines.yaml", Helpline, report),
        "guide": _read_where_there(root, GUIDE, Guide, report),
    }
    counties = tuple(_read_counties(root, report))
    if settings is None:
        return None
    languages = languages_of(settings.languages, registry, settings.place, report)
    for spoken in card.spoken if card else ():
        languages_of(tuple(spoken.sounds), registry, spoken.place, report)
    if len(languages) != len(settings.languages):
        return None
    return Site(
        settings=settings,
        languages=languages,
        counties=_chosen(counties, settings, report),
        leaflets=tuple(_read_leaflets(root, report)),
        interface=interface,
        today=today,
        links=links,
        card=card,
        elsewhere=_elsewhere(links, settings, registry, report),
        easy_reading=_read_where_there(root, EASY_READING, EasyReading, report) or EasyReading(),
        pictures=read_pictures(root, report),
        icon=read_icon(root, report),
        recordings=read_recordings(root),
        **site_parts,  # type: ignore[arg-type]
    )


def _elsewhere(
    links: tuple[Link, ...], settings: Settings, registry: tuple[LanguageEntry, ...], report: Report
) -> tuple[Language, ...]:
    """The languages of links that the site itself does not have, by their own names."""
    found: dict[str, Language] = {}
    for link in links:
        codes = tuple(code for code in link.addresses if code not in (*settings.languages, *found))
        found |= {one.code: one for one in languages_of(codes, registry, link.place, report)}
    return tuple(sorted(found.values(), key=lambda language: language.name.casefold()))


def _note_strange_files(root: Path, report: Report) -> None:
    """A file that nothing reads is most likely a page with a wrong name: it must not vanish silently."""
    known = {"LICENSE", "glossary.yaml", "links.yaml", "helplines.yaml"}
    known |= {Path(name).name for name in (SETTINGS, REGISTRY, EASY_READING, PICTURES, GUIDE, CARD)}
    folders = {"services": ".yaml", "path": ".yaml", "topics": ".md", "facts": ".yaml"}
    folders |= {"counties": ".yaml", "leaflets": ".yaml"}
    content = root / "content"
    for path in sorted(content.rglob("*")) if content.is_dir() else ():
        name = path.relative_to(content).as_posix()
        folder, _, rest = name.partition("/")
        fine = name in known or (path.is_dir() and name in folders) or f"content/{name}/".startswith(f"{AUDIO}/")
        if rest and folder in folders and "/" not in rest:
            fine = rest.endswith(folders[folder])
        if not fine and not path.name.startswith("."):
            report.problem(
                Place(f"content/{name}"),
                "strange-file",
                "Nothing reads this file.",
                "Services and steps end in .yaml, topics in .md; docs/content.md says where each goes.",
            )


def _read_where_there(root: Path, file: str, kind: type[D], report: Report) -> D | None:
    """Reads a file that a project may leave out."""
    return _read_whole(root, file, kind, report) if (root / file).exists() else None


def _files(root: Path, folder: str, ending: str) -> Iterator[str]:
    for path in sorted((root / folder).glob(f"*{ending}")):
        yield f"{folder}/{path.name}"


def _read_whole(root: Path, file: str, kind: type[D], report: Report, slug: str = "") -> D | None:
    """Reads a file that is one value."""
    source = read_source(root, file, report)
    if source is None:
        return None
    value, problems = whole(source, cast(Hashable, kind), slug)
    report.add(problems)
    return cast(D | None, value)


def _read_list(root: Path, file: str, kind: type[D], report: Report) -> tuple[D, ...]:
    """Reads a file of `key: {...}` entries."""
    source = read_source(root, file, report)
    if source is None:
        return ()
    values, problems = listed(source, cast(Hashable, kind))
    report.add(problems)
    return cast(tuple[D, ...], values)


def _read_facts(root: Path, report: Report) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for file in _files(root, "content/facts", ".yaml"):
        source = read_source(root, file, report)
        rows, problems = facts_in(source) if source else ((), ())
        report.add(problems)
        for key, fact, place in rows:
            if key in facts:
                report.problem(
                    place,
                    "duplicate-fact",
                    f"The fact '{key}' is already in {facts[key].place}.",
                    "A fact lives in one place: delete one of the two.",
                )
            elif fact is not None:
                facts[key] = fact
    return facts


def _read_pages(root: Path, report: Report) -> Iterator[Page]:
    kinds: tuple[tuple[str, type[Page]], ...] = (
        ("content/services", Service),
        ("content/path", Step),
    )
    for folder, kind in kinds:
        for file in _files(root, folder, ".yaml"):
            page = _read_whole(root, file, kind, report, slug=Path(file).stem)
            if page is not None:
                yield page
    for file in _files(root, "content/topics", ".md"):
        topic = _read_topic(root, file, report)
        if topic is not None:
            yield topic


def _read_topic(root: Path, file: str, report: Report) -> Topic | None:
    source = read_source(root, file, report)
    if source is None:
        return None
    topic, problems = topic_in(source)
    report.add(problems)
    return topic


def _read_counties(root: Path, report: Report) -> Iterator[County]:
    for file in _files(root, "content/counties", ".yaml"):
        county = _read_whole(root, file, County, report, slug=Path(file).stem)
        if county is not None:
            yield county


def _read_leaflets(root: Path, report: Report) -> Iterator[Leaflet]:
    for file in _files(root, "content/leaflets", ".yaml"):
        leaflet = _read_whole(root, file, Leaflet, report, slug=Path(file).stem)
        if leaflet is not None:
            yield leaflet


def _chosen(counties: tuple[County, ...], settings: Settings, report: Report) -> tuple[County, ...]:
    """The counties that the publisher wants shown, by their Finnish names."""
    wanted = settings.counties
    if wanted is not None:
        for slug in sorted(set(wanted) - {county.slug for county in counties}):
            report.problem(
                settings.place,
                "unknown-county",
                f"There is no county 'content/counties/{slug}.yaml'.",
                "Write all, or names of files in content/counties without .yaml.",
            )
        counties = tuple(county for county in counties if county.slug in wanted)
    return tuple(sorted(counties, key=lambda county: county.name.casefold()))
