r"""Functions that need no declaration: elementary ones, softmax and its kin, trace, max.

Guarantee: a declared name of the same spelling always wins. ``\log`` has the base of the
layout (natural unless said otherwise), ``\ln`` is natural, ``\log_b`` has base b.
Limits: what a function without brackets takes is said in ``unbracketed``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from verifier.read import arrays, functions, products
from verifier.read.arrays import Array
from verifier.read.notes.calculus import analysis, pointwise
from verifier.read.notes.formulas import (
    calls,
    conditions,
    constants,
    expressions,
    extrema,
    general_entries,
    literals,
    operands,
    unbracketed,
)
from verifier.read.notes.probability import chances, densities, law_calls
from verifier.read.notes.scopes import scope
from verifier.read.notes.scopes.context import Context, Cursor
from verifier.read.notes.source import spellings
from verifier.read.notes.source.complaint import Complaint, NoVector
from verifier.read.notes.source.names import (
    GREEK_COMMANDS,
    Glyph,
    Head,
    Name,
    Piece,
    glyph_of,
    head_of,
    pieces,
)
from verifier.read.notes.source.tree import (
    FONTS,
    Command,
    Fenced,
    Leaf,
    Node,
    Raw,
    Script,
    text_of,
)
from verifier.read.notes.terms import values
from verifier.read.sizes import concrete
from verifier.terms import (
    ONE,
    Term,
    Variable,
    call,
    delta,
    number,
)

Scalar = Callable[[Term], Term]


def elementary(name: str) -> Scalar:
    """One of the fixed functions of ``terms``."""
    return lambda t: call(name, t)


SCALAR: dict[str, Scalar] = {
    **{name: elementary(name) for name in (
        "exp", "log", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth",
        "sech", "csch", "erf", "erfc", "sign", "floor", "abs")},
    **{f"arc{name}": elementary(f"a{name}") for name in ("sin", "cos", "tan", "cot")},
    **{f"{arc}{name}": elementary(f"a{name}") for arc in ("ar", "arc", "a")
       for name in ("sinh", "cosh", "tanh", "coth")},
    **{name: elementary(name) for name in ("asin", "acos", "atan", "asec", "acsc", "acot")},
    "asech": lambda t: call("acosh", number(1) / t),
    "acsch": lambda t: call("asinh", number(1) / t),
    "ln": elementary("log"), "lg": lambda t: call("log", t) / call("log", number(10)),
    "sgn": elementary("sign"), "ceil": elementary("ceiling"),
    "sigmoid": functions.sigmoid, "softplus": functions.softplus, "relu": functions.relu,
    "ReLU": functions.relu, "RELU": functions.relu, "Relu": functions.relu,
    "softsign": functions.softsign, "silu": functions.silu, "SiLU": functions.silu,
    "logistic": functions.sigmoid,
    "Re": elementary("re"), "Im": elementary("im"), "conj": elementary("conjugate"),
}  # fmt: skip
INVERTIBLE = frozenset({"sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth",
                        "sech", "csch"})  # fmt: skip
"""What ``f^{-1}`` is the inverse function of, as a rule; of others it may be the reciprocal."""
VECTOR: dict[str, Callable[[Array], Array]] = {
    "softmax": functions.softmax, "logsumexp": functions.logsumexp, "LSE": functions.logsumexp,
    "lse": functions.logsumexp, "Softmax": functions.softmax,
    "logsoftmax": functions.log_softmax,
}  # fmt: skip
DIAGONAL = frozenset({"diag", "Diag"})
MATRIX = DIAGONAL | {"tr", "Tr", "trace", "onehot", "one-hot", "max", "min", "det", "clip"}
PARTS = ("max", "min")
SPLIT = frozenset({r"\cdot", r"\times", "*", "/", r"\odot", r"\circ", r"\div", r"\otimes"})


def constant_or_call(
    ctx: Context, cursor: Cursor, head: Head | None, letters: str = ""
) -> Array | None:
    """The value of a name with a fixed meaning, one in ``letters`` too; None when it has none."""
    node = cursor.peek()
    assert node is not None
    if constants.indicator_sign(cursor):
        return constants.indicator(ctx, cursor)
    word = word_of(node) or letters
    if word in ("argmin", "argmax") and isinstance(node, Script) and node.sub is not None and (
        node.sup is None and not node.primes
    ):  # fmt: skip
        cursor.take()
        return analysis.minimiser(ctx, cursor, word, node.sub.children, node)
    if word in densities.NAMES and (found := densities.named(ctx, cursor, word)) is not None:
        return found
    if (found := chances.known(ctx, cursor, head, word)) is not None:
        return found
    if word in SCALAR or word in VECTOR or word in MATRIX:
        last = cursor.peek()
        assert last is not None
        return function(ctx, cursor, word, last)
    if head is None:
        return None
    return constants.fixed(ctx, cursor, head, node)


PLAIN = ("softmax", "sigmoid", "argmax", "arcsinh", "arccosh", "arctanh", "arcsin", "arccos",
         "arctan", "sinh", "cosh", "coth", "sech", "csch", "cot", "sec", "csc", "tan", "tanh",
         "diag", "ReLU", "relu", "sign", "log", "exp", "max", "min", "sin", "cos", "ln", "tr",
         "Var", "var", "Cov", "cov", "Corr", "corr", "Pr", "KL")  # fmt: skip
INITIALS = frozenset(word[0] for word in PLAIN)
OPEN = ("log", "exp", "sin", "cos", "tanh")
"""Words that may stand without brackets."""


def plain_word(ctx: Context, cursor: Cursor) -> str:
    """``log(x)`` or ``sin x`` typed in letters; passes all of them but one.

    Read as a product such letters would mean nothing where one of them is undeclared. Where
    all are declared, a word of three letters before brackets is the function all the same, and
    one of two letters is asked about; a declared word keeps its meaning.
    """
    word = written_word(cursor)
    if word not in PLAIN or (word == "KL" and not law_calls.any_known(ctx.scope)):
        return ""
    after, here = cursor.peek(len(word)), cursor.nodes[cursor.at]
    fence = after.base if isinstance(after, Script) else after
    unknown = any(ctx.scope.fitting(Head(Glyph(letter), (), (), 0, here)) is None
                  for letter in set(word))  # fmt: skip
    if ctx.scope.longest_word(list(word)) == len(word):
        return ""
    if isinstance(fence, Fenced) and not unknown and len(word) < THREE:
        product = r" \cdot ".join(word)
        raise Complaint("ambiguous", f"`{word}(...)`: the function, or a product of declared "
                        "letters?", here, (rf"function?  `\{word}(...)`",
                                           f"product?   `{product} (...)`"))  # fmt: skip
    if not isinstance(fence, Fenced) and not (unknown and word in SCALAR and begins(after)):
        if not unknown and word in SCALAR and begins(after):
            ctx.note(f"the letters `{word}` read as a product, for all of them are declared")
        return ""
    ctx.note(f"the letters `{word}` read as the function")
    cursor.at += len(word) - 1
    return word


THREE = 3


def written_word(cursor: Cursor) -> str:
    """The letters at a cursor that are typed without a space between them."""
    letters = ""
    end: int | None = None
    for ahead in range(8):
        node = cursor.peek(ahead)
        base = node.base if isinstance(node, Script) else node
        if not isinstance(base, Leaf) or base.token.kind != "letter" or end not in (
            None, base.start
        ):  # fmt: skip
            break
        letters += base.text
        end = base.end
        if isinstance(node, Script):
            break
    return letters if letters[:1] in INITIALS else ""


def begins(node: Node | None) -> bool:
    """Whether an argument without brackets can begin with ``node``."""
    base = node.base if isinstance(node, Script) else node
    if isinstance(base, Leaf):
        return base.token.kind in ("letter", "number") or base.text in GREEK_COMMANDS
    return isinstance(base, Command) and base.name in FONTS | operands.FRACTIONS


def without_words(row: Sequence[Node]) -> list[Node]:
    """Nodes side by side without the letters of functions that are typed in plain letters."""
    found: list[Node] = []
    for node in row:
        if isinstance(node, Fenced):
            letters = "".join(one.text if isinstance(one, Leaf) else " " for one in found[-7:])
            word = next((word for word in PLAIN if letters.endswith(word)), "")
            del found[len(found) - len(word) :]
        found.append(node)
    return found


def word_of(node: Node) -> str:
    """The name of a function written as a command or as a word."""
    base = node.base if isinstance(node, Script) else node
    match base:
        case Leaf():
            return base.text[1:] if base.text.startswith("\\") else ""
        case Raw(name, text) if name.startswith((r"\operatorname", r"\text", r"\math", r"\mbox")):
            return spellings.word(text).strip()
        case Command(name, (group,)) if name in FONTS:
            glyph = glyph_of(base)
            return glyph.letter if glyph is not None and len(group.children) > 1 else ""
        case _:
            return ""


def function(ctx: Context, cursor: Cursor, word: str, node: Node) -> Array:
    """A named function with its argument."""
    cursor.take()
    sub = pieces(node.sub) if isinstance(node, Script) else ()
    sup = pieces(node.sup) if isinstance(node, Script) else ()
    order = node.primes if isinstance(node, Script) else 0
    if order and (word not in SCALAR or sup):
        raise Complaint("not-supported", f"a prime on `{word}`", node)
    if "".join(one.text for one in sup) == "-1" and word in INVERTIBLE:
        ctx.note(f"`{word}^{{-1}}` read as the inverse function")
        word, sup = f"a{word}", ()
    if word in PARTS and isinstance(node, Script) and node.sub is not None and not node.sup:
        return extrema.of_index(ctx, cursor, word, node)
    if word in PARTS and not sub and not sup and (rows := extrema.rows_behind(cursor)) is not None:
        cursor.take()
        return extrema.of_cases(ctx, word, rows)
    found = calls.arguments(cursor, "(", "[", r"\{")
    script: Script | None = None
    if found is not None:
        parts, script, fence = found
        several = word in DIAGONAL and len(parts) > 1
        given = [literals.listed(ctx, fence)] if several and isinstance(fence, Fenced) else [
            expressions.expression(ctx, part, fence) for part in parts]  # fmt: skip
    else:
        first = cursor.at
        given = [unbracketed.argument(ctx, cursor, word, node)]
        unbracketed.say_reach(ctx, cursor, word, first)
    if order and len(given) == 1:
        value = calls.called(ctx, of_number(word), given, order, node)
    elif word == "log" or (word == "ln" and sub):
        value = logarithm(ctx, given, sub, node)
        sub = ()
    elif word in ("onehot", "one-hot"):
        value = one_hot(ctx, given, sub, node)
        sub = ()
    else:
        if word in VECTOR and len(given) == 1 and (
            found is not None and (entry := of_entry(ctx, word, found[0][0], node)) is not None
        ):  # fmt: skip
            return entry
        if word in VECTOR and len(given) == 1:
            given = [general_entries.listed(ctx, given[0], sub) or given[0]]
        shown = ctx.source.text[node.end : cursor.nodes[cursor.at - 1].end].strip()
        value = values.bounded(evaluated(ctx, word, given, node, shown))
    if script is not None and script.primes:
        return primed(ctx, node, script)
    if sup and sup[0].text == "-1":
        raise Complaint("ambiguous", f"`{word}^{{-1}}`: the inverse or the reciprocal?", node)
    after = pieces(script.sub) if script is not None else ()
    above = pieces(script.sup) if script is not None else ()
    group = script.sup if script is not None and above else None
    if above:
        shown = expressions.written(ctx, [node, script] if script is not None else [node])
        ctx.note(f"`{shown}` read as a power of the value")
    if sup and isinstance(node, Script):
        value = operands.attached(ctx, value, (), node.sup, sup, 0, node)
    return operands.attached(ctx, value, [*sub, *after], group, above, 0, node)


def of_entry(ctx: Context, word: str, part: Sequence[Node], node: Node) -> Array | None:
    r"""``\mathrm{softmax}(z_i)`` for entry i of the softmax of z; None for anything else."""
    head = head_of(part[0]) if len(part) == 1 else None
    known = ctx.scope.fitting(head) if head is not None and word.endswith("oftmax") else None
    symbol = known[0] if known is not None else None
    if head is None or not isinstance(symbol, scope.Quantity) or known is None or (
        symbol.slots_sub or symbol.slots_sup or len(head.sub) != known[1] + 1 or head.sup
        or not values.vector_like(symbol.view)
    ):  # fmt: skip
        return None
    shown = "".join(map(text_of, part))
    ctx.note(f"`{word}({shown})` read as the entry of `{word}({symbol.name.latex})`")
    whole = along(ctx, VECTOR[word], symbol.view, word, node)
    return operands.attached(ctx, whole, head.sub[known[1] :], None, (), 0, node)


def of_number(word: str) -> scope.Function:
    r"""A fixed function of one number, for its derivatives: ``\tanh'(x)``."""
    letter = Variable("|t|")
    value = arrays.scalar(SCALAR[word](letter))
    return scope.Function(Name(Glyph(word)), (arrays.scalar(letter),), value)


def primed(ctx: Context, node: Node, script: Script) -> Array:
    r"""``\sin(x)'``: the derivative by the letter in the brackets, where there is one only."""
    whole = (node, *((script.base,) if script.base is not None else ()))
    fence = Fenced("(", ")", whole, node.start, script.end)
    found = pointwise.by_letter(ctx, fence, script.primes, Cursor((fence,)))
    if found is None or script.sub is not None or script.sup is not None:
        raise Complaint("undeclared", "a prime on something that is no declared function", script)
    return found


def evaluated(ctx: Context, word: str, given: list[Array], node: Node, shown: str) -> Array:
    """One of the fixed functions at its arguments, which are written as ``shown``."""
    if word == "clip":
        return extrema.clipped(ctx, given, node)
    if word in PARTS:
        return extremum(word, given)
    if len(given) != 1:
        raise Complaint("syntax", f"`{word}` takes one argument, not {len(given)}", node)
    value = given[0]
    if word in SCALAR:
        if word == "lg":
            ctx.note("`\\lg` is read as the logarithm to the base 10")
        if values.as_scalar(value).rank:
            ctx.note(f"`{word}` of an array is taken entry by entry")
        return arrays.apply(SCALAR[word], values.as_scalar(value))
    if word in VECTOR:
        return along(ctx, VECTOR[word], value, word, node)
    if word in DIAGONAL:
        return products.diagonal(values.entries_of(value) if values.vector_like(value) else value)
    if word == "det":
        return literals.determinant(general_entries.table(ctx, value) or value, shown)
    if not values.as_scalar(value).rank:
        ctx.note(f"`{word}` of one number is that number")
        return values.as_scalar(value)
    return arrays.scalar(products.trace(value))


def along(
    ctx: Context, work: Callable[[Array], Array], value: Array, word: str, node: Node
) -> Array:
    """A function of a vector, in the orientation of its argument; of a matrix, row by row."""
    if not value.rank or (values.is_scalar(value) and value.rank < 2):
        raise NoVector("shape-mismatch", f"`{word}` takes a vector, not a number", node)
    if not values.vector_like(value):
        ctx.note(f"`{word}` of a matrix is taken row by row")
        return work(value)
    long = [axis for axis, size in enumerate(value.shape) if concrete(size) != 1]
    axis = long[0] if long else 0
    inner = work(values.entries_of(value) if long else products.as_vector(value, word))
    if not inner.rank or value.rank == 1:
        return inner
    return Array(value.shape, lambda at: inner.entry((at[axis],)), value.starts,
                 listed=value.listed)  # fmt: skip


def extremum(word: str, given: list[Array]) -> Array:
    """The larger or smaller of several numbers, entry by entry; of one vector, its entry."""
    return extrema.of_several(word, given) if len(given) > 1 else extrema.of_entries(word, given[0])


def logarithm(ctx: Context, given: list[Array], sub: Sequence[Piece], node: Node) -> Array:
    """A logarithm to the base below it, or to that of the layout."""
    if len(given) != 1:
        raise Complaint("syntax", "a logarithm takes one argument", node)
    value = values.as_scalar(given[0])
    if value.rank:
        ctx.note("`log` of an array is taken entry by entry")
    base: Term | None = None
    if sub:
        nodes = tuple(part for piece in sub for part in piece.nodes)
        base = values.one_number(expressions.expression(ctx, nodes, node), node, "a base")
        if base == call("exp", ONE):
            base = None
    elif ctx.scope.layout.logarithm:
        base = number(ctx.scope.layout.logarithm)
        ctx.note(f"`\\log` has base {ctx.scope.layout.logarithm} (layout)")
    if base is None:
        return arrays.apply(lambda term: call("log", term), value)
    below = call("log", base)
    return arrays.apply(lambda term: call("log", term) / below, value)


def one_hot(ctx: Context, given: list[Array], sub: Sequence[Piece], node: Node) -> Array:
    """``onehot_m(y)``: the vector of length m with a 1 at place y."""
    if len(given) != 1 or len(sub) != 1:
        raise Complaint("syntax", r"write `\operatorname{onehot}_m(y)`", node)
    label = values.as_scalar(given[0])
    if label.rank:
        raise Complaint("shape-mismatch", "onehot takes a label", node)
    (size,) = conditions.sizes(ctx, sub[0].nodes, node)
    term = label.entry(())
    list_ = Array((size,), lambda at: delta(at[0], term))
    return values.vector(list_, ctx.scope.layout.vectors)
