"""Random variables, distributions, densities, expectations and information."""
