"""From the tree to terms: operands, sums and products, calls, indices, literals."""
