r"""Displays that the words before them make a condition: ``minimise ... subject to``.

Guarantee: where the text before a display ends with words that set a condition, its relations
claim nothing, and the report says so. Where it sets something to zero, speaks of a solution, an
estimate or a condition, what the display says of a letter or of zero may be that: it is judged,
but not refuted, unless an equation is assumed; so is a chain that begins with a derivative and
ends in zero. Limits: the words here, in the sentence before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verifier.claim import Claim, Forall, Item
from verifier.read.notes.displays import relevance, values_given
from verifier.read.notes.displays.display import Layout, Statement
from verifier.read.notes.scopes.context import Context, shorten
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source.complaint import Source
from verifier.read.notes.source.names import head_of, numbered
from verifier.read.notes.source.tree import Command, Fenced, Leaf, Node, Script, text_of
from verifier.read.notes.terms.spaces import Random
from verifier.terms import Condition, Entry, Relation

OPENING = r"(?:\s|\$\$|\\\[|&|\\begin\{[^{}]*\}|\\label\{[^{}]*\})*"
BEFORE = re.compile(
    r"(?:subject to(?: the (?:following )?(?:constraint|condition|restriction)s?)?|\bs\.\s?t\.?|"
    r"\bsubject to (?:(?:the|a|an|these|this|some) )?(?:[\w()-]+ )*(?:constraint|condition)s?"
    r"(?: that(?:(?!\b(?:we|gives?|yields?|get|hence|so|then|thus)\b)[^.;:!?]){0,120})?|"
    r"\b(?:with|under) the (?:following )?(?:constraint|condition|restriction)s?(?: that)?)"
    r"\s*:?" + OPENING + r"\Z",
    re.IGNORECASE,
)
INNER = r"(?:\s|&|\\begin\{[^{}]*\}|\\label\{[^{}]*\})*"
OPENED = re.compile(
    r"\s*(?:\\begin\{(?:equation|align|gather|multline|eqnarray|displaymath)\*?\}|\$\$|\\{1,2}\[|"
    r"\$?\\displaystyle)"
    + INNER + r"\Z"
)  # fmt: skip
"""How a display begins, and its first signs that are no mathematics."""
SETTING = re.compile(
    r"\b(?:set(?:s|ting)?|equat(?:e|es|ing)|put(?:s|ting)?)\b.{0,120}\b(?:zero|0)\b|\bvanish|"
    r"\blet(?:s|ting)?\b.{0,80}\b(?:to|be|equal|equals) (?:zero|0)\b|"
    r"\b(?:derivative|gradient|slope)s?\b.{0,60}\b(?:equals?(?: to)?|is|are|be|being|to|of)\s+"
    r"(?:zero|0)\b|\b(?:zero|0) (?:derivative|gradient|slope)|"
    r"\bfirst[- ]order (?:necessary )?conditions?\b|"
    r"\b(?:maximi[sz]|minimi[sz])(?:e|es|ed|ing)\b|"
    r"\bsolv(?:e|es|ed|ing)\b|\bsolutions?\b|\boptimality\b|\bestimat(?:e|or)s?\b|"
    r"\bstationar",
    re.IGNORECASE | re.DOTALL,
)
WORKING = (r"(?:show|prov|comput|find|calculat|deriv|evaluat|differentiat|minimi|maximi|know|see|"
           r"verif|check|simplif|express|rewrit|writ|then|so|thus|hence|yield|giv|get|"
           r"obtain)")  # fmt: skip
"""How the words begin with which something is worked out or claimed."""
CLAIMING = (r"we|then|gives?|yields?|have|has|get|obtain|so|hence|thus|therefore|show|follows?|"
            r"implies")  # fmt: skip
NAMED = re.compile(
    r"\b(?:if|iff|when|whenever)\s*(?:and only if)?\s*:?\s*\Z|"
    r"\b(?:if|iff|when|whenever)\s+(?:and only if\s+)?(?:(?:the|this|these)\s+following|"
    rf"for\s+(?:all|any|every|each))\b(?:(?!\b(?:{CLAIMING})\b)[^.;!?]){{0,150}}\Z|"
    r"\b(?:assum(?:e|es|ed)|suppos(?:e|es|ed)|let|define|denote|choose|consider)\b"
    rf"(?:(?!\b(?:{CLAIMING})\b)[^.;!?]){{0,150}}\Z|"
    r"\b(?:constraint|condition|requirement|restriction)s?\b[^.;!?]{0,60}\Z|"
    r"\b(?:partial fractions?|decompos\w*|ansatz|trial solution|try|trying)\b[^.;!?]{0,60}\Z|"
    r"\bfeasib\w*[^.;!?]{0,30}\Z|\bsolutions? (?:to|of)\s*\Z|\bsatisf(?:y|ies|ying)\s*:?\s*\Z|"
    r"\bto satisfy\b[^.;!?]{0,100}\Z|"
    r"\b(?:want|wish|desire|would like|like to have|require[sd]?|ensure|enforce)\b"
    rf"(?:(?!\b{WORKING})[^.;!?]){{0,150}}\Z",
    re.IGNORECASE,
)
"""Words of which the whole display may be a condition."""
SENTENCE = re.compile(r"[.!?](?=[\s$*)])|\n#|\$\$|\\end\{")
ZERO = ("0", r"\mathbf{0}", r"\vec{0}", r"\boldsymbol{0}", r"\bm{0}")
FRACTIONS = frozenset({r"\frac", r"\dfrac", r"\tfrac"})
FURTHEST = 3
SEEN = 1500
"""How many characters before a display are looked at."""
GOING_ON = re.compile(
    r"\s*(?:(?:and|which|this|that|so|thus|hence|therefore|then|now|we|it|can|could|may|be|is|as|"
    r"also|further|finally|implies|imply|implying|gives?|giving|yields?|have|get|obtain|follows|or|"
    r"rewrite|written|rewritten|rearrang\w*|simplif\w*|equivalently|again|to|in|from|turn|i\.e\.|"
    r"substitut\w*|these|those|equations?|conditions?|matrix|form|following)\b[\s,:]*)*",
    re.IGNORECASE,
)
"""Words that only go on from the display before them."""
LED = re.compile(r"(?:(?<=[.!?])|\A|(?<=\n))\s*(?:for|with respect to|w\.r\.t\.?)\s+\$[^$]{1,40}\$"
                 r"\s*[,:]?\s*\Z", re.IGNORECASE)  # fmt: skip
"""A sentence that only names what the display before it, or the words before it, are for."""
ENDS = re.compile(r"(?:\$\$|\\\]|\\end\{(equation|align|aligned|gather|split)\*?\}(?:\s*\$\$)?)"
                  r"[\s.,;]*(?P<words>[^$\\]*)\Z")  # fmt: skip
DOUBT = ("the words before the display set a condition: it may be one (**Assume** it, or what is "
         "set to zero)")  # fmt: skip


def mark(source: Source, layout: Layout) -> None:
    """Mark the statements of a display behind such words."""
    made = [one for one in layout.statements if isinstance(one, Statement) and one.signs]
    if not made:
        return
    start = min(one.start for one in made)
    before = source.text[max(0, start - SEEN) : start]
    last, carried = words_before(before)
    required = BEFORE.search(last) is not None
    ends = [match.end() for match in SENTENCE.finditer(last)]
    sentence = last[max(ends, default=0) :]
    for one in made:
        if required and not one.word:
            one.word = "required"
        elif NAMED.search(sentence):
            one.set_by = "words"
        elif SETTING.search(sentence):
            one.set_by = "words" if carried else "zero"
        elif stationary(one):
            one.set_by = "zero"


def stationary(statement: Statement) -> bool:
    r"""Whether a chain of a derivative ends in zero: ``\nabla_w J = 2 C w - 2 \alpha w = 0``.

    So do ``\frac{\partial L}{\partial x} = 0``, of one capital letter, and ``f'(x) = 2x - 2 = 0``.
    """
    sides = statement.sides
    if not sides[0] or any(sign.text != "=" for sign in statement.signs) or (
        [text_of(node) for node in sides[-1]] not in [[zero] for zero in ZERO]
    ):  # fmt: skip
        return False
    first = sides[0][0]
    base = first.base if isinstance(first, Script) else first
    if isinstance(first, Script) and first.primes and len(statement.signs) > 1:
        return len(sides[0]) == 1 or (len(sides[0]) == 2 and isinstance(sides[0][1], Fenced))
    if not isinstance(base, Command) or base.name not in FRACTIONS:
        return isinstance(base, Leaf) and base.text == r"\nabla" and len(statement.signs) > 1
    above = base.arguments[0].children
    begin = above[0] if above else base
    sign = begin.base if isinstance(begin, Script) else begin
    if sign is None or text_of(sign) not in (r"\partial", "d", r"\mathrm{d}"):
        return False
    capital = len(above) == 2 and (head := head_of(above[1])) is not None and (
        not head.sub and (head.glyph.letter.isupper() or head.glyph.letter == r"\ell")
    )  # fmt: skip
    return len(statement.signs) > 1 or capital


def words_before(text: str) -> tuple[str, bool]:
    """The text before a display; where its words only go on, that before an earlier one.

    And whether it is that of an earlier one.
    """
    text = LED.sub("", OPENED.sub("", text))
    carried = False
    for _ in range(FURTHEST):
        end = ENDS.search(text)
        if end is None or not GOING_ON.fullmatch(end["words"]):
            break
        sign = f"\\begin{{{end[1]}" if end[1] else "$$" if text[end.start()] == "$" else r"\["
        opening = text.rfind(sign, 0, end.start())
        if opening < 0:
            break
        text, carried = LED.sub("", text[:opening]).rstrip(), True
    return text, carried


def noted(
    ctx: Context, item: Item, statement: Statement, left: Sequence[Node], right: Sequence[Node]
) -> Item:  # fmt: skip
    """A link with the notes of its statement, and a doubt where it may be a condition."""
    if not isinstance(item, Claim):
        return item
    item = replace(item, readings=(*item.readings, *statement.notes))
    equation = isinstance(item.relation, Relation) and item.relation.operator == "="
    if equation and left and right and (said := values_given.doubt(ctx, (left, right))) is not None:
        item = replace(item, unread=(*item.unread, said))
    if [one.text for one in statement.signs] == [r"\in"] and not statement.premises and (
        letter_or_zero(ctx, left) and text_of(right[0]).startswith(r"\{")
    ):  # fmt: skip
        said = shorten("".join(map(text_of, left)))
        return replace(item, unread=(*item.unread, f"it may say where `{said}` lies (**Assume**)"))
    sign = item.relation.operator if isinstance(item.relation, Relation) else ""
    alone = sign not in ("", "=") or any(letter_or_zero(ctx, side) for side in (left, right))
    judged = not statement.set_by or equated(ctx, item.relation)
    if judged or not (alone or statement.set_by == "words"):
        return item
    return replace(item, unread=(*item.unread, DOUBT))


def letter_or_zero(ctx: Context, side: Sequence[Node]) -> bool:
    """Whether a side is zero, or one declared quantity that nothing defines."""
    if len(side) != 1 or text_of(side[0]) in ZERO:
        return len(side) == 1
    head = head_of(side[0])
    found = ctx.scope.fitting(head) if head is not None else None
    if head is None or found is None or (head.sup[found[2] :] and not numbered(head.sup)):
        return False
    return (isinstance(found[0], Random) or (
        isinstance(found[0], Quantity) and not found[0].defined))  # fmt: skip


def equated(ctx: Context, relation: Condition) -> bool:
    """Whether the section assumes an equation of what ``relation`` speaks of.

    That a matrix is symmetric is none.
    """
    own = relevance.owners_in(relation)
    said = [one for scope in ctx.scope.chain() for one in scope.assumptions]
    inner = [one.condition if isinstance(one, Forall) else one for one in said]
    return any(isinstance(one, Relation) and one.operator == "=" and not mirrored(one)
               and own & relevance.owners_in(one) for one in inner)  # fmt: skip


def mirrored(equation: Relation) -> bool:
    """Whether an equation says that a matrix is symmetric."""
    left, right = equation.left, equation.right
    return isinstance(left, Entry) and isinstance(right, Entry) and left.family == right.family
