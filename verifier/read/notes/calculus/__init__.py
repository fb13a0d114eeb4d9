"""Derivatives, gradients, limits and integrals as people write them."""
