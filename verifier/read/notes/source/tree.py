r"""The untyped tree of a piece of LaTeX: every token is in it or among the ignored ones.

Guarantee: nothing is dropped and nothing is interpreted: ``\frac{a}{b} x_i^2`` is

    Command(\frac; Group(a), Group(b))   Script(base x, sub i, sup 2)

Spacing commands and blanks go to ``Tree.ignored``; bars are paired where a reader would
pair them. Nesting is limited (``DEEPEST``); input that breaks LaTeX's own rules (braces,
``\left`` without ``\right``, ``\begin`` without ``\end``, two subscripts) is a ``Complaint``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from verifier.read.notes.source.complaint import Place
from verifier.read.notes.source.lexer import Token, meaning

DEEPEST = 48
"""How deep groups, fences, environments and scripts may nest."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One token that stands for itself; ``text`` has Unicode signs as commands."""

    token: Token
    text: str = field(init=False, compare=False)
    """What the token means."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", meaning(self.token))

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.token.start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.token.end


@dataclass(frozen=True, slots=True)
class Group:
    """``{...}``, or a single token where LaTeX takes one."""

    children: tuple[Node, ...]
    start: int
    end: int
    own: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Fenced:
    r"""A pair of delimiters; ``left`` and ``right`` as ``(``, ``\{``, ``|``, ``.`` (none), ..."""

    left: str
    right: str
    children: tuple[Node, ...]
    start: int
    end: int
    own: tuple[Token, ...] = ()


def doubled(fence: Fenced) -> Fenced:
    """``||x||`` as one norm: bars with nothing between them, not even a space."""
    match fence:
        case Fenced("|", "|", (Fenced("|", "|") as inner,)):
            before = [token.end for token in fence.own if token.end <= inner.start]
            behind = [token.start for token in fence.own if token.start >= inner.end]
            if before and behind and (before[-1], behind[0]) == (inner.start, inner.end):
                own = tuple(sorted((*fence.own, *inner.own), key=lambda token: token.start))
                return Fenced(r"\|", r"\|", inner.children, fence.start, fence.end, own)
    return fence


@dataclass(frozen=True, slots=True)
class Command:
    r"""A command with its arguments, e.g. ``\frac``, ``\hat``, ``\sqrt[3]``."""

    name: str
    arguments: tuple[Group, ...]
    option: Group | None
    start: int
    end: int
    own: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Raw:
    r"""A command whose argument is no mathematics: ``\text``, ``\label``, ``\operatorname``."""

    name: str
    text: str
    start: int
    end: int
    own: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Environment:
    r"""``\begin{name} ... \end{name}``; rows of cells."""

    name: str
    rows: tuple[tuple[tuple[Node, ...], ...], ...]
    start: int
    end: int
    own: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """A base with a subscript, a superscript and primes."""

    base: Node | None
    sub: Group | None
    sup: Group | None
    primes: int
    start: int
    end: int
    own: tuple[Token, ...] = ()


Node: TypeAlias = Leaf | Group | Fenced | Command | Raw | Environment | Script


@dataclass(frozen=True)
class Tree:
    """A display or an inline formula."""

    children: tuple[Node, ...]
    ignored: tuple[Token, ...]


FONTS = frozenset(
    {r"\mathbf", r"\boldsymbol", r"\bm", r"\pmb", r"\mathrm", r"\mathit", r"\mathcal", r"\mathscr",
     r"\mathsf", r"\mathtt", r"\mathfrak", r"\mathbb", r"\mathnormal", r"\textbf"}
)  # fmt: skip
ACCENTS = frozenset(
    {r"\hat", r"\widehat", r"\bar", r"\overline", r"\tilde", r"\widetilde", r"\vec", r"\dot",
     r"\ddot", r"\check", r"\breve", r"\acute", r"\grave", r"\mathring", r"\underline",
     r"\varDelta"}
)  # fmt: skip
r"""Marks on a letter; ``\varDelta`` is how an increment, ``\Delta x``, is spelt inside."""
RAW = frozenset(
    {r"\text", r"\textrm", r"\textit", r"\textnormal", r"\textup", r"\texttt", r"\textsf",
     r"\mbox", r"\hbox", r"\operatorname", r"\operatorname*", r"\label", r"\tag", r"\tag*",
     r"\ref", r"\eqref", r"\mathrm", r"\mathsf", r"\mathit", r"\intertext", r"\shortintertext",
     r"\emph", r"\cite"}
)  # fmt: skip
r"""``\mathrm`` and its kin take words: one letter is put back as a font."""
ARITY = {
    r"\frac": 2, r"\dfrac": 2, r"\tfrac": 2, r"\cfrac": 2, r"\binom": 2, r"\dbinom": 2,
    r"\tbinom": 2, r"\sqrt": 1, r"\underset": 2, r"\overset": 2, r"\stackrel": 2,
    r"\underbrace": 1, r"\overbrace": 1, r"\boxed": 1, r"\fbox": 1, r"\cancel": 1,
    r"\bcancel": 1, r"\xcancel": 1, r"\substack": 1, r"\mathop": 1, r"\mathrel": 1,
    r"\mathbin": 1, r"\mathord": 1, r"\mathopen": 1, r"\mathclose": 1, r"\ensuremath": 1,
    r"\smash": 1, r"\xrightarrow": 1, r"\pmod": 1, r"\abs": 1, r"\norm": 1, r"\mathstrut": 0,
    **dict.fromkeys(FONTS, 1), **dict.fromkeys(ACCENTS, 1),
}  # fmt: skip
IGNORED = frozenset(
    {r"\,", r"\!", r"\;", r"\:", r"\>", "\\ ", "\\\n", r"\/", "~", r"\displaystyle", r"\textstyle",
     r"\scriptstyle", r"\limits", r"\nolimits", r"\nonumber", r"\notag", r"\hfill", r"\thinspace",
     r"\medspace", r"\thickspace", r"\enspace", r"\negthinspace", r"\allowbreak", r"\noindent",
     r"\null", r"\strut", r"\mathstrut", r"\centering", r"\allowdisplaybreaks", r"\hline",
     r"\space", r"\xspace", r"\displaylimits", r"\relax", r"\protect", r"\leavevmode",
     r"\displaybreak", r"\pagebreak", r"\nopagebreak", r"\scriptscriptstyle", r"\tiny",
     r"\scriptsize", r"\footnotesize", r"\small", r"\normalsize", r"\large", r"\Large",
     r"\LARGE", r"\huge", r"\Huge",
     *(f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg")
       for side in ("", "l", "r", "m"))}
)  # fmt: skip
SPACED = frozenset(
    {
        r"\require",
        r"\color",
        r"\phantom",
        r"\hphantom",
        r"\vphantom",
        r"\hspace",
        r"\hspace*",
        r"\vspace",
        r"\hskip",
        r"\kern",
        r"\mspace",
    }
)
OPENING = {
    "(": ")", "[": "]", r"\{": r"\}", r"\lbrace": r"\}", r"\langle": r"\rangle",
    r"\lfloor": r"\rfloor", r"\lceil": r"\rceil", r"\lvert": "|", r"\lVert": r"\|",
    r"\lbrack": "]", r"\lparen": ")",
}  # fmt: skip
CLOSING = {
    ")": ")", "]": "]", r"\}": r"\}", r"\rbrace": r"\}", r"\rangle": r"\rangle",
    r"\rfloor": r"\rfloor", r"\rceil": r"\rceil", r"\rvert": "|", r"\rVert": r"\|",
    r"\rbrack": "]", r"\rparen": ")",
}  # fmt: skip
BARS = {"|": "|", r"\vert": "|", r"\|": r"\|", r"\Vert": r"\|", r"\parallel": r"\|"}
WRITTEN = {r"\lbrace": r"\{", r"\lvert": "|", r"\lVert": r"\|", r"\lbrack": "[", r"\lparen": "("}
BEFORE_OPERAND = frozenset(
    {"+", "-", "*", "/", "=", "<", ">", ",", ";", ":", "&", "\\\\", r"\cdot", r"\times", r"\circ",
     r"\odot", r"\le", r"\leq", r"\ge", r"\geq", r"\neq", r"\ne", r"\approx", r"\equiv", r"\in",
     r"\quad", r"\qquad", r"\Rightarrow", r"\implies", r"\to", r"\sum", r"\prod", r"\int", r"\lim",
     r"\partial", r"\nabla", r"\log", r"\ln", r"\exp", r"\max", r"\min", r"\sup", r"\inf", r"\pm",
     r"\propto", r"\leqslant", r"\geqslant", r"\otimes", r"\mid"}
)  # fmt: skip
"""After one of these a bar opens."""


def unscripted(node: Script) -> Node:
    """``node``, or what it stands on where it has no script."""
    return node if node.sub or node.sup or node.primes or node.base is None else node.base


def leaves(node: Node | Tree) -> Iterator[Token]:
    """Every token below ``node``, in no particular order."""
    stack: list[Node | Tree] = [node]
    while stack:
        top = stack.pop()
        match top:
            case Leaf(token):
                yield token
            case Tree(children, ignored):
                yield from ignored
                stack.extend(children)
            case _:
                yield from top.own
                stack.extend(parts(top))


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly below ``node``, in order."""
    match node:
        case Leaf() | Raw():
            return ()
        case Group() | Fenced():
            return node.children
        case Command(arguments=arguments, option=option):
            return ((option,) if option else ()) + arguments
        case Environment(rows=rows):
            return tuple(child for row in rows for cell in row for child in cell)
        case Script(base, sub, sup):
            return tuple(part for part in (base, sub, sup) if part is not None)


def descendants(nodes: Sequence[Node]) -> Iterator[Node]:
    """Every node at and below ``nodes``."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(parts(node))


def stretch(nodes: Sequence[Node]) -> Place:
    """From the first of ``nodes`` to the last (at least one)."""
    return Place(nodes[0].start, nodes[-1].end)


def text_of(node: Node) -> str:
    """The tokens below ``node`` without blanks, in the order of the source."""
    match node:
        case Leaf():
            return node.text
        case Raw(name, text):
            return f"{name}{{{text}}}"
        case Group(children):
            return inside(node) if len(children) == 1 else f"{{{inside(node)}}}"
        case Fenced(left, right, children):
            return left + "".join(map(text_of, children)) + right
        case Command(name, arguments, option):
            optional = f"[{inside(option)}]" if option else ""
            return name + optional + "".join(f"{{{inside(part)}}}" for part in arguments)
        case Environment(name):
            return f"\\begin{{{name}}}...\\end{{{name}}}"
        case Script(base, sub, sup, primes):
            result = (text_of(base) if base else "") + "'" * primes
            result += f"_{{{inside(sub)}}}" if sub else ""
            return result + (f"^{{{inside(sup)}}}" if sup else "")


def inside(group: Group) -> str:
    """The text of a group without its braces."""
    return "".join(map(text_of, group.children))
