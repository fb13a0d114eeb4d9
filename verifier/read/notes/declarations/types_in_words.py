r"""Types in words: ``$A$ be an $m \times n$ matrix``, ``$a$ and $b$ be constants``.

Guarantee: a name of which the words beside it say what it is gets the set that they name,

    an $m \times n$ matrix, a vector in $\mathbb{R}^n$, an $n$-dimensional vector, a matrix of
    size $n$, a scalar, a constant, a natural number, an integer, a complex number, the number
    of samples, a differentiable function (of $x$), functions,

written behind it as ``\in \mathbb{R}^{m \times n}`` and so on; the other words stay, so that
``a symmetric matrix of size $n$`` is symmetric. Nothing is said where words are unknown.
Limits: English; real numbers unless words say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Quantity
from verifier.read.notes.source import names
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.lexer import Token
from verifier.read.notes.source.names import head_of, split
from verifier.read.notes.source.prose import Formula
from verifier.read.notes.source.tree import Command, Fenced, Group, Leaf, Node, Script, text_of
from verifier.terms import Sort, Variable

BE = r"\s*,?\s*(?:(?:be|is|are|denotes?|being)\b\s*)?"
KINDS = (
    r"(?:real|square|symmetric|orthogonal|invertible|diagonal|positive|negative|nonnegative|"
    r"non-negative|nonzero|non-zero|definite|semidefinite|fixed|arbitrary|given|constant|column|"
    r"row|unit|one-hot|known|unknown|some|any|two|three|small|large|strictly|positive-definite|"
    r"non-singular|nonsingular|upper|lower|triangular|idempotent|skew-symmetric|weight|bias|data|"
    r"input|output|feature|parameter|design|target|label|model|hidden|standard|binary|finite)"
)
WORDS = rf"(?:{KINDS}(?:[\s,]+(?:and\s+)?|$))*"
ARTICLE = r"(?:(?:an?|the|some)(?:\s+|$))?"
MATRIX, VECTOR = r"matri(?:x|ces)\b", r"(?:vectors?|points?|elements?)\b"
SIZED = re.compile(rf"{BE}{ARTICLE}{WORDS}$")
"""Words before a size: ``be a real``."""
SAYS = re.compile(r"\s*(?:be|is|are|denotes?|being|an?|the|some|scalars?|constants?)\b")
"""Words that say what the name before them is."""
AND = re.compile(r",|(?:,\s*)?(?:and(?:\s+of)?|as well as|with (?:the )?parameters?)")
"""Words between the letters that a function is of."""
BARE = re.compile(r"\s*(?:be|is|are|being)\s*$")
INSIDE = re.compile(rf"{BE}{ARTICLE}{WORDS}(?:{MATRIX}|{VECTOR})\s+(?:in|of|from)\s*$")
OF_SIZE = re.compile(
    rf"{BE}{ARTICLE}{WORDS}(?P<what>matri(?:x|ces)|vectors?)\s+(?:of|with)\s+"
    r"(?:size|shape|length|dimensions?|order)\s*$"
)
NUMBER = re.compile(
    rf"{BE}{ARTICLE}{WORDS}(?P<what>scalars?|constants?|reals?|numbers?|parameters?|variables?|"
    r"coefficients?|natural numbers?|(?:positive |non-?negative )?integers?|complex numbers?|"
    r"whole numbers?|(?:real|scalar)(?:-valued)? (?:numbers?|variables?|constants?|parameters?))"
    r"(?![\w-]|\s+(?:of|for|functions?|fields?|matri|vectors?|products?|multiples?|random))"
)
AMONG = re.compile(
    rf"{BE}{ARTICLE}{WORDS}(?:scalars?|constants?|reals?|numbers?|values?|integers?)\s+(?:in|from)\s*$"
)
COUNTED = (
    r"(?:training |data |hidden |input |output |time )*(?:samples?|examples?|class(?:es)?|"
    r"features?|points?|observations?|layers?|units?|neurons?|inputs?|outputs?|dimensions?|parameters?|rows?|"
    r"columns?|steps?|terms?|categories|clusters?|components?|tokens?|words|iterations?|epochs?|"
    r"nodes?|states?|actions?|data)"
)
COUNT = re.compile(rf"{BE}the\s+(?:total\s+)?(?:number|count)\s+of\s+{COUNTED}\b")
FUNCTION = re.compile(
    rf"{BE}(?:(?:an?|the|some|two|any)\s+)?(?:(?:(?:twice|continuously|real|scalar|arbitrary|"
    r"infinitely|sufficiently)(?:[- ]valued)?\s+)*(?:differentiable|smooth|continuous|arbitrary|"
    r"real-valued|scalar)\s+)*functions?(?P<of>\s+of(?:\s+(?:the\s+)?(?:time|position|variable))?\s*$)"
    rf"|{BE}(?:(?:an?|the|some|two|any)\s+)?(?:(?:(?:twice|continuously|real|scalar|arbitrary|"
    r"infinitely|sufficiently)(?:[- ]valued)?\s+)*(?:differentiable|smooth|continuous|arbitrary|"
    r"real-valued|scalar)\s+)+functions?\b"
)
SMOOTH = re.compile(rf"{BE}(?:(?:twice|continuously|infinitely)\s+)*(?:differentiable|smooth)\b")
OUTCOMES = re.compile(
    rf"{BE}{ARTICLE}(?:discrete\s+)?(?:probability\s+)?distributions?\s+(?:over|on)\s*$"
)
UP, UNEQUAL = ("<", r"\le", r"\leq", r"\leqslant"), (r"\ne", r"\neq")
DOWN = (">", r"\ge", r"\geq", r"\geqslant")
RANDOM = re.compile(r"\b(?:random|independent|i\.?\s?i\.?\s?d|distribut|events?|sets?)")


def typed(ctx: Context, formulas: Sequence[Formula]) -> list[Formula]:
    """The formulas of a **Let**, with the sets that words say behind the names."""
    found: list[Formula] = []
    rest = list(formulas)
    while rest:
        formula = rest.pop(0)
        ahead = rest[0] if rest else None
        made, formula, used = named_entries(formula, ahead)
        found += made
        if used:
            rest.pop(0)
            ahead = rest[0] if rest else None
        if ahead is not None and FUNCTION.match(formula.behind.lower()):
            formula = without_calls(formula, ahead)
        listed = names_only(formula.nodes)
        words = formula.behind.lower()
        if RANDOM.search(words) and not OUTCOMES.match(words):
            found.append(formula)
        elif not listed:
            found += compared(ctx, formula)
        elif ahead is not None and (space := outcomes(formula, ahead)) is not None:
            rest.pop(0)
            found.append(replace(with_set(formula, space), behind="be a distribution"))
        elif one_each(found, formula, rest):
            found.append(formula)
        elif ahead is not None and (space := sized(formula, ahead)) is not None:
            rest.pop(0)
            behind = f"{formula.behind} {ahead.behind}"
            found.append(replace(with_set(formula, space), behind=behind, end=ahead.end))
        elif ahead is not None and AMONG.match(words):
            rest.pop(0)
            found.append(replace(with_set(formula, ahead.nodes), behind=ahead.behind))
        elif (set_ := in_words(words)) is not None and unknown(ctx, formula, set_):
            found.append(with_set(formula, [letter(set_, formula.end)]))
        elif (match := FUNCTION.match(words) or SMOOTH.match(words)) is not None:
            of = (
                ahead if ahead is not None and (match.groupdict().get("of") or "").strip() else None
            )
            if of is not None:
                rest.pop(0)
            found += functions(ctx, formula, more_arguments(of, rest))
        else:
            found.append(formula)
    return found


def named_entries(formula: Formula, ahead: Formula | None) -> tuple[list[Formula], Formula, bool]:
    r"""``u = u(x)`` and ``x = (x_1, \dots, x_n)^\top`` as ``u`` and ``x \in \mathbb{R}^n``.

    ``A = (a_{ij})`` is ``A = a`` for a matrix a that is declared before it.
    """
    nodes = formula.nodes
    texts = [text_of(node) for node in nodes]
    if len(nodes) < 3 or texts[1] != "=" or head_of(nodes[0]) is None:
        return [], formula, False
    if len(nodes) == 4 and texts[2] == texts[0] and isinstance(nodes[3], Fenced):
        return [], replace(formula, nodes=nodes[:1]), False
    fence = nodes[2].base if isinstance(nodes[2], Script) else nodes[2]
    parts_ = split(fence.children, (",", "&")) if isinstance(fence, Fenced) else []
    whole = isinstance(nodes[2], Script) and nodes[2].sub is not None
    first = parts_[0][0] if parts_ else None
    counted = isinstance(first, Script) and first.sub is not None and (
        text_of(first.sub).strip("{}") == "1")  # fmt: skip
    entries = [part[0] for part in parts_ if len(part) == 1 and isinstance(part[0], Script)]
    if whole or not entries or entries[-1].base is None or entries[-1].sub is None:
        return [], formula, False
    letters = {text_of(entry.base) for entry in entries if entry.base is not None}
    behind, used = nodes[3:], False
    if not behind and ahead is not None:
        behind = tuple(membership(formula, ahead))
        used = bool(behind)
    name = bare(texts[0])
    if len(parts_) == 1 and len(entries[0].sub.children if entries[0].sub else ()) == 2 and (
        letters == {name.lower()} != {name} and behind
    ):  # fmt: skip
        made = replace(formula, nodes=(entries[-1].base, *behind), behind="")
        alias = (nodes[0], nodes[1], entries[-1].base)
        return [made], replace(formula, nodes=alias), used
    dots = len(parts_) > 2 and any(names.dotted_names(part) for part in parts_)
    if not dots or not counted or {bare(one) for one in letters} != {name}:
        return [], formula, False
    size = entries[-1].sub.children
    whole_ = (nodes[0], *(behind or (leaf(r"\in", formula.end), *real([size], formula))))
    return [], replace(formula, nodes=whole_), used


def membership(formula: Formula, ahead: Formula) -> list[Node]:
    """What stands in words behind a formula, as a membership."""
    space = sized(formula, ahead)
    return [] if space is None else [leaf(r"\in", formula.end), *space]


def compared(ctx: Context, formula: Formula) -> list[Formula]:
    r"""``n \ge 1 be an integer``, ``z \ne 0 be a complex number``: the numbers, then the bounds."""
    words = formula.behind.lower()
    match, kind = NUMBER.match(words), in_words(words)
    sides = split(formula.nodes, (*UP, *DOWN, *UNEQUAL))
    names_ = [part for side in sides for part in split(side, (",",)) if not is_number(part)]
    if match is None or kind is None or kind == "R" or len(sides) < 2 or not names_ or not all(
        len(part) == 1 and head_of(part[0]) is not None for part in names_
    ):  # fmt: skip
        return [formula]
    signs = {text_of(node) for node in formula.nodes} & {*UP, *DOWN, *UNEQUAL}
    if kind == "C" and not signs <= {*UNEQUAL}:
        raise Complaint("declaration", "a complex number is not more or less than another",
                        formula.nodes[0])  # fmt: skip
    lowest = sides[0] if signs <= {*UP} else sides[-1] if signs <= {*DOWN} else ()
    least = text_of(lowest[0]) if len(lowest) == 1 else ""
    if kind == "Z" and least.isdigit() and (int(least) > 0 or signs <= {"<", ">"}):
        kind = "N"
    new = [part[0] for part in names_ if (head := head_of(part[0])) is not None
           and ctx.scope.fitting(head) is None]  # fmt: skip
    nodes = [node for one in new for node in (leaf(",", one.start, "symbol"), one)][1:]
    numbers = replace(formula, nodes=tuple(nodes), behind="")
    return [*([with_set(numbers, [letter(kind, formula.start)])] if new else []), formula]


def is_number(nodes: Sequence[Node]) -> bool:
    """Whether digits stand there, with a sign or without."""
    texts = [text_of(node) for node in nodes]
    return len(texts) in (1, 2) and texts[0 : len(texts) - 1] in ([], ["-"]) and (
        texts[-1].replace(".", "", 1).isdigit())  # fmt: skip


def outcomes(formula: Formula, ahead: Formula) -> list[Node] | None:
    r"""``a probability distribution over $\{1, \dots, K\}$``: a vector of K probabilities."""
    if OUTCOMES.match(formula.behind.lower()) is None:
        return None
    node = ahead.nodes[0] if len(ahead.nodes) == 1 else None
    if isinstance(node, Fenced) and node.left == r"\{":
        inside = split(node.children, (",",))
        counts = len(inside) > 2 and text_of(inside[0][0]) == "1" and any(
            names.dotted_names(part) for part in inside)  # fmt: skip
        return real([inside[-1]], ahead) if counts else None
    if node is not None and re.match(r"\s*(?:outcomes|classes|categories|states|symbols|values)",
                                     ahead.behind.lower()):  # fmt: skip
        return real([[node]], ahead)
    return None


def bare(name: str) -> str:
    """A letter without its font."""
    return re.sub(r"\\(?:mathbf|boldsymbol|vec|bm|mathrm)\{(.*)\}", r"\1", name)


def one_each(before: Sequence[Formula], formula: Formula, rest: Sequence[Formula]) -> bool:
    """Whether several names are in as many sets: ``x and y be vectors in A and B``."""
    several = len(split(formula.nodes, (",",))) > 1 or bool(
        before and before[-1].behind.strip() in ("and", ",") and names_only(before[-1].nodes)
    )
    inside = INSIDE.match(formula.behind.lower()) or AMONG.match(formula.behind.lower())
    sets = [is_space(one.nodes) or (len(one.nodes) == 1 and isinstance(one.nodes[0], Fenced))
            for one in rest[:2]]  # fmt: skip
    return several and inside is not None and sets == [True, True]


def names_only(nodes: Sequence[Node]) -> bool:
    """Whether a formula lists names of which it says nothing."""
    return bool(nodes) and all(
        len(part) == 1 and head_of(part[0]) is not None for part in split(nodes, (",",))
    )


def without_calls(formula: Formula, of: Formula) -> Formula:
    r"""``x(t), y(t)`` be functions of t as ``x, y``."""
    kept: list[Node] = []
    for part in split(formula.nodes, (",",)):
        call = len(part) == 2 and isinstance(part[1], Fenced) and (
            text_of(part[1]) == f"({''.join(map(text_of, of.nodes))})")  # fmt: skip
        if not call or head_of(part[0]) is None:
            return formula
        kept += [*([leaf(",", part[0].start, "symbol")] if kept else []), part[0]]
    return replace(formula, nodes=tuple(kept))


def unknown(ctx: Context, formula: Formula, set_: str) -> bool:
    """Whether no name of a list is declared, or all as real numbers and now as others."""
    heads = [head_of(part[0]) for part in split(formula.nodes, (",",))]
    known = [None if head is None else ctx.scope.symbols.get(head.name) for head in heads]
    other = set_ != "R" and all(
        isinstance(one, Quantity) and not one.defined and isinstance(one.owner, Variable)
        and one.owner.sort is Sort.REAL for one in known
    )  # fmt: skip
    return other or (None not in heads and not any(known))


def sized(formula: Formula, ahead: Formula) -> list[Node] | None:
    r"""The set that the size in the next formula makes: ``an $m \times n$ matrix``."""
    words, behind = formula.behind.lower(), ahead.behind.lower()
    if re.search(r"\b(?:complex|quaternion)", words + behind) or re.match(
        r"\s*(?:-?dimensional\s+)?(?:matri(?:x|ces)|vectors?)\s+(?:over|on)\b", behind
    ):  # fmt: skip
        return None  # of other numbers
    factors = split(ahead.nodes, (r"\times",))
    plain = all(factors) and not any(
        text_of(node) in ("=", r"\in", ",", "<", ">") for node in ahead.nodes
    )
    if INSIDE.match(words) and is_space(ahead.nodes):
        return list(ahead.nodes)
    if not plain or is_space(ahead.nodes):
        return None
    if (match := OF_SIZE.match(words)) is not None:
        square = match["what"].startswith("matri") and len(factors) == 1
        return real([*factors, *factors] if square else factors, ahead)
    if len(factors) == 2 and SIZED.match(words) and (
        re.match(rf"\s*{WORDS}{MATRIX}", behind) or BARE.match(words)
    ):  # fmt: skip
        return real(factors, ahead)
    if len(factors) == 1 and SIZED.match(words) and re.match(
        rf"\s*-?\s*dimensional\s+{WORDS}{VECTOR}|\s*-\s*{VECTOR}", behind
    ):  # fmt: skip
        return real(factors, ahead)
    return None


def is_space(nodes: Sequence[Node]) -> bool:
    r"""Whether ``\mathbb{R}^n`` stands alone."""
    node = nodes[0] if len(nodes) == 1 else None
    base = node.base if isinstance(node, Script) else node
    return (isinstance(base, Command) and base.name == r"\mathbb") or (
        isinstance(base, Leaf) and base.text in (r"\R", r"\C", r"\Z", r"\N")
    )  # fmt: skip


def in_words(words: str) -> str | None:
    """The letter of the set that words name."""
    if COUNT.match(words):
        return "N"
    match = NUMBER.match(words)
    if match is None:
        return None
    what = match["what"]
    if what.startswith("complex"):
        return "C"
    if what.startswith(("natural", "positive integer")) or (
        "integer" in what and re.search(r"\bpositive\b", match[0])
    ):  # fmt: skip
        return "N"
    return "Z" if "integer" in what or what.startswith("whole") else "R"


def more_arguments(of: Formula | None, rest: list[Formula]) -> Formula | None:
    """``x, y`` of ``a function of $x$ and $y$``; what is taken leaves ``rest``."""
    while of is not None and AND.fullmatch(of.behind.strip().lower()) and rest and (
        names_only(rest[0].nodes) and not SAYS.match(rest[0].behind.lower())
    ):  # fmt: skip
        ahead = rest.pop(0)
        comma = leaf(",", ahead.start, "symbol")
        of = replace(of, nodes=(*of.nodes, comma, *ahead.nodes), behind=ahead.behind)
    return of


def functions(ctx: Context, formula: Formula, of: Formula | None) -> list[Formula]:
    r"""``f : \mathbb{R} \to \mathbb{R}``, and ``u(x) \in \mathbb{R}`` for functions of x."""
    at = formula.end
    if of is None:
        sign: list[Node] = [
            leaf(":", at, "symbol"),
            letter("R", at),
            leaf(r"\to", at),
            letter("R", at),
        ]
        return [replace(formula, nodes=(*formula.nodes, *sign))]
    found: list[Formula] = []
    if not names_only(of.nodes):
        return [formula, of]
    for (node,) in split(of.nodes, (",",)):
        if (head := head_of(node)) is not None and ctx.scope.fitting(head) is None:
            own = replace(of, nodes=(node,), behind="")
            found.append(with_set(own, [letter("R", of.end)]))
    nodes: list[Node] = []
    for part in split(formula.nodes, (",",)):
        call = Fenced("(", ")", tuple(of.nodes), part[0].end, part[0].end)
        nodes += [*([leaf(",", at, "symbol")] if nodes else []), *part, call]
    whole = replace(formula, nodes=tuple(nodes), behind=of.behind)
    return [*found, with_set(whole, [letter("R", at)])]


def with_set(formula: Formula, space: Sequence[Node]) -> Formula:
    """A formula with a membership behind its names."""
    return replace(formula, nodes=(*formula.nodes, leaf(r"\in", formula.end), *space))


def leaf(text: str, at: int, kind: str = "command") -> Leaf:
    """A sign that words stand for."""
    return Leaf(Token(kind, text, at, at))


def letter(name: str, at: int) -> Command:
    r"""``\mathbb{R}``."""
    return Command(r"\mathbb", (Group((leaf(name, at, "letter"),), at, at),), None, at, at)


def real(factors: Sequence[Sequence[Node]], at: Formula) -> list[Node]:
    r"""``\mathbb{R}^{m \times n}``."""
    inside: list[Node] = []
    for factor in factors:
        inside += [*([leaf(r"\times", at.start)] if inside else []), *factor]
    group = Group(tuple(inside), at.start, at.end)
    return [Script(letter("R", at.start), None, group, 0, at.start, at.end)]
