"""What to paste when the left side of an equation is undeclared: the equation as a definition.

Guarantee: only a complaint about the left side itself gets the line, and only a short one.
"""

from __future__ import annotations

from collections.abc import Sequence

from verifier.read.notes.scopes.context import Context
from verifier.read.notes.source.complaint import Complaint
from verifier.read.notes.source.names import head_of
from verifier.read.notes.source.tree import Leaf, Node


def with_definition(
    ctx: Context, complaint: Complaint, left: Sequence[Node], right: Sequence[Node], sign: Leaf
) -> Complaint:
    """A complaint about an undeclared left side, with the definition to paste."""
    if complaint.code not in ("undeclared", "ambiguous") or complaint.place is None or not left:
        return complaint
    if complaint.code == "ambiguous" and "undeclared" not in complaint.message:
        return complaint
    alone = head_of(left[0]) is not None and (
        len(left) == 1 or (len(left) == 2 and not isinstance(left[1], Leaf))
    )
    if not alone or sign.text != "=" or complaint.place.start > left[0].end:
        return complaint
    if complaint.place.start < left[0].start:
        return complaint
    text = ctx.source.text[left[0].start : right[-1].end if right else sign.end]
    line = " ".join(text.replace("&", " ").split())
    if "\\\\" not in line and len(line) < 300:
        complaint.paste = (*complaint.paste, f"**Define** ${line}$")
    return complaint
