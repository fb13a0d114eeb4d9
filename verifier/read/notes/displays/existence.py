r"""``there exists $t \in (0, 1)$ such that``: what the words around a display claim of a letter.

Guarantee: a claim that holds for every value holds for some, where there are any; that it
fails at one value does not refute it, so such a claim is marked and never comes out as
refuted. The words must stand in the sentence before the display or right behind it. Limits:
no order of quantifiers; that there are values at all is not checked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verifier.claim import Claim, Item
from verifier.read.notes.source.complaint import Place
from verifier.read.sizes import names_in

REACH = 300
"""Characters before and behind a display that are looked at."""
EXISTS = r"(?:\bthere\s+(?:exists?|is|are|must\s+be)|\bfor\s+(?:some|a\s+certain)|\bexists?)\b"
FORMULA = r"\$(?P<formula>[^$]{1,80})\$"
BEFORE = re.compile(rf"{EXISTS}(?:\s+[A-Za-z]+){{0,4}}\s+{FORMULA}[^.]*\bsuch\s+that\W*$", re.I)
PASSED = r"(?:\W|\\end\{[a-z*]+\}|\b(?:which|holds?|true|and)\b){0,30}?"
AFTER = re.compile(rf"^{PASSED}\bfor\s+(?:some|a\s+certain)(?:\s+[a-z]+){{0,3}}\s+{FORMULA}", re.I)
LETTER = re.compile(r"\s*(?P<name>\\?[A-Za-z]+(?:'|\^\{?\\?[a-z*]+\}?|_\{?[a-z0-9]+\}?)?)\s*"
                    r"(?:\\in\b|\\geq?\b|\\leq?\b|[<>,]|$)")  # fmt: skip


def doubted(text: str, at: Place, items: Sequence[Item]) -> list[Item]:
    """The items of a display at ``at``, marked where the words around it say that one exists."""
    before = text[max(0, at.start - REACH) : at.start].rstrip("$ \n\\[(\t")
    after = text[at.end : at.end + REACH]
    letters = [found["name"] for match in (BEFORE.search(last_sentence(before)),
                                           AFTER.search(after))
               if match is not None and (found := LETTER.match(match["formula"]))]  # fmt: skip
    return [marked(item, letters) for item in items] if letters else list(items)


def last_sentence(text: str) -> str:
    """The end of ``text`` behind the last full stop or blank line."""
    return re.split(r"\.\s|\n\s*\n", text)[-1]


def marked(item: Item, letters: Sequence[str]) -> Item:
    """A claim with what a counterexample would not settle; other items as they are."""
    if not isinstance(item, Claim):
        return item
    names = {plain(name) for name in names_in(item.relation)}
    said = tuple(f"that there is such a `{one}`, the others being given" for one in letters
                 if plain(one) in names)  # fmt: skip
    return replace(item, unread=item.unread + said) if said else item


def plain(name: str) -> str:
    """A name without what LaTeX needs around it."""
    return re.sub(r"[\\{}_^]", "", name)
