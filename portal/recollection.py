"""The dear parts of a build -> their results, taken from the last build where nothing that they read has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from portal.checks.check import run_checks
from portal.checks.site import SITE_CHECKS, SOURCE_CHECKS
from portal.checks.translations import EDITION_CHECKS
from portal.excerpts import excerpts_of
from portal.fingerprints import fingerprint
from portal.inputs import program, read_inputs
from portal.keeping import Keeper
from portal.model import Edition, Site
from portal.outputs import of_language
from portal.parallel import Result, side_by_side
from portal.parts import Part, as_bytes, part_of, problems_as_json, problems_from_json
from portal.problems import Problem
from portal.profiling import Profile
from portal.remembering import CACHE, Memory, key_of
from portal.templating import Renderer, Shared, TemplateProblem

_BIG = 60
"""From so many pages on, copies of the process are worth their start."""


_PROGRAMS = 3
"""The last builds of so many versions of the program are remembered."""


class Remembered:
    """What a build of these inputs gives. Each method is a pure function of them."""

    def __init__(self, root: Path, today: date, profile: Profile | None = None) -> None:
        """With a `profile` nothing is taken from the last build, and one process does all."""
        self.root = root
        self.profile = profile
        self._inputs = read_inputs(root, today)
        self._problems = Memory(root / CACHE / "problems")

    def results(self, tasks: Sequence[Callable[[], Result]], site: Site) -> list[Result]:
        """The result of each task, from all processors where the site is so big that this is worth it."""
        is_big = len(site.pages) * len(site.languages) >= _BIG
        return side_by_side(tasks) if is_big and self.profile is None else [task() for task in tasks]

    def problems_of_site(self, site: Site) -> tuple[Problem, ...]:
        """What the checks of the source find."""
        return self._found(key_of(["site", self._inputs.of_site()]), lambda: tuple(run_checks(SITE_CHECKS, site)))

    def problems_of_edition(self, edition: Edition) -> tuple[Problem, ...]:
        """What the checks of one language find, page by page, those that are let stand among them."""
        code = edition.language.code
        key = self._inputs.of_language(code)
        last_key, last = ("", {}) if self.profile else found_in(self.root, code)
        found = last if last_key == key else checked(edition, last)
        if last_key != key and self._is_still_so():
            rows = {excerpt: problems_as_json(problems) for excerpt, problems in found.items()}
            self._problems.keep(_name_of_problems(code), json.dumps((key, rows)).encode())
        return tuple(problem for problems in found.values() for problem in problems)

    def parts(
        self, editions: Sequence[Edition], shared: Shared, renderers: Callable[[], Sequence[Renderer]]
    ) -> list[Part]:
        """All files of each language: those of the last build where nothing has changed, else group by group.

        `renderers` gives what renders each edition, and knows only what is `shared`; it is asked where a page is made.
        """
        titles = fingerprint(shared.titles)
        keys = [key_of([self._inputs.of_language(edition.language.code), titles]) for edition in editions]
        parts = [self._last_part(edition) for edition in editions]
        changed = [place for place, part in enumerate(parts) if part.key != keys[place]]
        if changed:
            all_renderers = renderers()
            # What other processes make is handed over on the disk, where it is kept anyway: by a pipe it would be in
            # memory twice.
            make = self._part_of if len(changed) == 1 or self.profile else self._part_unless_kept
            tasks = [partial(make, all_renderers[place], keys[place], parts[place]) for place in changed]
            for place, made in zip(changed, self.results(tasks, editions[0].site), strict=True):
                part = self._last_part(editions[place]) if made is None else made
                is_right = made is not None or part.key == keys[place]
                parts[place] = part if is_right else self._part_of(all_renderers[place], keys[place], Part())
        return parts

    def _part_unless_kept(self, renderer: Renderer, key: str, last: Part) -> Part | None:
        part = self._part_of(renderer, key, last)
        return None if part.is_kept else part

    def _part_of(self, renderer: Renderer, key: str, last: Part) -> Part:
        titles = fingerprint(renderer.shared.titles)
        source = renderer.source.heads
        common = key_of([self._inputs.of_templates(), titles, fingerprint(renderer.heads, source)])
        renderer.keeper = Keeper(common, last.groups, renderer.shared.problems)
        part = _made(renderer, key)
        if part.refused is None and self._is_still_so():
            memory = self._parts(renderer.site)
            is_kept = memory.keep(self._name_of_part(renderer.edition), as_bytes(part))
            memory.thin_out()
            return replace(part, is_kept=is_kept)
        return part

    def _last_part(self, edition: Edition) -> Part:
        kept = self._parts(edition.site).recall(self._name_of_part(edition)) if self.profile is None else None
        return Part() if kept is None else part_of(kept)

    def _name_of_part(self, edition: Edition) -> str:
        return key_of([self._inputs.program, edition.language.code])

    def _parts(self, site: Site) -> Memory:
        return Memory(self.root / CACHE / "parts", most=_PROGRAMS * len(site.languages))

    def _found(self, key: str, find: Callable[[], tuple[Problem, ...]]) -> tuple[Problem, ...]:
        kept = self._problems.recall(key) if self.profile is None else None
        if kept is not None:
            return problems_from_json(json.loads(kept))
        found = find()
        if self._is_still_so():
            self._problems.keep(key, json.dumps(problems_as_json(found)).encode())
        return found

    def _is_still_so(self) -> bool:
        """Whether no file was changed since its hash was taken: then the result is one of these inputs."""
        return read_inputs(self.root, self._inputs.today) == self._inputs


Found = dict[str, tuple[Problem, ...]]
"""What was found in the excerpts of an edition, by their keys."""


def checked(edition: Edition, last: Mapping[str, tuple[Problem, ...]]) -> Found:
    """The problems of each excerpt of an edition; those that did not change have them from `last`."""
    checks = SOURCE_CHECKS if edition.is_source else EDITION_CHECKS
    return {
        key: last[key] if key in last else tuple(run_checks(checks, excerpt)) for key, excerpt in excerpts_of(edition)
    }


def found_in(root: Path, code: str) -> tuple[str, Found]:
    """What the last build found in a language, behind the hash of all that it read."""
    kept = Memory(root / CACHE / "problems").recall(_name_of_problems(code))
    key, rows = json.loads(kept) if kept is not None else ("", {})
    return key, {excerpt: problems_from_json(problems) for excerpt, problems in rows.items()}


def _name_of_problems(code: str) -> str:
    return key_of(["edition", program(), code])


def _made(renderer: Renderer, key: str) -> Part:
    before = len(renderer.shared.problems)
    try:
        for _ in of_language(renderer):
            pass  # the keeper has them
    except TemplateProblem as problem:
        return Part(refused=problem.problem)
    finally:
        problems = tuple(renderer.shared.problems[before:])
        del renderer.shared.problems[before:]
    return Part(key=key, groups=renderer.keeper.made, problems=problems)
