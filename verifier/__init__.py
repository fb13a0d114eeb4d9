"""Mathematical derivations, read and verified line by line.

Guarantee: the names below are the whole vocabulary of claims (documented in
``verifier.read.vocabulary``); SymPy is loaded only when one of them is used,

    from verifier import D, delta, dimension, equal, index, softmax, vector, verify
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verifier.read.vocabulary import (
        D,
        Notes,
        Product,
        Sum,
        array,
        at,
        at_least,
        at_most,
        between,
        cases,
        column,
        contract,
        conv_output,
        convolve,
        correlate,
        decimal,
        delta,
        derivation,
        diag,
        dimension,
        distribution,
        dot,
        elementwise,
        equal,
        expectation,
        forall,
        from_entries,
        function,
        gradient,
        greater,
        hadamard,
        heaviside,
        identity,
        index,
        indicator,
        integer,
        jacobian,
        less,
        let,
        limit,
        literal,
        log_softmax,
        logsumexp,
        matrix,
        mean,
        negative,
        network,
        nonnegative,
        norm,
        one_hot,
        ones,
        outer,
        parameters,
        pool_output,
        positive,
        real,
        recursion,
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
        unequal,
        variable_like,
        vector,
        zeros,
    )
    from verifier.report.answer import Answer
    from verifier.verdict import Verdict

__version__ = "0.1.0"

__all__ = [
    "D", "Notes", "Product", "Sum", "array", "assert_proved",
    "assert_refuted", "at", "at_least", "at_most", "between", "cases",
    "column", "contract", "conv_output", "convolve", "correlate", "decimal", "delta",
    "derivation", "diag", "dimension", "distribution", "dot", "elementwise", "equal",
    "expectation", "forall", "from_entries", "function", "gradient", "greater", "hadamard",
    "heaviside", "identity", "index", "indicator", "integer", "jacobian", "less", "let",
    "limit", "literal", "log_softmax", "logsumexp", "matrix", "mean", "negative", "network",
    "nonnegative", "norm", "one_hot", "ones", "outer", "parameters", "pool_output", "positive",
    "real", "recursion", "relu", "row", "shape", "sigmoid", "sign", "silu", "softmax",
    "softplus", "softsign", "squared_norm", "squeeze", "tanh", "trace", "unequal",
    "variable_like", "vector", "verify", "zeros",
]  # fmt: skip


def verify(
    relation: object,
    given: object = (),
    *,
    title: str = "",
    seed: int = 0,
    timeout: float | None = None,
) -> Verdict:
    """The verdict on ``relation`` under the assumptions ``given`` (one relation or several).

    ``relation`` is a SymPy relational, one between arrays (``equal(diag(s), A)``), or a
    tuple of such; ``seed`` fixes the random points, ``timeout`` is in seconds (default 10)
    and is kept to within a second. What says nothing checkable gets the verdict
    ``ill-formed`` with a message, never an exception.
    """
    return answered(relation, given, title, seed, timeout)


def answered(
    relation: object, given: object, title: str, seed: int, timeout: float | None
) -> Answer:
    """The verdict together with the claim, as it was understood."""
    from verifier.engine.decide import judge
    from verifier.engine.settings import DEFAULT_TIMEOUT
    from verifier.read.labelled import Labels, claim_of
    from verifier.report.answer import answer

    end = time.monotonic() + (DEFAULT_TIMEOUT if timeout is None else timeout)
    claim = claim_of(relation, given, Labels(id="", title=title))
    verdict = judge(claim, seed=seed, timeout=max(0.0, end - time.monotonic()))
    return answer(claim, verdict)


def assert_proved(
    relation: object,
    given: object = (),
    *,
    title: str = "",
    seed: int = 0,
    timeout: float | None = None,
) -> Verdict:
    """The verdict on ``relation``, as ``verify``; ``AssertionError`` unless it is ``proved``.

    The error holds how the claim was understood, the counterexample and the hint.
    """
    from verifier.report.answer import expect

    __tracebackhide__ = True
    found = answered(relation, given, title, seed, timeout)
    expect(found, "proved")
    return found


def assert_refuted(
    relation: object,
    given: object = (),
    *,
    title: str = "",
    seed: int = 0,
    timeout: float | None = None,
) -> Verdict:
    """As ``assert_proved``, for what is wrong and stays in a text as an example."""
    from verifier.report.answer import expect

    __tracebackhide__ = True
    found = answered(relation, given, title, seed, timeout)
    expect(found, "refuted")
    return found


def __getattr__(name: str) -> object:
    """The name of the vocabulary, loaded when it is first used."""
    if name not in __all__:
        raise AttributeError(f"module 'verifier' has no attribute {name!r}")
    from verifier.read import vocabulary

    found: object = getattr(vocabulary, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """What the module offers, loaded or not."""
    return sorted({*globals(), *__all__})
