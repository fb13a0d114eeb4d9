r"""Macros that a note defines for itself: ``\newcommand``, ``\def``, ``\DeclareMathOperator``.

Guarantee: a use is replaced by its body with the arguments put in; every token of the
result carries the place of the use, so that messages point at what the author wrote.
Expansion is bounded in depth and size (``Complaint``), so that no macro can blow up.
Limits: no delimited arguments, no conditionals; what a display defines holds everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verifier.read.notes.source.broken_brackets import joined
from verifier.read.notes.source.complaint import Complaint, Place
from verifier.read.notes.source.dialect import plain
from verifier.read.notes.source.lexer import Token, tokens

HEAD = re.compile(
    r"\\(?:(?P<new>(?:re)?newcommand|providecommand|DeclareMathOperator)(?P<star>\*?)\s*"
    r"(?:\{\s*(?P<braced>\\?[A-Za-z]+)\s*\}|(?P<bare>\\[A-Za-z]+))\s*"
    r"(?:\[(?P<count>[0-9])\])?\s*(?:\[(?P<default>[^\]\n]{0,200})\])?"
    r"|DeclarePairedDelimiter\s*\{?\s*(?P<pair>\\[A-Za-z]+)\s*\}?\s*\{(?P<left>[^{}]*)\}\s*"
    r"|def\s*(?P<def>\\[A-Za-z]+)(?P<parameters>(?:\#[1-9])*))\s*\{"
)
DEEPEST, MOST = 40, 60_000


@dataclass(frozen=True)
class Macro:
    """``parameters`` arguments, the first optional when ``default`` is not None."""

    parameters: int
    body: tuple[Token, ...]
    default: tuple[Token, ...] | None = None
    starred: bool = False
    """Whether a star behind it says nothing here: ``\\norm*{x}`` of a pair of delimiters."""


def collect(text: str) -> tuple[dict[str, Macro], list[Place]]:
    """The macros that ``text`` defines (the last definition of a name counts) and their places."""
    found: dict[str, Macro] = {}
    places: list[Place] = []
    position = 0
    closers: dict[int, int] | None = None
    while (match := HEAD.search(text, position)) is not None:
        closers = pairs(text) if closers is None else closers
        close = closers.get(match.end() - 1)
        position = match.end() if close is None else close + 1
        if close is None:
            continue
        body = tuple(tokens(text, match.end(), close))
        if match["pair"]:
            found[match["pair"]] = delimiters(match["left"], body)
        elif match["def"]:
            found[match["def"]] = Macro(match["parameters"].count("#"), body)
        else:
            name = "\\" + (match["braced"] or match["bare"]).lstrip("\\")
            if match["new"] == "DeclareMathOperator":
                body = tuple(tokens(f"\\operatorname{{{text[match.end() : close]}}}"))
            default = None if match["default"] is None else tuple(tokens(match["default"]))
            found[name] = Macro(int(match["count"] or 0), body, default)
        places.append(Place(match.start(), position))
    renamings(text, found, places)
    return found, sorted(places, key=lambda place: place.start)


def delimiters(left: str, right: tuple[Token, ...]) -> Macro:
    r"""``\DeclarePairedDelimiter{\norm}{\lVert}{\rVert}`` as a macro with one argument."""
    before = tokens(rf"\left{left} " if left.strip() else "")
    after = [*tokens(r"\right"), *right] if left.strip() else []
    return Macro(1, (*before, *tokens("#1"), *after), starred=True)


LET = re.compile(r"\\let\s*(?P<new>\\[A-Za-z]+)\s*=?\s*(?P<old>\\[A-Za-z]+|[^\s\\])")


def renamings(text: str, found: dict[str, Macro], places: list[Place]) -> None:
    r"""``\let\eps\varepsilon``: the meaning that the old name has without the macros of a note."""
    for match in LET.finditer(text):
        (old,) = tokens(match["old"])
        known = found.get(match["old"])
        again = known is not None and any(part.text == match["new"] for part in known.body)
        found[match["new"]] = Macro(0, (Token("primitive", old.text, 0, 0),)) if (
            known is None or again) else known  # fmt: skip
        places.append(Place(match.start(), match.end()))


BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
LONGEST_TITLE = 2000


def pairs(text: str) -> dict[int, int]:
    """Where each opening brace closes; one pass."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for match in BRACES.finditer(text):
        piece = match.group()
        if piece == "{":
            waiting.append(match.start())
        elif piece == "}" and waiting:
            found[waiting.pop()] = match.start()
    return found


def closing(text: str, opening: int) -> int | None:
    """The offset of the brace that closes the one at ``opening``, if it is not far."""
    depth = 0
    position = opening
    limit = min(len(text), opening + LONGEST_TITLE)
    while position < limit:
        character = text[position]
        if character == "\\":
            position += 1
        elif character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if not depth:
                return position
        position += 1
    return None


QUOTED = re.compile(r"(?:[ \t]*>)+")


def shown(text: str, start: int, end: int, defined: Sequence[Place]) -> list[Token]:
    """The tokens of ``text[start:end]`` without the definitions and the marks of a quotation."""
    away = [(one.start, one.end) for one in defined if start <= one.start < end]
    first = text.rfind("\n", 0, start) + 1
    marks = QUOTED.match(text, first, max(start, first))
    if marks is not None:
        line = re.compile(rf"(?<=\n)(?:[ \t]*>){{1,{marks.group().count('>')}}}")
        away += [match.span() for match in line.finditer(text, start, end)]
    return [token for token in tokens(text, start, end)
            if not any(low <= token.start < high for low, high in away)]  # fmt: skip


def expand(stream: list[Token], macros: dict[str, Macro]) -> list[Token]:
    """``stream`` with every use of a macro replaced, in the plain spelling.

    Raises ``Complaint`` when it explodes.
    """
    return plain(joined(replaced(stream, macros)))


def replaced(stream: list[Token], macros: dict[str, Macro]) -> list[Token]:
    """``stream`` with every use of a macro replaced; raises ``Complaint`` when it explodes."""
    if not macros or not any(token.text in macros for token in stream):
        return stream
    done: list[Token] = []
    waiting: list[tuple[Token, int]] = [(token, 0) for token in reversed(stream)]
    steps = 0
    while waiting:
        token, depth = waiting.pop()
        macro = macros.get(token.text) if token.kind == "command" else None
        if macro is None:
            done.append(token)
            continue
        steps += 1
        if depth >= DEEPEST or len(waiting) + len(done) > MOST or steps > MOST:
            raise Complaint("too-deep", f"`{token.text}` expands without end", token)
        found = instance(macro, token, waiting)
        waiting.extend((part, depth + 1) for part in reversed(found))
    return done


def instance(macro: Macro, use: Token, waiting: list[tuple[Token, int]]) -> list[Token]:
    """The body of ``macro`` with its arguments taken off ``waiting``."""
    arguments: list[list[Token]] = []
    if macro.starred and waiting and waiting[-1][0].text == "*":
        waiting.pop()
    for place in range(macro.parameters):
        if place == 0 and macro.default is not None:
            option = optional(waiting)
            arguments.append(list(macro.default) if option is None else option)
        else:
            arguments.append(argument(use, waiting))
    result: list[Token] = []
    body = iter(macro.body)
    for token in body:
        if token.text == "#":
            digit = next(body, None)
            number = digit.text if digit is not None else ""
            if not number.isdecimal() or not 1 <= int(number[0]) <= len(arguments):
                raise Complaint("syntax", f"`{use.text}` has no argument #{number}", use)
            assert digit is not None
            result.extend(arguments[int(number[0]) - 1])
            if number[1:]:
                result.append(Token("number", number[1:], use.start, use.end))
            if len(result) > MOST:
                raise Complaint("too-deep", f"`{use.text}` expands without end", use)
        else:
            result.append(Token(token.kind, token.text, use.start, use.end))
    return result


def optional(waiting: list[tuple[Token, int]]) -> list[Token] | None:
    """The tokens of ``[...]`` when that comes next."""
    if not waiting or waiting[-1][0].text != "[":
        return None
    waiting.pop()
    inside: list[Token] = []
    while waiting:
        token, _ = waiting.pop()
        if token.text == "]":
            return inside
        inside.append(token)
    return inside


def argument(use: Token, waiting: list[tuple[Token, int]]) -> list[Token]:
    """The next token, or the next group: with its braces, unless it has cells or rows."""
    while waiting and waiting[-1][0].kind == "space":
        waiting.pop()
    if not waiting:
        raise Complaint("syntax", f"`{use.text}` lacks an argument", use)
    token, _ = waiting.pop()
    if token.text != "{":
        return [token]
    depth, inside = 1, [token]
    while waiting and depth:
        token, _ = waiting.pop()
        depth += {"{": 1, "}": -1}.get(token.text, 0)
        inside.append(token)
    if depth:
        raise Complaint("syntax", f"an argument of `{use.text}` is never closed", use)
    return inside[1:-1] if parted(inside) else inside


def parted(group: Sequence[Token]) -> bool:
    r"""Whether a group has cells or rows of its own: they are those of the matrix around it."""
    depth = 0
    for token in group[1:-1]:
        depth += {"{": 1, "}": -1, r"\begin": 1, r"\end": -1}.get(token.text, 0)
        if not depth and token.text in ("&", "\\\\", r"\cr"):
            return True
    return False
