"""Operations of the vocabulary: sums and products, deltas, cases, functions of entries.

Guarantee: each builds exactly the term it names, with no simplification, and keeps the
formula as written for printing; arrays are handled entry by entry where that is meant.
Something ill-formed in an operand is carried along, never raised.

    Sum(x[i]**2, i)      delta(i, j)      cases((1, x > 0), 0)      elementwise(exp, x)

Limits: sums are finite; a condition ``where`` may speak of the index and anything else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import sympy

from verifier import terms
from verifier.read import arrays
from verifier.read.array_expression import (
    ArrayExpression,
    Operand,
    Result,
    as_array,
    combine,
)
from verifier.read.arrays import Array, Indices
from verifier.read.formulas import display_of
from verifier.read.latex_names import bracket, name_latex
from verifier.read.latex_print import ATOM, PREFIX, PRODUCT, Display, Printer
from verifier.read.quantity import (
    TOO_DEEP,
    Background,
    DimensionSymbol,
    Flaw,
    IllFormedError,
    IndexSymbol,
    Mistake,
    Quantity,
    Rounded,
    together,
)
from verifier.read.scalars import scalar_expression
from verifier.read.sizes import names_in
from verifier.read.substitution import substituted
from verifier.read.sympy_terms import Reading, understand
from verifier.terms import Cases, Condition, Index, Term, Variable
from verifier.traversal import fresh_name, replace


def built(read: Callable[[Reading], Term]) -> Result | Mistake:
    """The term that ``read`` gives, printed with what it reads as it was written."""
    try:
        reading, shown = Reading(), dict[str, Display]()
        term = read(reading)
        display = Printer(shown).display(read(Reading(shown)))
        return Quantity(term, reading.background, display)
    except IllFormedError as error:
        return Mistake(error.flaw)
    except RecursionError:
        return Mistake(TOO_DEEP)


def build(make: Callable[..., Term], *operands: object) -> Result | Mistake:
    """``make`` of the operands' terms."""
    return built(lambda reading: make(*(reading.term(scalar_expression(o)) for o in operands)))


# -- sums and products -----------------------------------------------------------------------


def Sum(term: Operand, *over: object, where: object = None) -> Result | Mistake:
    """Add up ``term`` over indices, the first one outermost.

    Each is an index, or ``(k, a, b)`` for ``k = a, ..., b``; ``where`` leaves out the
    values at which a condition fails. Of an array, entry by entry.
    """
    return accumulate(terms.Sum, r"\sum", term, over, where)


def Product(term: Operand, *over: object, where: object = None) -> Result | Mistake:
    """Multiply ``term`` over indices; arguments as for ``Sum``."""
    return accumulate(terms.Product, r"\prod", term, over, where)


def accumulate(
    kind: type[terms.Sum | terms.Product],
    sign: str,
    body: Operand,
    over: tuple[object, ...],
    where: object,
) -> Result | Mistake:
    """The sum or product over all of ``over``; the condition stands innermost."""
    if not over:
        raise TypeError("a sum needs an index: Sum(x[i], i) or Sum(x[k], (k, 1, n))")
    try:
        test = None if where is None else where_condition(where)
        ranges = [index_range(part) for part in over]
    except IllFormedError as error:
        return Mistake(error.flaw)
    result = as_array(body)
    for symbol, index, background in reversed(ranges):
        result = one_range(kind, sign, result, symbol, index, background, test)
        test = None
    if isinstance(result.content, Array) and not result.content.rank:
        return Quantity(result.content.entry(()), result.background, result.display)
    return result


def where_condition(where: object) -> tuple[Condition, Background, str]:
    """The condition that restricts a sum, and how it is printed."""
    reading = Reading()
    test = reading.condition(condition_of(where))
    return test, reading.background, Printer().text(test)


def condition_of(test: object) -> sympy.Basic:
    """A SymPy condition; relations between arrays are none."""
    if isinstance(test, sympy.logic.boolalg.Boolean):
        return test
    if isinstance(test, bool):
        return sympy.true if test else sympy.false
    raise IllFormedError("not-supported", "a condition compares scalars, such as x[i] > 0")


def index_range(part: object) -> tuple[sympy.Symbol, Index, Background]:
    """The symbol, index and background of ``i`` or ``(k, a, b)``."""
    if isinstance(part, IndexSymbol):
        return part, part.index, part.background
    if isinstance(part, sympy.Idx):
        reading = Reading(dimensions=frozenset(part.free_symbols - {part.label}))
        found = reading.term(part)
        if isinstance(found, Index):
            return part, found, reading.background
    if isinstance(part, (tuple, sympy.Tuple)) and len(part) == 3:
        symbol, lower, upper = part
        if isinstance(symbol, sympy.Symbol) and not isinstance(symbol, DimensionSymbol):
            (low, first), (high, second) = understand(lower), understand(upper)
            return symbol, Index(str(symbol.name), low, high), first + second
    raise IllFormedError("not-supported", f"{part} is no index; declare it with index(name, n)")


def one_range(
    kind: type[terms.Sum | terms.Product],
    sign: str,
    body: ArrayExpression,
    symbol: sympy.Symbol,
    index: Index,
    background: Background,
    test: tuple[Condition, Background, str] | None,
) -> ArrayExpression:
    """The sum over one index; of an array, of its entries."""
    own = terms_of(symbol)
    empty = terms.ZERO if kind is terms.Sum else terms.ONE
    condition, more, restriction = test or (None, Background(), "")
    shown = body.display
    if isinstance(body.content, Flaw):
        return body
    array = body.content

    def summand(at: Indices) -> Term:
        term = array.entry(at)
        if condition is not None:
            term = Cases(((condition, term),), empty)
        return term if own == index else substituted(term, own, index)

    mark = f", {restriction}" if restriction else ""
    lower, upper = Printer().text(index.lower), Printer().text(index.upper)
    bounds = f"_{{{name_latex(index.name)}={lower}{mark}}}^{{{upper}}}"
    display = Display(f"{sign}{bounds} {shown.within(PRODUCT)}", PREFIX)
    entry = bound_entry(kind, index, summand)
    kept = without_symbol(body.background + more, symbol, own) + background
    content = Array(array.shape, entry, array.starts, listed=array.listed)
    return ArrayExpression(content, display, kept)


def bound_entry(
    kind: type[terms.Sum | terms.Product], index: Index, summand: Callable[[Indices], Term]
) -> Callable[[Indices], Term]:
    """The entries of a sum of arrays; an index of the same name outside is not captured."""

    def entry(at: Indices) -> Term:
        if index.name not in names_in(*at):
            return kind(index, summand(at))
        holes = tuple(Index(f"?{axis}", terms.ONE, terms.ONE) for axis in range(len(at)))
        body = summand(holes)
        name = fresh_name(index.name, set(names_in(body, *at)))
        fresh = Index(name, index.lower, index.upper)
        body = replace(body, index, fresh)
        for hole, place in zip(holes, at, strict=True):
            body = replace(body, hole, place)
        return kind(fresh, body)

    return entry


def terms_of(symbol: sympy.Symbol) -> Term:
    """What a symbol stands for before it is bound."""
    return understand(symbol)[0]


def without_symbol(background: Background, symbol: sympy.Symbol, own: Term) -> Background:
    """``background`` once ``symbol`` is bound."""
    facts = background.facts
    if isinstance(own, Variable):
        facts = tuple(fact for fact in facts if own.name not in names_in(fact))
    symbols = tuple(other for other in background.symbols if other != symbol)
    return Background(facts, symbols, background.definitions, background.readings)


# -- deltas and cases ------------------------------------------------------------------------


def delta(i: Operand, j: Operand) -> Result | Mistake:
    """Kronecker's delta: 1 where the integers agree, else 0."""
    return build(terms.delta, i, j)


def cases(*branches: object) -> Result | Mistake:
    """``cases((value, condition), ..., otherwise)``: the first that holds; the rest is optional."""

    def read(reading: Reading) -> Term:
        pairs: list[tuple[Condition, Term]] = []
        for place, branch in enumerate(branches, 1):
            if isinstance(branch, (tuple, sympy.Tuple)) and len(branch) == 2:
                value, test = branch
                condition = reading.condition(condition_of(test))
                pairs.append((condition, reading.term(scalar_expression(value))))
            elif place == len(branches) and pairs:
                return Cases(tuple(pairs), reading.term(scalar_expression(branch)))
            else:
                raise TypeError("cases takes (value, condition) pairs, then the value otherwise")
        return Cases(tuple(pairs))

    return built(read)


def indicator(test: object) -> Result | Mistake:
    """1 where the condition holds, else 0."""
    found = cases((1, test), 0)
    if not isinstance(found, Quantity):
        return found
    shown = Printer().text(cast(Cases, found.term).branches[0][0])
    display = Display(rf"\mathbb{{1}}_{{\{{{shown}\}}}}")
    return Quantity(found.term, found.background, display)


# -- elementwise -----------------------------------------------------------------------------


def elementwise(function: Callable[..., object], *operands: Operand) -> Result | Mistake:
    """``function`` (of SymPy, of the vocabulary, or a lambda) of corresponding entries."""
    names = [f"?{place}e" for place in range(len(operands))]
    symbols = [sympy.Symbol(name) for name in names]
    try:
        expression = scalar_expression(function(*symbols))
        term, background = understand(expression)
    except IllFormedError as error:
        return Mistake(error.flaw)
    holes = [Variable(name) for name in names]

    def make(*parts: Array) -> Array:
        def put(*entries: Term) -> Term:
            result = term
            for hole, entry in zip(holes, entries, strict=True):
                result = substituted(result, hole, entry)
            return result

        return arrays.apply(put, *parts)

    def show(*parts: Display) -> Display:
        written = display_of(expression)
        text = written.latex
        for name, part in zip(names, parts, strict=True):
            hole = name_latex(name)
            text = text.replace(bracket(hole), bracket(part.latex))
            text = text.replace(f"{{{hole}}}", f"{{{part.latex}}}")
            text = text.replace(hole, part.within(ATOM))
        return Display(text, written.binding)

    result = combine(make, show, *operands)
    more = Background(background.facts, (), background.definitions, background.readings)
    if isinstance(result, ArrayExpression):
        return ArrayExpression(result.content, result.display, result.background + more)
    return Quantity(result.term, together((result.background, more)), result.display)


def decimal(text: str) -> sympy.Expr:
    """Read a printed decimal as rounded: half a unit of its last digit either way.

    ``equal(x, decimal("-0.162"))`` claims that x lies between -0.1625 and -0.1615.
    """
    return Rounded(text)
