"""What is said of a name that nothing declares: its readings, and the line to paste.

Guarantee: one ``Complaint`` at the name; what no declaration could make exact (a remainder,
a constant that is not written, a differential on its own) is called that instead.
"""

from __future__ import annotations

import re

from verifier.read.notes.formulas import conditionals
from verifier.read.notes.probability import random_variables
from verifier.read.notes.scopes.context import Context, Cursor, shorten
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source import typed_words
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import Glyph, Head, head_of
from verifier.read.notes.source.tree import Fenced, Node, Script, text_of
from verifier.terms import Sort, Variable

CONSTANT = "equal up to a constant that is not written"
UNITS = ("i", "j", r"\imath", r"\jmath")
"""Letters that may be the imaginary unit."""


def undeclared(ctx: Context, cursor: Cursor, head: Head) -> Complaint:
    """What is said of a name that nothing declares."""
    name = shorten(head.name.latex if head.sup or head.sub else head.glyph.latex)
    following = cursor.peek(1)
    near = cursor.nodes[max(0, cursor.at - 4) : cursor.at + 5]
    if re.search(r"(?<![a-z])const", "".join(map(text_of, near)).lower()):
        return Complaint("not-supported", CONSTANT, head.node)
    before = cursor.nodes[cursor.at - 1] if cursor.at else None
    if (reason := unchecked(head, following, before)) is not None:
        return Complaint("not-supported", reason, head.node)
    if isinstance(following, Script):
        following = following.base
    bracket = following.base if isinstance(following, Script) else following
    if head.glyph.plain == Glyph("E") and not head.sub and isinstance(bracket, Fenced) and (
        bracket.left == "[" or head.glyph.fonts == (r"\mathbb",)
    ):  # fmt: skip
        return Complaint("undeclared", "an expectation of what? No random variable is declared",
                         head.node, ("**Let** $X$ be a random variable.",))  # fmt: skip
    if head.glyph.letter in random_variables.MOMENTS and isinstance(bracket, Fenced):
        first = next((shorten(text_of(part)) for part in bracket.children), "y")
        return Complaint("undeclared", f"`{head.glyph.letter}` of what? No random variable is "
                         "declared here", head.node,
                         (f"**Let** ${first}$ be a random variable.",))  # fmt: skip
    elsewhere = declared_elsewhere(ctx, head)
    if isinstance(following, Fenced) and following.left == "(":
        call = shorten(name + text_of(following))
        letter = head.glyph.latex
        kind = "N" if counts(ctx, following) else "R"
        return Complaint(
            "ambiguous", f"`{call}`; `{name}` is undeclared{elsewhere}", head.node,
            (*conditionals.meanings(ctx, letter, kind, following), *unit(head, "unit?         ")),
        )  # fmt: skip
    return Complaint("undeclared", f"`{name}` is undeclared{elsewhere}", head.node,
                     (suggestion(head), *unit(head)))  # fmt: skip


def unit(head: Head, before: str = "") -> tuple[str, ...]:
    """The line that makes a letter the imaginary unit, for those that often are."""
    plain = not (head.sub or head.primes or head.glyph.accents)
    letter = head.glyph.latex
    return (f"{before}**Let** ${letter}$ be the imaginary unit",) if (
        plain and head.glyph.letter in UNITS) else ()  # fmt: skip


def unchecked(head: Head, following: Node | None, before: Node | None = None) -> str | None:
    """Why an undeclared name states nothing exact; None for any other name."""
    fence = following.base if isinstance(following, Script) else following
    letter = head.glyph.letter
    if letter in ("O", "o") and isinstance(fence, Fenced) and not head.sub and (
        not typed_words.inside(before, head.node)
    ):  # fmt: skip
        return "a remainder in Landau's notation"
    if letter.lower() in ("const", "constant") and not head.sub:
        return CONSTANT
    differential = letter == "d" and not head.sub and not head.glyph.accents
    if differential and following is not None and head_of(following) is not None:
        return "a differential on its own"
    return None


def counts(ctx: Context, fence: Fenced) -> bool:
    """Whether a dimension stands in the brackets."""
    for node in fence.children:
        head = head_of(node)
        found = ctx.scope.fitting(head) if head is not None else None
        owner = found[0].owner if found is not None and isinstance(found[0], Quantity) else None
        if isinstance(owner, Variable) and owner.sort is Sort.DIMENSION:
            return True
    return False


def declared_elsewhere(ctx: Context, head: Head) -> str:
    """A hint when the letter is declared with other labels."""
    similar = sorted(
        symbol.name.latex for symbol in ctx.scope.everything()
        if symbol.name.glyph.letter == head.glyph.letter
    )  # fmt: skip
    return f" (declared: {', '.join(f'`{name}`' for name in similar[:4])})" if similar else ""


def suggestion(head: Head) -> str:
    """The line to paste for an undeclared name."""
    letter = head.glyph.latex
    if not head.sub:
        return f"**Let** ${letter} \\in \\mathbb{{R}}$"
    shape = r" \times ".join(["m", "n"][-len(head.sub) :] or ["n"])
    return f"**Let** ${letter} \\in \\mathbb{{R}}^{{{shape}}}$"
