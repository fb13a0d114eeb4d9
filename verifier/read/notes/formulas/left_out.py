r"""Arguments that a call leaves out: ``L(\theta)`` for ``L(\theta; x_1, \dots, x_n)``.

Guarantee: the last arguments of a defined function that a call does not write are the declared
lists, vectors and matrices that its definition gives them; the readings say so, and nothing that
rests on it is refuted. Limits: letters that are declared, with the shape of the parameter.
"""

from __future__ import annotations

from verifier.read.arrays import Array
from verifier.read.notes.scopes.context import Context
from verifier.read.notes.scopes.scope import Function, Quantity
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.tree import Node
from verifier.read.sizes import same_shape


def completed(ctx: Context, symbol: Function, given: list[Array], at: Node) -> list[Array]:
    """The arguments with those left out; raises ``Complaint`` for any other number of them."""
    count = len(symbol.parameters)
    if len(given) == count:
        return given
    names = symbol.letters[len(given) :] if 0 < len(given) < count else ()
    found = [ctx.scope.find(name) for name in names]
    views = [one.view for one in found if isinstance(one, Quantity) and not one.defined]
    if not names or len(views) < len(names) or not all(
        parameter.rank and same_shape(view.shape, parameter.shape)
        for view, parameter in zip(views, symbol.parameters[len(given) :], strict=True)
    ):  # fmt: skip
        raise Complaint("syntax", f"`{symbol.name.latex}` takes {count} argument(s), not "
                        f"{len(given)}", at)  # fmt: skip
    shown = ", ".join(f"`{name.latex}`" for name in names)
    ctx.note(f"`{symbol.name.latex}` with fewer arguments is taken at the declared {shown}")
    ctx.doubts.setdefault(f"that `{symbol.name.latex}` leaves {shown} out")
    return [*given, *views]
