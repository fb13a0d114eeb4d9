r"""A feed-forward network of any depth, with layers of any widths, given by recursion.

Guarantee: the object stands for the functions that the equations below define, for every
number of layers L and all widths n_1, ..., n_L; nothing else is assumed of them.

    s            the pre-activations of a layer; layer l has n_l of them
    H_l(s)       the loss as a function of those of layer l
    H_L(s)     = E(s)                          any smooth loss
    H_l(s)     = H_{l+1}(f(s) w^l)             with (f(s) w^l)_j = sum over i of f(s_i) w^l_ij
    D_L,i(s)   = dE/ds_i                       the errors, from the last layer backwards
    D_l,i(s)   = f'(s_i) * (sum over j of w^l_ij D_{l+1,j}(f(s) w^l))

Limits: one activation for all layers; the last layer's own belongs to E. No biases: they
are weights of a unit whose activation is 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy

from verifier.read.array_expression import ArrayExpression, Result, combine
from verifier.read.arrays import Array
from verifier.read.declarations import array, dimension, fresh_names, vector
from verifier.read.differentiation import D, at
from verifier.read.latex_print import ATOM, Display
from verifier.read.operations import Sum
from verifier.read.quantity import IndexSymbol
from verifier.read.relations import AuthorRelation, at_most, forall, recursion
from verifier.read.sympy_terms import understand
from verifier.read.vector_operations import from_entries
from verifier.terms import At, Index, over

Activation = Callable[[object], sympy.Expr]
"""A function of one number: of the vocabulary, or an unknown one from ``function``."""


@dataclass(frozen=True)
class Network:
    """The quantities of a network; ``given`` holds the equations that define it."""

    depth: sympy.Expr | int
    """The number of layers L."""
    activation: Activation
    slope: Activation
    """f and f'."""
    widths: ArrayExpression
    """n: layer l has ``widths[l]`` units."""
    weights: ArrayExpression
    """w: ``weights[l, i, j]`` leads from unit i of layer l to unit j of layer l + 1."""
    state: ArrayExpression
    """s: the pre-activations of whatever layer a function is taken at."""
    losses: ArrayExpression
    """H, for each layer."""
    errors: ArrayExpression
    """D, for each layer and unit."""
    last: ArrayExpression
    """E as an array of one entry, a function of ``outputs``."""
    outputs: ArrayExpression

    def layer(
        self, name: str, first: sympy.Expr | int = 1, last: sympy.Expr | int | None = None
    ) -> sympy.Symbol:
        """An index over layers: all of them unless ``first`` and ``last`` say less."""
        low, before = understand(first)
        high, after = understand(self.depth if last is None else last)
        return IndexSymbol(Index(name, low, high), before + after)

    def unit(self, name: str, layer: sympy.Expr | int) -> sympy.Symbol:
        """An index over the units of a layer."""
        size, background = understand(self.widths[layer])
        return IndexSymbol(over(name, size), background)

    def loss(self, layer: sympy.Expr | int) -> Result:
        """The loss as a function of this layer, at s."""
        return self.losses[layer]

    def error(self, layer: sympy.Expr | int, unit: sympy.Expr | int) -> Result:
        """The error of a unit of this layer by the recursion, at s."""
        return self.errors[layer, unit]

    def next_state(self, layer: sympy.Expr | int) -> ArrayExpression:
        """The pre-activations of the next layer, where this one has s."""
        i = self.unit("a", layer)

        def entry(j: sympy.Expr) -> object:
            return Sum(self.activation(self.state[i]) * self.weights[layer, i, j], i)

        return from_entries(entry, self.widths[layer + 1])

    def after(self, expression: object, layer: sympy.Expr | int) -> Result:
        """``expression``, a function of s, at the layer after ``layer``."""
        return beginning(expression, self.state, self.next_state(layer))

    @property
    def given(self) -> tuple[AuthorRelation, ...]:
        """The equations that define the network, for ``given=``."""
        layer, below = self.layer("\\ell"), self.layer("l", last=self.depth - 1)
        i, j, k = self.unit("i", below), self.unit("j", below + 1), self.unit("k", self.depth)
        scores = from_entries(lambda unit: self.state[unit], self.widths[self.depth])
        back = Sum(self.weights[below, i, j] * self.after(self.error(below + 1, j), below), j)
        slopes = D(self.last[1], self.outputs[k])
        return (
            forall(layer, at_most(self.widths[layer], self.state.shape[0])),
            recursion(self.loss(self.depth), at(self.last[1], self.outputs, scores)),
            recursion(self.loss(below), self.after(self.loss(below + 1), below)),
            recursion(self.error(self.depth, k), at(slopes, self.outputs, scores)),
            recursion(self.error(below, i), self.slope(self.state[i]) * back),
        )


def network(depth: sympy.Expr | int, activation: Activation, slope: Activation) -> Network:
    """The network of ``depth`` layers (a dimension or a number) with f and f'."""
    most = dimension("M")  # at least as large as the largest width
    widths = vector("n", depth, sort="dimension")
    state, weights = vector("s", most), array("w", depth, most, most)
    outputs = vector("z", widths[depth])
    return Network(
        depth,
        activation,
        slope,
        widths,
        weights,
        state,
        vector("H", depth, of=(state, weights)),
        array("\\Delta", depth, most, of=(state, weights)),
        vector("E", 1, of=outputs),
        outputs,
    )


def beginning(expression: object, family: ArrayExpression, value: ArrayExpression) -> Result:
    """``expression`` where the vector ``family`` begins with ``value``.

    The entries after those have no value there: nothing may depend on them.
    """
    whole = family.array.family
    if whole is None:
        raise TypeError("only a declared vector can be given a value")

    def put(body: Array, new: Array) -> Array:
        (name,) = fresh_names(1, {whole.name, *body.names, *new.names})
        place = over(name, new.shape[0])
        put_in = new.entry((place,))
        return Array(
            body.shape, lambda at: At(body.entry(at), whole, (place,), put_in), body.starts
        )

    def show(body: Display, new: Display) -> Display:
        where = f"{family.display.latex} = {new.latex}"
        return Display(rf"\left. {body.latex} \right|_{{{where}}}", ATOM - 1)

    return combine(put, show, expression, value)
