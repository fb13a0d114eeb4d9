r"""The order of matrices: ``A \succeq B``, ``\mu I \preceq H \preceq L I``, ``M \succ 0``.

Guarantee: of two square matrices it is read as ``v^T A v >= v^T B v`` for every vector v
(other than 0 where it is strict), of two vectors entry by entry; a reading says so. What such
a line states may be a condition that the text sets: it is proved or undecided, never refuted.
Limits: that the matrices are symmetric is not asked; as a condition only ``M \succ 0`` of a
declared matrix is known.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read import arrays, products
from verifier.read.arrays import Array
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint, Placed
from verifier.read.notes.source.tree import Leaf, Node, text_of
from verifier.read.notes.terms import values
from verifier.read.sizes import same_size
from verifier.terms import ZERO, Family, Relation
from verifier.traversal import fresh_name

ORDERS = {
    r"\succeq": ">=", r"\succ": ">", r"\preceq": "<=", r"\prec": "<", r"\succcurlyeq": ">=",
    r"\preccurlyeq": "<=",
}  # fmt: skip
WORDS = {">": "positive definite", ">=": "positive semidefinite", "<": "negative definite",
         "<=": "negative semidefinite"}  # fmt: skip
TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


def forms(ctx: Context, sign: Leaf, first: Array, second: Array) -> tuple[Array, Array]:
    """What is compared: vectors as they are, matrices as the numbers ``v^T M v``."""
    pair = values.as_scalar(first), values.as_scalar(second)
    shapes = [one.shape for one in pair if one.rank]
    if not shapes:
        raise Complaint("shape-mismatch", f"`{sign.text}` between two numbers", sign)
    if all(values.vector_like(one) for one in pair if one.rank):
        ctx.note(f"`{sign.text}` between vectors read entry by entry")
        ctx.doubts.setdefault("whether the order of vectors is a condition that the text sets")
        return pair
    if any(not one.rank and one.entry(()) != ZERO for one in pair):
        raise Complaint("shape-mismatch", "a number beside a matrix: write a multiple of `I`", sign)
    size = shapes[0][0]
    if any(len(shape) != 2 or not all(same_size(size, one) for one in shape) for shape in shapes):
        raise Complaint("shape-mismatch", f"`{sign.text}` is of square matrices of one size", sign)
    taken = {*pair[0].names, *pair[1].names, *(name for scope in ctx.scope.chain()
             for symbol in scope.symbols.values() for name in (symbol.name.internal,))}  # fmt: skip
    family = Family(fresh_name("v", taken), (size,), (1,))
    vector = arrays.declared(family)
    ctx.note(f"`A {sign.text} B` read as v^T A v {ORDERS[sign.text]} v^T B v for every vector v; "
             "that the matrices are symmetric is not checked")  # fmt: skip
    ctx.doubts.setdefault("whether the order of matrices is a condition that the text sets")
    if ORDERS[sign.text] in ("<", ">"):
        ctx.needs.setdefault(Relation(">", products.squared_norm(vector), ZERO))
    found = [arrays.scalar(products.inner(vector, products.matmul(one, vector)))
             if one.rank else one for one in pair]  # fmt: skip
    return found[0], found[1]


def quality(nodes: Sequence[Node]) -> tuple[Sequence[Node], str] | None:
    r"""``M \succ 0`` as the name and the word for it; None for anything else."""
    places = [at for at, node in enumerate(nodes) if isinstance(node, Leaf) and node.text in ORDERS]
    if len(places) != 1:
        return None
    (at,) = places
    left, right = nodes[:at], nodes[at + 1 :]
    operator = ORDERS[text_of(nodes[at])]
    for side, other, meant in ((left, right, operator), (right, left, TURNED[operator])):
        if len(other) == 1 and text_of(other[0]) in ("0", r"\mathbf{0}") and len(side) == 1:
            return side, WORDS[meant]
    return None


def as_condition(sign: str, ends: Sequence[Array], at: Placed) -> str:
    """The relation of numbers that an order of vectors is; else ``Complaint``."""
    if any(not values.vector_like(one) for one in ends if values.as_scalar(one).rank):
        raise Complaint("not-supported", "an order of matrices as a condition", at,
                        ("**Let** $A$ be positive definite.",))  # fmt: skip
    return ORDERS[sign]
