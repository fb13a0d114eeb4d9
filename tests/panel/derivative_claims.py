"""Derivatives of the elementwise functions that numerical libraries differentiate."""

ACTIVATIONS = """
relu                | D(relu(x), x) == heaviside(x)                                | | thin: x != 0
relu-where          | D(where(x > 0, x, 0), x) == where(x > 0, 1, 0)               | | thin: x != 0
relu-positive       | D(relu(x), x) == 1                                           | x > 0 | proved
relu-negative       | D(relu(x), x) == 0                                           | x < 0 | proved
relu-wrong          | D(relu(x), x) == x                                           | | refuted
leaky               | D(leaky(x, a), x) == where(x > 0, 1, a)                      | | thin: x != 0
leaky-slope         | D(leaky(x, a), a) == min(x, 0)                               | | proved
elu                 | D(elu(x, a), x) == where(x > 0, 1, a*exp(x))                 | | thin: x != 0
elu-by-value        | D(elu(x, a), x) == elu(x, a) + a                             | x < 0 | proved
elu-max             | D(elu(x, 1), x) == min(1, exp(x))                            | | thin: x != 0
selu                | D(c*(max(0, x) + min(0, a*(exp(x) - 1))), x) == c*where(x > 0, 1, a*exp(x)) | a > 0 and c > 0 | thin: x != 0
celu                | D(celu(x, a), x) == where(x > 0, 1, exp(x/a))                | a > 0 | thin: x != 0
gelu                | D(gelu(x), x) == cdf(x) + x*pdf(x)                           | | proved
gelu-second         | D(gelu(x), x, 2) == (2 - x**2)*pdf(x)                        | | proved
gelu-wrong          | D(gelu(x), x) == cdf(x) - x*pdf(x)                           | | refuted
gelu-tanh           | D(gelu_tanh(x), x) == (1 + tanh(sqrt(2/pi)*(x + 44715*x**3/1000000)))/2 + x/2*(1 - tanh(sqrt(2/pi)*(x + 44715*x**3/1000000))**2)*sqrt(2/pi)*(1 + 3*44715*x**2/1000000) | | proved
gelu-sigmoid        | D(x*sigmoid(1702*x/1000), x) == sigmoid(1702*x/1000)*(1 + 1702*x/1000*(1 - sigmoid(1702*x/1000))) | | proved
sigmoid             | D(sigmoid(x), x) == sigmoid(x)*(1 - sigmoid(x))              | | proved
sigmoid-second      | D(sigmoid(x), x, 2) == sigmoid(x)*(1 - sigmoid(x))*(1 - 2*sigmoid(x)) | | proved
sigmoid-third       | D(sigmoid(x), x, 3) == sigmoid(x)*(1 - sigmoid(x))*(1 - 6*sigmoid(x) + 6*sigmoid(x)**2) | | proved
sigmoid-wrong       | D(sigmoid(x), x) == sigmoid(x)*(1 + sigmoid(x))              | | refuted
sigmoid-even        | D(sigmoid(x), x) == exp(x)/(1 + exp(x))**2                   | | proved
sigmoid-cosh        | D(sigmoid(x), x) == 1/(4*cosh(x/2)**2)                       | | proved
sigmoid-general     | D(1/(1 + exp(-a*(x - b))), x) == a*sigmoid(a*(x - b))*sigmoid(a*(b - x)) | | proved
silu                | D(silu(x), x) == silu(x) + sigmoid(x)*(1 - silu(x))          | | proved
silu-second         | D(silu(x), x, 2) == sigmoid(x)*(1 - sigmoid(x))*(2 + x*(1 - 2*sigmoid(x))) | | proved
swish-beta          | D(x*sigmoid(b*x), x) == sigmoid(b*x) + b*x*sigmoid(b*x)*(1 - sigmoid(b*x)) | | proved
swish-by-beta       | D(x*sigmoid(b*x), b) == x**2*sigmoid(b*x)*(1 - sigmoid(b*x)) | | proved
mish                | D(mish(x), x) == tanh(softplus(x)) + x*sigmoid(x)*(1 - tanh(softplus(x))**2) | | proved
mish-closed         | D(mish(x), x) == exp(x)*(4*(x + 1) + 4*exp(2*x) + exp(3*x) + exp(x)*(4*x + 6))/(2*exp(x) + exp(2*x) + 2)**2 | | proved
softplus            | D(softplus(x), x) == sigmoid(x)                              | | proved
softplus-beta       | D(softplus_beta(x, b), x) == sigmoid(b*x)                    | | thin: b != 0
softplus-second     | D(softplus(x), x, 2) == sigmoid(x)*sigmoid(-x)               | | proved
softsign            | D(softsign(x), x) == 1/(1 + abs(x))**2                       | | thin: x != 0
tanhshrink          | D(tanhshrink(x), x) == tanh(x)**2                            | | proved
hardtanh            | D(hardtanh(x), x) == where(abs(x) < 1, 1, 0)                 | | thin: x != 1 and x != -1
hardsigmoid         | D(hardsigmoid(x), x) == where(abs(x) < 3, 1/6, 0)            | | thin: x != 3 and x != -3
hardswish           | D(hardswish(x), x) == where(x > 3, 1, where(x < -3, 0, (2*x + 3)/6)) | | thin: x != 3 and x != -3
hardshrink          | D(hardshrink(x, 1/2), x) == where(abs(x) > 1/2, 1, 0)        | | thin: x != 1/2 and x != -1/2 and x != 0
softshrink          | D(softshrink(x, 1/2), x) == where(abs(x) > 1/2, 1, 0)        | | thin: x != 1/2 and x != -1/2
relu6               | D(min(max(x, 0), 6), x) == where(x > 0 and x < 6, 1, 0)      | | thin: x != 0 and x != 6
threshold           | D(where(x > b, x, c), x) == where(x > b, 1, 0)               | | thin: x != b
logsigmoid          | D(log(sigmoid(x)), x) == 1 - sigmoid(x)                      | | proved
logsigmoid-softplus | log(sigmoid(x)) == -softplus(-x)                             | | proved
tanh-sigmoid        | tanh(x) == 2*sigmoid(2*x) - 1                                | | proved
sigmoid-tanh        | sigmoid(x) == (1 + tanh(x/2))/2                              | | proved
huber               | D(huber(x, d), x) == where(abs(x) <= d, x, d*sign(x))        | d > 0 | thin: abs(x) != d and x != 0
huber-clamp         | D(huber(x, 1), x) == max(-1, min(1, x))                      | | thin: abs(x) != 1 and x != 0
pseudo-huber        | D(d**2*(sqrt(1 + (x/d)**2) - 1), x) == x/sqrt(1 + (x/d)**2)  | d > 0 | proved
log-cosh            | D(log(cosh(x)), x) == tanh(x)                                | | proved
log-cosh-softplus   | log(cosh(x)) == x + softplus(-2*x) - log(2)                  | | proved
gaussian            | D(exp(-x**2), x) == -2*x*exp(-x**2)                          | | proved
squared-relu        | D(relu(x)**2, x) == 2*relu(x)                                | | thin: x != 0
quartic-kernel      | D((1 - x**2)**3, x) == -6*x*(1 - x**2)**2                    | | proved
softplus-inverse    | log(exp(softplus(x)) - 1) == x                               | | proved
logaddexp           | D(logaddexp(x, y), x) == sigmoid(x - y)                      | | proved
logaddexp-form      | logaddexp(x, y) == max(x, y) + log1p(exp(-abs(x - y)))       | | proved
bce-logits          | D(max(x, 0) - x*y + log1p(exp(-abs(x))), x) == sigmoid(x) - y | | thin: x != 0
bce                 | D(-y*log(sigmoid(x)) - (1 - y)*log(1 - sigmoid(x)), x) == sigmoid(x) - y | | proved
focal               | D(-(1 - sigmoid(x))**2*log(sigmoid(x)), x) == (1 - sigmoid(x))**2*(2*sigmoid(x)*log(sigmoid(x)) + sigmoid(x) - 1) | | proved
poisson-loss        | D(exp(x) - y*x, x) == exp(x) - y                             | | proved
hinge               | D(max(0, 1 - y*x), x) == where(y*x < 1, -y, 0)               | | thin: x*y != 1
smooth-hinge        | D(log(1 + exp(-y*x)), x) == -y*sigmoid(-y*x)                 | | proved
kl-bernoulli        | D(p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)), q) == (q - p)/(q*(1 - q)) | p > 0 and p < 1 and q > 0 and q < 1 | proved
"""

ELEMENTARY = """
power               | D(x**5, x) == 5*x**4                                         | | proved
power-negative      | D(x**(-3), x) == -3*x**(-4)                                  | | proved
power-real          | D(x**a, x) == a*x**(a - 1)                                   | x > 0 | proved
power-real-open     | D(x**a, x) == a*x**(a - 1)                                   | | proved
power-exponent      | D(a**x, x) == a**x*log(a)                                    | a > 0 | proved
power-tower         | D(x**x, x) == x**x*(1 + log(x))                              | x > 0 | proved
power-integer       | D(x**n, x) == n*x**(n - 1)                                   | n >= 1 | proved
reciprocal          | D(1/x, x) == -1/x**2                                         | | proved
sqrt                | D(sqrt(x), x) == 1/(2*sqrt(x))                               | | proved
rsqrt               | D(rsqrt(x), x) == -x**(-3/2)/2                               | | proved
cbrt                | D(cbrt(x), x) == 1/(3*cbrt(x)**2)                            | x > 0 | proved
square              | D(x**2, x) == 2*x                                            | | proved
exp                 | D(exp(x), x) == exp(x)                                       | | proved
exp2                | D(2**x, x) == 2**x*log(2)                                    | | proved
expm1               | D(expm1(x), x) == expm1(x) + 1                               | | proved
log                 | D(log(x), x) == 1/x                                          | x > 0 | proved
log-open            | D(log(x), x) == 1/x                                          | | if: x > 0
log-abs             | D(log(abs(x)), x) == 1/x                                     | | proved
log1p               | D(log1p(x), x) == 1/(1 + x)                                  | x > -1 | proved
log2                | D(log2(x), x) == 1/(x*log(2))                                | x > 0 | proved
log10               | D(log10(x), x) == 1/(x*log(10))                              | x > 0 | proved
log10-wrong         | D(log10(x), x) == 1/x                                        | x > 0 | refuted
log-log             | D(log(log(x)), x) == 1/(x*log(x))                            | x > 1 | proved
xlogy               | D(x*log(y), y) == x/y                                        | y > 0 | proved
xlogx               | D(x*log(x), x) == log(x) + 1                                 | x > 0 | proved
entropy             | D(-x*log(x) - (1 - x)*log(1 - x), x) == -logit(x)            | x > 0 and x < 1 | proved
entropy-second      | D(-x*log(x) - (1 - x)*log(1 - x), x, 2) == -1/(x*(1 - x))    | x > 0 and x < 1 | proved
logit               | D(logit(x), x) == 1/(x*(1 - x))                              | x > 0 and x < 1 | proved
logit-open          | D(logit(x), x) == 1/(x*(1 - x))                              | | if: x > 0 and x < 1
logit-sigmoid       | logit(sigmoid(x)) == x                                       | | proved
sigmoid-logit       | sigmoid(logit(x)) == x                                       | x > 0 and x < 1 | proved
sin                 | D(sin(x), x) == cos(x)                                       | | proved
cos                 | D(cos(x), x) == -sin(x)                                      | | proved
cos-wrong           | D(cos(x), x) == sin(x)                                       | | refuted
tan                 | D(tan(x), x) == 1 + tan(x)**2                                | | proved
tan-sec             | D(tan(x), x) == sec(x)**2                                    | | proved
cot                 | D(cot(x), x) == -1/sin(x)**2                                 | | proved
sec                 | D(sec(x), x) == sec(x)*tan(x)                                | | proved
csc                 | D(csc(x), x) == -csc(x)*cot(x)                               | | proved
sin-second          | D(sin(3*x), x, 2) == -9*sin(3*x)                             | | proved
sin-fourth          | D(sin(x), x, 4) == sin(x)                                    | | proved
asin                | D(asin(x), x) == 1/sqrt(1 - x**2)                            | | proved
acos                | D(acos(x), x) == -1/sqrt(1 - x**2)                           | | proved
atan                | D(atan(x), x) == 1/(1 + x**2)                                | | proved
acot                | D(acot(x), x) == -1/(1 + x**2)                               | x > 0 | proved
asec                | D(asec(x), x) == 1/(x**2*sqrt(1 - 1/x**2))                   | x > 1 | proved
asec-abs            | D(asec(x), x) == 1/(abs(x)*sqrt(x**2 - 1))                   | | proved
acsc                | D(acsc(x), x) == -1/(abs(x)*sqrt(x**2 - 1))                  | | proved
atan2               | D(atan2(y, x), y) == x/(x**2 + y**2)                         | x > 0 | proved
atan2-x             | D(atan2(y, x), x) == -y/(x**2 + y**2)                        | x > 0 | proved
atan2-quotient      | atan2(y, x) == atan(y/x)                                     | x > 0 | proved
sinh                | D(sinh(x), x) == cosh(x)                                     | | proved
cosh                | D(cosh(x), x) == sinh(x)                                     | | proved
tanh                | D(tanh(x), x) == 1 - tanh(x)**2                              | | proved
tanh-sech           | D(tanh(x), x) == sech(x)**2                                  | | proved
tanh-wrong          | D(tanh(x), x) == 1 + tanh(x)**2                              | | refuted
tanh-second         | D(tanh(x), x, 2) == -2*tanh(x)*(1 - tanh(x)**2)              | | proved
coth                | D(coth(x), x) == -csch(x)**2                                 | | proved
sech                | D(sech(x), x) == -sech(x)*tanh(x)                            | | proved
csch                | D(csch(x), x) == -csch(x)*coth(x)                            | | proved
asinh               | D(asinh(x), x) == 1/sqrt(x**2 + 1)                           | | proved
acosh               | D(acosh(x), x) == 1/sqrt(x**2 - 1)                           | x > 1 | proved
acosh-open          | D(acosh(x), x) == 1/sqrt(x**2 - 1)                           | | if: x > 1
acosh-split         | D(acosh(x), x) == 1/(sqrt(x - 1)*sqrt(x + 1))                | | proved
atanh               | D(atanh(x), x) == 1/(1 - x**2)                               | x > -1 and x < 1 | proved
atanh-open          | D(atanh(x), x) == 1/(1 - x**2)                               | | if: x**2 < 1
acoth               | D(acoth(x), x) == 1/(1 - x**2)                               | x > 1 | proved
asech               | D(asech(x), x) == -1/(x*sqrt(1 - x**2))                      | x > 0 and x < 1 | proved
acsch               | D(acsch(x), x) == -1/(x**2*sqrt(1 + 1/x**2))                 | | proved
erf                 | D(erf(x), x) == 2/sqrt(pi)*exp(-x**2)                        | | proved
erfc                | D(erfc(x), x) == -2/sqrt(pi)*exp(-x**2)                      | | proved
erf-second          | D(erf(x), x, 2) == -4*x/sqrt(pi)*exp(-x**2)                  | | proved
cdf                 | D(cdf(x), x) == pdf(x)                                       | | proved
pdf                 | D(pdf(x), x) == -x*pdf(x)                                    | | proved
log-cdf             | D(log(cdf(x)), x) == pdf(x)/cdf(x)                           | | proved
lgamma              | D(loggamma(x), x) == digamma(x)                              | x > 0 | proved
gamma               | D(gamma(x), x) == gamma(x)*digamma(x)                        | x > 0 | proved
gamma-recurrence    | gamma(x + 1) == x*gamma(x)                                   | x > 0 | proved
digamma-recurrence  | digamma(x + 1) == digamma(x) + 1/x                           | x > 0 | proved
lgamma-recurrence   | loggamma(x + 1) == loggamma(x) + log(x)                      | x > 0 | proved
beta-by-gamma       | gamma(x)*gamma(2)/gamma(x + 2) == 1/(x*(x + 1))              | x > 0 | proved
hypot               | D(hypot(x, y), x) == x/hypot(x, y)                           | | proved
hypot-laplace       | D(hypot(x, y), x, 2) + D(hypot(x, y), y, 2) == 1/hypot(x, y) | | proved
sinc                | D(sinc(x), x) == (x*cos(x) - sin(x))/x**2                    | | proved
sign                | D(sign(x), x) == 0                                           | | thin: x != 0
abs                 | D(abs(x), x) == sign(x)                                      | | thin: x != 0
abs-quotient        | D(abs(x), x) == x/abs(x)                                     | | proved
abs-cube            | D(abs(x)**3, x) == 3*x*abs(x)                                | | thin: x != 0
max                 | D(max(x, y), x) == heaviside(x - y)                          | | thin: x != y
min                 | D(min(x, y), x) == heaviside(y - x)                          | | thin: x != y
clip                | D(min(max(x, a), b), x) == where(a < x and x < b, 1, 0)      | a < b | thin: x != a and x != b
floor               | D(floor(x), x) == 0                                          | | thin: floor(x) != x
frac                | D(x - floor(x), x) == 1                                      | | thin: floor(x) != x
quotient-rule       | D(sin(x)/x, x) == cos(x)/x - sin(x)/x**2                     | | proved
product-third       | D(x*exp(x), x, 3) == (x + 3)*exp(x)                          | | proved
log-derivative      | D(log(x**2 + 1), x) == 2*x/(x**2 + 1)                        | | proved
chain-sqrt          | D(sqrt(1 + sin(x)**2), x) == sin(x)*cos(x)/sqrt(1 + sin(x)**2) | | proved
chain-exp-tan       | D(exp(tan(x)), x) == exp(tan(x))/cos(x)**2                   | | proved
gudermann           | D(2*atan(tanh(x/2)), x) == sech(x)                           | | proved
asin-ratio          | D(asin(x/a), x) == 1/sqrt(a**2 - x**2)                       | a > 0 | proved
atan-ratio          | D(atan(x/a)/a, x) == 1/(a**2 + x**2)                         | | thin: a != 0
log-sqrt            | D(log(x + sqrt(x**2 + a**2)), x) == 1/sqrt(x**2 + a**2)      | a > 0 | proved
mixed-partial       | D(D(exp(x*y), x), y) == (1 + x*y)*exp(x*y)                   | | proved
mixed-symmetric     | D(D(sin(x*y)/y, x), y) == D(D(sin(x*y)/y, y), x)             | | proved
wave                | D(sin(x - c*t), t, 2) == c**2*D(sin(x - c*t), x, 2)          | | proved
heat                | D(exp(-x**2/(4*t))/sqrt(t), t) == D(exp(-x**2/(4*t))/sqrt(t), x, 2) | t > 0 | proved
laplace             | D(log(x**2 + y**2), x, 2) + D(log(x**2 + y**2), y, 2) == 0   | | thin: x != 0 or y != 0
"""

TABLES = (ACTIVATIONS, ELEMENTARY)
