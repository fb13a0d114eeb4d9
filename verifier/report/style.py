"""The style sheet of the HTML report: dark and light, from a phone's width up."""

from __future__ import annotations

STYLE = """\
:root { color-scheme: light dark; --page: #fff; --text: #1c1e21; --soft: #667; --line: #d8dce2;
  --box: #f6f7f9; --green: #1a7f37; --yellow: #9a6700; --red: #cf222e; --violet: #8250df; }
@media (prefers-color-scheme: dark) { :root { --page: #14171c; --text: #e4e7eb; --soft: #9aa4b2;
  --line: #333a44; --box: #1d2229; --green: #4ac26b; --yellow: #d4a72c; --red: #ff7b72;
  --violet: #c297ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; } h4 { font-size: .95rem; margin: .5rem 0; }
a { color: inherit; } small { color: var(--soft); }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
article { border-left: 3px solid var(--line); padding: .1rem 0 .1rem .9rem; margin: .8rem 0; }
article.unexpected { border-color: var(--red); }
.formula, .wide { overflow-x: auto; padding: .3rem 0; }
math { font-size: 1.1em; }
.tiles { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; list-style: none; }
.tiles li { background: var(--box); border: 1px solid var(--line); border-radius: .4rem;
  padding: .4rem .8rem; }
.tiles b { font-size: 1.3rem; }
.badge { font-weight: 600; }
.proved { color: var(--green); } .conditional { color: var(--yellow); }
.refuted, .ill-formed, .failed { color: var(--red); } .undecided { color: var(--violet); }
.conflict { color: #fff; background: var(--red); padding: 0 .3rem; border-radius: .2rem; }
table { border-collapse: collapse; } th, td { padding: .2rem .6rem; text-align: right;
  border-bottom: 1px solid var(--line); }
th:first-child { text-align: left; font-weight: 500; }
.point td { font: .9em ui-monospace, monospace; text-align: left; }
details { margin: .4rem 0; } summary { cursor: pointer; color: var(--soft); }
ol li { padding: .1rem 0; }
"""
