"""The vocabulary of claims: every name that a derivation file may use.

Guarantee: the names below are the whole language; each is documented where it is
defined. Mathematics that does not fit is never an exception: the claim is ill-formed.

    equal(D(s[i], x[j]), s[i] * (delta(i, j) - s[j]))
"""

from __future__ import annotations

from verifier.read.array_expression import Operand, Result, combine
from verifier.read.convolution import convolve as convolve_arrays
from verifier.read.convolution import correlate as correlate_arrays
from verifier.read.declarations import (
    array,
    dimension,
    distribution,
    function,
    index,
    integer,
    matrix,
    one_hot,
    real,
    vector,
)
from verifier.read.differentiation import D, at, gradient, jacobian, limit
from verifier.read.formulas import signed
from verifier.read.layers import network
from verifier.read.operations import (
    Product,
    Sum,
    cases,
    decimal,
    delta,
    elementwise,
    indicator,
)
from verifier.read.python_files import Notes, derivation
from verifier.read.relations import (
    at_least,
    at_most,
    between,
    equal,
    forall,
    greater,
    less,
    negative,
    nonnegative,
    positive,
    recursion,
    unequal,
)
from verifier.read.vector_operations import (
    column,
    contract,
    conv_output,
    diag,
    dot,
    expectation,
    from_entries,
    hadamard,
    heaviside,
    identity,
    let,
    literal,
    log_softmax,
    logsumexp,
    mean,
    norm,
    ones,
    outer,
    parameters,
    pool_output,
    relu,
    row,
    shape,
    sigmoid,
    sign,
    silu,
    softmax,
    softplus,
    softsign,
    squared_norm,
    squeeze,
    tanh,
    trace,
    variable_like,
    zeros,
)

__all__ = [
    "D", "Notes", "Product", "Sum", "array", "at", "at_least", "at_most", "between", "cases",
    "column", "contract", "conv_output", "convolve", "correlate", "decimal", "delta",
    "derivation", "diag", "dimension", "distribution", "dot", "elementwise", "equal",
    "expectation", "forall", "from_entries", "function", "gradient", "greater", "hadamard",
    "heaviside", "identity", "index", "indicator", "integer", "jacobian", "less", "let",
    "limit", "literal", "log_softmax", "logsumexp", "matrix", "mean", "negative", "network",
    "nonnegative", "norm", "one_hot", "ones", "outer", "parameters", "pool_output", "positive",
    "real", "recursion", "relu", "row", "shape", "sigmoid", "sign", "silu", "softmax",
    "softplus", "softsign", "squared_norm", "squeeze", "tanh", "trace", "unequal",
    "variable_like", "vector", "zeros",
]  # fmt: skip


def convolve(x: Operand, kernel: Operand, mode: str = "full") -> Result:
    """The convolution of two vectors, ``mode`` full, valid or same, as ``numpy.convolve``."""
    show = signed(rf"*_{{\text{{{mode}}}}}")
    return combine(lambda a, b: convolve_arrays(a, b, mode), show, x, kernel)


def correlate(x: Operand, kernel: Operand, mode: str = "full") -> Result:
    """The same with the kernel not turned round: what networks call convolution."""
    show = signed(rf"\star_{{\text{{{mode}}}}}")
    return combine(lambda a, b: correlate_arrays(a, b, mode), show, x, kernel)
