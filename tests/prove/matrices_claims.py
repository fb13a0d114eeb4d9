"""Matrices of which only products are known: isometries, projections, inverses."""

from tests.prove.letters import N, Rows, U, X, Y, n
from verifier import equal, identity, matrix, norm, squared_norm, zeros

D, Q, C = matrix("D Q C", N, n)
E = matrix("E", n, N)
A, B, G, V = matrix("A B G V", n, n)
P = matrix("P", N, N)

TRUE: Rows = {
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
