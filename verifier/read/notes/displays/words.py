r"""Words inside displays: which separate, which set a condition, which name something.

Guarantee: the words with a meaning for the reader are those listed here; all others are
reported as an aside. Limits: English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.read.notes.displays.display import Segment, Statement, is_leaf
from verifier.read.notes.source.tree import Command, Environment, Fenced, Leaf, Node, Raw, Script

CONDITIONAL = frozenset({"if", "when", "for", "for all", "for any", "for every", "for each",
                         "whenever", "given", "given that", "provided", "provided that",
                         "assuming", "case", "in case", "forall", "at", "if both", "when both",
                         "for both", "if either", "when either", "suppose", "suppose that",
                         "supposing", "assume", "assume that", "as long as",
                         "so long as"})  # fmt: skip


CONNECTING = frozenset({"and", "or", "so", "thus", "therefore", "hence", "then", "that is", "i.e.",
                        "ie", "we get", "we have", "since", "because", "now", "also", "but",
                        "note that", "finally", "where", "with", "which gives", "gives", "and so",
                        "so that", "it follows that", "we obtain", "similarly", "moreover",
                        "in particular", "else", "and,", "thus we get", "this gives", "yields",
                        "implies", "in which case", "is", "are", "respectively", "as"})  # fmt: skip


REMARKS = frozenset({"note", "notice", "recall", "remember", "using", "use", "hint", "remark",
                     "here", "we use", "see"})  # fmt: skip
"""First words of a row that says why, beside a chain that goes on in the next one."""


COUNTED = frozenset({"bit", "bits", "nat", "nats", "parameters", "parameter", "params", "weights",
                     "biases", "neurons", "units", "layers", "operations", "multiplications",
                     "additions", "flops", "entries", "elements", "pixels", "samples", "examples",
                     "points", "times", "features", "classes", "channels", "filters"})  # fmt: skip
"""What numbers count in machine learning; units of measure change a number and are not here."""


NUMBERED = re.compile(r"[-–— ]*\((\d+[a-z]?)\)")


DIMENSION = re.compile(r"(dim|dims|dimensions?|shapes?|size)( of)?", re.IGNORECASE)


REQUIRED = re.compile(
    r"\(?(?:and |where |with )*(?:"
    r"subject to(?: the (?:constraint|condition|restriction)s?)?|s\. ?t|such that|"
    r"(?:with|under)(?: the)? (?:constraint|condition|restriction|requirement)s?(?: that)?|"
    r"(?:the )?(?:constraint|condition|requirement)s?(?: is| are)?|"
    r"(?:we |to )?(?:require|demand|want|impose)s?(?: that)?|requiring(?: that)?)"
)
"""Words that set a condition: what follows is no claim, or given to the one before it."""
EQUALITY = re.compile(
    r"\(?(?:and |where |with |the )*equality(?: sign)?"
    r"(?: (?:is )?(?:holds?|holding|attained|reached))?"
    r"(?: (?:precisely|exactly|only|just))?(?: if| iff| if and only if| when| only when| for)?"
)
"""When an inequality is an equation: not checked."""


FOLLOWING = frozenset({"follows from", "which follows from", "is implied by", "because of"})
"""What stands behind such words is the condition, what stands before them the result."""


ONE_WAY = frozenset({"only if", "only when", "holds only if", "holds only when"})
"""What stands before such words is the condition, what stands behind them the result."""
DENYING = re.compile(
    r"(?:for some|for no|for none|unless|(?:if|when|for|but|where) (?:not|neither)|not|never|nor|"
    r"except (?:if|when|for|where)|(?:(?:it |this |which )?holds )?(?:only|not) (?:if|for|when)|"
    r"neither|almost never|rarely|hardly ever|seldom|for (?:at least|exactly) one|for certain)"
    r"|(?:there (?:is|are|exists?)|exists?|we can find|one can find)\b.*"
    r"|.*\b(?:is|are) (?:false|wrong|incorrect|not (?:true|correct|valid))\b.*"
    r"|.*\b(?:does|do|did|need) not (?:have|hold)\b.*|.*\b(?:false|not true) that|.*\bfails"
    r"|\W*(?:false|wrong|incorrect|not true)\W*"
)
"""Words that deny what stands beside them, or turn it around: no claim is read from that."""


def setting(word: str) -> str:
    """What words do that set a condition: ``required``, ``equality``, or nothing."""
    if EQUALITY.fullmatch(word):
        return "equality"
    return "required" if REQUIRED.fullmatch(word) else ""


def only_words(node: Fenced) -> bool:
    """Whether a fence holds an annotation in words."""
    inside: list[Node] = list(node.children)
    if len(inside) == 1 and isinstance(inside[0], Environment):
        inside = [part for row in inside[0].rows for cell in row for part in cell]
    return bool(inside) and all((isinstance(part, Raw) and " " in part.text.strip()) or (
        isinstance(part, Raw) and len(inside) > 1) for part in inside)  # fmt: skip


def words_in(node: Fenced) -> str:
    """The words of an annotation."""
    found: list[str] = []
    waiting: list[Node] = list(reversed(node.children))
    while waiting:
        part = waiting.pop()
        if isinstance(part, Raw):
            found.append(part.text.strip())
        elif isinstance(part, Environment):
            waiting.extend(reversed([inner for row in part.rows for cell in row for inner in cell]))
    return " ".join(found)


def is_number_tag(nodes: Sequence[Node], segment: Segment) -> bool:
    """Whether a stretch is ``(3)`` at the end of a row."""
    rest = [node for node in nodes if not is_leaf(node, "-")]
    return segment.lead == "quad" and len(rest) == 1 and isinstance(rest[0], Fenced) and (
        rest[0].left == "(" and len(rest[0].children) == 1 and isinstance(rest[0].children[0], Leaf)
        and rest[0].children[0].token.kind == "number"
    )  # fmt: skip


def tag_text(nodes: Sequence[Node]) -> str:
    """The number of an equation."""
    fence = next(node for node in nodes if isinstance(node, Fenced))
    leaf = fence.children[0]
    return leaf.text if isinstance(leaf, Leaf) else ""


def is_dimension(node: Node) -> bool:
    """Whether ``node`` is the word dimension."""
    return isinstance(node, Raw) and DIMENSION.fullmatch(node.text.strip().strip(":")) is not None


def shape_statement(nodes: list[Node]) -> Statement | None:
    r"""``\text{Dimension of } b = m \times 1``; None for anything else."""
    words = [place for place, node in enumerate(nodes) if is_dimension(node)]
    if not words:
        return None
    rest = [node for place, node in enumerate(nodes) if place not in words]
    for place, node in enumerate(rest):
        if is_leaf(node, "=", ":", r"\to", r"\rightarrow") and isinstance(node, Leaf):
            return Statement([rest[:place], rest[place + 1 :]], [node], word="shape")
    return None


def argument_kind(node: Node | None) -> str:
    """``argmin`` or ``argmax`` when a side begins with it."""
    match node:
        case Command(r"\underset", (_, over)):
            text = "".join(part.text.strip() if isinstance(part, (Raw, Leaf)) else ""
                           for part in over.children)  # fmt: skip
        case Script(base=Raw(text=text)) | Raw(text=text):
            pass
        case Script(base=Leaf()) | Leaf():
            base = node.base if isinstance(node, Script) else node
            text = base.text if isinstance(base, Leaf) else ""
        case _:
            return ""
    text = text.replace(" ", "").replace(r"\,", "").replace("\\", "")
    return text if text in ("argmin", "argmax") else ""
