"""Elementary functions on enclosures, with their domains and derivatives.

Guarantee: ``apply(name, (v,))`` encloses the function's value; where the function is
certainly not defined it raises ``Undefined``, where the ball does not tell it raises
``Undecided``. On a ``Dual`` it follows the chain rule ``f(a + b*e) = f(a) + f'(a)*b*e``;
a kink or jump of ``f`` at exactly ``a`` makes that undefined.
``RealFunctions`` stays on the real line; ``ComplexFunctions`` continues with principal
values where the real line ends.
Limits: complex functions that are not holomorphic are differentiated along real
variables only where the rule is written here.
"""

from __future__ import annotations

from flint import acb, arb, fmpq

from verifier.numeric.elementary import (
    COMPLEX,
    DOMAIN,
    EXACT,
    OF_RECIPROCAL,
    POLES,
    QUOTIENTS,
    REAL,
    STEPS,
    Real,
    inside,
)
from verifier.numeric.values import (
    ONE,
    ZERO,
    Ball,
    Dual,
    Extended,
    Imprecise,
    Undecided,
    Undefined,
    Value,
    as_real,
    checked,
    compare,
    divide,
    exact,
    exact_integer,
    excludes_zero,
    integer_power,
    integer_root,
    is_zero,
    primal,
    reciprocal,
    sign,
    to_arb,
)


class RealFunctions:
    """The functions of ``terms.FUNCTIONS`` on the real line."""

    def apply(self, name: str, arguments: tuple[Value, ...]) -> Value:
        """``name(*arguments)``."""
        if len(arguments) == 2:
            return self._binary(name, *arguments)
        (value,) = arguments
        quotient = QUOTIENTS.get(name)
        if quotient is not None:
            top, bottom = quotient
            over = self.apply(bottom, (value,))
            return reciprocal(over) if top is None else divide(self.apply(top, (value,)), over)
        inverse = OF_RECIPROCAL.get(name)
        if inverse is not None:
            if name == "acot" and is_zero(value):
                if isinstance(value, Dual):
                    raise Undefined
                return arb.pi() / 2
            return self.apply(inverse, (reciprocal(value),))
        if isinstance(value, Extended):
            return value.apply(name)
        if name == "factorial" and exact_integer(value) is None:
            return self.apply("gamma", (value + ONE,))
        if isinstance(value, Dual):
            return self._along(name, value)
        return self.on_ball(name, as_real(value))

    def _along(self, name: str, value: Dual) -> Value:
        """The chain rule."""
        if name in STEPS or name == "abs":
            self._away_from_kink(name, value)
        inner = self.apply(name, (value.value,))
        if name in ("re", "im", "conjugate"):
            return Dual(value.tag, inner, self.apply(name, (value.slope,)))
        if name == "abs" and isinstance(as_real(primal(value)), acb):
            turned = self.apply("conjugate", (value.value,)) * value.slope
            return Dual(value.tag, inner, divide(self.apply("re", (turned,)), inner))
        return Dual(value.tag, inner, self.derivative(name, value.value, inner) * value.slope)

    def _away_from_kink(self, name: str, value: Value) -> None:
        """Raises unless the function is smooth around ``value``."""
        ball = as_real(primal(value))
        if name in STEPS and isinstance(ball, acb):
            raise Undecided
        if name in ("floor", "ceiling"):
            if exact_integer(ball) is not None:
                raise Undefined
            if isinstance(ball, acb) or (isinstance(ball, arb) and ball.contains_integer()):
                raise Imprecise
        elif is_zero(ball):
            raise Undefined
        elif not excludes_zero(ball):
            raise Imprecise

    # -- one argument on a ball ------------------------------------------------------------

    def on_ball(self, name: str, ball: Ball) -> Ball:
        """The function's value on a ball without infinitesimals."""
        if isinstance(ball, acb):
            return self._on_complex(name, ball)
        rule = EXACT.get(name)
        if rule is not None:
            return rule(ball)
        if name.startswith("polygamma"):
            return self._polygamma(int(name[9:]), ball)
        domain = DOMAIN.get(name)
        if domain is not None:
            within = inside(ball, *domain)
            if within is None:
                return self.astride(name, ball)
            if not within:
                return self.outside(name, ball)
        elif name in POLES:
            number = exact_integer(ball)
            if number is not None and number <= 0:
                raise Undefined
        if isinstance(ball, fmpq) and name == "sqrt":
            root = integer_root(ball, 2)
            if root is not None:
                return root
        return checked(REAL[name](to_arb(ball)))

    def outside(self, name: str, ball: Real) -> Ball:
        """The value where the real function has none: real functions end here."""
        del ball
        if name == "loggamma":
            raise Undecided
        raise Undefined

    def astride(self, name: str, ball: Real) -> Ball:
        """The value of a ball that crosses the end of the domain."""
        del name, ball
        raise Imprecise

    def _on_complex(self, name: str, ball: acb) -> Ball:
        if name == "abs":
            return abs(ball)
        if name == "re":
            return ball.real
        if name == "im":
            return ball.imag
        if name == "conjugate":
            return ball.conjugate()
        if name == "arg":
            return checked(ball.arg())
        if name == "sign":
            if not excludes_zero(ball):
                raise Undefined if ball.is_zero() else Imprecise
            return ball / abs(ball)
        rule = COMPLEX.get(name)
        if rule is None:
            raise Undecided
        return checked(rule(ball))

    def _polygamma(self, order: int, ball: Real) -> Ball:
        return checked(acb(ball).polygamma(order).real)

    # -- derivatives -----------------------------------------------------------------------

    def derivative(self, name: str, x: Value, fx: Value) -> Value:
        """f'(x), where ``fx`` is f(x)."""
        if name in STEPS:
            return ZERO
        if name.startswith("polygamma"):
            return self.apply(f"polygamma{int(name[9:]) + 1}", (x,))
        self.smooth_at(name, x)
        match name:
            case "exp":
                return fx
            case "log":
                return reciprocal(x)
            case "sin":
                return self.apply("cos", (x,))
            case "cos":
                return -self.apply("sin", (x,))
            case "tan":
                return fx * fx + ONE
            case "sinh":
                return self.apply("cosh", (x,))
            case "cosh":
                return self.apply("sinh", (x,))
            case "tanh":
                return -(fx * fx) + ONE
            case "sqrt":
                return reciprocal(fx * fmpq(2))
            case "asin":
                return reciprocal(self.apply("sqrt", (-(x * x) + ONE,)))
            case "acos":
                return -reciprocal(self.apply("sqrt", (-(x * x) + ONE,)))
            case "atan":
                return reciprocal(x * x + ONE)
            case "asinh":
                return reciprocal(self.apply("sqrt", (x * x + ONE,)))
            case "acosh":
                below, above = (self.apply("sqrt", (x + fmpq(shift),)) for shift in (-1, 1))
                return reciprocal(below * above)
            case "atanh":
                return reciprocal(-(x * x) + ONE)
            case "erf" | "erfc":
                bell = self.apply("exp", (-(x * x),)) * (2 / arb.pi().sqrt())
                return bell if name == "erf" else -bell
            case "gamma":
                return fx * self.apply("digamma", (x,))
            case "loggamma":
                return self.apply("digamma", (x,))
            case "digamma":
                return self.apply("polygamma1", (x,))
            case "abs":
                return self.apply("sign", (x,))
            case "arg":
                return ZERO
            case _:
                raise Undecided

    def smooth_at(self, name: str, x: Value) -> None:
        """Raises where the function is defined but has no derivative; none on the real line."""
        if name == "arg" and sign(x) in (0, None):
            raise Undecided

    # -- two arguments ---------------------------------------------------------------------

    def _binary(self, name: str, left: Value, right: Value) -> Value:
        match name:
            case "max" | "min":
                return self._extreme(name, left, right)
            case "atan2":
                return self._atan2(left, right)
            case "mod":
                return self._mod(left, right)
            case "binomial":
                return self._binomial(left, right)
            case _:
                raise Undecided

    def _extreme(self, name: str, left: Value, right: Value) -> Value:
        order = compare(left, right)
        carries = isinstance(left, Dual) or isinstance(right, Dual)
        if order is None:
            first, second = as_real(primal(left)), as_real(primal(right))
            if carries or isinstance(first, acb) or isinstance(second, acb):
                raise Imprecise
            if name == "max":
                return to_arb(first).max(second)
            return to_arb(first).min(second)
        if order == 0 and carries:
            raise Undefined
        return left if (order > 0) == (name == "max") else right

    def _atan2(self, y: Value, x: Value) -> Value:
        sign_x, sign_y = sign(x), sign(y)
        if sign_x == 0 and sign_y == 0:
            raise Undefined
        carries = isinstance(x, Dual) or isinstance(y, Dual)
        if carries and sign_x != 1 and sign_y in (0, None):
            # On the cut x < 0, y = 0 the angle jumps.
            raise Undefined if sign_x == -1 and sign_y == 0 else Imprecise
        if not carries:
            top, bottom = as_real(primal(y)), as_real(primal(x))
            if isinstance(top, acb) or isinstance(bottom, acb):
                raise Undecided
            return checked(arb.atan2(top, bottom))
        tag = max(part.tag for part in (x, y) if isinstance(part, Dual))
        (x0, x1), (y0, y1) = split(x, tag), split(y, tag)
        slope = divide(x0 * y1 - y0 * x1, x0 * x0 + y0 * y0)
        return Dual(tag, self._atan2(y0, x0), slope)

    def _mod(self, left: Value, right: Value) -> Value:
        order = sign(right)
        if order == 0:
            raise Undefined
        if order != 1:
            raise Undecided
        return left - right * self.apply("floor", (divide(left, right),))

    def _binomial(self, n: Value, k: Value) -> Value:
        lower = exact_integer(k)
        if lower is not None and lower <= 1000:
            upper = exact_integer(n)
            if lower < 0:
                if sign(n) in (0, 1):
                    return ZERO
                raise Undecided
            if upper is not None and 0 <= upper < lower:
                return ZERO
            result: Value = ONE
            for step in range(lower):
                result = result * (n - fmpq(step)) * fmpq(1, step + 1)
            return result
        if sign(n) != 1 or sign(k) != 1 or compare(n, k) == -1:
            raise Undecided
        parts = (n, k, n - k)
        top, *bottom = (self.apply("loggamma", (part + ONE,)) for part in parts)
        return self.apply("exp", (top - bottom[0] - bottom[1],))

    # -- powers ----------------------------------------------------------------------------

    def rational_power(self, base: Value, exponent: fmpq) -> Value:
        """``base ** exponent`` for an exponent that is written as a fraction."""
        if exponent.q == 1:
            return integer_power(base, int(exponent.p))
        if isinstance(base, Dual):
            if is_zero(base):
                raise Undefined
            self.smooth_at("log", base.value)
            slope = self.rational_power(base.value, exponent - 1) * exponent * base.slope
            return Dual(base.tag, self.rational_power(base.value, exponent), slope)
        if isinstance(base, Extended):
            return base.fractional_power(exponent)
        if is_zero(base):
            if exponent < 0:
                raise Undefined
            return ZERO
        order = sign(base)
        ball = as_real(base)
        if order == 1 and not isinstance(ball, acb):
            return self._positive_root(ball, exponent)
        if order == -1 and not isinstance(ball, acb):
            return self.negative_power(ball, exponent)
        return self.principal(ball, exponent)

    def negative_power(self, ball: Real, exponent: fmpq) -> Ball:
        """A fractional power of a negative number: none on the real line."""
        del ball, exponent
        raise Undefined

    def principal(self, ball: Ball, exponent: fmpq) -> Ball:
        """A fractional power of a ball that is not certainly real and positive."""
        del ball, exponent
        raise Imprecise

    def is_complex(self) -> bool:
        """Whether values outside the real line are allowed."""
        return False

    def _positive_root(self, ball: Real, exponent: fmpq) -> Ball:
        top, degree = int(exponent.p), int(exponent.q)
        if isinstance(ball, fmpq):
            root = integer_root(ball, degree)
            if root is not None:
                return primal(integer_power(root, top))
            ball = arb(ball)
        if degree == 2:
            return primal(integer_power(checked(ball.sqrt()), top))
        return checked(ball ** arb(exponent))

    def power(self, base: Value, exponent: Value, whole: bool) -> Value:
        """``base ** exponent`` for any exponent; ``whole``: it is an integer by its form."""
        number = exact(exponent)
        if number is not None and number.q == 1:
            if whole or sign(base) == 1:
                power = int(number.p)
                return integer_power(base, power)
            if not self.is_complex():
                # A real exponent that happens to be an integer here: the power is defined
                # by some conventions only.
                raise Undecided
        if sign(base) == 1:
            return self.apply("exp", (exponent * self.apply("log", (base,)),))
        if self.is_complex() and excludes_zero(primal(base)):
            return self.apply("exp", (exponent * self.apply("log", (base,)),))
        if sign(base) is None:
            raise Imprecise
        if number is not None and not is_zero(base):
            raise Undefined
        raise Undecided


def split(value: Value, tag: int) -> tuple[Value, Value]:
    """``(a, b)`` where ``value = a + b*e[tag]`` and ``tag`` is its largest tag, if any."""
    if isinstance(value, Dual) and value.tag == tag:
        return value.value, value.slope
    return value, ZERO
