r"""Functions of several numbers: ``f_{xy}``, values of derivatives, fields, Jacobians."""

import pytest

from tests.read_notes.reading import judged
from verifier.claim import Unchecked
from verifier.read.notes.load import read

NAMED = r"""
**Let** $x, y, z, a, b \in \mathbb{R}$, $f, g, u, v : \mathbb{R}^2 \to \mathbb{R}$,
$\phi : \mathbb{R}^3 \to \mathbb{R}$, $F : \mathbb{R}^3 \to \mathbb{R}^3$.
"""
VALUES = r"""
**Let** $x, y, z \in \mathbb{R}$, $P(x,y,z), Q(x,y,z), R(x,y,z), h(x, y) \in \mathbb{R}$.
**Define** $G = (P, Q, R)$, $w(x, y) = x^2 y + \sin y$.
"""
CHAIN = r"""
**Let** $s, t \in \mathbb{R}$, $x(s, t), y(s, t) \in \mathbb{R}$, $f : \mathbb{R}^2 \to \mathbb{R}$.
**Define** $z = f(x, y)$.
"""
POLAR = r"""
**Let** $r > 0$, $\theta \in \mathbb{R}$. **Define** $x = r \cos\theta$, $y = r \sin\theta$.
"""
LINES = {
    NAMED: r"""
proved: f_x(x, y) = \frac{\partial f}{\partial x}(x,y)
proved proved: f_x = \frac{\partial}{\partial x} f(x, y) = \partial_x f
proved: f_{xy}(a, b) = f_{yx}(a, b)
proved: \frac{\partial}{\partial x} f(y, x) = f_y(y, x)
refuted: \frac{\partial}{\partial x} f(y, x) = f_x(y, x)
proved proved: f_{xx} + f_{yy} = \nabla^2 f = \Delta f
proved: f_x(a, b) = \left.\frac{\partial f}{\partial x}\right|_{(a, b)}
undecided: \frac{\partial f}{\partial x}(a, b) = f_y(a, b)
proved: f_x = \lim_{h \to 0} \frac{f(x+h, y) - f(x,y)}{h}
proved: \nabla(fg) = f \nabla g + g \nabla f
proved: \frac{\partial}{\partial x}\left(\frac{f}{g}\right) = \frac{g f_x - f g_x}{g^2}
proved: \nabla \times \nabla \phi = 0
proved: \nabla \cdot (\phi F) = \phi \nabla \cdot F + \nabla \phi \cdot F
refuted: \nabla \cdot F = 0
proved: \frac{\partial(u, v)}{\partial(x, y)} = u_x v_y - u_y v_x
refuted: \frac{\partial(u, v)}{\partial(x, y)} = u_x v_y + u_y v_x
proved: \frac{\partial(u, v)}{\partial(x, y)} = \begin{pmatrix} u_x & u_y \\ v_x & v_y \end{pmatrix}
ill-formed: f_x(a) = 0
ill-formed: f_c = 0
ill-formed: \frac{\partial(a, b)}{\partial(x, y)} = 0
ill-formed: \nabla \cdot (a, b, a) = 0
""",
    VALUES: r"""
proved proved: w_x = 2xy, \qquad w_{xx}(1, 2) = 4
proved: \frac{\partial w}{\partial x}(1, 2) = 4
proved: \left. \frac{\partial w}{\partial y} \right|_{(1, 0)} = 2
proved: \nabla^2 w = 2y - \sin y
refuted: w_{xy} = 2y
proved: h_{xy} = h_{yx}
proved proved: \nabla \cdot G = P_x + Q_y + R_z = \operatorname{div} G
proved: \nabla \times G = (R_y - Q_z, P_z - R_x, Q_x - P_y)
refuted: \operatorname{curl} G = (R_y - Q_z, R_x - P_z, Q_x - P_y)
proved: \nabla \cdot (\nabla \times G) = 0
""",
    CHAIN: r"""
proved: \frac{\partial z}{\partial s} = f_x x_s + f_y y_s
proved: \frac{\partial f}{\partial s} = \frac{\partial f}{\partial x} \frac{\partial x}{\partial s} + \frac{\partial f}{\partial y} \frac{\partial y}{\partial s}
refuted: \frac{\partial f}{\partial t} = f_x x_s + f_y y_s
""",
    POLAR: r"""
proved: \frac{\partial(x, y)}{\partial(r, \theta)} = r
refuted: \det \frac{\partial(x, y)}{\partial(r, \theta)} = r^2
proved: \left|\frac{\partial(x, y)}{\partial(r, \theta)}\right| = r
undecided: \left|\frac{\partial(x, y)}{\partial(r, \theta)}\right| = -r
""",
}
"""The outcomes of what each display claims, and the display."""


@pytest.mark.parametrize("base", list(LINES))
def test_partial_derivatives(base):
    """Each display of a note, all read in one."""
    found, expected = judged(base, LINES[base])
    assert found == expected


def test_the_letters_are_said():
    """A note says at which letters a bare function is taken."""
    (found,) = read(f"# Note\n{NAMED}\n\n$$ f_x = 0 $$\n").items
    assert not isinstance(found, Unchecked)
    assert any("`f(x, y)`" in one for one in found.readings)
