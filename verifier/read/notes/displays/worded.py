r"""Conditions in words: ``\text{if } n \text{ is odd}``, ``x \text{ positive}``.

Guarantee: a declared letter with one of the words below is the relation that they mean; any other
condition in words is one aside, which the claim beside it is not refuted past. Limits: the words
here, one letter.

    n is odd       (-1)^n = -1
    x is positive  x > 0
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verifier.claim import Claim, Item, Unchecked
from verifier.read.notes.displays.display import SPACES, is_leaf
from verifier.read.notes.formulas import conditions
from verifier.read.notes.scopes.scope import IndexName, Quantity, Scope
from verifier.read.notes.source.grow import grow
from verifier.read.notes.source.lexer import tokens
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.tree import Leaf, Node, Raw, text_of

IF = frozenset({"if", "when", "whenever", "for", "provided", "provided that"})
MEANING = {"even": r"(-1)^{{{}}} = 1", "odd": r"(-1)^{{{}}} = -1", "positive": "{} > 0",
           "negative": "{} < 0", "nonnegative": r"{} \ge 0", "non-negative": r"{} \ge 0",
           "nonzero": r"{} \ne 0", "non-zero": r"{} \ne 0", "zero": "{} = 0"}  # fmt: skip
WORDED = re.compile(
    r"(?:(?P<if>if|when|whenever|for|provided(?: that)?)\b)?\s*"
    r"(?P<letter>\u00b7|\$?[^\W\d_]\$?(?![\w-]))?\s*"
    r"(?:(?:is|are)\b)?\s*(?:an? )?(?P<word>[a-z-]+)?[.,;]?",
    re.IGNORECASE,
)
LIMITS = re.compile(r"(?:if|when|whenever|provided|unless|assuming|as long as)\b", re.IGNORECASE)


def conditions_in(line: Sequence[Node], scope: Scope) -> list[Node]:
    """A row with its conditions in words as relations, or as one stretch of words."""
    found: list[Node] = []
    place = 0
    while place < len(line):
        node = line[place]
        word = node.text.strip().lower() if isinstance(node, Raw) else ""
        end = place + 1
        while end < len(line) and not is_leaf(line[end], ",", ";", *SPACES) and not (
            isinstance(line[end], Raw) and text_of(line[end]) == r"\quad"
        ):  # fmt: skip
            end += 1
        rest = list(line[place:end])
        apart = not place or is_leaf(line[place - 1], ",", ";", *SPACES)
        if apart and len(rest) > 1 and head_of(node) is not None and (
            bare := relation(rest, scope)) is not None:  # fmt: skip
            found += [Raw(r"\text", "if", node.start, node.start), *bare]
            place = end
            continue
        split_ = word in IF and len(rest) > 1 and any(isinstance(one, Raw) for one in rest[1:])
        if isinstance(node, Raw) and (split_ or (word not in IF and LIMITS.match(word))):
            meant = relation(rest if split_ else [node], scope)
            if meant is not None:
                found += [Raw(node.name, "if", node.start, node.start), *meant]
                place = end if split_ else place + 1
                continue
            if split_ and not conditions.is_relation(rest[1:]):
                said = " ".join(one.text.strip() if isinstance(one, Raw) else text_of(one)
                                for one in rest)  # fmt: skip
                found.append(Raw(node.name, said, node.start, rest[-1].end))
                place = end
                continue
        found.append(node)
        place += 1
    return found


def relation(nodes: Sequence[Node], scope: Scope) -> list[Node] | None:
    """What such words mean of the one declared letter in them; None for anything else."""
    text, letters = "", []
    for node in nodes:
        if isinstance(node, Raw):
            text += f" {node.text} "
        elif isinstance(node, Leaf) and node.token.kind != "letter" and node.text == "~":
            text += " "
        else:
            letters.append(node)
            text += " \u00b7 "
    match = WORDED.fullmatch(" ".join(text.split()))
    if match is None or (meaning := MEANING.get((match["word"] or "").lower())) is None:
        return None
    if not match["letter"] or len(letters) != (match["letter"] == "\u00b7"):
        return None
    letter = text_of(letters[0]) if letters else match["letter"].strip("$")
    grown = grow(tokens(meaning.format(letter))).children
    head = head_of(letters[0] if letters else grow(tokens(letter)).children[0])
    known = scope.fitting(head) if head is not None else None
    if known is None or not isinstance(known[0], (IndexName, Quantity)) or (
        isinstance(known[0], Quantity) and (known[0].over or known[0].view.rank)
    ):  # fmt: skip
        return None
    return list(grown)


def limits(asides: Sequence[str]) -> tuple[str, ...]:
    """The asides that limit what stands beside them."""
    return tuple(f"the words beside it: `{one}`" for one in asides if LIMITS.match(one.strip()))


def beside(found: list[Item]) -> list[Item]:
    """The items of a display with what its words say beside them."""
    asides = [item for item in found if isinstance(item, Unchecked) and (
        item.reason.startswith("prose: "))]  # fmt: skip
    rest = [item for item in found if item not in asides]
    if not rest or not asides:
        return found
    texts = [item.reason[7:] for item in asides]
    notes = tuple(f"words beside it: {text}" for text in texts)
    made = [replace(item, readings=item.readings + notes, unread=item.unread + limits(texts))
            if isinstance(item, Claim) else item for item in rest]  # fmt: skip
    return made if any(isinstance(item, Claim) for item in rest) else [*rest, *asides]
