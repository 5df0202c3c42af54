"""A function and its docstring -> a check: a rule with a name, a manual and a way to run it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from portal.problems import Problem

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Check(Generic[Subject]):
    """One rule: `manual` tells writers and translators what it wants, with a bad and a good example."""

    rule: str
    manual: str
    run: Callable[[Subject], Iterator[Problem]]


def check(rule: str) -> Callable[[Callable[[Subject], Iterator[Problem]]], Check[Subject]]:
    """Makes a check of a function that yields problems; its docstring becomes the manual."""

    def made(function: Callable[[Subject], Iterator[Problem]]) -> Check[Subject]:
        return Check(rule, inspect.getdoc(function) or "", function)

    return made


def run_checks(checks: tuple[Check[Subject], ...], subject: Subject) -> Iterator[Problem]:
    """Every problem that the checks find."""
    for one in checks:
        yield from one.run(subject)
