r"""Terms as LaTeX: the claim, printed back as it was understood.

Guarantee: brackets follow precedence, so that the printed formula has the structure of
the term and no other; nothing is simplified or left out. Printing is total.

    sum < mixed < product < prefix < power < atom:
    a part is bracketed when it binds less than its place needs

Limits: sums are printed with a minus sign for a leading factor -1 and products with a
fraction bar for negative powers, as people write them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from verifier.read.latex_names import bracket, has_script, name_latex, outside, powered, primed
from verifier.read.positive_print import density, function_name, with_weights
from verifier.read.roots import odd_root_of, root
from verifier.terms import (
    Add,
    And,
    Apply,
    At,
    Cases,
    Condition,
    Constant,
    Dependent,
    Derivative,
    Entry,
    Function,
    Index,
    Integral,
    Limit,
    Multiply,
    Not,
    Number,
    Or,
    Power,
    Product,
    Relation,
    Sum,
    Term,
    Variable,
)
from verifier.traversal import endless_sum, free_indices, walk

RELATION, SUM, MIXED, PRODUCT, PREFIX, POWER, ATOM = range(7)
"""How tightly formulas bind: MIXED are elementwise products and dots, PREFIX what has a
scope open to the right, such as a sum."""

SYMBOLS = {"=": "=", "!=": r"\neq", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
CONSTANTS = {"pi": r"\pi", "i": r"\mathrm{i}", "oo": r"\infty"}
COMMANDS = frozenset((
    "log", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "max",
    "min", "arg",
))  # fmt: skip
FUNCTIONS = {
    "asin": r"\arcsin", "acos": r"\arccos", "atan": r"\arctan", "re": r"\operatorname{Re}",
    "im": r"\operatorname{Im}", "gamma": r"\Gamma", "digamma": r"\psi", "heaviside": "H",
    **{f"a{name}": rf"\operatorname{{arc{name}}}" for name in ("cot", "sec", "csc")},
    **{f"a{name}h": rf"\operatorname{{ar{name}h}}"
       for name in ("sin", "cos", "tan", "cot", "sec", "csc")},
}  # fmt: skip


@dataclass(frozen=True)
class Display:
    """Printed mathematics and how tightly it binds."""

    latex: str
    binding: int = ATOM

    def within(self, needed: int) -> str:
        """The text, in brackets when it binds less than ``needed``."""
        return bracket(self.latex) if self.binding < needed else self.latex


@dataclass(frozen=True)
class Printer:
    """Prints terms; a variable named in ``shown`` appears as the display given there."""

    shown: Mapping[str, Display] = field(default_factory=dict)

    def text(self, term: Term | Condition, needed: int = RELATION) -> str:
        """``term`` where its surroundings need a binding of at least ``needed``."""
        return self.display(term).within(needed)

    def display(self, term: Term | Condition) -> Display:
        """``term`` with its binding."""
        match term:
            case Number(value):
                return number_display(value)
            case Constant(name):
                return Display(CONSTANTS[name])
            case Variable(name):
                return self.shown.get(name) or Display(name_latex(name))
            case Index(name):
                return Display(name_latex(name))
            case Entry(family, indices):
                return Display(self.subscripted(Display(name_latex(family.name)), indices))
            case Add(terms):
                return self.sum_display(terms)
            case Multiply(factors):
                odd = odd_root_of(term)
                if len(rest := with_weights(factors)) < len(factors):
                    return self.display(rest[0] if len(rest) == 1 else Multiply(tuple(rest)))
                return self.root_display(*odd) if odd else self.product_display(factors)
            case Power(base, exponent):
                return self.power_display(base, exponent)
            case Function(name, arguments):
                known = density(term)
                return self.display(known) if known else self.function_display(name, arguments)
            case Relation() | And() | Or() | Not():
                return self.condition_display(term)
            case Cases(branches, otherwise):
                return self.cases_display(branches, otherwise)
            case Sum(index, body):
                return Display(rf"\sum{self.bounds(index)} {self.text(body, PRODUCT)}", PREFIX)
            case Product(index, body):
                return Display(rf"\prod{self.bounds(index)} {self.text(body, POWER)}", PREFIX)
            case _:
                return self.operator_display(term)

    # -- arithmetic ----------------------------------------------------------------------

    def sum_display(self, terms: tuple[Term, ...]) -> Display:
        """Terms joined by their signs; a sum in brackets before what its letter would bind."""
        parts: list[str] = []
        for place, term in enumerate(terms):
            negative, rest = unsigned(term)
            if negative:
                parts.append(f"{' ' if parts else ''}-{' ' if parts else ''}")
            elif parts:
                parts.append(" + ")
            text = self.text(rest, MIXED if negative or parts else SUM)
            parts.append(bracket(text) if binds(rest, terms[place + 1 :]) else text)
        binding = SUM if len(terms) > 1 or unsigned(terms[0])[0] else self.display(terms[0]).binding
        return Display("".join(parts), binding)

    def product_display(self, factors: tuple[Term, ...]) -> Display:
        """A product: sign, numbers first where written so, a fraction for negative powers."""
        whole = Multiply(factors)
        negative, rest = unsigned(whole)
        if negative:
            inner = self.text(rest, MIXED)
            return Display(f"-{inner}", SUM)
        above = [factor for factor in factors if reciprocal(factor) is None]
        below = [part for factor in factors if (part := reciprocal(factor)) is not None]
        if not below:
            return Display(self.row(above), PRODUCT)
        top = self.row(above) if len(above) > 1 else self.text(above[0]) if above else "1"
        bottom = self.row(below) if len(below) > 1 else self.text(below[0])
        return Display(rf"\frac{{{top}}}{{{bottom}}}", POWER)

    def row(self, factors: list[Term]) -> str:
        """Factors side by side, with a dot between two numbers or after a number before one."""
        words = ""
        for position, factor in enumerate(factors):
            shown = self.display(factor)
            last = position == len(factors) - 1
            open_ended = shown.binding == PREFIX
            text = bracket(shown.latex) if open_ended and not last else shown.within(PREFIX)
            dot = position and (text[0].isdigit() or text.startswith((r"\frac{1}", "-")))
            words += (r" \cdot " if dot else r" \, " if position else "") + text
        return words

    def power_display(self, base: Term, exponent: Term) -> Display:
        """Roots for fractions, a fraction for negative exponents, else a superscript."""
        if isinstance(exponent, Number):
            value = exponent.value
            if value < 0:
                under = base if value == -1 else Power(base, Number(-value))
                return Display(rf"\frac{{1}}{{{self.text(under)}}}", POWER)
            if (
                value.numerator == 1
                and value.denominator > 1
                and root(base, value.denominator) == Power(base, exponent)
            ):
                return self.root_display(base, value.denominator)
        text = self.text(base, ATOM)
        if "^" in text and not text.startswith(r"\left("):
            text = f"{{{text}}}" if has_script(text) and "^" not in outside(text) else bracket(text)
        return Display(f"{text}^{{{self.text(exponent)}}}", POWER)

    def root_display(self, base: Term, degree: int) -> Display:
        """A root, as it was written."""
        shown = "" if degree == 2 else f"[{degree}]"
        return Display(rf"\sqrt{shown}{{{self.text(base)}}}")

    def function_display(self, name: str, arguments: tuple[Term, ...]) -> Display:
        """A function of ``terms.FUNCTIONS`` applied."""
        inside = ", ".join(self.text(argument) for argument in arguments)
        first = arguments[0]
        match name:
            case "exp":
                if any(tall in inside for tall in (r"\frac", r"\sum", r"\begin", r"\int")):
                    return Display(rf"\exp{bracket(inside)}")
                return Display(f"e^{{{inside}}}", POWER)
            case "abs":
                return Display(rf"\left|{inside}\right|")
            case "floor" | "ceiling":
                short = "floor" if name == "floor" else "ceil"
                return Display(rf"\left\l{short} {inside} \right\r{short}")
            case "factorial":
                return Display(f"{self.text(first, ATOM)}!", POWER)
            case "binomial":
                return Display(rf"\binom{{{self.text(first)}}}{{{self.text(arguments[1])}}}")
            case "conjugate":
                return Display(rf"\overline{{{inside}}}")
            case "mod":
                sides = rf"{self.text(first, PRODUCT)} \bmod {self.text(arguments[1], PREFIX)}"
                return Display(sides, SUM)
            case _:
                head = rf"\{name}" if name in COMMANDS else FUNCTIONS.get(name)
                return Display((head or rf"\operatorname{{{name}}}") + bracket(inside), POWER)

    # -- names and indices ---------------------------------------------------------------

    def subscripted(self, base: Display, indices: tuple[Term, ...]) -> str:
        """``base`` with its indices; bracketed first when it carries scripts already."""
        text = base.within(ATOM)
        if has_script(text) and base.binding == ATOM:
            text = bracket(text)
        written = [self.text(index) for index in indices]
        plain = all(len(index) == 1 or index.startswith("\\") for index in written)
        return f"{text}_{{{(' ' if plain else ', ').join(written)}}}"

    def bounds(self, index: Index) -> str:
        """What stands below and above the sign of a sum or product."""
        lower, upper = self.text(index.lower), self.text(index.upper)
        return f"_{{{name_latex(index.name)}={lower}}}^{{{upper}}}"

    # -- conditions and cases ------------------------------------------------------------

    def condition_display(self, condition: Condition) -> Display:
        """A relation, or relations joined by and, or, not."""
        match condition:
            case Relation(operator, left, right):
                sides = self.text(left, SUM), self.text(right, SUM)
                return Display(f"{sides[0]} {SYMBOLS[operator]} {sides[1]}", RELATION)
            case And(()):
                return Display(r"\text{true}")
            case Or(()):
                return Display(r"\text{false}")
            case And(parts) | Or(parts):
                joint = r" \land " if isinstance(condition, And) else r" \lor "
                texts = [self.text(part, RELATION if flat(part) else SUM) for part in parts]
                return Display(joint.join(texts), RELATION)
            case Not(part):
                return Display(rf"\lnot {bracket(self.text(part))}", RELATION)

    def cases_display(
        self, branches: tuple[tuple[Condition, Term], ...], otherwise: Term | None
    ) -> Display:
        """Kronecker's delta as such, anything else as a case distinction."""
        match branches, otherwise:
            case ((Relation("=", left, right), Number(value)),), Number(rest) if (
                value == 1 and rest == 0
            ):
                if integral(left) and integral(right):
                    return Display(self.subscripted(Display(r"\delta"), (left, right)))
        rows = [f"{self.text(value)}, & {self.text(test)}" for test, value in branches]
        if otherwise is not None:
            rows.append(rf"{self.text(otherwise)}, & \text{{otherwise}}")
        body = r" \\ ".join(rows)
        return Display(rf"\begin{{cases}} {body} \end{{cases}}", PREFIX)

    # -- calculus ------------------------------------------------------------------------

    def operator_display(self, term: Term) -> Display:
        """Derivatives, values at a point, limits, integrals, arbitrary functions."""
        match term:
            case Derivative():
                return self.derivative_display(term)
            case At(body, binder, indices, value):
                at = Display(name_latex(binder.name))
                place = self.subscripted(at, indices) if indices else at.latex
                inner = self.text(body)
                return Display(rf"\left. {inner} \right|_{{{place} = {self.text(value)}}}", POWER)
            case Limit(point=point) if (found := endless_sum(term)) is not None:
                index, body = found[0].index, found[0].body
                return self.display(Sum(Index(index.name, index.lower, point), body))
            case Limit(body, variable, point, side):
                mark = "" if side == "+-" else f"^{{{side}}}"
                to = rf"{name_latex(variable.name)} \to {self.text(point, SUM)}{mark}"
                return Display(rf"\lim_{{{to}}} {self.text(body, PRODUCT)}", PREFIX)
            case Integral(body, variable, lower, upper):
                ends = rf"_{{{self.text(lower)}}}^{{{self.text(upper)}}}"
                by = rf"\, d{name_latex(variable.name)}"
                return Display(rf"\int{ends} {self.text(body, PRODUCT)} {by}", PREFIX)
            case Apply(symbol, arguments, orders):
                inside = ", ".join(self.text(argument) for argument in arguments)
                return Display(primed(function_name(symbol.name), orders) + bracket(inside), POWER)
            case Dependent(family, indices, over, partials):
                on = ", ".join(name_latex(part.name) for part in over)
                name = Display(name_latex(family.name))
                entry = self.subscripted(name, indices) if indices else name.latex
                text = entry + bracket(on) if over else entry
                return self.fraction(text, [self.text(part) for part in partials])
            case _:
                raise TypeError(f"not a term: {term!r}")

    def derivative_display(self, term: Derivative) -> Display:
        """Nested derivatives as one of higher order."""
        variables: list[str] = []
        body: Term = term
        while isinstance(body, Derivative):
            variables.insert(0, self.text(body.variable))
            body = body.body
        shown = self.display(body)
        if shown.binding == ATOM and len(shown.latex) < 30:
            return self.fraction(shown.latex, variables)
        bare = self.fraction("", variables).latex
        return Display(rf"{bare} {shown.within(POWER)}", PREFIX)

    def fraction(self, body: str, variables: list[str]) -> Display:
        r"""``\frac{\partial^2 body}{\partial x \partial y}``; the body alone without variables."""
        if not variables:
            return Display(body)
        order = f"^{{{len(variables)}}}" if len(variables) > 1 else ""
        below: list[str] = []
        while variables:
            first = variables[0]
            times = variables.count(first)
            variables = [variable for variable in variables if variable != first]
            below.append(rf"\partial {first if times == 1 else powered(first, times)}")
        above = rf"\partial{order}" + (f" {body}" if body else "")
        under = r" \, ".join(below)
        return Display(rf"\frac{{{above}}}{{{under}}}", POWER)


def latex(term: Term | Condition) -> str:
    """``term`` or a condition as LaTeX."""
    return Printer().text(term)


def number_display(value: Fraction) -> Display:
    """An integer, or a fraction."""
    if value < 0:
        return Display(f"-{number_display(-value).latex}", SUM)
    if value.denominator == 1:
        return Display(str(value))
    return Display(rf"\frac{{{value.numerator}}}{{{value.denominator}}}", POWER)


def unsigned(term: Term) -> tuple[bool, Term]:
    """``(True, -term)`` when ``term`` is written with a minus sign, else ``(False, term)``."""
    match term:
        case Number(value) if value < 0:
            return True, Number(-value)
        case Multiply((Number(value), *rest)) if value < 0:
            if value != -1:
                return True, Multiply((Number(-value), *rest))
            return True, (rest[0] if len(rest) == 1 else Multiply(tuple(rest)))
        case _:
            return False, term


def reciprocal(factor: Term) -> Term | None:
    """What stands below the fraction bar for this factor, if anything does."""
    match factor:
        case Power(base, Number(value)) if value == -1:
            return base
        case Power(base, Number(value)) if value < 0:
            return Power(base, Number(-value))
        case Number(value) if value.numerator == 1 and value.denominator != 1:
            return Number(Fraction(value.denominator))
        case _:
            return None


def binds(term: Term, later: tuple[Term, ...]) -> bool:
    """Whether ``term`` has a sum whose letter stands free in one of the terms behind it."""
    own = {part.index.name for part in walk(term) if isinstance(part, (Sum, Product))}
    return bool(own) and any(index.name in own for other in later for index in free_indices(other))


def flat(condition: Condition) -> bool:
    """Whether a condition needs no brackets within a conjunction."""
    return isinstance(condition, Relation)


def integral(term: Term) -> bool:
    """Whether ``term`` is seen to be an integer: an index, a whole number, sums of them."""
    match term:
        case Index():
            return True
        case Number(value):
            return value.denominator == 1
        case Add(parts) | Multiply(parts):
            return all(map(integral, parts))
        case Variable(_, sort):
            return sort.value in ("integer", "dimension")
        case _:
            return False
