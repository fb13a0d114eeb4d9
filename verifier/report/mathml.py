r"""LaTeX to MathML, so that a page shows formulas without a network or a script.

Guarantee: the result is one well-formed ``<math>`` element for any input; a command that
is not known appears by its name, so that nothing is dropped in silence.

A bracket and its partner are one element, so that an index after it belongs to the whole.

Limits: the LaTeX that the project prints (fractions, roots, scripts, big operators,
fences, ``cases``, ``matrix`` and ``aligned`` environments), not all of TeX. Groups nested
deeper than ``DEPTH`` are shown as source, and deeper brackets as single signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from verifier.report.mathematics import DEPTH, SETS, SYMBOLS, TOKEN, depth

BIG = {"sum": "∑", "prod": "∏", "int": "∫", "bigcup": "⋃", "bigcap": "⋂"}
FUNCTIONS = {
    "exp", "log", "ln", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth",
    "arcsin", "arccos", "arctan", "max", "min", "lim", "arg", "det", "gcd", "sup", "inf",
}  # fmt: skip
UNDER = {"max", "min", "lim", "sup", "inf", "underbrace", "overbrace"}
"""What has its scripts below and above."""
ACCENTS = {
    "hat": "^", "widehat": "^", "bar": "¯", "overline": "¯", "tilde": "~", "vec": "→", "dot": "˙",
}  # fmt: skip
BRACES = {
    "underbrace": ("munder", "⏟"), "overbrace": ("mover", "⏞"), "underline": ("munder", "_"),
}  # fmt: skip
WIDE = {"widehat", "overline"}
VARIANTS = {"mathbf", "boldsymbol", "bm", "mathcal", "mathscr", "mathfrak"}
SCRIPT = {
    "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ",
    **{letter: chr(0x1D49C + ord(letter) - ord("A")) for letter in "ACDGJKNOPQSTUVWXYZ"},
}  # fmt: skip
"""Script capitals; Unicode had some of them before it had the others."""
WORDS = {"text", "textbf", "mathrm", "operatorname", "textit", "mathit", "mathsf", "mathtt"}
SPACES = {"thinspace": "0.17em", "medspace": "0.22em", "thickspace": "0.28em", "quad": "1em",
          "qquad": "2em", ",": "0.17em", ":": "0.22em", ";": "0.28em", " ": "0.25em"}  # fmt: skip
RELATIONS = {
    "=", "<", ">", "≠", "≤", "≥", "∈", "→", "+", "-", "·", "×", "⊙", "/", "∘", "±", "≈", "∼", "∞",
}  # fmt: skip
SIGNS = {**SYMBOLS, "approx": "≈", "sim": "∼", "cdot": "·", "ast": "*", "mid": "|", "prime": "′",
         "land": "∧", "lor": "∨", "wedge": "∧", "vee": "∨", "neg": "¬", "implies": "⇒",
         "iff": "⇔", "Leftrightarrow": "⇔", "leftarrow": "←", "leftrightarrow": "↔",
         "Rightarrow": "⇒", "rightarrow": "→", "forall": "∀", "exists": "∃",
         "langle": "⟨", "rangle": "⟩", "lvert": "|", "rvert": "|", "lVert": "‖",
         "rVert": "‖", "top": "⊤", "subset": "⊂", "setminus": "∖"}  # fmt: skip
FENCES = {"(", ")", "[", "]", "|", "{", "}", "⌊", "⌋", "⌈", "⌉", "‖", "⟨", "⟩"}
PARTNER = {"(": ")", "[": "]", "lfloor": "rfloor", "lceil": "rceil", "langle": "rangle",
           "lbrace": "rbrace", "{": "}", "lvert": "rvert", "lVert": "rVert"}  # fmt: skip
"""An opening bracket, backslash left out, and what closes it."""
IGNORED = {"displaystyle", "textstyle", "limits", "nolimits", "!", "negthinspace", "left", "right",
           "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "bigg", "Bigg"}  # fmt: skip


def mathml(latex: str, *, block: bool = True) -> str:
    """``latex`` as a ``<math>`` element; ``block`` sets it on a line of its own.

    Only a formula on a line of its own carries its source along, to be copied.
    """
    tokens = TOKEN.findall(latex)
    shown = ' display="block"' if block else ""
    if depth(tokens) > DEPTH:
        return f"<math{shown}><mtext>{escape(clean(latex))}</mtext></math>"
    parser = Parser(tokens)
    parts = []
    while parser.at < len(tokens):
        parts.append(parser.row())
        if parser.at < len(tokens):
            parts.append(operator(clean(tokens[parser.at].lstrip("\\"))))
            parser.at += 1
    if not block:
        return f"<math>{''.join(parts)}</math>"
    source = f'<annotation encoding="application/x-tex">{escape(clean(latex))}</annotation>'
    return f"<math{shown}><semantics><mrow>{''.join(parts)}</mrow>{source}</semantics></math>"


def clean(text: str) -> str:
    """``text`` without characters that markup cannot hold."""
    return "".join(sign if sign.isprintable() or sign in "\n\t" else "\ufffd" for sign in text)


def operator(sign: str) -> str:
    """An operator or a fence."""
    stretchy = ' stretchy="false"' if sign in FENCES else ""
    return f"<mo{stretchy}>{escape(sign)}</mo>"


def whole(parts: list[str]) -> str:
    """Several elements as one."""
    return parts[0] if len(parts) == 1 else f"<mrow>{''.join(parts)}</mrow>"


def element(parts: list[str]) -> str:
    """Pieces, each of no element, one or several, as one element."""
    text = "".join(parts)
    if text.startswith(("<mi>", "<mn>")) and text.count("<") == 2:
        return text
    return f"<mrow>{text}</mrow>"


TALL = ("<mfrac", "<msqrt", "<mroot", "<munder", "<mover", "<mtable")
"""What a bracket grows with; fonts set others better when it keeps its size."""


def flat(bracket: str) -> str:
    """A bracket that keeps its size."""
    return bracket.replace('stretchy="true"', 'stretchy="false"')


def partners(tokens: Sequence[str]) -> dict[int, int]:
    r"""Where the bracket that opens at a position closes, for brackets that match.

    Those of ``\left`` and ``\right`` match one another; none reaches out of its group,
    its cell of a table or its environment.
    """
    found: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    sized = ""
    for at, token in enumerate(tokens):
        name = token[1:] if len(token) > 1 and token[0] == "\\" else token
        if token.isspace():
            continue
        if sized:
            sized = ""
        elif token in ("\\left", "\\right"):
            sized = name
            if name == "left":
                stack.append(("right", at))
            elif stack and stack[-1][0] == "right":
                found[stack.pop()[1]] = at
        elif token == "{" or token == "\\begin":
            stack.append(("group" if token == "{" else "end", at))
        elif token == "}" or token == "\\end":
            while stack and stack.pop()[0] != ("group" if token == "}" else "end"):
                pass
        elif token == "&" or token in ("\\\\", "\\cr"):
            while stack and stack[-1][0] not in ("group", "end"):
                stack.pop()
        elif name in PARTNER and token != "{":
            stack.append((PARTNER[name], at))
        elif stack and name == stack[-1][0] and token != "}":
            found[stack.pop()[1]] = at
        if len(stack) > DEPTH:
            stack = [entry for entry in stack if entry[0] in ("group", "end")][-DEPTH:]
    return found


@dataclass
class Parser:
    """Reads tokens from ``at`` on; every method returns MathML and moves on."""

    tokens: list[str]
    at: int = 0
    pairs: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.pairs = partners(self.tokens)

    def peek(self) -> str:
        """The token that comes next, spaces skipped; empty at the end."""
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def row(self, *ends: str) -> str:
        """Everything up to one of ``ends`` or an unmatched ``}``, which stays unread."""
        return "".join(self.pieces(*ends))

    def pieces(self, *ends: str) -> list[str]:
        """See ``row``: piece by piece."""
        parts = []
        while (token := self.peek()) and token != "}" and token not in ends:
            parts.append(self.scripted())
        return parts

    def scripted(self) -> str:
        """An atom with its scripts."""
        token = self.peek()
        limits = token[1:] in BIG or token[1:] in UNDER
        base = "" if token in ("_", "^", "'") else self.atom()
        below: list[str] = []
        above: list[str] = []
        while (mark := self.peek()) in ("_", "^", "'"):
            self.at += 1
            if mark == "'":
                above.append("<mo>′</mo>")
            else:
                (below if mark == "_" else above).append(self.argument())
        if not below and not above:
            return base
        tag = ("munder" if limits else "msub") if below else ""
        tag += ("over" if limits else "sup") if above else ""
        tag = tag if tag.startswith("m") else f"m{tag}"
        parts = [base or "<mrow></mrow>", *(whole(part) for part in (below, above) if part)]
        return f"<{tag}>{''.join(parts)}</{tag}>"

    def argument(self) -> str:
        """A group or a single atom, as one element."""
        if self.peek() in ("", "}"):
            return "<mrow></mrow>"
        if self.peek() == "{":
            return self.group()
        self.pairs.pop(self.at, None)  # as TeX has it, only the next sign is the argument
        return element([self.atom()])

    def group(self) -> str:
        """What stands between braces."""
        self.at += 1
        parts = self.pieces()
        self.at += 1
        return element(parts)

    def source(self) -> str:
        """The characters of a group, as they stand."""
        if self.peek() != "{":
            token = self.peek()
            self.at += 1
            return token
        self.at += 1
        level, parts = 1, []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            level += (token == "{") - (token == "}")
            if not level:
                break
            parts.append(token)
        return "".join(parts)

    def atom(self) -> str:
        """One element."""
        token = self.peek()
        if token == "{":
            return self.group()
        if self.at in self.pairs:
            return self.bracketed(self.pairs[self.at])
        if token.startswith("\\"):
            return self.command(token[1:])
        self.at += 1
        if token.isdigit() or (token == "." and self.digit()):
            return self.number(token)
        if token.isalpha():
            return f"<mi>{escape(token)}</mi>"
        if token == "~":
            return '<mspace width="0.25em"></mspace>'
        if token == "&":
            return ""
        return operator({"-": "−", "*": "∗"}.get(token, clean(token)))

    def bracketed(self, end: int) -> str:
        """Brackets and what is between them; the closing one stands at ``end``."""
        first = self.bracket()
        parts = []
        while self.peek() and self.at < end:
            parts.append(self.scripted())
        self.at = end
        inner, last = "".join(parts), self.bracket()
        if not any(tag in inner for tag in TALL):
            first, last = flat(first), flat(last)
        return f"<mrow>{first}{inner}{last}</mrow>"

    def bracket(self) -> str:
        """One bracket, with the command before it that sizes it."""
        token = self.peek()
        self.at += 1
        if token in ("\\left", "\\right"):
            return self.fence() if self.peek() else ""
        return symbol(token[1:]) if len(token) > 1 else operator(token)

    def digit(self) -> bool:
        """Whether a digit follows directly."""
        return self.at < len(self.tokens) and self.tokens[self.at].isdigit()

    def number(self, first: str) -> str:
        """A decimal number that begins with ``first``."""
        digits = first
        while self.at < len(self.tokens):
            sign = self.tokens[self.at]
            point = sign == "." and "." not in digits
            if not (sign.isdigit() or point):
                break
            digits += sign
            self.at += 1
        return f"<mn>{escape(digits)}</mn>"

    def command(self, name: str) -> str:
        """What a control word stands for."""
        self.at += 1
        if name in ("frac", "dfrac", "tfrac"):
            return f"<mfrac>{self.argument()}{self.argument()}</mfrac>"
        if name == "binom":
            above, below = self.argument(), self.argument()
            inner = f'<mfrac linethickness="0">{above}{below}</mfrac>'
            return f"<mrow><mo>(</mo>{inner}<mo>)</mo></mrow>"
        if name == "sqrt":
            return self.root()
        if name == "begin":
            return self.environment()
        if name in ("left", "right") and self.peek():
            return self.fence()
        if name in WORDS or name in VARIANTS or name == "mathbb":
            return self.word(name)
        if name in BRACES:
            place, sign = BRACES[name]
            brace = f'<mo stretchy="true">{sign}</mo>'
            return f"<{place}>{self.argument()}{brace}</{place}>"
        if name in ACCENTS:
            stretch = "true" if name in WIDE else "false"
            sign = f'<mo stretchy="{stretch}">{ACCENTS[name]}</mo>'
            return f'<mover accent="true">{self.argument()}{sign}</mover>'
        return symbol(name)

    def root(self) -> str:
        """A square root, or one with the degree in brackets."""
        if self.peek() != "[":
            return f"<msqrt>{self.argument()}</msqrt>"
        self.at += 1
        degree = self.row("]")
        self.at += 1
        return f"<mroot>{self.argument()}<mrow>{degree}</mrow></mroot>"

    def fence(self) -> str:
        r"""The sign after ``\left`` or ``\right``; a full stop is none."""
        token = self.peek()
        self.at += 1
        if token == ".":
            return ""
        name = token.lstrip("\\")
        sign = {"{": "{", "}": "}"}.get(name, SIGNS.get(name, name))
        return f'<mo stretchy="true">{escape(clean(sign))}</mo>'

    def word(self, name: str) -> str:
        """Letters in a font of their own."""
        text = self.source()
        if name == "mathbb":
            return f"<mi>{escape(SETS.get(text, clean(text)))}</mi>"
        if name in ("mathcal", "mathscr") and all(sign in SCRIPT for sign in text):
            return f"<mi>{''.join(SCRIPT[sign] for sign in text)}</mi>"
        if name in VARIANTS:
            inner = "".join(Parser(TOKEN.findall(text)).row())
            return f'<mstyle style="font-weight:bold">{inner}</mstyle>'
        if name in ("text", "textbf", "textit"):
            return f"<mtext>{escape(clean(text))}</mtext>".replace(" ", "\u00a0")
        return f'<mi mathvariant="normal">{escape(clean(text))}</mi>'

    def environment(self) -> str:
        """A table: ``cases``, ``aligned``, a kind of matrix."""
        name = self.source().rstrip("*")
        rows, cells = [], []
        while True:
            cells.append(
                f"<mtd>{self.row('&', chr(92) * 2, chr(92) + 'cr', chr(92) + 'end')}</mtd>"
            )
            token = self.peek()
            self.at += 1
            if token != "&":
                rows.append(f"<mtr>{''.join(cells)}</mtr>")
                cells = []
            if token not in ("&", "\\\\", "\\cr"):
                break
        if token == "\\end":
            self.source()
        inner = f"<mtable>{''.join(rows)}</mtable>"
        before, after = {"cases": ("{", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]"),
                         "vmatrix": ("|", "|")}.get(name, ("", ""))  # fmt: skip
        left, right = (f"<mo>{sign}</mo>" if sign else "" for sign in (before, after))
        return f"<mrow>{left}{inner}{right}</mrow>"


def symbol(name: str) -> str:
    """A control word that takes no argument."""
    if name in SPACES:
        return f'<mspace width="{SPACES[name]}"></mspace>'
    if name in IGNORED:
        return ""
    if name in BIG:
        return f'<mo largeop="true">{BIG[name]}</mo>'
    if name in FUNCTIONS:
        return f"<mo>{name}</mo>" if name in UNDER else f"<mi>{name}</mi>"
    if name in ("{", "}", "|", "_", "%", "&", "#", "$"):
        return operator("‖" if name == "|" else name)
    sign = SIGNS.get(name)
    if sign is None:
        return f"<mtext>{escape(clean(name))}</mtext>"
    if len(sign) == 1 and sign.isalpha() and sign not in RELATIONS:
        return f"<mi>{sign}</mi>"
    return operator(sign)
