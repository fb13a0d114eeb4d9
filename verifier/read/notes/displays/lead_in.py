r"""Conditions in the sentence that leads to a display: ``For $n = 1$ we have``.

Guarantee: where the whole sentence before a display is such a condition, what the display
states is judged under it, and a reading says so. Where a condition stands there among other
words, a point at which the display fails refutes nothing. A formula between double dollars
inside a sentence that a word like ``for`` makes a condition states nothing itself. Limits:
English; one sentence; relations, no memberships.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from verifier.claim import Claim, IllFormed, Item
from verifier.read.notes.formulas import conditions
from verifier.read.notes.scopes.context import shorten
from verifier.read.notes.scopes.scope import Scope
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.grow import grow
from verifier.read.notes.source.lexer import tokens
from verifier.read.notes.source.macros import Macro, expand
from verifier.read.notes.source.markdown import Display
from verifier.read.notes.source.tree import Leaf, Node
from verifier.read.sizes import names_in

Led = tuple[tuple[tuple[Node, ...], ...], tuple[str, ...]]
"""Conditions, and the text of these or of others."""
REACH = 400
"""Characters before a display that are looked at."""
FORMULA = r"(?:\$\$?(?P<{0}>[^$]{{1,120}})\$\$?|\\\((?P<{0}_>.{{1,120}}?)\\\))"
WORDS = (r"for|if|when|whenever|(?:as|so) long as|in (?:the )?case(?: that| when)?|at|setting|"
         r"putting|taking|with|suppose(?: that)?|assume(?: that)?|assuming(?: that)?|"
         r"provided(?: that)?")  # fmt: skip
VERB = r"(?:have|get|obtain|find|see|know|can write|note)"
THEN = (rf"(?:then|we (?:then |also )?{VERB}|one (?:has|gets|finds)|it (?:follows|holds)|"
        r"this (?:gives|becomes|reads|means)|the following holds)")  # fmt: skip
WHOLE = re.compile(
    rf"\W*(?:(?:now|so|also|but|and|hence|thus|similarly|indeed|first|next)\W+)?(?:{WORDS})\s+"
    rf"{FORMULA.format('one')}(?:\s*,?\s*(?:and\s+)?{FORMULA.format('two')})?"
    rf"[\s,:]*(?:{THEN}[\s,:]*(?:that[\s,:]*)?)?",
    re.IGNORECASE,
)
AMONG = re.compile(
    rf"\b(?:if|when|whenever|(?:as|so) long as|provided(?: that)?|assuming(?: that)?|"
    rf"suppose(?: that)?)\s+"
    rf"{FORMULA.format('one')}",
    re.IGNORECASE,
)
OPENING = re.compile(
    rf"(?:^|[\s(])(?:{WORDS}|where|since|because|as|given|let|set|put|take)\s*\Z", re.IGNORECASE
)
CITING = re.compile(
    r"\b(?:using|recall(?:ing)?|applying|thanks to|because of)\b[^.;:$]*\Z", re.IGNORECASE
)
ENDS = re.compile(r"(?<=[.!?;])\s+(?=[A-Z$\\*])|\n\s*\n|(?<=[.!?;:])\s*\n")
MEMBERS = frozenset({r"\in", r"\notin", r"\subset", r"\subseteq", r"\to", r"\sim", r"\approx"})


def sentence(text: str, end: int) -> str:
    """What stands before ``end`` in its sentence."""
    before = text[max(0, end - REACH) : end].rstrip()
    return ENDS.split(before)[-1]


def sets(text: str, block: Display) -> str | None:
    """What is said of a formula inside a sentence that only sets a condition; else None."""
    start, end = block.outer
    line = text[text.rfind("\n", 0, start) + 1 : start]
    if not line.strip() or block.more or OPENING.search(line) is None:
        return None
    behind = text[end : end + REACH].lstrip(" \t")
    goes_on = (bool(behind) and behind[0] not in ".\n") or re.match(
        r"\.?\s*\n\s*\n", behind
    ) is None
    return "a condition in a sentence" if goes_on else None


def cites(text: str, block: Display) -> bool:
    """Whether a formula inside a sentence is one that is used: a chain does not go on from it."""
    line = text[text.rfind("\n", 0, block.outer[0]) + 1 : block.outer[0]]
    return CITING.search(line) is not None


def stated(text: str, block: Display, macros: dict[str, Macro]) -> Led:
    """The conditions that are the sentence before a display, and those that stand in it."""
    before = sentence(text, block.outer[0])
    if before.lstrip().startswith("**") or before.endswith((".", "!", "?")):
        return (), ()  # a line of declarations, or a sentence that leads nowhere
    whole = WHOLE.fullmatch(before)
    if whole is not None:
        texts = [one for one in whole.groupdict().values() if one]
        found = [parsed(text, one, block, macros) for one in texts]
        if all(nodes is not None for nodes in found):
            return tuple(nodes for nodes in found if nodes is not None), tuple(texts)
    texts = [match["one"] or match["one_"] for match in AMONG.finditer(before)]
    return (), tuple(one for one in texts if parsed(text, one, block, macros) is not None)


def parsed(
    text: str, formula: str, block: Display, macros: dict[str, Macro]
) -> tuple[Node, ...] | None:
    """The nodes of a relation; None for anything else."""
    start = text.rfind(formula, 0, block.outer[0])
    try:
        nodes = grow(expand(tokens(text, start, start + len(formula)), macros)).children
    except Complaint:
        return None
    marks = {node.text for node in nodes if isinstance(node, Leaf)}
    return nodes if conditions.is_relation(nodes) and not marks & MEMBERS else None


def under(scope: Scope, led: Led, make: Callable[[], list[Item]]) -> list[Item]:
    """The items of a display under the conditions that lead to it.

    Where something cannot be read under them, without; then nothing is refuted.
    """
    given, texts = led
    if given:
        scope.cases.extend(given)
        try:
            found = make()
        finally:
            del scope.cases[-len(given) :]
        if not any(isinstance(item, IllFormed) for item in found):
            said = " and ".join(f"`{shorten(one.strip())}`" for one in texts)
            return [noted(item, f"under {said}, as the words before it say") for item in found]
    found = make()
    return [doubted(item, texts) for item in found] if texts else found


def noted(item: Item, said: str) -> Item:
    """A claim with a further reading."""
    return replace(item, readings=(*item.readings, said)) if isinstance(item, Claim) else item


def doubted(item: Item, texts: Sequence[str]) -> Item:
    """A claim with conditions that it may stand under; other items as they are."""
    if not isinstance(item, Claim):
        return item
    names = {plain(name) for name in names_in(item.relation)}
    said = tuple(f"`{shorten(one.strip())}` in the words before it" for one in texts
                 if names & {plain(word) for word in re.findall(r"\\?[A-Za-z]+", one)})  # fmt: skip
    return replace(item, unread=item.unread + said) if said else item


def plain(name: str) -> str:
    """A name without what LaTeX needs around it."""
    return re.sub(r"[\\{}^]", "", name).split("_")[0]
