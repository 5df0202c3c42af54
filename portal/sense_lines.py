"""A text -> lines that end where a reader may rest (selkorivitys): after a sentence, a clause, a comma.

Easy Finnish is printed so that no line is longer than 55 to 60 characters, no word is cut, and a line ends between
units of sense. The best lines are found by dynamic programming over the places between words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from portal.easy.tables import known_languages, table_of

LONGEST = 58
"""Characters of a line of easy language, at most (Selkokeskus: 55 to 60)."""

_END = re.compile(r"[.!?…؟۔。！？][\"'”’»)\]]*$")
_PAUSE = re.compile(r"[,;:،؛，、；：–—][\"'”’»)\]]*$")
_NUMBER = re.compile(r"^[\d٠-٩۰-۹][\d٠-٩۰-۹.,\u00a0]*$")

# What a line costs. Each line counts, so that there are few; a bad place to break counts more than an uneven margin.
_LINE, _UNEVEN, _SHORT_END = 10.0, 14.0, 12.0
_AFTER_SENTENCE, _BETWEEN_CLAUSES, _AFTER_PAUSE, _BEFORE_CLAUSE = 0.0, 0.5, 6.0, 4.0
_ELSEWHERE, _DANGLING = 12.0, 34.0
_ONE_OF_NEXT, _TWO_OF_NEXT = 28.0, 14.0
"""Words of the next sentence left behind at the end of a line: "It is hard. You", "It is hard. You can"."""
_SHORT = 3
"""A word of so few letters hangs at the end of a line: "ja", "on", "the"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How wide a line may be, and how wide each character of the text is, in the same unit."""

    widths: Sequence[float]
    widest: float


def sense_lines(
    text: str, longest: int = LONGEST, starters: Collection[str] = (), room: Room | None = None
) -> tuple[str, ...]:
    """Cuts a text at spaces into lines of at most `longest` characters, and no wider than their room where it is known.

    A longer word has a line of its own. `starters` are words that begin a clause or join two things, in small letters.
    Law: `"".join(lines) == text`.
    """
    words = re.findall(r"[^ ]+ *|^ +", text)
    if not words or (room is None and len(text.rstrip(" ")) <= longest):
        return (text,) if text else ()
    return tuple(_best(words, _costs(words, starters), longest, room))


def _best(words: Sequence[str], costs: Sequence[float], longest: int, room: Room | None) -> list[str]:
    """The cheapest way to lines; `costs[n]` is the cost of a line that ends behind word n."""
    starts = [0, *accumulate(map(len, words))]
    ends = [start + len(word.rstrip(" ")) for start, word in zip(starts, words, strict=False)]
    wide = [0.0, *accumulate(room.widths)] if room else []
    count = len(words)
    best = [0.0] * (count + 1)  # the cost of all lines from a word to the end
    after = [count] * (count + 1)
    for start in range(count - 1, -1, -1):
        best[start] = float("inf")
        for end in range(start + 1, count + 1):
            # What fills the line first counts: the letters that an eye can follow, or the width of the column.
            full = (ends[end - 1] - starts[start]) / longest
            if room:
                full = max(full, (wide[ends[end - 1]] - wide[starts[start]]) / room.widest)
            if full > 1 and end > start + 1:
                break
            empty = max(0.0, 1 - full)
            cost = _LINE + best[end]
            if end < count:
                cost += costs[end - 1] + _UNEVEN * empty**3
            elif end == start + 1 and count > 1:
                cost += _SHORT_END  # one word alone on the last line
            if cost < best[start]:
                best[start], after[start] = cost, end
    lines, start = [], 0
    while start < count:
        lines.append("".join(words[start : after[start]]))
        start = after[start]
    return lines


def _costs(words: Sequence[str], starters: Collection[str]) -> list[float]:
    """How much a break behind each word but the last disturbs."""
    bare = [word.rstrip(" ") for word in words]
    costs, since = [], len(words)  # how many words since a sentence ended; none has ended yet
    for before, behind in pairwise(bare):
        since += 1
        if _END.search(before):
            since = 0
            costs.append(_AFTER_SENTENCE)
        else:
            left = _ONE_OF_NEXT if since == 1 else _TWO_OF_NEXT if since == 2 else 0.0
            costs.append(_cost(before, behind, starters) + left)
    return costs


def _cost(before: str, behind: str, starters: Collection[str]) -> float:
    """How much a break between two words of a sentence disturbs."""
    begins = behind.strip("\"'“”«»()").casefold() in starters
    if _PAUSE.search(before):
        return _BETWEEN_CLAUSES if begins else _AFTER_PAUSE
    last = before.strip("\"'“”«»()").casefold()
    if last in starters or len(last) <= _SHORT or _NUMBER.match(before):
        return _DANGLING
    return _BEFORE_CLAUSE if begins else _ELSEWHERE


_TOKEN = re.compile(r"<[^>]*>|&[^;\s]+;|\ue010[^\ue011]*\ue011|.", re.DOTALL)
"""An element's tag, a letter, or the place of a gloss."""
_LEADS_OUT = re.compile(r'<a [^>]*href="(http[^"]*)"')

UNSPACED = frozenset({"Hans", "Hant", "Jpan", "Khmr", "Laoo", "Mymr", "Thai"})
"""Scripts (ISO 15924) without spaces between words: a space is no place to end a line, and there are no others."""

BREAK = "<br class=s>"
"""The end of a line on paper; on a screen lines end where the window does."""


def broken_html(
    html: str, starters: Collection[str], longest: int = LONGEST, gloss: Callable[[str], str] = lambda name: ""
) -> str:
    """The HTML of one text, with a break for print at the end of each line; its words are the same.

    `gloss` says the word of a gloss. Whether it is shown is not known yet, so there is room for it.
    """
    if len(html) <= longest and "\ue010" not in html and "<a " not in html:
        return html
    tokens = _TOKEN.findall(html)
    letters = list(_letters(tokens, gloss))
    text = "".join(letters)
    if len(text) <= longest:
        return html
    ends, place = set(), 0
    for line in sense_lines(text, longest, starters)[:-1]:
        place += len(line)
        ends.add(place)
    found, seen = [], 0
    for token, shown in zip(tokens, letters, strict=True):
        found.append(token)
        seen += len(shown)
        if shown and seen in ends:
            found.append(BREAK)
    return "".join(found)


def _letters(tokens: Sequence[str], gloss: Callable[[str], str]) -> Iterator[str]:
    """The letters of each token on paper, where an address stands behind its link.

    A date, a gloss and an address stay whole: in them a space is one at which no line ends.
    """
    dates, address = False, ""
    for token in tokens:
        if token[0] == "<":
            dates = token.startswith("<time") or (dates and not token.startswith("</time"))
            if token.startswith("<a "):
                found = _LEADS_OUT.match(token)
                address = f" ({found[1]}) " if found else ""
            yield address.replace(" ", "\u00a0") if token == "</a>" else ""
        elif token[0] == "\ue010":
            word = gloss(token[1:-1])
            yield f" ({word})".replace(" ", "\u00a0") if word else ""
        else:
            yield "&" if len(token) > 1 else "\u00a0" if dates and token == " " else token


@cache
def clause_words(language: str) -> frozenset[str]:
    """The words of a language that begin a clause or join two things, as far as its table knows them."""
    if language not in known_languages():
        return frozenset()
    table = table_of(language)
    words = (*table.subordinators, *table.relatives, *table.joiners)
    return frozenset(word.rstrip("$").casefold() for word in words)
