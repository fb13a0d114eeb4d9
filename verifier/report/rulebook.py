r"""The kernel's rules for readers: what each says, where it stands, how large it all is.

Guarantee: places and sizes are computed from the source that is installed; a rule without
a statement here is shown with the first line of the function that applies it.
Limits: the statements are for reading; what a rule does is what its source says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from verifier.engine.results import Result

KERNEL = Path(__file__).parent.parent / "kernel"
BELOW = ("terms.py", "traversal.py", "serialization.py", "polynomial.py", "claim.py")
"""What the kernel imports: as much to be believed as the kernel itself."""

STATEMENTS = {
    "abs_mul": r"$|p| = p \cdot \operatorname{sign}(p)$, and $|pq| = |p| |q|$",
    "algebraic_number": "roots of rational numbers that add up to 0",
    "antiderivative": r"$F' = f \Rightarrow \int_a^b f = F(b) - F(a)$, for $F$ continuous",
    "binomial_factorials": r"$\binom{n}{k} = \frac{n!}{k! (n-k)!}$ for $0 \le k \le n$",
    "cancel": r"$\frac{pq}{q} = p$ for $q \ne 0$",
    "cases": "what holds if $C$ and if not $C$ holds; a term by cases is the sum of its cases",
    "concave": r"$g \ge 0$ at both ends and $g'' \le 0$ between $\Rightarrow g \ge 0$",
    "constant_by_derivative":
        r"$f' = g'$ on an interval and $f(p) = g(p) \Rightarrow f = g$ there",
    "contradiction": "a case whose facts clash does not occur",
    "definite_form": r"$\sum_{j,k} f_j A_{jk} f_k \ge 0$ for a positive definite $A$, and $> 0$"
                     r" where not all $f_j$ are 0",
    "delta_substitute": r"$\delta_{ij} f_i = \delta_{ij} f_j$ and $\delta_{ij}^2 = \delta_{ij}$",
    "denominator": r"$\frac{1}{q}$ is a factor of its own, for $q \ne 0$",
    "diff_chain": r"$f(u)' = f'(u) u'$, summed over the arguments of $f$",
    "diff_entry": r"$\frac{\partial x_i}{\partial x_k} = \delta_{ik}$",
    "diff_power": r"$(b^m)' = m b^{m-1} b'$",
    "diff_product": r"$(\prod_i f_i)' = \prod_i f_i \sum_i \frac{f_i'}{f_i}$",
    "diff_sum": r"$(\sum_i f_i)' = \sum_i f_i'$",
    "diff_abs": r"$|u|' = \operatorname{sign}(u) u'$ for $u \ne 0$",
    "diff_asin": r"$\arcsin(u)' = \frac{u'}{\sqrt{1 - u^2}}$",
    "diff_atan": r"$\arctan(u)' = \frac{u'}{1 + u^2}$",
    "diff_cos": r"$\cos(u)' = -\sin(u) u'$",
    "diff_erf": r"$\operatorname{erf}(u)' = \frac{2}{\sqrt{\pi}} e^{-u^2} u'$",
    "diff_exp": r"$(e^u)' = e^u u'$",
    "diff_gamma": r"$\Gamma(u)' = \Gamma(u) \psi(u) u'$",
    "diff_log": r"$(\log |u|)' = \frac{u'}{u}$",
    "diff_poly": r"$(p^q)' = q p^{q-1} p'$ for a rational exponent $q$",
    "diff_sin": r"$\sin(u)' = \cos(u) u'$",
    "euler": r"$e^{i t} = \cos t + i \sin t$",
    "exp_add": r"$e^{a + b} = e^a e^b$",
    "exp_log": r"$e^{q \log |p|} = |p|^q$",
    "exp_monotone": r"$e^a < e^b \Leftrightarrow a < b$, for real $a$, $b$",
    "factor_sign": "the sign of a product from the signs of its factors",
    "floor_add": r"$\lfloor p + k \rfloor = \lfloor p \rfloor + k$ for an integer $k$",
    "floor_floor": r"$\lfloor \frac{\lfloor p \rfloor + k}{n} \rfloor = "
                   r"\lfloor \frac{p + k}{n} \rfloor$ for integers $k$, $n > 0$",
    "floor_unit": r"$\lfloor p \rfloor = k$ for $k \le p < k + 1$",
    "gamma_shift": r"$\Gamma(x + 1) = x \Gamma(x)$",
    "generalise": "what holds for every number holds for a limit",
    "given_equation": "an equation that is assumed: equal is put for equal",
    "have": "a statement shown first may be used afterwards",
    "ideal_member": r"$l - r = \sum_k q_k (l_k - r_k)$ with equations $l_k = r_k$ that hold"
                    r" $\Rightarrow l = r$",
    "induction": r"$P(m)$ and $P(n) \Rightarrow P(n + 1)$ give $P(n)$ for all $n \ge m$",
    "integral_linear": r"$\int_a^b f = F(b) - F(a)$, term by term",
    "leibniz": r"$\frac{d}{dx} \int_a^b f = f(b) b' - f(a) a'$",
    "limit_growth": "the fastest growing term decides a limit",
    "limit_point": "a limit where the function is continuous is its value",
    "linear_combination": "the sign of a sum from parts of known sign",
    "log_exp": r"$\log e^m = m$",
    "log_monotone": r"$\log a < \log b \Leftrightarrow a < b$, for $a, b > 0$",
    "log_mul": r"$\log |ab| = \log |a| + \log |b|$ and $\log |p^k| = k \log |p|$",
    "log_product": r"$\log \prod_i f_i = \sum_i \log f_i$ for $f_i > 0$",
    "means": r"$\sum_i w_i a_i \ge \prod_i a_i^{w_i}$ for weights $w_i$ that sum to 1, $a_i \ge 0$",
    "monotone": r"$g(p) \ge 0$ and $g' \ge 0$ from $p$ to $x$ $\Rightarrow g(x) \ge 0$",
    "odd_function": r"$f(-x) = -f(x)$ for an odd function",
    "one_hot_place": "a one-hot vector is 1 at one place and 0 elsewhere",
    "one_hot_power": r"$y_i^2 = y_i$ for one-hot $y$",
    "one_hot_product": r"$y_i y_j = \delta_{ij} y_i$ for one-hot $y$",
    "peel": r"$\sum_{k=a}^{b} f_k = f_a + \sum_{k=a+1}^{b} f_k$",
    "perfect_square": r"$\sqrt{p^2 q} = |p| \sqrt{q}$",
    "power_add": r"$b^{m + d} = b^m b^d$; $b^e = e^{e \log b}$ for $b > 0$",
    "power_monotone": r"$a^n > b^n \Rightarrow a > b$ for odd $n$, or for $a \ge 0$",
    "product_mul": r"$\prod_i f_i g_i = \prod_i f_i \prod_i g_i$",
    "product_of_parts": "left - right is a product of parts of known sign",
    "product_rising": r"$\prod_{k=a}^{b} (k + r) = \frac{(b + r)!}{(a + r - 1)!}$"
                      r" for integers $r \ge 1 - a$",
    "product_unroll": "a product over few places, written out",
    "pythagoras": r"$\sin^2 t + \cos^2 t = 1$, and the like for other functions",
    "recursion": "a recursion that is assumed, at the values of its arguments",
    "restate": r"$l - r = c (l' - r')$ with $c > 0$: one relation for another",
    "rewrite": r"$a = b \Rightarrow$ the statement with $b$ in the place of $a$",
    "root_mul": r"$|pq|^r = |p|^r |q|^r$",
    "same_angle": r"$\cos(a - b) = 1$ and $|a - b| < 2 \pi \Rightarrow a = b$",
    "same_square": r"$a^2 = b^2$, $a \ge 0$, $b \ge 0 \Rightarrow a = b$",
    "sign": "the sign of left - right decides the relation",
    "sign_cases": "a quantity is negative, zero or positive: what holds in each case holds",
    "sign_mul": r"$\operatorname{sign}(pq) = \operatorname{sign}(p) \operatorname{sign}(q)$",
    "sin_add": r"$\sin(a + b) = \sin a \cos b + \cos a \sin b$, and the like for $\cos$",
    "sin_inverse": r"$\sin(\arcsin x) = x$, $\cos(\arcsin x) = \sqrt{1 - x^2}$, and the like",
    "sin_pi": r"the values of $\sin$ and $\cos$ at rational multiples of $\pi$",
    "subdivision": "a box is cut into boxes on each of which an enclosure decides",
    "split_integral": r"$\int_a^b f = \int_a^c f + \int_c^b f$",
    "sum_add": r"$\sum_j (f_j + g_j) = \sum_j f_j + \sum_j g_j$",
    "sum_const": r"$\sum_{j=1}^{n} 1 = n$",
    "sum_delta": r"$\sum_j \delta_{jk} f_j = f_k$",
    "sum_distribution": r"$\sum_j t_j = 1$ for a distribution $t$",
    "sum_flatten": r"$\sum_j a_j (\sum_k b_{jk}) = \sum_{j,k} a_j b_{jk}$",
    "sum_geometric": r"$\sum_{k=a}^{b} r^k = \frac{r^a - r^{b+1}}{1 - r}$ for $r \ne 1$",
    "sum_merge": "sums over one range are one sum, here of a body that is 0",
    "sum_odd": r"$\sum_{j,k} f_{jk} = 0$ for $f_{kj} = -f_{jk}$ over a symmetric region",
    "sum_of_parts": "left - right is a sum of parts of known sign",
    "sum_of_squares": "left - right is a sum of squares and other parts of known sign",
    "sum_one_hot": r"$\sum_j y_j = 1$ for one-hot $y$",
    "sum_order": "sums over ranges, in another order of their indices",
    "sum_power": r"$\sum_{k=1}^{n} k^p$ as a polynomial in $n$",
    "sum_ranges": r"$\sum_{k=a}^{b} f_k = \sum_{k=a}^{m} f_k + \sum_{k=m+1}^{b} f_k$",
    "sum_scale": r"$\sum_j c f_j = c \sum_j f_j$ for $c$ free of $j$",
    "sum_square": r"$\sum_j f_j^2 \ge 0$",
    "sum_swap": r"$\sum_j \sum_k f_{jk} = \sum_k \sum_j f_{jk}$",
    "sum_symmetric": r"$\sum_{j<k} f_{jk} = \frac{1}{2} (\sum_{j,k} f_{jk} - \sum_j f_{jj})$"
                     r" for $f_{kj} = f_{jk}$",
    "sum_unroll": "a sum over few places, written out",
    "series": r"$\sum_k \frac{y^k}{k!} = e^y$, $\sum_k y^k = \frac{1}{1 - y}$ for $|y| < 1$, and"
              r" the like",
    "series_step": r"$\sum_{k=a}^{\infty} f_k = f_a + \sum_{k=a+1}^{\infty} f_k$ and"
                   r" $\sum_k c f_k = c \sum_k f_k$",
    "telescope": r"$\sum_{k=a}^{b} (g_{k+1} - g_k) = g_{b+1} - g_a$",
    "telescope_series":
        r"$\sum_{k=a}^{\infty} (g_{k+1} - g_k) = \lim_{k \to \infty} g_k - g_a$",
    "trichotomy": r"what holds for $t < 0$, for $t = 0$ and for $t > 0$ holds for real $t$",
    "without": "what some of the assumptions give holds under all of them",
}  # fmt: skip
"""Name of a rule -> what it says, formulas between ``$``."""

APPLIED = re.compile(r"\.use\(([^()]*)\)")
NAMED = re.compile(r'"(\w+)')
DEFINED = re.compile(r"^def (\w+)", re.MULTILINE)
SAYS = re.compile(r'^    r?"""(.+?)(?:"""|$)', re.MULTILINE)
FORWARDED = re.compile(r'(?:_parts\(replay, state|computed\(\s*[\w.]+), "(\w+)"')


@dataclass(frozen=True)
class Rule:
    """One rule of the kernel."""

    name: str
    statement: str
    places: tuple[str, ...]
    """``file:line`` of each function that applies it, below the kernel's folder."""
    used: int
    """In how many proofs of the run."""


@dataclass(frozen=True)
class Size:
    """How much must be believed, in hundreds of lines."""

    files: int
    lines: int
    below: int
    """Lines of the modules that the kernel imports."""


def rules_of(results: Iterable[Result]) -> tuple[Rule, ...]:
    """Every rule of the kernel, those used most in ``results`` first."""
    used: Counter[str] = Counter()
    for result in results:
        if result.verdict.proof is not None:
            used.update(result.verdict.proof.rules)
    found = [Rule(name, statement(name), where, used[name]) for name, where in places().items()]
    return tuple(sorted(found, key=lambda rule: (-rule.used, rule.name)))


def statement(name: str) -> str:
    """What the rule ``name`` says; empty for a name that no rule has."""
    return STATEMENTS.get(name) or docstring(name).replace("$", "")


@cache
def docstring(name: str) -> str:
    """The first line of what the function says that applies the rule ``name``."""
    for place in places().get(name, ()):
        file, _, line = place.partition(":")
        below = (KERNEL / file).read_text("utf-8").split("\n", int(line) - 1)[-1]
        said = SAYS.search(below)
        if said:
            return said.group(1)
    return ""


@cache
def places() -> dict[str, tuple[str, ...]]:
    """Name of a rule -> where the kernel applies it; ``diff_`` stands for its family."""
    found: dict[str, list[str]] = {}
    for file in sorted(KERNEL.glob("*.py")):
        text = file.read_text("utf-8")
        starts = [match.start() for match in DEFINED.finditer(text)]
        named = [
            (match.start(), name)
            for match in APPLIED.finditer(text)
            for name in NAMED.findall(match.group(1))
        ]
        named += [(match.start(), match.group(1)) for match in FORWARDED.finditer(text)]
        for at, name in named:
            start = max((start for start in starts if start < at), default=0)
            place = f"{file.name}:{text.count(chr(10), 0, start) + 1}"
            found.setdefault(name, []).append(place)
    general = found.pop("diff_", [])
    for name in STATEMENTS:
        if name.startswith("diff_") and name not in found:
            found[name] = general
    return {name: tuple(dict.fromkeys(where)) for name, where in found.items()}


@cache
def size() -> Size:
    """Files and lines of the kernel, docstrings and comments counted."""
    files = sorted(KERNEL.glob("*.py"))
    own = sum(len(file.read_text("utf-8").splitlines()) for file in files)
    other = [KERNEL.parent / name for name in BELOW]
    below = sum(len(file.read_text("utf-8").splitlines()) for file in other if file.is_file())
    return Size(len(files), round(own, -2), round(below, -2))
