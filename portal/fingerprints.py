"""Values of the model -> a hash of all that they say, the same in every run, for what is remembered of them."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping
from dataclasses import fields
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, cast

from portal.closed import ClosedFact, ClosedList, ClosedProse, OpenFacts
from portal.problems import Place

_ATOMS = frozenset({str, int, bool, float, type(None)})


def fingerprint(*values: object, places: bool = False) -> str:
    """A hash of all that `told` says."""
    return hash_of(told(*values, places=places))


def hash_of(words: str) -> str:
    """The hash of words."""
    return hashlib.sha256(words.encode()).hexdigest()


def told(*values: object, places: bool = False) -> str:
    """All that values say. Without `places` it is the same wherever in a file the words stand: no page shows that.

    Raises `TypeError` for a kind of value that it does not know, so that nothing is left out unseen.
    """
    return repr([_plain(value, places) for value in values])


def _plain(value: Any, places: bool) -> object:
    """The value in tuples, strings and numbers, of which `repr` tells all."""
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple:
        return tuple([one if type(one) in _ATOMS else _plain(one, places) for one in value])
    names = _names(cast(Hashable, kind))
    if names is not None:
        inside = [getattr(value, name) for name in names]
        return (kind.__qualname__, *[one if type(one) in _ATOMS else _plain(one, places) for one in inside])
    if kind is Place:
        return (value.file, value.line, value.column) if places else kind.__name__
    if isinstance(value, Enum | date | time | Decimal):
        return (kind.__qualname__, str(value))
    if kind is ClosedProse or kind is ClosedList:
        return kind.__name__
    if kind is ClosedFact:
        return kind.__name__, str(value.type)
    if kind is OpenFacts:
        # What they say is told where it is read; the names alone open none of them.
        return kind.__name__, hash_of(repr(list(value)))
    if isinstance(value, Mapping):
        return ("mapping", *[(_plain(key, places), _plain(one, places)) for key, one in value.items()])
    if kind is frozenset:
        return ("set", *sorted(repr(_plain(one, places)) for one in value))
    raise TypeError(f"{kind.__name__} has no fingerprint")


@cache
def _names(kind: Any) -> tuple[str, ...] | None:
    """The fields of a dataclass; nothing for what is none, or is told otherwise."""
    if kind in (Place, ClosedProse, ClosedFact) or not hasattr(kind, "__dataclass_fields__"):
        return None
    return tuple(one.name for one in fields(kind))
