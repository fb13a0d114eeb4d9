"""Finite sums and products with symbolic bounds, integrals, limits."""

SUMS = """
arithmetic          | Sum(k, 1, n, k) == n*(n + 1)/2                               | n >= 0 | proved
arithmetic-open     | Sum(k, 1, n, k) == n*(n + 1)/2                               | | refuted
arithmetic-wrong    | Sum(k, 1, n, k) == n*(n - 1)/2                               | n >= 1 | refuted
arithmetic-general  | Sum(k, 0, n, a + k*d) == (n + 1)*(2*a + n*d)/2               | n >= 0 | proved
arithmetic-from     | Sum(k, m, n, k) == (n - m + 1)*(n + m)/2                     | n >= m | proved
squares             | Sum(k, 1, n, k**2) == n*(n + 1)*(2*n + 1)/6                  | n >= 0 | proved
cubes               | Sum(k, 1, n, k**3) == Sum(k, 1, n, k)**2                     | n >= 0 | proved
fourth-powers       | Sum(k, 1, n, k**4) == n*(n + 1)*(2*n + 1)*(3*n**2 + 3*n - 1)/30 | n >= 0 | proved
odd-numbers         | Sum(k, 1, n, 2*k - 1) == n**2                                | n >= 0 | proved
geometric           | Sum(k, 0, n, r**k) == (1 - r**(n + 1))/(1 - r)               | n >= 0 | thin: r != 1
geometric-given     | Sum(k, 0, n - 1, r**k) == (r**n - 1)/(r - 1)                 | n >= 1 and r != 1 | proved
geometric-two       | Sum(k, 0, n, 2**k) == 2**(n + 1) - 1                         | n >= 0 | proved
geometric-wrong     | Sum(k, 0, n, 2**k) == 2**n - 1                               | n >= 0 | refuted
geometric-half      | Sum(k, 1, n, (1/2)**k) == 1 - (1/2)**n                       | n >= 0 | proved
geometric-weighted  | Sum(k, 0, n, k*r**k) == r*(1 - (n + 1)*r**n + n*r**(n + 1))/(1 - r)**2 | n >= 0 | thin: r != 1
geometric-weighted2 | Sum(k, 1, n, k*2**k) == (n - 1)*2**(n + 1) + 2               | n >= 1 | proved
geometric-exp       | Sum(k, 0, n, exp(-k*x)) == (1 - exp(-(n + 1)*x))/(1 - exp(-x)) | n >= 0 | thin: x != 0
telescoping         | Sum(k, 1, n, 1/(k*(k + 1))) == n/(n + 1)                     | n >= 1 | proved
telescoping-three   | Sum(k, 1, n, 1/(k*(k + 1)*(k + 2))) == n*(n + 3)/(4*(n + 1)*(n + 2)) | n >= 1 | proved
telescoping-log     | Sum(k, 1, n, log((k + 1)/k)) == log(n + 1)                   | n >= 1 | proved
telescoping-root    | Sum(k, 1, n, sqrt(k + 1) - sqrt(k)) == sqrt(n + 1) - 1       | n >= 1 | proved
telescoping-from    | Sum(k, m, n, 1/(k*(k + 1))) == 1/m - 1/(n + 1)               | m >= 1 and n >= m | proved
alternating         | Sum(k, 0, n, (-1)**k) == (1 + (-1)**n)/2                     | n >= 0 | proved
alternating-linear  | Sum(k, 1, n, (-1)**k*k) == ((-1)**n*(2*n + 1) - 1)/4         | n >= 1 | proved
factorial-sum       | Sum(k, 1, n, k*factorial(k)) == factorial(n + 1) - 1         | n >= 1 | proved
binomial-row        | Sum(k, 0, n, binomial(n, k)) == 2**n                         | n >= 0 | proved
binomial-theorem    | Sum(k, 0, n, binomial(n, k)*x**k) == (1 + x)**n              | n >= 0 | proved
binomial-mean       | Sum(k, 0, n, k*binomial(n, k)) == n*2**(n - 1)               | n >= 1 | proved
hockey-stick        | Sum(k, 2, n, binomial(k, 2)) == binomial(n + 1, 3)           | n >= 2 | proved
linearity           | Sum(k, 1, n, a*k + b) == a*Sum(k, 1, n, k) + b*n             | n >= 1 | proved
split               | Sum(k, 1, n + 1, k**2*x) == Sum(k, 1, n, k**2*x) + (n + 1)**2*x | n >= 1 | proved
split-general       | Sum(k, 1, n + 1, sin(k*x)) == Sum(k, 1, n, sin(k*x)) + sin((n + 1)*x) | n >= 1 | proved
product-powers      | Prod(k, 1, n, a**k) == a**(n*(n + 1)/2)                      | n >= 1 and a > 0 | proved
product-factorial   | Prod(k, 1, n, k) == factorial(n)                             | n >= 1 | proved
product-telescoping | Prod(k, 1, n, (k + 1)/k) == n + 1                            | n >= 1 | proved
product-derivative  | D(Sum(k, 0, n, x**k), x) == Sum(k, 1, n, k*x**(k - 1))       | n >= 1 | proved
sum-inequality      | Sum(k, 1, n, 1/k**2) <= 2 - 1/n                              | n >= 1 | proved
sum-harmonic        | Sum(k, 1, n, 1/k) <= 1 + log(n)                              | n >= 1 | proved
sum-roots           | Sum(k, 1, n, 1/sqrt(k)) >= sqrt(n)                           | n >= 1 | proved
"""

INTEGRALS = """
monomial            | Integral(x**2, x, 0, 1) == 1/3                               | | proved
monomial-wrong      | Integral(x**2, x, 0, 1) == 1/2                               | | refuted
monomial-symbolic   | Integral(t**2, t, a, b) == (b**3 - a**3)/3                   | a <= b | proved
monomial-n          | Integral(t**n, t, 0, 1) == 1/(n + 1)                         | n >= 1 | proved
ramp                | Integral(2*t + 1, t, 0, x) == x**2 + x                       | x >= 0 | proved
exp-bounded         | Integral(exp(t), t, 0, x) == exp(x) - 1                      | x >= 0 | proved
exp-improper        | Integral(exp(-x), x, 0, oo) == 1                             | | proved
exp-rate            | Integral(a*exp(-a*x), x, 0, oo) == 1                         | a > 0 | proved
exp-mean            | Integral(x*a*exp(-a*x), x, 0, oo) == 1/a                     | a > 0 | proved
exp-second          | Integral(x**2*exp(-x), x, 0, oo) == 2                        | | proved
gauss               | Integral(exp(-x**2), x, -oo, oo) == sqrt(pi)                 | | proved
gauss-half          | Integral(exp(-x**2), x, 0, oo) == sqrt(pi)/2                 | | proved
gauss-density       | Integral(pdf(x), x, -oo, oo) == 1                            | | proved
gauss-mean          | Integral(x*pdf(x), x, -oo, oo) == 0                          | | proved
gauss-variance      | Integral(x**2*pdf(x), x, -oo, oo) == 1                       | | proved
gauss-moment        | Integral(x*exp(-x**2), x, 0, oo) == 1/2                      | | proved
sine-arch           | Integral(sin(x), x, 0, pi) == 2                              | | proved
sine-square         | Integral(sin(x)**2, x, 0, pi) == pi/2                        | | proved
sine-orthogonal     | Integral(sin(x)*cos(x), x, 0, pi) == 0                       | | proved
cauchy-density      | Integral(1/(1 + x**2), x, -oo, oo) == pi                     | | proved
atan-unit           | Integral(1/(1 + x**2), x, 0, 1) == pi/4                      | | proved
log-defining        | Integral(1/t, t, 1, x) == log(x)                             | x >= 1 | proved
log-primitive       | Integral(log(t), t, 1, x) == x*log(x) - x + 1                | x >= 1 | proved
power-tail          | Integral(1/x**2, x, 1, oo) == 1                              | | proved
sqrt-area           | Integral(sqrt(x), x, 0, 1) == 2/3                            | | proved
rational            | Integral(1/((x + 1)*(x + 2)), x, 0, 1) == log(4/3)           | | proved
logistic-density    | Integral(sigmoid(x)*(1 - sigmoid(x)), x, -oo, oo) == 1       | | proved
sigmoid-primitive   | Integral(sigmoid(t), t, 0, x) == softplus(x) - log(2)        | x >= 0 | proved
tanh-primitive      | Integral(tanh(t), t, 0, x) == log(cosh(x))                   | x >= 0 | proved
by-parts            | Integral(x*exp(x), x, 0, 1) == 1                             | | proved
leibniz             | D(Integral(exp(-t**2), t, 0, x), x) == exp(-x**2)            | x > 0 | proved
beta-3-2            | Integral(x**2*(1 - x), x, 0, 1) == 1/12                      | | proved
uniform-variance    | Integral((x - 1/2)**2, x, 0, 1) == 1/12                      | | proved
"""

LIMITS = """
sine-over-x         | Limit(sin(x)/x, x, 0) == 1                                   | | proved
sine-over-x-wrong   | Limit(sin(x)/x, x, 0) == 0                                   | | refuted
cosine-second       | Limit((1 - cos(x))/x**2, x, 0) == 1/2                        | | proved
exp-slope           | Limit((exp(x) - 1)/x, x, 0) == 1                             | | proved
log-slope           | Limit(log(1 + x)/x, x, 0) == 1                               | | proved
tan-slope           | Limit(tan(x)/x, x, 0) == 1                                   | | proved
sine-third          | Limit((x - sin(x))/x**3, x, 0) == 1/6                        | | proved
sqrt-slope          | Limit((sqrt(1 + x) - 1)/x, x, 0) == 1/2                      | | proved
removable           | Limit((x**2 - 1)/(x - 1), x, 1) == 2                         | | proved
difference-quotient | Limit(((x + y)**3 - x**3)/y, y, 0) == 3*x**2                 | | proved
rational-infinity   | Limit((2*x**2 + x)/(3*x**2 - 1), x, oo) == 2/3               | | proved
exp-decay           | Limit(x**5*exp(-x), x, oo) == 0                              | | proved
log-growth          | Limit(log(x)/x, x, oo) == 0                                  | | proved
log-root-growth     | Limit(log(x)/sqrt(x), x, oo) == 0                            | | proved
euler               | Limit((1 + 1/x)**x, x, oo) == e                              | | proved
euler-general       | Limit((1 + a/x)**x, x, oo) == exp(a)                         | | proved
root-difference     | Limit(sqrt(x**2 + x) - x, x, oo) == 1/2                      | | proved
x-log-x             | Limit(x*log(x), x, 0, plus) == 0                             | | proved
x-to-x              | Limit(x**x, x, 0, plus) == 1                                 | | proved
inverse-exp         | Limit(exp(-1/x), x, 0, plus) == 0                            | | proved
sigmoid-right       | Limit(sigmoid(x), x, oo) == 1                                | | proved
sigmoid-left        | Limit(sigmoid(x), x, -oo) == 0                               | | proved
sigmoid-steep       | Limit(1/(1 + exp(-a*x)), a, oo) == 1                         | x > 0 | proved
sigmoid-steep-left  | Limit(1/(1 + exp(-a*x)), a, oo) == 0                         | x < 0 | proved
tanh-infinity       | Limit(tanh(x), x, oo) == 1                                   | | proved
atan-infinity       | Limit(atan(x), x, oo) == pi/2                                | | proved
softplus-gap        | Limit(softplus(x) - x, x, oo) == 0                           | | proved
softplus-steep      | Limit(softplus_beta(x, a), a, oo) == x                       | x > 0 | proved
sign-right          | Limit(x/abs(x), x, 0, plus) == 1                             | | proved
sign-left           | Limit(x/abs(x), x, 0, minus) == -1                           | | proved
power-root          | Limit(x**(1/x), x, oo) == 1                                  | | proved
gelu-tail           | Limit(gelu(x) - x, x, oo) == 0                               | | proved
silu-left           | Limit(silu(x), x, -oo) == 0                                  | | proved
temperature         | Limit(exp(x/t)/(exp(x/t) + exp(y/t)), t, oo) == 1/2          | | proved
"""

TABLES = (SUMS, INTEGRALS, LIMITS)
