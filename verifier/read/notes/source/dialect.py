r"""Older, package and web spellings of LaTeX as the ones that the tree is grown from.

Guarantee: only the spelling changes; every token of the result carries the place of what
it stands for, and what is not known here passes unchanged:

    {a \over b}  ->  \frac{a}{b}            {\rm exp}(x)  ->  \mathrm{exp}(x)
    \pdv[2]{f}{x}  ->  \frac{\partial^2 f}{\partial x^2}
    \textcolor{red}{= 5}  ->  = 5           k == i  ->  k = i

Colours, and what else only decorates, leave what they decorate as it stands. Macros of a
note are expanded before, so that its own ``\pdv`` wins. Limits: ``\bf`` reaches to the end
of its braces, letters in scripts left out; ``physics`` without its matrices and brackets.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import TypeAlias

from verifier.read.notes.source.capital_sums import respelt
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.drawn_lines import dashed
from verifier.read.notes.source.escapes import unescaped
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import GREEK_COMMANDS
from verifier.read.notes.source.spellings import (
    BRACED,
    BREAKS,
    CLASSES,
    COLOURED,
    DECORATED,
    DERIVATIVES,
    DIFFERENTIALS,
    DROPPED,
    FRACTIONS,
    INCREMENTS,
    INFIX,
    PAIRS,
    RENAMED,
    SIGNS,
    SPELT,
    STARS,
    SWITCHES,
    TYPED,
    VERBATIM,
    differentiates,
    kind,
    one_command,
    stands_alone,
)
from verifier.read.notes.source.tree import ACCENTS, FONTS


def plain(stream: Sequence[Token]) -> list[Token]:
    """``stream`` in the plain spelling."""
    stream = respelt(unescaped(dashed(stream)))
    doubled = any(token.text + after.text in TYPED and token.end == after.start
                  for token, after in pairwise(stream))  # fmt: skip
    if not doubled and not any(token.text in SPELT for token in stream):
        return stream
    return _Speller(stream).spelt(0, len(stream))


def made(text: str, at: Token, kind: str = "command") -> Token:
    """A token that stands for another one."""
    return Token(kind, text, at.start, at.end)


def in_braces(inside: Sequence[Token], first: Token, last: Token) -> list[Token]:
    """``inside`` between braces."""
    return [made("{", first, "symbol"), *inside, made("}", last, "symbol")]


Work: TypeAlias = Callable[[Token, int, int], tuple[list[Token], int] | None]


class _Speller:
    """Works on a stream whose braces are paired once."""

    def __init__(self, stream: list[Token]) -> None:
        self.stream = stream
        self.close: dict[int, int] = {}
        waiting: dict[str, list[int]] = {opener: [] for opener in PAIRS.values()}
        for place, token in enumerate(stream):
            if token.text in waiting:
                waiting[token.text].append(place)
            elif (opener := PAIRS.get(token.text)) is not None and waiting[opener]:
                self.close[waiting[opener].pop()] = place

    # -- pieces --------------------------------------------------------------------------

    def next(self, place: int, last: int) -> int:
        """The place of the next visible token; ``last`` when there is none."""
        while place < last and self.stream[place].kind == "space":
            place += 1
        return place

    def argument(self, place: int, last: int) -> tuple[int, int, int] | None:
        """Where the argument behind ``place`` begins and ends, and what comes behind it."""
        first = self.next(place, last)
        if first >= last or self.stream[first].text == "}":
            return None
        if self.stream[first].text != "{":
            return first, first + 1, first + 1
        end = self.close.get(first)
        return None if end is None or end >= last else (first + 1, end, end + 1)

    def option(self, place: int, last: int) -> tuple[int, int, int] | None:
        """The same of ``[...]``."""
        first = self.next(place, last)
        if first >= last or self.stream[first].text != "[":
            return None
        end = next((at for at in range(first, last) if self.stream[at].text == "]"), None)
        return None if end is None else (first + 1, end, end + 1)

    def text(self, first: int, last: int) -> str:
        """The visible text of a stretch."""
        return "".join(one.text for one in self.stream[first:last] if one.kind != "space")

    # -- spelling ------------------------------------------------------------------------

    def spelt(self, place: int, last: int) -> list[Token]:
        """The stretch from ``place`` to ``last``."""
        parts: list[list[Token]] = [[]]
        """The tokens so far, cut at each sign that splits its surroundings."""
        cuts: list[Token] = []
        done: list[Token] = []
        while place < last:
            token = self.stream[place]
            if token.text in FRACTIONS:
                cuts.append(token)
                parts.append([])
                place += 1
            elif token.text == "{" and place in self.close:
                found, place = self.group(place, last)
                parts[-1] += found
            elif token.text in (r"\left", r"\begin") and self.close.get(place, last) < last:
                found, place = self.paired(place, last)
                parts[-1] += found
            elif token.text in BREAKS:
                done += [*self.stacked(parts, cuts), token]
                parts, cuts = [[]], []
                place += 1
            else:
                found, place = self.one(place, last)
                parts[-1] += found
        return [*done, *self.stacked(parts, cuts)]

    def paired(self, place: int, last: int) -> tuple[list[Token], int]:
        r"""``\left( ... \right)`` and environments: what is inside stands for itself."""
        end = self.close[place]
        inside = min((self.argument(place + 1, end) or (0, 0, end))[2], end)
        behind = min((self.argument(end + 1, last) or (0, 0, end + 1))[2], last)
        return [*self.stream[place:inside], *self.spelt(inside, end),
                *self.stream[end:behind]], behind  # fmt: skip

    def stacked(self, parts: list[list[Token]], cuts: list[Token]) -> list[Token]:
        r"""``a \over b`` as a fraction."""
        if not cuts:
            return parts[0]
        if len(cuts) > 1:
            raise Complaint("syntax", f"two `{cuts[0].text}` in one group: use braces", cuts[1])
        return [made(FRACTIONS[cuts[0].text], cuts[0]), *(
            token for part in parts
            for token in in_braces(part, (part or cuts)[0], (part or cuts)[-1]))]  # fmt: skip

    def group(self, place: int, last: int) -> tuple[list[Token], int]:
        """``{...}``, opened where only a colour or a font makes it a group."""
        end = self.close[place]
        first = self.next(place + 1, end)
        inside = self.spelt(place + 1, end)
        token = self.stream[first]
        splice = first < end and (
            (token.text == r"\color" and not self.scripted(end + 1, last))
            or (token.text in SWITCHES and one_command(inside))
        )
        shown = [one.text for one in inside if one.kind != "space"]
        splice = splice or (differentiates(shown) and not self.scripted(end + 1, last))
        if splice or (len(shown) == 1 and shown[0] in INFIX and not self.behind_script(place)):
            return inside, end + 1
        return [self.stream[place], *inside, self.stream[end]], end + 1

    def behind_script(self, place: int) -> bool:
        """Whether the group at ``place`` stands above or below something."""
        while place and self.stream[place - 1].kind == "space":
            place -= 1
        return bool(place) and self.stream[place - 1].text in ("^", "_")

    def scripted(self, place: int, last: int) -> bool:
        """Whether a script comes next."""
        place = self.next(place, last)
        return place < last and self.stream[place].text in ("^", "_", "'")

    def one(self, place: int, last: int) -> tuple[list[Token], int]:
        """One token, or one command with what belongs to it."""
        token = self.stream[place]
        text = token.text
        after = self.stream[place + 1] if place + 1 < last else token
        if (spelling := TYPED.get(text + after.text)) and after.start == token.end:
            return [Token("symbol", spelling, token.start, after.end)], place + 2
        if text in STARS and place + 1 < last and self.stream[place + 1].text == "*":
            place += 1
        for names, work in self.works():
            if text in names:
                found = work(token, place + 1, last)
                if found is not None:
                    return found
        if text in VERBATIM and (words := self.argument(place + 1, last)) is not None:
            return self.stream[place : words[2]], words[2]
        if text in RENAMED:
            return [made(one, token, kind(one)) for one in RENAMED[text].split()], place + 1
        return ([] if text in DROPPED else [token]), place + 1

    def works(
        self,
    ) -> tuple[tuple[Collection[str], Callable[..., tuple[list[Token], int] | None]], ...]:
        """What is done with which commands."""
        return (
            (COLOURED, self.coloured), ((r"\color",), self.colour), (SWITCHES, self.switch),
            (DECORATED, self.decorated), ((r"\bbox",), self.box), (CLASSES, self.classed),
            (DERIVATIVES, self.derivative), (DIFFERENTIALS, self.differential),
            ((r"\mbox", r"\hbox", r"\text"), self.formula), ((r"\xlongequal",), self.long_equal),
            (BRACED, self.braced_sign), (INCREMENTS, self.increment),
        )  # fmt: skip

    def coloured(self, token: Token, place: int, last: int) -> tuple[list[Token], int] | None:
        r"""``\textcolor{red}{...}``."""
        model = self.option(place, last)
        name = self.argument(model[2] if model else place, last)
        body = self.argument(name[2], last) if name else None
        return None if body is None else self.body(token, body, last)

    def body(self, token: Token, body: tuple[int, int, int], last: int) -> tuple[list[Token], int]:
        """What is decorated: as it stands, in braces where a script follows."""
        inside = self.spelt(body[0], body[1])
        if self.scripted(body[2], last):
            inside = in_braces(inside, token, self.stream[body[1] - 1])
        return inside, body[2]

    def colour(self, token: Token, place: int, last: int) -> tuple[list[Token], int] | None:
        r"""``\color{red}``; a group right behind it is what it colours."""
        model = self.option(place, last)
        name = self.argument(model[2] if model else place, last)
        if name is None:
            return None
        following = self.next(name[2], last)
        if following < last and self.stream[following].text == "{":
            body = self.argument(name[2], last)
            return None if body is None else self.body(token, body, last)
        return [], name[2]

    def switch(self, token: Token, place: int, last: int) -> tuple[list[Token], int]:
        r"""``\rm exp``, ``\bf x``: the letters that it reaches, one by one; words in roman."""
        font = made(SWITCHES[token.text], token)
        first = self.next(place, last)
        if first < last and self.stream[first].text == "{":
            return [font], place
        if token.text == r"\rm":
            end = first
            while end < last and self.stream[end].kind == "letter":
                end += 1
            word = self.stream[first:end]
            return ([font, *in_braces(word, word[0], word[-1])] if word else []), end
        found: list[Token] = []
        inner = 0
        script = False
        while place < last:
            one = self.stream[place]
            inner += {"{": 1, "}": -1}.get(one.text, 0)
            greek = token.text == r"\boldmath" and one.kind == "command" and len(one.text) > 2
            if (one.kind == "letter" or greek) and not inner and not script:
                found += [font, *in_braces([one], one, one)]
            else:
                found.append(one)
            script = one.text in ("_", "^") or (script and one.kind == "space")
            place += 1
        return found, last

    def decorated(self, token: Token, place: int, last: int) -> tuple[list[Token], int] | None:
        r"""``\class{c}{...}``."""
        name = self.argument(place, last)
        body = self.argument(name[2], last) if name else None
        return None if body is None else self.body(token, body, last)

    def box(self, token: Token, place: int, last: int) -> tuple[list[Token], int] | None:
        r"""``\bbox[5px]{...}``."""
        option = self.option(place, last)
        body = self.argument(option[2] if option else place, last)
        return None if body is None else self.body(token, body, last)

    def classed(self, token: Token, place: int, last: int) -> tuple[list[Token], int] | None:
        r"""``\mathop{}`` is nothing, ``\mathrel{=}`` its sign."""
        body = self.argument(place, last)
        if body is None:
            return None
        text = self.text(body[0], body[1])
        if not text or text.startswith((r"\phantom{", r"\hphantom{")):
            return [], body[2]
        return (self.spelt(*body[:2]), body[2]) if stands_alone(token.text, text) else None

    def long_equal(self, token: Token, place: int, last: int) -> tuple[list[Token], int] | None:
        r"""``\xlongequal{(a)}``."""
        option = self.option(place, last)
        body = self.argument(option[2] if option else place, last)
        return None if body is None else ([made("=", token, "symbol")], body[2])

    def braced_sign(self, token: Token, place: int, last: int) -> tuple[list[Token], int] | None:
        r"""``\underbrace{=}_{(a)}`` is its sign."""
        body = self.argument(place, last)
        if body is None or self.text(body[0], body[1]) not in SIGNS:
            return None
        sign, place = self.spelt(body[0], body[1]), body[2]
        mark = self.next(place, last)
        if mark < last and self.stream[mark].text in ("_", "^"):
            remark = self.argument(mark + 1, last)
            place = remark[2] if remark else place
        return sign, place

    def formula(self, token: Token, place: int, last: int) -> tuple[list[Token], int] | None:
        r"""``\mbox{\boldmath$x$\unboldmath}`` and ``\mbox{$x$}``: the formula in it."""
        body = self.argument(place, last)
        if body is None:
            return None
        shown = [at for at in range(body[0], body[1]) if self.stream[at].kind != "space"]
        bold = bool(shown) and self.stream[shown[0]].text == r"\boldmath"
        inner = [at for at in shown if self.stream[at].text not in (r"\boldmath", r"\unboldmath")]
        dollars = [at for at in inner if self.stream[at].text == "$"]
        if len(dollars) != 2 or inner[0] != dollars[0] or inner[-1] != dollars[1]:
            return None
        inside = self.spelt(dollars[0] + 1, dollars[1])
        group = in_braces(inside, token, self.stream[body[1] - 1])
        return ([made(r"\boldsymbol", token), *group] if bold else group), body[2]

    def differential(self, token: Token, place: int, last: int) -> tuple[list[Token], int]:
        r"""``\dd{x}`` and ``\dd x``."""
        body = self.argument(place, last)
        sign = made("d", token, "letter")
        if body is None:
            return [sign], place
        return [sign, *self.spelt(body[0], body[1])], body[2]

    def increment(self, token: Token, place: int, last: int) -> tuple[list[Token], int] | None:
        r"""``\Delta x``: a letter of its own; a Delta before anything else stands for itself."""
        first = self.next(place, last)
        if first >= last:
            return None
        following = self.stream[first]
        letter = following.kind == "letter" or following.text in GREEK_COMMANDS
        marked = following.text in FONTS | ACCENTS | {"{"}
        body = self.argument(first + 1 if marked and following.text != "{" else first, last)
        if not (letter or marked) or body is None:
            return None
        if following.text == "{" and token.text == r"\Delta" and body[1] - body[0] > 1:
            return None
        inside = self.spelt(*(body[:2] if following.text == "{" else (first, body[2])))
        return [made(r"\varDelta", token), *in_braces(inside, token, token)], body[2]

    def derivative(self, token: Token, place: int, last: int) -> tuple[list[Token], int] | None:
        r"""``\pdv{f}{x}``, ``\dv[2]{f}{x}``, ``\pdv{x}``, ``\pdv{f}{x}{y}``."""
        option = self.option(place, last)
        place = option[2] if option else place
        given: list[tuple[int, int, int]] = []
        most = 3 if DERIVATIVES[token.text] == r"\partial" else 2
        while len(given) < most and (body := self.argument(place, last)) is not None:
            if given and body[0] == body[2] - 1:
                break  # a single token behind the braces stands for itself
            given.append(body)
            place = body[2]
        if not given:
            return None
        of, *by = given if len(given) > 1 else (None, given[0])
        sign = self.sign(token)
        letters = [part for one in by if one for part in self.listed(one[0], one[1])]
        power = self.spelt(option[0], option[1]) if option else []
        count = power or ([made(str(len(letters)), token, "number")] if len(letters) > 1 else [])
        raised = [made("^", token, "symbol"), *in_braces(count, token, token)] if count else []
        above = [sign, *raised, *(self.spelt(of[0], of[1]) if of else [])]
        below: list[Token] = []
        for part in letters:
            below += [sign, *part, *(raised if len(letters) == 1 else [])]
        return [made(r"\frac", token), *in_braces(above, token, token),
                *in_braces(below, token, token)], place  # fmt: skip

    def sign(self, token: Token) -> Token:
        r"""``\partial`` or ``d``."""
        text = DERIVATIVES[token.text]
        return made(text, token, "command" if text.startswith("\\") else "letter")

    def listed(self, first: int, last: int) -> list[list[Token]]:
        """The variables of a derivative, between commas."""
        found: list[list[Token]] = [[]]
        for token in self.spelt(first, last):
            if token.text == "," and token.kind == "symbol":
                found.append([])
            else:
                found[-1].append(token)
        return found
