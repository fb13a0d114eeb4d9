"""The style sheet of the HTML report: dark and light, from a phone's width up.

Colours come in two sets, for light and for dark pages, each with a contrast of at least
4.5 to 1 against its page; no outcome is told by its colour alone.
"""

from __future__ import annotations

LIGHT = """--page: #fff; --text: #1c1e21; --soft: #59636e; --line: #d8dce2;
  --box: #f6f7f9; --hover: #eceff3; --green: #1a7f37; --yellow: #8a5d00; --red: #c11f2b;
  --violet: #7a45d1; --blue: #0b5cc4; --orange: #b8480b;"""
DARK = """--page: #14171c; --text: #e4e7eb; --soft: #9aa4b2; --line: #333a44;
  --box: #1d2229; --hover: #272d36; --green: #4ac26b; --yellow: #d4a72c; --red: #ff7b72;
  --violet: #c297ff; --blue: #6cb0ff; --orange: #ffa657;"""

PAGE = """\
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 4rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.55 system-ui, sans-serif; -webkit-text-size-adjust: 100%; }
main { max-width: 58rem; margin: 0 auto; padding: 1rem 1rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 1rem 0 .3rem; }
h2 { font-size: 1.3rem; margin: 3rem 0 .4rem; padding-bottom: .3rem;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
h3, h4 { font-size: 1rem; font-weight: 500; margin: 0; overflow-wrap: anywhere; }
h4 { font-size: .95rem; }
p { margin: .4rem 0; } ul, ol { margin: .3rem 0; padding-left: 1.4rem; }
a { color: inherit; text-decoration-color: var(--soft); text-underline-offset: .15em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }
small { color: var(--soft); font-size: .85em; }
code { font: .88em ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.lead { font-size: 1.1rem; } .met { color: var(--green); } .missed { color: var(--red); }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .5rem; z-index: 2;
  background: var(--page); padding: .3rem .6rem; }
.filter { position: sticky; top: 0; z-index: 1; display: flex; gap: .4rem; margin: .8rem -1rem;
  padding: .5rem 1rem; border: 0; background: var(--page); overflow-x: auto; min-width: 0;
  border-bottom: 1px solid var(--line); }
.filter legend, .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
.filter input { position: absolute; opacity: 0; }
.filter label { flex: none; cursor: pointer; padding: .25rem .7rem; border-radius: 1rem;
  border: 1px solid var(--line); background: var(--box); font-size: .92rem; }
.filter label:hover { background: var(--hover); }
.filter input:checked + label { border-color: currentColor; box-shadow: inset 0 0 0 1px; }
.filter input:focus-visible + label { outline: 2px solid var(--blue); outline-offset: 2px; }

.bar { display: flex; height: .55rem; min-width: 5rem; border-radius: .3rem; overflow: hidden;
  background: var(--box); }
.bar i { background: var(--tint); border-right: 1px solid var(--page); }

.chain { margin: 1.6rem 0; padding: .8rem .8rem .2rem; border: 1px solid var(--line);
  border-radius: .5rem; min-width: 0; }
.chain article { margin: .8rem 0; } .chain > h3 { margin-bottom: .3rem; }
.overview { width: 100%; } .overview td.shares { width: 22%; vertical-align: middle; }
.overview th:first-child { padding-left: 0; }
nav.side { display: none; }
@media (min-width: 82rem) {
  .layout { display: grid; grid-template-columns: 17rem minmax(0, 58rem); gap: 1.5rem;
    justify-content: center; }
  main { margin: 0; width: 100%; }
  nav.side { display: block; position: sticky; top: 0; align-self: start; max-height: 100vh;
    overflow-y: auto; padding: 1.5rem 0 1.5rem 1rem; font-size: .9rem; }
  nav.side ul { list-style: none; padding: 0; }
  nav.side a { display: block; padding: .18rem .5rem; text-decoration: none;
    border-radius: .3rem; }
  nav.side a:hover { background: var(--hover); }
}
@media (max-width: 44rem) {
  .overview .count { display: none; } .overview td.shares { width: 34%; }
  .chain { padding: .6rem .5rem .1rem; } article { padding-left: .6rem; }
  .proof li { margin-left: calc(var(--deep, 0) * .6rem); }
}
@media print { .filter, nav.side { display: none; } article { break-inside: avoid; } }
"""

CLAIM = """\
math { font-family: "STIX Two Math", "Latin Modern Math", "Cambria Math", "XITS Math",
  "STIX Math", "TeX Gyre Termes Math", math; font-size: 1.12em; }
.formula, .wide { overflow-x: auto; overflow-y: hidden; max-width: 100%; }
.formula { padding: .6rem 0; } .formula math { width: max-content; min-width: 100%; }
.proved { --tint: var(--green); } .conditional { --tint: var(--yellow); }
.refuted, .ill-formed, .conflict, .failed { --tint: var(--red); }
.undecided { --tint: var(--violet); }
.badge, .filter label, .failed, .count { color: var(--tint, inherit); }
.badge { flex: none; font-weight: 600; font-size: .9rem; white-space: nowrap; }
.conflict .badge, .badge.conflict { color: #fff; background: #b3202c; padding: 0 .4rem;
  border-radius: .2rem; }
article { border-left: 3px solid var(--tint, var(--line)); padding: .1rem 0 .3rem .9rem;
  margin: 1.2rem 0; scroll-margin-top: 4rem; }
article:target { background: var(--box); }
article.unexpected { border-left-width: 6px; }
.top { display: flex; gap: .3rem 1rem; justify-content: space-between; flex-wrap: wrap;
  align-items: baseline; }
.top a { text-decoration: none; } .top a:hover { text-decoration: underline; }
.title { color: var(--soft); }
.facts { color: var(--soft); font-size: .92rem; padding: 0; list-style: none; }
.facts b { font-weight: 500; color: var(--text); }
.hint { padding: .4rem .7rem; border-radius: .3rem; background: var(--box); }
.lesson { color: var(--soft); }

table { border-collapse: collapse; font-size: .95rem; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .6rem; text-align: right; vertical-align: baseline;
  border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { font-weight: 600; color: var(--soft); font-size: .88rem; vertical-align: bottom; }
th:first-child, .rules td, .rules th { text-align: left; }
.point td { font: .9em ui-monospace, "DejaVu Sans Mono", monospace; text-align: left; }
.point tr.side th, .point tr.side td { color: var(--tint); }
.lhs { --tint: var(--blue); } .rhs { --tint: var(--orange); }
.counterexample { display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: flex-start; }
.counterexample > .wide { flex: 0 1 auto; }
pre { background: var(--box); padding: .5rem .7rem; border-radius: .3rem; overflow-x: auto;
  font: .85rem/1.4 ui-monospace, "DejaVu Sans Mono", monospace; margin: .5rem 0; }

.plot { flex: 1 1 20rem; width: 100%; max-width: 30rem; height: auto; }
.plot text { font: 11px system-ui, sans-serif; fill: var(--soft); }
.plot .name, .plot .at { font-style: italic; fill: var(--text); } .plot .sub { font-size: 8px; }
.plot path { fill: none; } .plot .grid { stroke: var(--line); stroke-width: .7; }
.plot .zero { stroke: var(--soft); stroke-width: .9; }
.plot .mark { stroke: var(--text); stroke-width: 1; stroke-dasharray: 2 3; }
.plot path.left { stroke: var(--blue); stroke-width: 2.2; stroke-linecap: round; }
.plot path.right { stroke: var(--orange); stroke-width: 2.2; stroke-dasharray: 7 4; }
.plot circle { stroke: var(--page); stroke-width: 1.5; }
.plot circle.left { fill: var(--blue); } .plot circle.right { fill: var(--orange); }

details { margin: .3rem 0; }
summary { cursor: pointer; color: var(--soft); padding: .15rem 0; width: fit-content; }
summary:hover { color: var(--text); }
details > ol, details > ul, details > .wide { margin: .4rem 0 .8rem; }
.proof { list-style: none; padding: 0; counter-reset: step; font-size: .95rem; }
.proof li { counter-increment: step; padding: .35rem 0 .35rem 2.2rem; position: relative;
  margin-left: calc(var(--deep, 0) * 1.4rem); border-top: 1px solid var(--line);
  overflow-x: auto; overflow-y: hidden; }
.proof li::before { content: counter(step); position: absolute; left: .2rem; color: var(--soft); }
.proof small { display: block; } .proof math { math-style: normal; padding: .15rem 0; }
.facts li, .hint, .lesson, article > p { overflow-x: auto; overflow-y: hidden; }
"""
"""What one claim looks like, wherever it stands."""

FILTER = """\
body:has(#only-{0}:checked) :is(article:not(.{0}), .chain:not(:has(.{0})),
  .derivation:not(:has(.{0})), .aside) {{ display: none; }}
"""
"""Shows only the claims of the class ``{0}`` while its radio button is chosen."""


def sheet(kinds: tuple[str, ...]) -> str:
    """The style sheet of a page, with filters for claims of these classes."""
    colours = (
        f":root {{ color-scheme: light dark; {LIGHT} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {DARK} }} }}\n"
    )
    return colours + CLAIM + PAGE + "".join(FILTER.format(kind) for kind in kinds)


def scoped() -> str:
    """The style of one claim inside a page of somebody else's."""
    return (
        f".verifier {{ {LIGHT}\n{CLAIM}}}\n"
        f"@media (prefers-color-scheme: dark) {{ .verifier {{ {DARK} }} }}\n"
        f"[data-jp-theme-light=true] .verifier {{ {LIGHT} }}\n"
        f"[data-jp-theme-light=false] .verifier {{ {DARK} }}\n"
    )
