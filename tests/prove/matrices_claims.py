"""Matrices of which only products are known: isometries, projections, inverses."""

import sympy

from tests.prove.letters import N, Rows, U, X, Y, n
from verifier import equal, identity, matrix, norm, real, squared_norm, zeros

D, Q, C = matrix("D Q C", N, n)
E = matrix("E", n, N)
A, B, G, V = matrix("A B G V", n, n)
P = matrix("P", N, N)

l1, l2 = real("l1 l2")
symmetric, two_values = equal(A, A.T), (equal(A @ X, l1 * X), equal(A @ Y, l2 * Y))
left, right = equal(A @ X, l1 * X), equal(A.T @ Y, l2 * Y)

TRUE: Rows = {
    "two eigenvectors": lambda: (equal(l1 * (X @ Y), l2 * (X @ Y)), (symmetric, *two_values)),
    "orthogonal eigenvectors": lambda: (
        equal(X @ Y, 0),
        (symmetric, *two_values, sympy.Ne(l1, l2)),
    ),
    "left and right eigenvectors": lambda: (equal((l1 - l2) * (X @ Y), 0), (left, right)),
    "between two eigenvectors": lambda: (
        equal(X @ (A @ (A @ Y)), l1 * l2 * (X @ Y)),
        (symmetric, *two_values),
    ),
    "isometry keeps squares": lambda: (
        equal(X @ D.T @ D @ X, X @ X),
        (equal(D.T @ D, identity(n)),),
    ),
    "isometry keeps norms": lambda: (equal(norm(Q @ Y), norm(Y)), (equal(Q.T @ Q, identity(n)),)),
    "projection": lambda: (
        equal(P @ P, P),
        (equal(P, Q @ Q.T), equal(Q.T @ Q, identity(n))),
    ),
    "best approximation": lambda: (
        equal(squared_norm(U - Q @ (Q.T @ U)), squared_norm(U) - squared_norm(Q.T @ U)),
        (equal(Q.T @ Q, identity(n)),),
    ),
    "residual": lambda: (
        equal(Q.T @ (U - Q @ (Q.T @ U)), zeros(n)),
        (equal(Q.T @ Q, identity(n)),),
    ),
    "right inverse": lambda: (equal(A @ (B @ X), X), (equal(A @ B, identity(n)),)),
    "a symmetric matrix has a symmetric inverse": lambda: (
        equal(X @ (D.T @ D) @ B, Y),
        (equal((D.T @ D) @ B.T, identity(n)), equal(X, Y)),
    ),
    "inverse of a product": lambda: (
        equal((A @ G) @ (V @ B), identity(n)),
        (equal(A @ B, identity(n)), equal(G @ V, identity(n))),
    ),
    "normal equations": lambda: (
        equal(D.T @ (D @ X), D.T @ U),
        (equal((D.T @ D) @ B, identity(n)), equal(X, B @ (D.T @ U))),
    ),
    "hat matrix": lambda: (
        equal((C @ B @ C.T) @ (C @ B @ C.T), C @ B @ C.T),
        (equal(B @ (C.T @ C), identity(n)),),
    ),
}

FALSE: Rows = {
    "eigenvectors of any matrix": lambda: (equal(X @ Y, 0), (*two_values, sympy.Ne(l1, l2))),
    "eigenvectors of one value": lambda: (equal(X @ Y, 0), (symmetric, *two_values)),
    "eigenvalues with another sign": lambda: (
        equal((l1 + l2) * (X @ Y), 0),
        (symmetric, *two_values),
    ),
    "squares of eigenvectors": lambda: (
        equal(l1 * (X @ X), l2 * (Y @ Y)),
        (symmetric, *two_values),
    ),
    "two right eigenvectors": lambda: (equal((l1 - l2) * (X @ Y), 0), two_values),
    "a value too often": lambda: (
        equal(X @ (A @ (A @ Y)), l1 * (X @ Y)),
        (symmetric, *two_values),
    ),
    "isometry of the other side": lambda: (
        equal(squared_norm(E @ U), squared_norm(U)),
        (equal(E @ E.T, identity(n)),),
    ),
    "isometry halved": lambda: (
        equal(X @ D.T @ D @ X, X @ X / 2),
        (equal(D.T @ D, identity(n)),),
    ),
    "projection is the identity": lambda: (
        equal(Q @ Q.T, identity(N)),
        (equal(Q.T @ Q, identity(n)),),
    ),
    "products do not commute": lambda: (
        equal((A @ G) @ (B @ V), identity(n)),
        (equal(A @ B, identity(n)), equal(G @ V, identity(n))),
    ),
    "hat matrix without its inverse": lambda: (
        equal((C @ B @ C.T) @ (C @ B @ C.T), C @ B @ C.T),
        (equal(B @ (C.T @ C), 2 * identity(n)),),
    ),
    "transposed": lambda: (
        equal(X @ (D.T @ Q) @ B, Y),
        (equal((D.T @ Q) @ B.T, identity(n)), equal(X, Y)),
    ),
}
