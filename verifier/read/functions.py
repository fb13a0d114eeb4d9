"""The functions of the vocabulary that are defined through others.

Guarantee: each is exactly its textbook definition as a term, nothing simplified:

    sigmoid(t) = 1 / (1 + exp(-t))        softplus(t) = log(1 + exp(t))
    relu(t) = max(t, 0)                   softmax(x)[i] = exp(x[i]) / sum over k of exp(x[k])

Limits: softmax and logsumexp work along the last axis.
"""

from __future__ import annotations

from collections.abc import Callable

from verifier.read.arrays import Array, Indices, spread
from verifier.read.sizes import ShapeMismatch
from verifier.terms import ONE, Multiply, Power, Term, call, negate, number


def reciprocal(term: Term) -> Term:
    """``1 / term``."""
    return Power(term, number(-1))


def sigmoid(t: Term) -> Term:
    """The logistic function."""
    return reciprocal(ONE + call("exp", negate(t)))


def softplus(t: Term) -> Term:
    """The smooth ramp."""
    return call("log", ONE + call("exp", t))


def relu(t: Term) -> Term:
    """The ramp; not differentiable at 0."""
    return call("max", t, 0)


def softsign(t: Term) -> Term:
    """``t / (1 + |t|)``."""
    return Multiply((t, reciprocal(ONE + call("abs", t))))


def silu(t: Term) -> Term:
    """``t * sigmoid(t)``."""
    return Multiply((t, sigmoid(t)))


def elementary(name: str) -> Callable[[Term], Term]:
    """One of ``terms.FUNCTIONS`` of one argument."""
    return lambda t: call(name, t)


def exponential_sum(x: Array, before: Indices) -> Term:
    """The sum of ``exp`` along the last axis, at the indices ``before`` it."""

    def body(k: Term) -> Term:
        return call("exp", x.entry((*before, k)))

    return spread((x,), x.shape[-1], x.starts[-1], body, before)


def softmax(x: Array) -> Array:
    """Along the last axis (each row of a matrix); same shape as ``x``, rank at least 1."""
    require_axis(x, "softmax")

    def entry(at: Indices) -> Term:
        below = reciprocal(exponential_sum(x, at[:-1]))
        return Multiply((call("exp", x.entry(at)), below))

    return Array(x.shape, entry, x.starts, listed=x.listed)


def logsumexp(x: Array) -> Array:
    """``log`` of the sum of ``exp`` along the last axis; one rank less than ``x``."""
    require_axis(x, "logsumexp")
    return Array(
        x.shape[:-1],
        lambda at: call("log", exponential_sum(x, at)),
        x.starts[:-1],
        listed=x.listed,
    )


def log_softmax(x: Array) -> Array:
    """``log(softmax(x))``."""
    s = softmax(x)
    return Array(x.shape, lambda at: call("log", s.entry(at)), x.starts, listed=x.listed)


def require_axis(x: Array, what: str) -> None:
    """Raise ``ShapeMismatch`` for a scalar."""
    if not x.rank:
        raise ShapeMismatch(f"{what} takes a vector or the rows of a matrix, got a scalar")
