"""Inequalities in one and several real variables."""

ONE_VARIABLE = """
square              | x**2 >= 0                                                    | | proved
square-strict       | x**2 > 0                                                     | | refuted
square-strict-given | x**2 > 0                                                     | x != 0 | proved
exp-positive        | exp(x) > 0                                                   | | proved
exp-tangent         | 1 + x <= exp(x)                                              | | proved
exp-tangent-wrong   | 1 + x < exp(x)                                               | | refuted
exp-quadratic       | 1 + x + x**2/2 <= exp(x)                                     | x >= 0 | proved
exp-cubic           | 1 + x + x**2/2 + x**3/6 <= exp(x)                            | | proved
exp-quadratic-wrong | 1 + x + x**2/2 <= exp(x)                                     | | refuted
exp-minus           | exp(-x) >= 1 - x                                             | | proved
exp-square          | exp(x) >= e*x                                                | | proved
exp-inverse         | exp(x) <= 1/(1 - x)                                          | x < 1 | proved
log-tangent         | log(x) <= x - 1                                              | x > 0 | proved
log-lower           | log(x) >= 1 - 1/x                                            | x > 0 | proved
log1p-upper         | log(1 + x) <= x                                              | x > -1 | proved
log1p-lower         | log(1 + x) >= x/(1 + x)                                      | x > -1 | proved
log1p-quadratic     | log(1 + x) >= x - x**2/2                                     | x >= 0 | proved
log-root            | log(x) <= sqrt(x)                                            | x > 0 | proved
log-over-x          | log(x)/x <= 1/e                                              | x > 0 | proved
log-positive        | log(x) > 0                                                   | x > 1 | proved
x-log-x             | x*log(x) >= x - 1                                            | x > 0 | proved
x-log-x-minimum     | x*log(x) >= -1/e                                             | x > 0 | proved
x-exp               | x*exp(-x) <= 1/e                                             | | proved
x-exp-square        | x*exp(-x**2) <= 1                                            | | proved
sine                | sin(x) <= x                                                  | x >= 0 | proved
sine-wrong          | sin(x) <= x                                                  | | refuted
sine-lower          | sin(x) >= x - x**3/6                                         | x >= 0 | proved
sine-jordan         | sin(x) >= 2*x/pi                                             | x >= 0 and x <= pi/2 | proved
sine-bounded        | abs(sin(x)) <= 1                                             | | proved
sine-abs            | abs(sin(x)) <= abs(x)                                        | | proved
cosine              | cos(x) >= 1 - x**2/2                                         | | proved
cosine-upper        | cos(x) <= 1 - x**2/2 + x**4/24                               | | proved
tangent             | tan(x) >= x                                                  | x >= 0 and x < pi/2 | proved
sine-cosine         | sin(x)*cos(x) <= 1/2                                         | | proved
sine-plus-cosine    | sin(x) + cos(x) <= sqrt(2)                                   | | proved
atan-upper          | atan(x) <= x                                                 | x >= 0 | proved
atan-lower          | atan(x) >= x/(1 + x**2)                                      | x >= 0 | proved
atan-bounded        | atan(x) < pi/2                                               | | proved
tanh-upper          | tanh(x) <= x                                                 | x >= 0 | proved
tanh-bounded        | abs(tanh(x)) < 1                                             | | proved
sinh-lower          | sinh(x) >= x                                                 | x >= 0 | proved
cosh-lower          | cosh(x) >= 1                                                 | | proved
cosh-quadratic      | cosh(x) >= 1 + x**2/2                                        | | proved
cosh-gaussian       | cosh(x) <= exp(x**2/2)                                       | | proved
asinh-upper         | asinh(x) <= x                                                | x >= 0 | proved
erf-bounded         | erf(x) < 1                                                   | | proved
erf-linear          | erf(x) <= 2*x/sqrt(pi)                                       | x >= 0 | proved
sigmoid-range       | sigmoid(x) > 0 and sigmoid(x) < 1                            | | proved
sigmoid-slope       | sigmoid(x)*(1 - sigmoid(x)) <= 1/4                           | | proved
sigmoid-slope-2     | D(sigmoid(x), x) <= 1/4                                      | | proved
sigmoid-slope-wrong | D(sigmoid(x), x) <= 1/5                                      | | refuted
sigmoid-increasing  | D(sigmoid(x), x) > 0                                         | | proved
sigmoid-half        | sigmoid(x) >= 1/2                                            | x >= 0 | proved
softplus-relu       | softplus(x) > relu(x)                                        | | proved
softplus-gap        | softplus(x) - relu(x) <= log(2)                              | | proved
softplus-convex     | D(softplus(x), x, 2) > 0                                     | | proved
log-cosh-upper      | log(cosh(x)) <= x**2/2                                       | | proved
log-cosh-abs        | log(cosh(x)) <= abs(x)                                       | | proved
relu-nonnegative    | relu(x) >= 0                                                 | | proved
relu-upper          | relu(x) <= abs(x)                                            | | proved
silu-lower          | silu(x) >= -1/2                                              | | proved
silu-below-relu     | silu(x) <= relu(x)                                           | | proved
softsign-bounded    | abs(softsign(x)) < 1                                         | | proved
huber-square        | huber(x, 1) <= x**2/2                                        | | proved
entropy-upper       | -x*log(x) - (1 - x)*log(1 - x) <= log(2)                     | x > 0 and x < 1 | proved
entropy-positive    | -x*log(x) - (1 - x)*log(1 - x) > 0                           | x > 0 and x < 1 | proved
parabola            | x*(1 - x) <= 1/4                                             | | proved
sum-with-inverse    | x + 1/x >= 2                                                 | x > 0 | proved
sum-with-inverse-op | x + 1/x >= 2                                                 | | refuted
bernoulli-3         | (1 + x)**3 >= 1 + 3*x                                        | x >= -1 | proved
bernoulli-n         | (1 + x)**n >= 1 + n*x                                        | x >= -1 and n >= 0 | proved
bernoulli-root      | sqrt(1 + x) <= 1 + x/2                                       | x >= -1 | proved
bernoulli-real      | (1 + x)**a >= 1 + a*x                                        | x > -1 and a >= 1 | proved
quartic             | x**4 - x + 1 > 0                                             | | proved
quartic-2           | x**4 - 4*x + 3 >= 0                                          | | proved
cubic               | x**3 - 3*x + 2 >= 0                                          | x >= 0 | proved
cubic-box           | x**3 - x + 1 > 0                                             | x >= -1 and x <= 2 | proved
sextic              | x**6 + x**2 + 1 > x**3 + x                                   | | proved
quadratic-roots     | x**2 - 3*x + 2 < 0                                           | x > 1 and x < 2 | proved
powers-of-two       | 2**n > n                                                     | n >= 0 | proved
factorial-power     | factorial(n) >= 2**(n - 1)                                   | n >= 1 | proved
number-pi           | pi < 22/7                                                    | | proved
number-e            | e > 27/10                                                    | | proved
number-e-pi         | exp(pi) > pi**e                                              | | proved
number-roots        | sqrt(2) + sqrt(3) > pi                                       | | proved
number-log          | log(2) < 7/10                                                | | proved
triangle            | abs(x + y) <= abs(x) + abs(y)                                | | proved
triangle-reverse    | abs(abs(x) - abs(y)) <= abs(x - y)                           | | proved
"""

SEVERAL_VARIABLES = """
amgm-2              | sqrt(x*y) <= (x + y)/2                                       | x >= 0 and y >= 0 | proved
amgm-square         | 4*x*y <= (x + y)**2                                          | | proved
amgm-3              | 3*x*y*z <= x**3 + y**3 + z**3                                | x >= 0 and y >= 0 and z >= 0 | proved
amgm-wrong          | x*y <= (x + y)/2                                             | x >= 0 and y >= 0 | refuted
harmonic-mean       | 2/(1/x + 1/y) <= sqrt(x*y)                                   | x > 0 and y > 0 | proved
quadratic-mean      | ((x + y)/2)**2 <= (x**2 + y**2)/2                            | | proved
three-squares       | x**2 + y**2 + z**2 >= x*y + y*z + z*x                        | | proved
cauchy-2            | (a*c + b*d)**2 <= (a**2 + b**2)*(c**2 + d**2)                | | proved
cauchy-3            | (a*x + b*y + c*z)**2 <= (a**2 + b**2 + c**2)*(x**2 + y**2 + z**2) | | proved
young               | x*y <= x**2/2 + y**2/2                                       | | proved
young-eps           | x*y <= c*x**2/2 + y**2/(2*c)                                 | c > 0 | proved
young-p             | x*y <= x**3/3 + 2*y**(3/2)/3                                 | x >= 0 and y >= 0 | proved
young-log           | x*y <= exp(x) + y*log(y) - y                                 | y > 0 | proved
quotients           | x/y + y/x >= 2                                               | x > 0 and y > 0 | proved
nesbitt             | x/(y + z) + y/(z + x) + z/(x + y) >= 3/2                     | x > 0 and y > 0 and z > 0 | proved
schur-2             | (x + y)*(1/x + 1/y) >= 4                                     | x > 0 and y > 0 | proved
sum-of-squares      | (x**2 + y**2)*2 >= (x + y)**2                                | | proved
distance            | (x - y)**2 >= 0                                              | | proved
ordered             | x**2 < y**2                                                  | x >= 0 and x < y | proved
ordered-exp         | exp(x) < exp(y)                                              | x < y | proved
ordered-log         | log(x) < log(y)                                              | x > 0 and x < y | proved
ordered-inverse     | 1/y < 1/x                                                    | x > 0 and x < y | proved
ordered-sqrt        | sqrt(x) < sqrt(y)                                            | x >= 0 and x < y | proved
convex-exp          | exp((x + y)/2) <= (exp(x) + exp(y))/2                        | | proved
convex-square       | ((x + y)/2)**2 <= (x**2 + y**2)/2                            | | proved
concave-log         | log((x + y)/2) >= (log(x) + log(y))/2                        | x > 0 and y > 0 | proved
logaddexp-lower     | logaddexp(x, y) > max(x, y)                                  | | proved
logaddexp-upper     | logaddexp(x, y) <= max(x, y) + log(2)                        | | proved
product-bound       | x*y + 1 >= x + y                                             | x >= 1 and y >= 1 | proved
product-box         | x*(1 - x)*y*(1 - y) <= 1/16                                  | x >= 0 and x <= 1 and y >= 0 and y <= 1 | proved
box                 | x + y - x*y <= 1                                             | x >= 0 and x <= 1 and y >= 0 and y <= 1 | proved
motzkin             | x**4*y**2 + x**2*y**4 + 1 >= 3*x**2*y**2                     | | proved
kl-two              | x*log(x/y) - x + y >= 0                                      | x > 0 and y > 0 | proved
kl-bernoulli        | p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)) >= 0               | p > 0 and p < 1 and q > 0 and q < 1 | proved
max-average         | (x + y)/2 <= max(x, y)                                       | | proved
hypot-lower         | hypot(x, y) >= abs(x)                                        | | proved
hypot-upper         | hypot(x, y) <= abs(x) + abs(y)                               | | proved
bounded-ratio       | 2*x*y/(x**2 + y**2) <= 1                                     | x > 0 | proved
"""

TABLES = (ONE_VARIABLE, SEVERAL_VARIABLES)
