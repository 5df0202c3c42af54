"""The dear parts of a build -> their results, taken from the last build where nothing that they read has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from portal.checks.check import run_checks
from portal.checks.site import SITE_CHECKS
from portal.checks.translations import EDITION_CHECKS
from portal.fingerprints import fingerprint
from portal.inputs import read_inputs
from portal.keeping import Keeper
from portal.model import Edition, Site
from portal.outputs import of_language
from portal.parallel import Result, side_by_side
from portal.parts import Part, as_bytes, part_of, problems_as_json, problems_from_json
from portal.problems import Problem
from portal.profiling import Profile
from portal.remembering import CACHE, Memory, key_of
from portal.templating import Renderer, TemplateProblem

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
        return self._checked(key_of(["site", self._inputs.of_site()]), lambda: tuple(run_checks(SITE_CHECKS, site)))

    def problems_of_edition(self, edition: Edition) -> tuple[Problem, ...]:
        """What the checks of translations find, those that are let stand among them."""
        key = key_of(["edition", self._inputs.of_language(edition.language.code)])
        return self._checked(key, lambda: tuple(run_checks(EDITION_CHECKS, edition)))

    def part_of(self, renderer: Renderer) -> Part:
        """All files of one language: those of the last build where nothing has changed, else group by group."""
        code = renderer.edition.language.code
        titles = fingerprint(renderer.shared.titles)
        key = key_of([self._inputs.of_language(code), titles])
        memory = Memory(self.root / CACHE / "parts", most=_PROGRAMS * len(renderer.site.languages))
        name = key_of([self._inputs.program, code])
        found = memory.recall(name) if self.profile is None else None
        last = part_of(found) if found is not None else Part()
        if last.key == key:
            return last
        source = renderer.source.heads
        common = key_of([self._inputs.of_templates(), titles, fingerprint(renderer.heads, source)])
        renderer.keeper = Keeper(common, last.groups, renderer.shared.problems)
        part = _made(renderer, key)
        if part.refused is None and self._is_still_so():
            memory.keep(name, as_bytes(part))
            memory.thin_out()
        return part

    def _checked(self, key: str, find: Callable[[], tuple[Problem, ...]]) -> tuple[Problem, ...]:
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
