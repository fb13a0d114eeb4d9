r"""Which commands are respelt before a formula is read, and as what: tables of ``dialect``.

Guarantee: a command stands in ``SPELT`` when ``dialect`` does anything with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import BOLD
from verifier.read.notes.source.tree import RAW

SWITCHES = {
    r"\rm": r"\mathrm", r"\bf": r"\mathbf", r"\it": r"\mathit", r"\cal": r"\mathcal",
    r"\sf": r"\mathsf", r"\tt": r"\mathtt", r"\mit": r"\mathit", r"\bfseries": r"\mathbf",
    r"\boldmath": r"\boldsymbol",
}  # fmt: skip
FRACTIONS = {r"\over": r"\frac", r"\choose": r"\binom"}
COLOURED = frozenset({r"\textcolor", r"\mathcolor"})
DECORATED = frozenset({r"\class", r"\cssId", r"\style", r"\href", r"\htmlClass", r"\htmlId",
                       r"\htmlStyle", r"\htmlData"})  # fmt: skip
VERBATIM = RAW - {r"\mathrm", r"\mathsf", r"\mathit"}
CLASSES = frozenset({r"\mathop", r"\mathrel", r"\mathbin", r"\mathord", r"\mathopen",
                     r"\mathclose", r"\mathinner", r"\mathpunct", r"\mathbf",
                     r"\boldsymbol", r"\bm", r"\pmb"})  # fmt: skip
OPERATOR = re.compile(r"\\(?!(?:rm|bf|it)\b)[A-Za-z]+|\\(?:math[a-z]+|text|operatorname)\{\w+\}")
r"""What ``\mathop`` leaves as it stands."""
DERIVATIVES = {r"\pdv": r"\partial", r"\pderivative": r"\partial", r"\partialderivative":
               r"\partial", r"\dv": "d", r"\derivative": "d", r"\odv": "d"}  # fmt: skip
RENAMED = {r"\grad": r"\nabla", r"\gradient": r"\nabla", r"\vb": r"\mathbf", r"\vu": r"\hat",
           r"\bold": r"\mathbf",
           r"\vectorbold": r"\mathbf", r"\va": r"\vec", r"\vectorarrow": r"\vec",
           r"\hdots": r"\dots", r"\E": r"\mathbb { E }", r"\EE": r"\mathbb { E }",
           r"\PP": r"\mathbb { P }", r"\Prob": r"\mathbb { P }"}  # fmt: skip
"""Also macros that many notes use and few define."""
DROPPED = frozenset({r"\ensuremath", r"\qty", r"\unboldmath", r"\middle"})
STARS = frozenset({r"\abs", r"\norm", r"\qty", r"\pdv", r"\dv", r"\vb", r"\va", r"\vu"})
BRACED = frozenset({r"\underbrace", r"\overbrace"})
DIFFERENTIALS = frozenset({r"\dd", r"\dif", r"\diff", r"\differential"})
INCREMENTS = frozenset({r"\Delta", r"\varDelta", "∆", "Δ"})
INFIX = frozenset({r"\cdot", r"\times", r"\odot", r"\pm", r"\mp", "+", "-", r"\in"})
SPELT = frozenset({
    *SWITCHES, *FRACTIONS, *COLOURED, *DECORATED, *CLASSES, *DERIVATIVES, *RENAMED, *DROPPED,
    *STARS, *BRACED, *DIFFERENTIALS, *INCREMENTS, r"\color", r"\bbox", r"\mbox",
    r"\hbox", r"\text", r"\xlongequal",
})  # fmt: skip
TYPED = {"==": "=", "=>": r"\Rightarrow", ">=": r"\geq", "<=": r"\leq"}
"""Signs of two characters."""
PAIRS = {"}": "{", r"\right": r"\left", r"\end": r"\begin"}
BREAKS = frozenset({"&", "\\\\", r"\cr"})
SIGNS = frozenset({"=", "<", ">", r"\le", r"\leq", r"\ge", r"\geq", r"\approx", r"\neq", r"\ne",
                   r"\equiv"})  # fmt: skip


def kind(text: str) -> str:
    """The kind of a token that is spelt so."""
    return "command" if text[0] == "\\" else "letter" if text.isalpha() else "symbol"


def one_command(inside: Sequence[Token]) -> bool:
    """Whether a stretch is one font command with its argument."""
    seen = [token.text for token in inside if token.kind != "space"]
    braces = [text for text in seen if text in ("{", "}")]
    return braces == ["{", "}"] and seen[1] == "{" and seen[-1] == "}"


def differentiates(texts: Sequence[str]) -> bool:
    r"""Whether a group holds ``\frac{\partial}{\partial x}`` alone, with nothing above the line."""
    if tuple(texts[:3]) not in ((r"\frac", "{", r"\partial"), (r"\frac", "{", "d")):
        return False
    depth, ends = 0, []
    for place, text in enumerate(texts):
        depth += {"{": 1, "}": -1}.get(text, 0)
        if text == "}" and not depth:
            ends.append(place)
    above = texts[3 : ends[0]]
    return len(ends) == 2 and ends[1] == len(texts) - 1 and (not above or above[0] == "^")


def stands_alone(command: str, text: str) -> bool:
    r"""Whether ``text`` means in ``\mathop``, ``\mathrel`` or bold what it means by itself."""
    if text in SIGNS or (command in BOLD and text in INFIX):
        return True
    return command == r"\mathop" and OPERATOR.fullmatch(text) is not None


ARGUMENT = re.compile(r"\s*arg(?:\s|~|\\[,;:! ])*(min|max)\s*")


def word(text: str) -> str:
    r"""``arg\,min`` and ``arg min`` as ``argmin``; other words as they are."""
    found = ARGUMENT.fullmatch(text)
    return text if found is None else f"arg{found[1]}"
