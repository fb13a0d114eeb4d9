"""Backpropagation through any number of layers, each of any width.

Layer l has the pre-activations $s^l$ and the outputs $f(s^l)$; the next layer has
$s^{l+1} = f(s^l)\\, w^l$; E is any smooth function of the last layer. `network` states these
equations; $H_l$ is the loss as a function of $s^l$, $\\Delta_l$ the errors by the recursion.
The claims about all depths are proved by induction over the layers, from the last one down.
"""

from verifier import (
    D,
    derivation,
    dimension,
    equal,
    function,
    network,
    recursion,
)

notes = derivation("Backpropagation through any number of layers", source="499-hw1-part1")

f = function("f")

# == any number of layers =================================================================

L = dimension("L")
net = network(L, f, f.prime)
s, w = net.state, net.weights
l = net.layer("l")
i = net.unit("i", l)

notes.claim(
    "errors",
    equal(D(net.loss(l), s[i]), net.error(l, i)),
    given=net.given,
    title="The recursion computes the derivatives by every layer",
    source="499-hw1-part1, the recursion for Delta",
)

below = net.layer("m", last=L - 1)
later = net.layer("l", first=below + 1)
a, b = net.unit("i", below), net.unit("j", below + 1)
notes.claim(
    "later-layers",
    equal(D(net.loss(later), w[below, a, b]), 0),
    given=net.given,
    title="Later losses do not depend on earlier weights",
)
notes.claim(
    "weights",
    equal(D(net.loss(below), w[below, a, b]), f(s[a]) * net.after(net.error(below + 1, b), below)),
    given=(
        *net.given,
        recursion(D(net.loss(l), s[i]), net.error(l, i)),
        recursion(D(net.loss(later), w[below, a, b]), 0),
    ),
    title="The derivative by a weight: output times error; from the two claims above",
    source="499-hw1-part1, dE/dw = O Delta",
)

wrong = network(L, f, f)
m = wrong.layer("l")
c = wrong.unit("i", m)
notes.erratum(
    "errors-without-slope",
    equal(D(wrong.loss(m), wrong.state[c]), wrong.error(m, c)),
    given=wrong.given,
    reason="a likely slip: f where f' belongs",
)

k = net.layer("k", first=2)
notes.erratum(
    "subscript-of-a-subscript",
    equal(net.widths[L] - k + 2 - 1, net.widths[L - k + 2] - 1),
    reason="499-hw1-part1, page 2: the bounds of the sums read n_L - n + 2 - 1 for n_{L-n+2} - 1",
)

# == two, three and four layers, by the same equations ====================================

for depth in (2, 3, 4):
    net = network(depth, f, f.prime)
    first = net.unit("i", 1)
    second = net.unit("j", 2)
    notes.claim(
        f"errors-{depth}",
        equal(D(net.loss(1), net.state[first]), net.error(1, first)),
        given=net.given,
        title=f"{depth} layers",
    )
    notes.claim(
        f"weights-{depth}",
        equal(
            D(net.loss(1), net.weights[1, first, second]),
            f(net.state[first]) * net.after(net.error(2, second), 1),
        ),
        given=net.given,
        title=f"{depth} layers: by a weight of the first",
    )
