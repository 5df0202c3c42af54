"""The languages of a project -> what a build knows and makes of each, taken from the last build where nothing changed.

A language of which nothing changed is not even read: its digest and its part say all that the others need.
"""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from portal.catalogues.exceptions import Allowed
from portal.checks.check import run_checks
from portal.checks.files import read_pages
from portal.checks.site import SITE_CHECKS
from portal.editions import Origin, Reviewed, reviewed, reviewed_before
from portal.findings import checked, found_in, keep_found
from portal.fingerprints import fingerprint, hash_of, told
from portal.inputs import Inputs, read_inputs, words_of_templates
from portal.keeping import Group, Keeper
from portal.model import Edition, File, Language, source_edition
from portal.outputs import of_language, of_site
from portal.parallel import Result, side_by_side
from portal.parts import Part, as_bytes, part_of
from portal.problems import Problem
from portal.profiling import Profile
from portal.project import Project
from portal.remembering import CACHE, Memory, key_of
from portal.shelf import Shelf
from portal.snapshots import Snapshot, snapshot
from portal.summaries import Summary, summary_of
from portal.templating import Renderer, Shared, TemplateProblem, facts_of

_BIG = 60
"""From so many pages on, copies of the process are worth their start."""

_PROGRAMS = 3
"""The last builds of so many versions of the program are remembered."""

_DIGESTS = f"{CACHE}/editions"
_PARTS = f"{CACHE}/parts"
"""The shelf of each language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """All that a build needs to know of an edition, but for making its files."""

    key: str
    """A hash of all that the edition was made of."""
    problems: tuple[Problem, ...]
    """What was found in its catalogue and texts; in the source language also what the checks of the site find."""
    used: frozenset[Allowed]
    """The exceptions that let something stand."""
    summary: Summary


@dataclass(slots=True)
class Remembered:
    """What a build of these inputs gives. Each method is a pure function of them.

    With a `profile` nothing is taken from the last build, and one process does all.
    """

    root: Path
    today: date
    profile: Profile | None = None
    stores: bool = True
    """Whether finished files may be put on the disk, to be found there by this build and the next."""
    _seen: Snapshot = field(init=False)
    _inputs: Inputs = field(init=False)
    _at_hand: Reviewed | None = field(default=None, init=False)
    """The edition that this process has made last: mostly its files are what is wanted next."""

    def __post_init__(self) -> None:
        """Looks at the files before anybody reads them."""
        self._seen = snapshot(self._project)
        self._inputs = read_inputs(self.root, self.today)

    def digests(self, origin: Origin) -> list[Digest]:
        """What there is to know of each language of the site."""
        languages = origin.site.languages
        kept = {language.code: self._last_digest(language) for language in languages}
        changed = [language for language in languages if kept[language.code] is None]
        made = self._results([partial(self._digest, origin, language) for language in changed], origin)
        if changed and self._is_still_so():
            memory = Memory(self.root / _DIGESTS, most=_PROGRAMS * len(languages))
            for language, digest in zip(changed, made, strict=True):
                memory.keep(self._name(language.code), pickle.dumps(digest))
            memory.thin_out()
        new = {language.code: digest for language, digest in zip(changed, made, strict=True)}
        return [kept[language.code] or new[language.code] for language in languages]

    def reviewed(self, origin: Origin, languages: Sequence[Language]) -> list[Reviewed]:
        """These editions whole; their texts are not checked again where it is known what that finds."""
        digests = dict(zip(origin.site.languages, self.digests(origin), strict=True))
        return [self._reviewed(origin, language, digests[language]) for language in languages]

    def parts(self, origin: Origin, digests: Sequence[Digest], shared: Shared) -> list[Part]:
        """All files of each language: those of the last build where nothing has changed, else group by group.

        Who makes them knows only what is `shared`. Raises `Damaged`.
        """
        titles = fingerprint(shared.titles)
        wanted = [
            _Wanted(language, digest, key_of([digest.key, titles]), self._shelf(language.code))
            for language, digest in zip(origin.site.languages, digests, strict=True)
        ]
        parts = [self._last_part(one.shelf) for one in wanted]
        changed = [place for place, one in enumerate(wanted) if parts[place].key != one.key]
        if changed:
            of_source = next(one for one in wanted if one.language == origin.source_language)
            source = Renderer(source_edition(origin.site), shared, summary=of_source.digest.summary)
            templates = words_of_templates(self.root)
            tasks = [partial(self._part, origin, source, templates, wanted[place], parts[place]) for place in changed]
            for place, part in zip(changed, self._results(tasks, origin), strict=True):
                parts[place] = part
            Memory(self.root / _PARTS, most=_PROGRAMS * (len(wanted) + 1)).thin_out()
        return parts

    def part_of_site(self, renderers: Sequence[Renderer], parts: Sequence[Part]) -> Part:
        """The files for all languages together; the parts are those of each language. Raises `Damaged`."""
        shared = renderers[0].shared
        shares = fingerprint(shared.shares)
        shelf = self._shelf("all languages")

        def make(keeper: Keeper) -> Iterator[File]:
            for renderer, part in zip(renderers, parts, strict=True):
                common = key_of([part.common, shares])
                renderer.keeper = replace(keeper, common=common, facts=facts_of(renderer), open_to_all=part.facts)
            return of_site(tuple(renderers), (file for part in parts for file in part.files))

        files, part = self._kept(shelf, self._last_part(shelf), Part(), shared.problems, make)
        kept = {file.path for file in part.files}
        rest = tuple(file for file in files if file.path not in kept)
        return replace(part, groups={**part.groups, "": Group(rest, *read_pages(rest))})

    def _results(self, tasks: Sequence[Callable[[], Result]], origin: Origin) -> list[Result]:
        """The result of each task, from all processors where the site is so big that this is worth it."""
        is_big = len(origin.site.pages) * len(origin.site.languages) >= _BIG
        return side_by_side(tasks) if is_big and self.profile is None else [task() for task in tasks]

    # What is known of a language

    def _digest(self, origin: Origin, language: Language) -> Digest:
        is_source = language == origin.source_language
        of_site = tuple(run_checks(SITE_CHECKS, origin.site)) if is_source else ()
        made = self._at_hand = reviewed(origin, language, self._problems)
        return Digest(
            key=self._inputs.of_language(language.code),
            problems=(*of_site, *made.problems),
            used=made.used,
            summary=summary_of(made.edition),
        )

    def _problems(self, edition: Edition) -> Iterator[Problem]:
        code = edition.language.code
        last = {} if self.profile else found_in(self.root, code)
        found = checked(edition, last)
        if found.keys() != last.keys():
            keep_found(self.root, code, found)
        return (problem for problems in found.values() for problem in problems)

    def _reviewed(self, origin: Origin, language: Language, digest: Digest) -> Reviewed:
        made, self._at_hand = self._at_hand, None
        if made is not None and made.edition.language == language:
            return made
        return reviewed_before(origin, language, digest.problems, digest.used)

    def _last_digest(self, language: Language) -> Digest | None:
        kept = Memory(self.root / _DIGESTS).recall(self._name(language.code)) if self.profile is None else None
        # It stands in the project's own folder, as compiled templates do, behind a hash of its bytes.
        digest: Digest | None = pickle.loads(kept) if kept is not None else None
        return digest if digest is not None and digest.key == self._inputs.of_language(language.code) else None

    # The files of a language

    def _part(self, origin: Origin, source: Renderer, templates: str, wanted: _Wanted, last: Part) -> Part:
        shared = source.shared
        renderer = source
        if wanted.language != origin.source_language:
            edition = self._reviewed(origin, wanted.language, wanted.digest).edition
            renderer = Renderer(edition, shared, source, summary=wanted.digest.summary)
        known = told(shared.titles, renderer.heads, source.heads)
        common = key_of([self._inputs.of_templates(), hash_of(known)])
        facts = facts_of(renderer)
        names = facts[0].named_in(known) | facts[0].named_in(templates)
        empty = Part(key=wanted.key, common=common, facts=names)

        def make(keeper: Keeper) -> Iterator[File]:
            renderer.keeper = replace(keeper, common=common, facts=facts, open_to_all=names)
            return of_language(renderer)

        return self._kept(wanted.shelf, last, empty, shared.problems, make)[1]

    def _kept(
        self,
        shelf: Shelf,
        last: Part,
        empty: Part,
        problems: list[Problem],
        make: Callable[[Keeper], Iterable[File]],
    ) -> tuple[tuple[File, ...], Part]:
        """The files that `make` gives, and the `empty` part filled with those that its keeper has, put on the shelf."""
        stores = self.stores and shelf.open()
        keeper = Keeper(kept=last.groups, problems=problems, store=shelf.put if stores else _in_memory)
        files, refused, found = _asked(make(keeper), problems)
        part = replace(empty, groups=keeper.made, found=found) if refused is None else Part(refused=refused)
        if stores:
            # A list of files of which it is not sure what they were made of would mislead the next build.
            is_sure = refused is None and self._is_still_so()
            shelf.close(as_bytes(part) if is_sure else None, part.files)
        return files, part

    def _last_part(self, shelf: Shelf) -> Part:
        kept = shelf.list() if self.stores else None
        return Part() if kept is None else part_of(kept, shelf)

    # Where it is kept

    def _shelf(self, owner: str) -> Shelf:
        return Shelf(self.root / _PARTS / self._name(owner))

    def _name(self, owner: str) -> str:
        """The name of what is kept for a language, by its code, or for all."""
        return key_of([self._inputs.program, owner])

    def _is_still_so(self) -> bool:
        """Whether no file was changed since its hash was taken: then the result is one of these inputs."""
        if self._seen.is_settled and self._seen.hash == snapshot(self._project).hash:
            return True
        return read_inputs(self.root, self.today) == self._inputs

    @property
    def _project(self) -> Project:
        return Project(root=self.root, today=self.today)


def forget_files(root: Path) -> None:
    """Lets go all finished files that are remembered."""
    shutil.rmtree(root / _PARTS, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A language of which all files are wanted, the hash of all that they can read, and where their bytes go."""

    language: Language
    digest: Digest
    key: str
    shelf: Shelf


def _in_memory(file: File) -> File:
    return file


def _asked(
    files: Iterable[File], problems: list[Problem]
) -> tuple[tuple[File, ...], Problem | None, tuple[Problem, ...]]:
    """Has files made; gives also the fault of a template that ended this, and what else was found wrong meanwhile."""
    before = len(problems)
    made: list[File] = []
    refused = None
    try:
        made.extend(files)
    except TemplateProblem as problem:
        refused = problem.problem
    found = tuple(problems[before:])
    del problems[before:]
    return tuple(made), refused, found
