r"""Equations between differentials, and integrals over the line and the plane."""

import pytest

from tests.read_notes.reading import judged

LINES = {
    r"""
**Let** $u, v, x, y, a \in \mathbb{R}$, $f : \mathbb{R} \to \mathbb{R}$, $g : \mathbb{R}^2 \to \mathbb{R}$.
""": r"""
proved: d(uv) = u \, dv + v \, du
refuted: d(uv) = u \, dv - v \, du
undecided: dv = 2 \, du
proved: \mathrm{d}\left(\frac{u}{v}\right) = \frac{v\,\mathrm{d}u - u\,\mathrm{d}v}{v^2}
proved: d(a x^2) = 2 a x \, dx
ill-formed: d(xy) = y \, dx
ill-formed: dg = g_x \, dx
proved: d f(x) = f'(x) \, dx
refuted: d f(x) = f(x) \, dx
proved: dg = \frac{\partial g}{\partial x} dx + g_y \, dy
conditional: d(\ln x) = \frac{dx}{x}
""",
    r"""
**Let** $r > 0$, $\theta, s \in \mathbb{R}$. **Define** $x = r \cos\theta$, $y = r \sin\theta$, $w = s^2$.
""": r"""
proved proved: dx = r d\left(\cos\theta\right) + \cos \theta dr = -r \sin \theta d\theta + \cos \theta dr
refuted: dy = \cos\theta \, dr - r\sin\theta \, d\theta
ill-formed: dx = \cos\theta \, dr
proved: dx\,dy = r\,dr\,d\theta
refuted: dx\,dy = r^2\,dr\,d\theta
proved: s \, ds = \frac{1}{2} dw
not-supported: dx^2 + dy^2 = dr^2 + r^2 d\theta^2
""",
    r"""
**Let** $t, k \in \mathbb{R}$, $y(t) \in \mathbb{R}$.
""": r"""
undecided: \frac{dy}{y} = k \, dt
proved: dy = y' \, dt
proved: \int_{a=0}^{1}\int_{b=0}^{2} a b^2 \, da \, db = \frac{4}{3}
refuted: \int_{a=0}^{1}\int_{b=0}^{2} a b^2 \, db \, da = \frac{2}{3}
proved: \iint_{[0,1]^2} a b \, da\,db = \frac{1}{4}
proved: \int_{\mathbb{R}} e^{-a^2} da = \sqrt{\pi}
not-supported: \iint_{D} a b \, da\,db = \frac{1}{4}
""",
}


@pytest.mark.parametrize("base", list(LINES))
def test_differentials(base):
    """Each display of a note."""
    found, expected = judged(base, LINES[base])
    assert found == expected
