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
from verifier.read.notes.source.lexer import Token, tokens
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
TURNED = re.compile(
    r"(?P<if>if|when|whenever|for|provided(?: that)?)(?: all| any| every| each)?(?: an?)? "
    r"(?P<word>[a-z-]+) (?P<letter>\u00b7|\$?[^\W\d_]\$?)[.,;]?", re.IGNORECASE)  # fmt: skip
SAID = re.compile(r"(?:is|are)\b.*(?:,|:|\bthen)\Z", re.IGNORECASE | re.DOTALL)
THEN = re.compile(r"(?:[,:]|\s*,?\s*\bthen)\Z")
"""How a condition in front of a claim ends: ``if n is odd, then``."""
QUALITY = (
    r"(?:even|odd|(?:non-?)?(?:positive|negative|zero|singular|decreasing|increasing)|constant|"
    r"(?:skew-?|anti)?symmetric|ortho(?:gonal|normal)|unitary|invertible|diagonal|idempotent|"
    r"linear|affine|convex|concave|monoton\w*|periodic|independent|uncorrelated|disjoint)\b"
)
LIMITS = re.compile(
    r"(?:if|when|whenever|provided|unless|assuming|as long as|in the limit|asymptotically|"
    r"approximately|with high probability|up to|to (?:first|second|leading) order|"
    r"for(?: all| any| every| each)? (?:small|large|sufficiently|suitable|some|most|certain)|"
    rf"almost|(?:for (?:(?:all|any|every|each) )?|(?:is|are) )?{QUALITY})\b",
    re.IGNORECASE,
)  # fmt: skip
"""Words that limit a claim: of some letters, in some sense."""

LONGEST = 400
"""Nodes of a stretch that words in it may speak of."""


def conditions_in(line: Sequence[Node], scope: Scope) -> list[Node]:
    """A row with its conditions in words as relations, or as one stretch of words."""
    found: list[Node] = []
    place = 0
    while place < len(line):
        node = line[place]
        word = node.text.strip().lower() if isinstance(node, Raw) else ""
        apart = not place or is_leaf(line[place - 1], ",", ";", *SPACES)
        if not (apart or isinstance(node, Raw)):
            found.append(node)
            place += 1
            continue
        end, last = place + 1, min(len(line), place + LONGEST)
        while end < last and not is_leaf(line[end], ",", ";", *SPACES) and not (
            isinstance(line[end], Raw) and text_of(line[end]) == r"\quad"
        ):  # fmt: skip
            end += 1
        rest = list(line[place:end])
        if apart and len(rest) > 1 and head_of(node) is not None and (
            bare := relation(rest, scope)) is not None:  # fmt: skip
            found += [Raw(r"\text", "if", node.start, node.start), *bare]
            place = end
            continue
        if word in IF and len(rest) > 3 and isinstance(rest[2], Raw) and (
            SAID.match(rest[2].text.strip())):  # fmt: skip
            found += in_front(rest[:3], scope)
            place += 3
            continue
        turned = isinstance(node, Raw) and len(rest) == 2 and word not in IF and not more(line, end)
        if turned and (meant := relation(rest, scope)) is not None:
            found += [Raw(r"\text", "if", node.start, node.start), *meant]
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


def more(line: Sequence[Node], end: int) -> bool:
    """Whether a comma and a letter stand at a place: ``for positive x, y``."""
    letter = end + 1 < len(line) and is_leaf(line[end], ",") and head_of(line[end + 1]) is not None
    return letter and (end + 2 == len(line) or is_leaf(line[end + 2], ",", ";", ".", *SPACES))


def in_front(nodes: Sequence[Node], scope: Scope) -> list[Node]:
    """A condition in words in front of a claim, and the comma behind it."""
    word, letter, said = nodes
    assert isinstance(word, Raw)
    assert isinstance(said, Raw)
    cut = replace(said, text=THEN.sub("", said.text.rstrip()))
    comma = Leaf(Token("symbol", ",", said.end, said.end))
    meant = relation([word, letter, cut], scope)
    if meant is not None:
        return [Raw(word.name, "if", word.start, word.start), *meant, comma]
    text = f"if {text_of(letter)} {cut.text.strip()}"
    return [Raw(word.name, text, word.start, said.end), comma]


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
    text = " ".join(text.split())
    match = WORDED.fullmatch(text) or TURNED.fullmatch(text)
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
