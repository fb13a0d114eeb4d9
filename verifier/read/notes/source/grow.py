r"""From tokens to the untyped tree.

Guarantee: one pass, linear in the number of tokens; recursion never goes deeper than
``tree.DEEPEST``. Fences are paired by nesting, ``|`` by what stands before it:

    2|x| + |y - z|_1     ->  2  Fenced(| x |)  +  Script(Fenced(| y - z |), sub 1)

Limits: half-open intervals pair as one fence; a closing parenthesis without an opening
one (``a)`` at the head of a display) stays a leaf of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.source.bars import angled, pair_bars
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.inline_slopes import slopes
from verifier.read.notes.source.lexer import Token, closes, meaning
from verifier.read.notes.source.tree import (
    ARITY,
    BARS,
    CLOSING,
    DEEPEST,
    IGNORED,
    OPENING,
    RAW,
    SPACED,
    WRITTEN,
    Command,
    Environment,
    Fenced,
    Group,
    Leaf,
    Node,
    Raw,
    Script,
    Tree,
    doubled,
    leaves,
    unscripted,
)

WORDS = frozenset({r"\mathrm", r"\mathsf", r"\mathit"})
WITH_ARGUMENT = frozenset({"array", "tabular", "alignat", "alignat*", "alignedat"})
DELIMITERS = frozenset({*OPENING.values(), *OPENING, *BARS.values(), ".", "/", r"\backslash", "<",
                        ">", r"\uparrow", r"\downarrow", r"\updownarrow"})  # fmt: skip
INDENTS = frozenset({r"\quad", r"\qquad", r"\hspace", r"\hspace*", r"\phantom", r"\hphantom"})
WIDE = re.compile(r"(\d*\.?\d+)(pt|em|ex|in|cm|mm|mu)")
POINTS = {"pt": 1.0, "em": 10.0, "ex": 4.3, "in": 72.3, "cm": 28.5, "mm": 2.85, "mu": 0.55}
QUAD = 10.0
"""From this width on (in points) a blank separates statements."""
MOST_PRIMES = 100
LENGTH = re.compile(r"-?[0-9.]+(pt|em|ex|cm|mm|in|mu)?$")


def grow(stream: Sequence[Token]) -> Tree:
    """The tree of ``stream``; raises ``Complaint`` where LaTeX itself would not read on."""
    builder = _Builder(stream)
    children = builder.sequence(frozenset(), 0)
    if builder.position < len(builder.stream):
        token = builder.stream[builder.position]
        raise Complaint("syntax", f"`{token.text}` closes nothing", token)
    return Tree(tuple(children), tuple(builder.ignored))


class _Builder:
    """A cursor over the tokens."""

    def __init__(self, stream: Sequence[Token]) -> None:
        self.stream = list(stream)
        self.position = 0
        self.ignored: list[Token] = []

    def peek(self) -> Token | None:
        """The next visible token."""
        while self.position < len(self.stream):
            token = self.stream[self.position]
            if token.kind != "space" and token.text not in IGNORED:
                return token
            self.ignored.append(token)
            self.position += 1
        return None

    def take(self) -> Token:
        """The next visible token, passed over."""
        token = self.peek()
        if token is None:
            last = self.stream[-1] if self.stream else Token("space", "", 0, 0)
            raise Complaint("syntax", "the formula ends too early", last)
        self.position += 1
        return token

    def sequence(self, closers: frozenset[str], depth: int, *, flat: bool = False) -> list[Node]:
        r"""Nodes up to a closer (not taken), or whatever closes something further out.

        ``flat``: inside parentheses, where ``&`` and ``\\`` only break lines.
        """
        found: list[Node] = []
        while (token := self.peek()) is not None:
            text = meaning(token)
            if text in closers or text in ("}", r"\right", r"\end"):
                break
            if text in ("&", "\\\\"):
                self.take()
                self.row_option(text)
                if not flat:
                    found.append(Leaf(token))
                    continue
                self.ignored.append(token)
                while (blank := self.peek()) is not None and blank.text in INDENTS:
                    self.ignored.append(self.take())
                    self.ignored.extend(self.braced(blank)[1] if blank.text in SPACED else ())
                continue
            if text in ("_", "^", "'", "''"):
                self.script(found, depth)
            else:
                found.extend(self.atom(depth))
        empty = [node for node in found if isinstance(node, Group) and not node.children]
        for node in empty:
            self.ignored.extend(node.own)
        return in_cells([node for node in found if node not in empty] if empty else found)

    def row_option(self, text: str) -> None:
        r"""Pass over ``[2pt]`` after a row's end."""
        ahead = self.stream[self.position : self.position + 8]
        if text != "\\\\" or not ahead or ahead[0].text != "[":
            return
        for count, token in enumerate(ahead):
            inside = "".join(part.text for part in ahead[1:count])
            if token.text == "]" and LENGTH.match(inside):
                self.ignored.extend(ahead[: count + 1])
                self.position += count + 1
                return

    def script(self, found: list[Node], depth: int) -> None:
        """Attach ``_``, ``^`` and primes to the last node."""
        mark = self.take()
        text = meaning(mark)
        last = found.pop() if found else None
        if isinstance(last, Leaf) and (last.text in ("&", "\\\\", r"\quad", r"\qquad")):
            found.append(last)
            last = None
        if not isinstance(last, Script):
            start = mark.start if last is None else last.start
            last = Script(last, None, None, 0, start, mark.end)
        sub, sup, primes = last.sub, last.sup, last.primes
        end = mark.end
        own = (*last.own, mark)
        if text in ("'", "''"):
            primes += len(text)
            if primes > MOST_PRIMES:
                raise Complaint("too-large", f"more than {MOST_PRIMES} primes", mark)
        elif (argument := self.argument(mark, depth)) and text == "^" and only_primes(argument):
            primes, end = primes + len(argument.children), argument.end
            own += tuple(leaves(argument))
        else:
            end = argument.end
            if not argument.children:
                self.ignored.extend((mark, *argument.own))
                found.append(unscripted(last))
                return
            if (sub if text == "_" else sup) is not None:
                which = "subscripts" if text == "_" else "superscripts"
                raise Complaint("syntax", f"two {which}: which is meant? Use braces", mark)
            sub, sup = (argument, sup) if text == "_" else (sub, argument)
        found.append(Script(last.base, sub, sup, primes, last.start, max(end, last.end), own))

    def atom(self, depth: int) -> list[Node]:
        r"""The next node (two for ``\not=`` and the like never; one otherwise)."""
        if depth > DEEPEST:
            raise Complaint("too-deep", f"nested more than {DEEPEST} deep", self.take())
        token = self.take()
        text = meaning(token)
        if text == "{":
            return [self.group(token, depth)]
        if text == r"\left":
            return [self.left(token, depth)]
        if text in (r"\mleft",):
            return [self.left(token, depth)]
        if text in (r"\lvert", r"\lVert") and not closes(self.stream[self.position :], text):
            return [Leaf(replace(token, text=WRITTEN[text]))]  # ``P(A \lvert B)``
        if text in OPENING:
            return [self.fence(token, text, depth)]
        if text == r"\begin":
            return [self.environment(token, depth)]
        if text == r"\not":
            return [self.negated(token)]
        if text in SPACED:
            return self.spacing(token)
        if text == r"\arg" and (joined := self.argument_sign(token)) is not None:
            return [joined]
        if text in RAW:
            return [self.raw(token, text, depth)]
        if text in ARITY and text not in ("{", "}"):
            return [self.command(token, text, depth)]
        return [Leaf(token)]

    def group(self, brace: Token, depth: int) -> Group:
        """``{...}``."""
        children = self.sequence(frozenset({"}"}), depth + 1)
        closer = self.peek()
        if closer is None or closer.text != "}":
            raise Complaint("syntax", "this `{` is never closed", brace)
        self.take()
        return Group(tuple(children), brace.start, closer.end, (brace, closer))

    def fence(self, opener: Token, text: str, depth: int) -> Fenced:
        """``( ... )`` and its kin."""
        wanted = OPENING[text]
        closers = frozenset(key for key, value in CLOSING.items() if value == wanted)
        if wanted in (")", "]"):
            closers |= {")", "]"}
        children = self.sequence(closers, depth + 1, flat=True)
        closer = self.peek()
        if closer is None or meaning(closer) not in closers:
            raise Complaint("syntax", f"this `{opener.text}` is never closed", opener)
        self.take()
        right = CLOSING[meaning(closer)]
        left = WRITTEN.get(text, text)
        own = (opener, closer)
        return doubled(Fenced(left, right, tuple(children), opener.start, closer.end, own))

    def left(self, opener: Token, depth: int) -> Fenced:
        r"""``\left( ... \right)``."""
        first = self.take()
        children = self.sequence(frozenset({r"\right"}), depth + 1, flat=True)
        closer = self.peek()
        if closer is None or meaning(closer) != r"\right":
            raise Complaint("syntax", r"this `\left` has no `\right`", opener)
        self.take()
        last = self.take()
        sides = [WRITTEN.get(meaning(side), BARS.get(meaning(side), CLOSING.get(meaning(side),
                 meaning(side)))) for side in (first, last)]  # fmt: skip
        for side, text in zip((first, last), sides, strict=True):
            if text not in DELIMITERS:
                raise Complaint("syntax", f"`{side.text}` is no bracket", side)
        own = (opener, first, closer, last)
        return doubled(Fenced(sides[0], sides[1], tuple(children), opener.start, last.end, own))

    def environment(self, opener: Token, depth: int) -> Environment:
        r"""``\begin{name} ... \end{name}``."""
        name, own = self.name_in_braces(opener)
        if name in WITH_ARGUMENT and getattr(self.peek(), "text", "{") != "\\\\":
            self.ignored.extend(self.braced(opener)[1])
        elif (token := self.peek()) is not None and token.text == "[":
            while token is not None and token.text != "]":
                self.ignored.append(self.take())
                token = self.peek()
            self.ignored.append(self.take())
        children = self.sequence(frozenset({r"\end"}), depth + 1)
        closer = self.peek()
        if closer is None or closer.text != r"\end":
            raise Complaint("syntax", f"this `\\begin{{{name}}}` has no `\\end`", opener)
        self.take()
        ending, more = self.name_in_braces(closer)
        if ending != name:
            raise Complaint("syntax", f"`\\begin{{{name}}}` ends with `\\end{{{ending}}}`", closer)
        rows, breaks = split_rows(children)
        own = (opener, *own, closer, *more, *breaks)
        return Environment(name, rows, opener.start, more[-1].end, own)

    def name_in_braces(self, after: Token) -> tuple[str, tuple[Token, ...]]:
        """``{name}`` as text."""
        text, own = self.braced(after)
        return text.strip(), own

    def braced(self, after: Token) -> tuple[str, tuple[Token, ...]]:
        """The raw text of ``{...}`` and its tokens, braces included."""
        token = self.peek()
        if token is None or token.text != "{":
            if token is None or after.text in (r"\begin", r"\end"):
                raise Complaint("syntax", f"`{after.text}` needs an argument in braces", after)
            return self.take().text, (token,)
        first = self.position
        depth = 0
        while self.position < len(self.stream):
            depth += {"{": 1, "}": -1}.get(self.stream[self.position].text, 0)
            self.position += 1
            if not depth:
                own = tuple(self.stream[first : self.position])
                return "".join(part.text for part in own[1:-1]), own
        raise Complaint("syntax", f"the argument of `{after.text}` is never closed", after)

    def spacing(self, token: Token) -> list[Node]:
        r"""Pass over ``\hspace{2pt}``; ``\hspace{1in}`` separates as ``\quad`` does."""
        text, own = self.braced(token)
        length = WIDE.fullmatch(text.replace(" ", ""))
        if length is None or token.text in (r"\vspace", r"\color") or (
            float(length[1]) * POINTS[length[2]] < QUAD
        ):  # fmt: skip
            self.ignored.extend((token, *own))
            return []
        end = own[-1].end if own else token.end
        return [Raw(r"\quad", "", token.start, end, (token, *own))]

    def argument_sign(self, token: Token) -> Leaf | None:
        r"""``\arg\min`` and ``\arg\max`` as one sign; None for anything else."""
        other = self.peek()
        if other is None or meaning(other) not in (r"\min", r"\max"):
            return None
        self.ignored.append(token)
        self.take()
        return Leaf(Token("command", r"\arg" + meaning(other)[1:], token.start, other.end))

    def negated(self, token: Token) -> Leaf:
        r"""``\not=`` as ``\neq``, ``\not\in`` as ``\notin``."""
        other = self.take()
        negations = {"=": r"\neq", r"\in": r"\notin", "<": r"\ge", ">": r"\le"}
        if meaning(other) not in negations:
            raise Complaint("not-supported", f"`\\not{other.text}`", token)
        self.ignored.append(token)
        return Leaf(Token("command", negations[meaning(other)], token.start, other.end))

    def raw(self, token: Token, name: str, depth: int) -> Node:
        """A command that takes words; a single letter in a roman font is a letter."""
        text, own = self.braced(token)
        if name in WORDS and not re.fullmatch(r"[A-Za-z][A-Za-z0-9 \-]+", text.strip()):
            self.position -= len(own)
            argument = self.argument(token, depth)
            return Command(name, (argument,), None, token.start, argument.end, (token,))
        return Raw(name, text, token.start, own[-1].end, (token, *own))

    def command(self, token: Token, name: str, depth: int) -> Command:
        """A command with mathematical arguments."""
        own = [token]
        option = None
        ahead = self.peek()
        if name in (r"\sqrt", r"\xrightarrow") and ahead is not None and ahead.text == "[":
            opener = self.take()
            inside = self.sequence(frozenset({"]"}), depth + 1)
            closer = self.take()
            if closer.text != "]":
                raise Complaint("syntax", "this `[` is never closed", opener)
            option = Group(tuple(inside), opener.start, closer.end, (opener, closer))
        arguments = tuple(self.argument(token, depth) for _ in range(ARITY[name]))
        end = arguments[-1].end if arguments else token.end
        return Command(name, arguments, option, token.start, end, tuple(own))

    def argument(self, after: Token, depth: int) -> Group:
        """A group, or one token (of a number: one digit)."""
        token = self.peek()
        if token is None or token.text in ("}", "&", "\\\\", r"\right", r"\end"):
            raise Complaint("syntax", f"`{after.text}` lacks an argument", after)
        if token.text == "{":
            self.take()
            return self.group(token, depth + 1)
        if token.kind == "number" and len(token.text) > 1:
            if after.text in ("^", "_"):
                shown = f"{after.text}{{{token.text}}}"
                raise Complaint("ambiguous", f"more than one digit: `{shown}`, or a space", token)
            first = Token("number", token.text[0], token.start, min(token.start + 1, token.end))
            rest = Token("number", token.text[1:], first.end, token.end)
            self.stream[self.position] = rest
            return Group((Leaf(first),), first.start, first.end)
        nodes = tuple(self.atom(depth + 1))
        end = nodes[-1].end if nodes else token.end
        return Group(nodes, token.start, end)


def split_rows(
    children: list[Node],
) -> tuple[tuple[tuple[tuple[Node, ...], ...], ...], tuple[Token, ...]]:
    """Children as rows of cells, and the tokens that separate them."""
    rows: list[list[list[Node]]] = [[[]]]
    breaks: list[Token] = []
    for child in children:
        if isinstance(child, Leaf) and child.text == "&":
            breaks.append(child.token)
            rows[-1].append([])
        elif isinstance(child, Leaf) and child.text == "\\\\":
            breaks.append(child.token)
            rows.append([[]])
        else:
            rows[-1][-1].append(child)
    if rows[-1] == [[]] and len(rows) > 1:
        rows.pop()
    return tuple(tuple(tuple(cell) for cell in row) for row in rows), tuple(breaks)


def in_cells(nodes: list[Node]) -> list[Node]:
    """Bars paired, but never across the end of a cell or row."""
    found: list[Node] = []
    cell: list[Node] = []
    for node in nodes:
        if isinstance(node, Leaf) and node.text in ("&", "\\\\"):
            found += [*slopes(pair_bars(angled(cell))), node]
            cell = []
        else:
            cell.append(node)
    return [*found, *slopes(pair_bars(angled(cell)))]


def only_primes(group: Group) -> bool:
    r"""Whether a superscript is ``\prime`` and nothing else."""
    return bool(group.children) and all(
        isinstance(node, Leaf) and node.text == r"\prime" for node in group.children
    )
