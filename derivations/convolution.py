"""Convolutions: output sizes with floors, for every size that fits, and worked sums."""

from sympy import Rational, floor

from verifier import (
    array,
    conv_output,
    convolve,
    correlate,
    derivation,
    dimension,
    dot,
    equal,
    index,
    ones,
    parameters,
    pool_output,
    shape,
    vector,
)

notes = derivation("Convolutions", source="IFT6390 HW3 Q3")

# -- sizes: i in, kernel k, padding p, stride s

i, k, s, p, q = dimension("i k s p q")

notes.claim(
    "output",
    equal(conv_output(i, k, s, p), floor((i + 2 * p - k) / s) + 1),
    source="IFT6390 HW3, Q3 a",
)
notes.claim("no-padding", equal(conv_output(i, k), i - k + 1), title="Valid: stride 1, no padding")
notes.claim("full", equal(conv_output(i, k, 1, k - 1), i + k - 1), title="Full: padding k - 1")
notes.claim(
    "same", equal(conv_output(i, 2 * q + 1, 1, q), i), title="Same: an odd kernel, half its padding"
)
notes.erratum(
    "same-for-even-kernels",
    equal(conv_output(i, 2 * q, 1, q), i),
    reason="for even kernels the size grows by one",
)
notes.claim("even-kernel", equal(conv_output(i, 2 * q, 1, q), i + 1))
notes.claim("one-by-one", equal(conv_output(i, 1), i))
notes.claim(
    "fits",
    conv_output(i, k, s, p) >= 1,
    given=i + 2 * p >= k,
    title="A kernel that fits gives an output",
)
notes.claim("not-larger", conv_output(i, k) <= i, title="Without padding nothing grows")
notes.claim(
    "not-larger-with-strides",
    s * conv_output(i, k, s) <= i + s - k,
    title="... and strides divide what is left",
)
notes.claim(
    "stays-inside",
    (conv_output(i, k, s, p) - 1) * s + k <= i + 2 * p,
    title="The last window ends inside",
)
notes.claim(
    "no-room-left",
    conv_output(i, k, s, p) * s + k > i + 2 * p,
    title="... and one more would not fit",
)
notes.claim("pooling", equal(pool_output(s * i, s), i), title="Pooling divides exact multiples")
notes.claim("halving", equal(pool_output(2 * i + 1, 2), i), title="An odd row loses its last entry")
notes.claim(
    "composition",
    equal(conv_output(conv_output(i, k), q), conv_output(i, k + q - 1)),
    title="Two kernels one after the other reach as far as one of k + q - 1",
)
notes.claim(
    "composition-with-strides",
    equal(conv_output(conv_output(i, k, s), q, p), conv_output(i, k + (q - 1) * s, s * p)),
    given=i >= k,
    title="... with strides s and p: kernel k + (q - 1) s, stride s p",
)
notes.claim(
    "stride-two-halves", equal(conv_output(2 * i, 2 * q + 2, 2, q), i), title="Stride 2 halves"
)
notes.claim("dilated", equal(conv_output(i, k, 1, 0, 2), i - 2 * k + 2), title="A dilated kernel")

# -- the layers of the text

with_floor = floor(Rational(128 + 2 * 3 - 8, 2)) + 1
notes.chain("first", conv_output(128, 8, 2, 3), with_floor, 64, source="IFT6390 HW3, Q3 a")
notes.chain("second", pool_output(64, 2), floor(Rational(64, 2)), 32, source="IFT6390 HW3, Q3 a")
notes.chain(
    "third",
    conv_output(32, 3, 1, 1),
    floor(Rational(32 + 2 * 1 - 3, 1)) + 1,
    32,
    source="IFT6390 HW3, Q3 a",
)
notes.claim("all-three", equal(conv_output(pool_output(conv_output(128, 8, 2, 3), 2), 3, 1, 1), 32))
notes.claim(
    "parameters", equal(parameters(array("K", 64, 32, 3, 3)), 18432), source="IFT6390 HW3, Q3 b"
)
notes.claim("parameters-product", equal(64 * 3 * 3 * 32, 18432), source="IFT6390 HW3, Q3 b")

# -- worked sums

x = [1, 1, 4, 4, 4, 1, 1]
kernel = [Rational(1, 4)] * 3
full = [0.25, 0.5, 1.5, 2.25, 3, 2.25, 1.5, 0.5, 0.25]
notes.claim("worked-full", equal(correlate(x, kernel, "full"), full), source="IFT6390 HW3, Q3 c")
notes.claim(
    "worked-valid", equal(correlate(x, kernel, "valid"), full[2:-2]), source="IFT6390 HW3, Q3 c"
)
notes.claim(
    "worked-same", equal(correlate(x, kernel, "same"), full[1:-1]), source="IFT6390 HW3, Q3 c"
)
notes.claim("worked-turned", equal(convolve(x, kernel), correlate(x, kernel)))

# -- 'the convolution computes an average'

n = dimension("n")
j = index("j", n)
a = vector("x", n + 2)
window = (a[j] + a[j + 1] + a[j + 2]) / 3
quarters = correlate(a, kernel, "valid")
notes.erratum(
    "average",
    equal(quarters[j], window),
    reason="IFT6390 HW3, Q3 d: three weights of 1/4 sum to 3/4; that is no average",
)
notes.claim(
    "average-of-thirds",
    equal(correlate(a, [Rational(1, 3)] * 3, "valid")[j], window),
    source="IFT6390 HW3, Q3 d, mended",
    title="With weights of 1/3 it is the average of the window",
)
notes.claim(
    "three-quarters",
    equal(quarters[j], Rational(3, 4) * window),
    source="IFT6390 HW3, Q3 d, mended",
)
notes.claim("weights", equal(dot(kernel, ones(3)), Rational(3, 4)))

# -- algebra

b, c = vector("b", n), vector("c", n)
w = vector("w", k)
m = dimension("m")
f, g = vector("f", m), vector("g", n)
notes.claim("full-size", equal(shape(convolve(f, g)), m + n - 1))
notes.claim("linear", equal(convolve(b + c, w), convolve(b, w) + convolve(c, w)))
