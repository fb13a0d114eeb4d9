r"""A feed-forward network of any depth with layers of any widths, given by recursion.

Guarantee: the object stands for the functions that the equations below define, for every
number of layers and all widths; nothing is assumed of them beyond these equations.

    s          the pre-activations of a layer; layer l has n_l of them, l = 1, ..., L
    H_l(s)     the loss as a function of those of layer l
    H_L(s)   = E(s)                          any smooth loss
    H_l(s)   = H_{l+1}(f(s) w^l)             the next layer: sum over i of f(s_i) w^l_ij
    D_L,i(s) = dE/ds_i                       errors, from the last layer backwards
    D_l,i(s) = f'(s_i) * (sum over j of w^l_ij D_{l+1,j}(f(s) w^l))

Limits: one activation for all layers but the last, which has what E begins with; no biases
(they are weights of a unit that is always 1).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sympy

from verifier.read.array_expression import ArrayExpression, Result, combine
from verifier.read.arrays import Array
from verifier.read.declarations import array, dimension, fresh_names, index, vector
from verifier.read.differentiation import D, at
from verifier.read.latex_print import ATOM, Display
from verifier.read.operations import Sum
from verifier.read.relations import AuthorRelation, at_most, forall, recursion
from verifier.read.sizes import names_in
from verifier.read.vector_operations import from_entries
from verifier.read.quantity import IndexSymbol
from verifier.read.sympy_terms import understand
from verifier.terms import At, Index, over

Activation = Callable[[object], object]
"""A function of one number: of the vocabulary, or an unknown one from ``function``."""


@dataclass(frozen=True)
class Network:
    """The quantities of the network; ``given`` are the equations that define it."""

    depth: sympy.Expr | int
    """The number of layers L."""
    widths: ArrayExpression
    """n: layer l has ``widths[l]`` units."""
    weights: ArrayExpression
    """w: ``weights[l, i, j]`` leads from unit i of layer l to unit j of layer l + 1."""
    state: ArrayExpression
    """s: the pre-activations of whatever layer a function is taken at."""
    activation: Activation
    slope: Activation
    losses: ArrayExpression
    errors: ArrayExpression
    last: ArrayExpression
    """E: the loss as a function of the last layer, an array of one entry."""
    outputs: ArrayExpression
    """The variables of E."""

    def layer(self, name: str, first: object = 1, last: object = None) -> sympy.Symbol:
        """An index over layers: all of them unless ``first`` and ``last`` say less."""
        (low, start), (high, end) = understand(first), understand(self.depth if last is None else last)
        return IndexSymbol(Index(name, low, high), start + end)

    def unit(self, name: str, layer: object) -> sympy.Symbol:
        """An index over the units of a layer."""
        return index(name, self.widths[layer])

    def loss(self, layer: object) -> Result:
        """H of the layer, at s."""
        return self.losses[layer]

    def error(self, layer: object, unit: object) -> Result:
        """The error of a unit of the layer, by the recursion, at s."""
        return self.errors[layer, unit]

    def next_state(self, layer: object) -> Result:
        """The pre-activations of the next layer: f(s) w."""
        i = self.unit("a", layer)

        def entry(j: object) -> object:
            return Sum(self.activation(self.state[i]) * self.weights[layer, i, j], i)

        return from_entries(entry, self.widths[layer + 1])

    def after(self, expression: object, layer: object) -> Result:
        """``expression``, a function of s, taken one layer after ``layer``."""
        return first_entries(expression, self.state, self.next_state(layer))

    @property
    def given(self) -> tuple[AuthorRelation, ...]:
        """The equations that define the network, for ``given=``."""
        l, k = self.layer("l", last=self.depth - 1), self.layer("k")
        i, j = self.unit("i", l), self.unit("j", l + 1)
        m = self.unit("i", self.depth)
        end = from_entries(lambda q: self.state[q], self.widths[self.depth])
        back = Sum(self.weights[l, i, j] * self.after(self.error(l + 1, j), l), j)
        top = self.last[1]
        return (
            forall(k, at_most(self.widths[k], self.state.shape[0])),
            recursion(self.loss(self.depth), at(top, self.outputs, end)),
            recursion(self.loss(l), self.after(self.loss(l + 1), l)),
            recursion(self.error(self.depth, m), at(D(top, self.outputs[m]), self.outputs, end)),
            recursion(self.error(l, i), self.slope(self.state[i]) * back),
        )


def network(depth: sympy.Expr | int, activation: Activation, slope: Activation) -> Network:
    """The network of ``depth`` layers with an activation and its derivative."""
    most = dimension("M")
    widths = vector("n", depth, sort="dimension")
    state = vector("s", most)
    weights = array("w", depth, most, most)
    outputs = vector("z", widths[depth])
    return Network(
        depth,
        widths,
        weights,
        state,
        activation,
        slope,
        vector("H", depth, of=(state, weights)),
        array("\\Delta", depth, most, of=(state, weights)),
        vector("E", 1, of=outputs),
        outputs,
    )


def first_entries(expression: object, family: ArrayExpression, value: Result) -> Result:
    """``expression`` where the vector ``family`` begins with the entries of ``value``.

    Its other entries have no value there.
    """

    def put(body: Array, old: Array, new: Array) -> Array:
        assert old.family is not None
        taken = set(names_in(old.family)) | body.names | new.names
        (name,) = fresh_names(1, taken)
        place = over(name, new.shape[0])
        return Array(
            body.shape,
            lambda at: At(body.entry(at), old.family, (place,), new.entry((place,))),
            body.starts,
        )

    def show(body: Display, old: Display, new: Display) -> Display:
        return Display(rf"\left. {body.latex} \right|_{{{old.latex} = {new.latex}}}", ATOM - 1)

    return combine(put, show, expression, family, value)
