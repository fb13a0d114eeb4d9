"""Algebraic, trigonometric and hyperbolic identities, powers, logarithms, radicals, traps."""

ALGEBRA = """
square-of-sum       | (x + y)**2 == x**2 + 2*x*y + y**2                            | | proved
square-wrong        | (x + y)**2 == x**2 + y**2                                    | | refuted
cube-difference     | x**3 - y**3 == (x - y)*(x**2 + x*y + y**2)                   | | proved
sophie-germain      | x**4 + 4*y**4 == (x**2 + 2*y**2 + 2*x*y)*(x**2 + 2*y**2 - 2*x*y) | | proved
lagrange            | (a**2 + b**2)*(c**2 + d**2) == (a*c + b*d)**2 + (a*d - b*c)**2 | | proved
euler-cubes         | a**3 + b**3 + c**3 - 3*a*b*c == (a + b + c)*(a**2 + b**2 + c**2 - a*b - b*c - c*a) | | proved
given-sum           | a**3 + b**3 + c**3 == 3*a*b*c                                | a + b + c == 0 | proved
given-product       | x**2 + y**2 == (x + y)**2 - 2                                | x*y == 1 | proved
given-circle        | x**4 - y**4 == 2*x**2 - 1                                    | x**2 + y**2 == 1 | proved
given-two           | a**3 + b**3 == 9                                             | a + b == 3 and a*b == 2 | proved
partial-fraction    | 1/(x*(x + 1)) == 1/x - 1/(x + 1)                             | | proved
partial-fraction-2  | (3*x + 5)/((x + 1)*(x + 2)) == 2/(x + 1) + 1/(x + 2)         | | proved
nested-fraction     | 1/(1 + 1/x) == x/(x + 1)                                     | | thin: x != 0
sum-of-inverses     | 1/(1/x + 1/y) == x*y/(x + y)                                 | | thin: x != 0 and y != 0
harmonic            | (x**2 - y**2)/(x - y) == x + y                               | | thin: x != y
geometric-5         | (x**5 - 1)/(x - 1) == x**4 + x**3 + x**2 + x + 1             | | thin: x != 1
cross-ratio         | (a/b)/(c/d) == a*d/(b*c)                                     | | thin: d != 0
complete-square     | a*x**2 + b*x + c == a*(x + b/(2*a))**2 - (b**2 - 4*a*c)/(4*a) | | thin: a != 0
quadratic-root      | a*((-b + sqrt(b**2 - 4*a*c))/(2*a))**2 + b*((-b + sqrt(b**2 - 4*a*c))/(2*a)) + c == 0 | a > 0 and b**2 >= 4*a*c | proved
binomial-5          | (x + y)**5 == Sum(k, 0, 5, binomial(5, k)*x**k*y**(5 - k))   | | proved
max-plus-min        | max(x, y) + min(x, y) == x + y                               | | proved
max-abs             | max(x, y) == (x + y + abs(x - y))/2                          | | proved
max-distributes     | max(x + z, y + z) == max(x, y) + z                           | | proved
max-associative     | max(x, max(y, z)) == max(max(x, y), z)                       | | proved
min-max             | max(x, min(x, y)) == x                                       | | proved
abs-product         | abs(x*y) == abs(x)*abs(y)                                    | | proved
abs-quotient        | abs(x/y) == abs(x)/abs(y)                                    | | proved
sign-abs            | x == sign(x)*abs(x)                                          | | proved
relu-difference     | relu(x) - relu(-x) == x                                      | | proved
relu-sum            | relu(x) + relu(-x) == abs(x)                                 | | proved
relu-product        | relu(x)*relu(-x) == 0                                        | | proved
heaviside-sum       | heaviside(x) + heaviside(-x) == 1                            | | proved
floor-shift         | floor(x + n) == floor(x) + n                                 | | proved
floor-minus         | ceiling(x) == -floor(-x)                                     | | proved
floor-double        | floor(2*x) == 2*floor(x)                                     | | refuted
mod-period          | mod(x + 2, 2) == mod(x, 2)                                   | | proved
"""

TRIGONOMETRY = """
pythagoras          | sin(x)**2 + cos(x)**2 == 1                                   | | proved
double-sine         | sin(2*x) == 2*sin(x)*cos(x)                                  | | proved
double-cosine       | cos(2*x) == 1 - 2*sin(x)**2                                  | | proved
triple-sine         | sin(3*x) == 3*sin(x) - 4*sin(x)**3                           | | proved
triple-cosine       | cos(3*x) == 4*cos(x)**3 - 3*cos(x)                           | | proved
triple-wrong        | cos(3*x) == 4*cos(x)**3 - 4*cos(x)                           | | refuted
five-cosine         | cos(5*x) == 16*cos(x)**5 - 20*cos(x)**3 + 5*cos(x)           | | proved
half-angle          | sin(x/2)**2 == (1 - cos(x))/2                                | | proved
half-tangent        | tan(x/2) == sin(x)/(1 + cos(x))                              | | proved
half-tangent-2      | tan(x/2) == (1 - cos(x))/sin(x)                              | | thin: sin(x) != 0
double-tangent      | tan(2*x) == 2*tan(x)/(1 - tan(x)**2)                         | | thin: cos(x) != 0
tangent-sum         | tan(x + y) == (tan(x) + tan(y))/(1 - tan(x)*tan(y))          | | thin: cos(x) != 0 and cos(y) != 0
sine-sum            | sin(x + y) == sin(x)*cos(y) + cos(x)*sin(y)                  | | proved
sine-sum-wrong      | sin(x + y) == sin(x) + sin(y)                                | | refuted
sum-to-product      | sin(x) + sin(y) == 2*sin((x + y)/2)*cos((x - y)/2)           | | proved
cosines-to-product  | cos(x) - cos(y) == -2*sin((x + y)/2)*sin((x - y)/2)          | | proved
product-to-sum      | sin(x)*cos(y) == (sin(x + y) + sin(x - y))/2                 | | proved
sine-squares        | sin(x + y)*sin(x - y) == sin(x)**2 - sin(y)**2               | | proved
phase               | sin(x) + cos(x) == sqrt(2)*sin(x + pi/4)                     | | proved
shift-pi            | sin(x + pi) == -sin(x)                                       | | proved
shift-half-pi       | cos(x - pi/2) == sin(x)                                      | | proved
shift-2-pi          | tan(x + pi) == tan(x)                                        | | proved
fourth-power        | sin(x)**4 == (3 - 4*cos(2*x) + cos(4*x))/8                   | | proved
sec-tan             | sec(x)**2 - tan(x)**2 == 1                                   | | thin: cos(x) != 0
universal           | sin(x) == 2*tan(x/2)/(1 + tan(x/2)**2)                       | | thin: cos(x/2) != 0
special-15          | sin(pi/12) == (sqrt(6) - sqrt(2))/4                          | | proved
special-18          | sin(pi/10) == (sqrt(5) - 1)/4                                | | proved
special-36          | cos(pi/5) == (1 + sqrt(5))/4                                 | | proved
special-22          | sin(pi/8) == sqrt(2 - sqrt(2))/2                             | | proved
special-tan         | tan(pi/8) == sqrt(2) - 1                                     | | proved
special-sum         | cos(pi/5) - cos(2*pi/5) == 1/2                               | | proved
special-seven       | cos(2*pi/7) + cos(4*pi/7) + cos(6*pi/7) == -1/2              | | proved
angles-of-triangle  | tan(x) + tan(y) + tan(z) == tan(x)*tan(y)*tan(z)             | x + y + z == pi | proved
machin              | 4*atan(1/5) - atan(1/239) == pi/4                            | | proved
atan-sum            | atan(1/2) + atan(1/3) == pi/4                                | | proved
atan-sum-wrong      | atan(2) + atan(3) == -pi/4                                   | | refuted
atan-three          | atan(1) + atan(2) + atan(3) == pi                            | | proved
"""

INVERSES = """
sin-asin            | sin(asin(x)) == x                                            | x >= -1 and x <= 1 | proved
sin-asin-open       | sin(asin(x)) == x                                            | | if: x**2 <= 1
asin-sin            | asin(sin(x)) == x                                            | | refuted
asin-sin-range      | asin(sin(x)) == x                                            | x >= -pi/2 and x <= pi/2 | proved
acos-cos            | acos(cos(x)) == x                                            | | refuted
acos-cos-range      | acos(cos(x)) == x                                            | x >= 0 and x <= pi | proved
atan-tan            | atan(tan(x)) == x                                            | | refuted
atan-tan-range      | atan(tan(x)) == x                                            | x > -pi/2 and x < pi/2 | proved
tan-atan            | tan(atan(x)) == x                                            | | proved
sin-atan            | sin(atan(x)) == x/sqrt(1 + x**2)                             | | proved
cos-asin            | cos(asin(x)) == sqrt(1 - x**2)                               | | proved
tan-acos            | tan(acos(x)) == sqrt(1 - x**2)/x                             | x > 0 and x < 1 | proved
asin-acos           | asin(x) + acos(x) == pi/2                                    | x >= -1 and x <= 1 | proved
asin-acos-open      | asin(x) + acos(x) == pi/2                                    | | if: x**2 <= 1
atan-reciprocal     | atan(x) + atan(1/x) == pi/2                                  | | refuted
atan-reciprocal-pos | atan(x) + atan(1/x) == pi/2                                  | x > 0 | proved
atan-reciprocal-neg | atan(x) + atan(1/x) == -pi/2                                 | x < 0 | proved
atan-reciprocal-all | atan(x) + atan(1/x) == sign(x)*pi/2                          | | thin: x != 0
atan-asin           | atan(x) == asin(x/sqrt(1 + x**2))                            | | proved
asin-atan           | asin(x) == atan(x/sqrt(1 - x**2))                            | x**2 < 1 | proved
acos-minus          | acos(-x) == pi - acos(x)                                     | | proved
double-atan         | 2*atan(x) == atan(2*x/(1 - x**2))                            | x > -1 and x < 1 | proved
double-asin         | 2*asin(x) == asin(2*x*sqrt(1 - x**2))                        | x >= 0 and x**2 < 1/2 | proved
cosh-sinh           | cosh(x)**2 - sinh(x)**2 == 1                                 | | proved
sinh-double         | sinh(2*x) == 2*sinh(x)*cosh(x)                               | | proved
cosh-sum            | cosh(x + y) == cosh(x)*cosh(y) + sinh(x)*sinh(y)             | | proved
tanh-sum            | tanh(x + y) == (tanh(x) + tanh(y))/(1 + tanh(x)*tanh(y))     | | proved
tanh-half           | tanh(x/2) == sinh(x)/(1 + cosh(x))                           | | proved
sinh-asinh          | sinh(asinh(x)) == x                                          | | proved
asinh-sinh          | asinh(sinh(x)) == x                                          | | proved
cosh-acosh          | cosh(acosh(x)) == x                                          | x >= 1 | proved
acosh-cosh          | acosh(cosh(x)) == x                                          | | refuted
acosh-cosh-abs      | acosh(cosh(x)) == abs(x)                                     | | proved
tanh-atanh          | tanh(atanh(x)) == x                                          | x**2 < 1 | proved
atanh-tanh          | atanh(tanh(x)) == x                                          | | proved
atanh-log           | atanh(x) == log((1 + x)/(1 - x))/2                           | | proved
asinh-log           | asinh(x) == log(x + sqrt(x**2 + 1))                          | | proved
asinh-odd           | asinh(-x) == -asinh(x)                                       | | proved
acosh-log           | acosh(x) == log(x + sqrt(x**2 - 1))                          | x >= 1 | proved
sinh-log            | sinh(log(x)) == (x - 1/x)/2                                  | x > 0 | proved
cosh-asinh          | cosh(asinh(x)) == sqrt(1 + x**2)                             | | proved
gudermann-tan       | tan(2*atan(tanh(x/2))) == sinh(x)                            | | proved
gudermann-atan      | 2*atan(tanh(x/2)) == atan(sinh(x))                           | | proved
erf-odd             | erf(-x) == -erf(x)                                           | | proved
erfc-sum            | erfc(x) + erfc(-x) == 2                                      | | proved
gamma-half          | gamma(1/2)**2 == pi                                          | | proved
factorial-step      | factorial(n + 1) == (n + 1)*factorial(n)                     | n >= 0 | proved
binomial-pascal     | binomial(n + 1, k + 1) == binomial(n, k) + binomial(n, k + 1) | n >= 0 and k >= 0 and k < n | proved
binomial-symmetric  | binomial(n, k) == binomial(n, n - k)                         | k >= 0 and k <= n | proved
"""

POWERS = """
log-product         | log(x*y) == log(x) + log(y)                                  | x > 0 and y > 0 | proved
log-product-open    | log(x*y) == log(x) + log(y)                                  | | if: x > 0 and y > 0
log-quotient        | log(x/y) == log(x) - log(y)                                  | x > 0 and y > 0 | proved
log-sum-wrong       | log(x + y) == log(x) + log(y)                                | x > 0 and y > 0 | refuted
log-square          | log(x**2) == 2*log(x)                                        | | if: x > 0
log-square-abs      | log(x**2) == 2*log(abs(x))                                   | | proved
log-square-wrong    | log(x**2) == log(x)**2                                       | x > 0 | refuted
log-power           | log(x**a) == a*log(x)                                        | x > 0 | proved
log-power-integer   | log(x**4) == 4*log(x)                                        | | if: x > 0
log-exp             | log(exp(x)) == x                                             | | proved
exp-log             | exp(log(x)) == x                                             | | if: x > 0
exp-log-positive    | exp(log(x)) == x                                             | x > 0 | proved
exp-sum             | exp(x + y) == exp(x)*exp(y)                                  | | proved
exp-sum-wrong       | exp(x + y) == exp(x) + exp(y)                                | | refuted
exp-half-log        | exp(log(x)/2) == sqrt(x)                                     | x > 0 | proved
log-base            | log(8)/log(2) == 3                                           | | proved
log-base-change     | log(x)/log(10) == log(x)/log(2)*log(2)/log(10)               | | proved
log-sqrt            | log(sqrt(x)) == log(x)/2                                     | | proved
log-factored        | log(x**2 - y**2) == log(x - y) + log(x + y)                  | x > y and y > 0 | proved
log-factored-2      | log(x**2 + 3*x + 2) == log(x + 1) + log(x + 2)               | x > 0 | proved
log-reciprocal      | log((sqrt(2) + 1)/(sqrt(2) - 1)) == 2*log(1 + sqrt(2))       | | proved
log-ratio           | log((1 + exp(x))/(1 + exp(-x))) == x                         | | proved
sqrt-square         | sqrt(x**2) == x                                              | | refuted
sqrt-square-abs     | sqrt(x**2) == abs(x)                                         | | proved
sqrt-square-pos     | sqrt(x**2) == x                                              | x >= 0 | proved
sqrt-square-neg     | sqrt(x**2) == -x                                             | x <= 0 | proved
square-sqrt         | sqrt(x)**2 == x                                              | | if: x >= 0
sqrt-product        | sqrt(x)*sqrt(y) == sqrt(x*y)                                 | | if: x >= 0 and y >= 0
sqrt-product-pos    | sqrt(x)*sqrt(y) == sqrt(x*y)                                 | x >= 0 and y >= 0 | proved
sqrt-sum-wrong      | sqrt(x + y) == sqrt(x) + sqrt(y)                             | x > 0 and y > 0 | refuted
sqrt-quotient       | sqrt(x/y) == sqrt(x)/sqrt(y)                                 | x > 0 and y > 0 | proved
sqrt-perfect        | sqrt(x**2 + 2*x + 1) == abs(x + 1)                           | | proved
sqrt-perfect-wrong  | sqrt(x**2 + 2*x + 1) == x + 1                                | | refuted
sqrt-fourth         | sqrt(x**4) == x**2                                           | | proved
sqrt-negative       | sqrt(-x)*sqrt(-y) == sqrt(x*y)                               | x <= 0 and y <= 0 | proved
abs-square          | abs(x)**2 == x**2                                            | | proved
power-power         | (x**a)**b == x**(a*b)                                        | x > 0 | proved
power-power-open    | (x**2)**a == x**(2*a)                                        | | if: x > 0
power-power-square  | (x**2)**(1/2) == x**(2*1/2)                                  | | refuted
power-sum           | x**a*x**b == x**(a + b)                                      | x > 0 | proved
power-product       | (x*y)**a == x**a*y**a                                        | x > 0 and y > 0 | proved
power-product-open  | (x*y)**a == x**a*y**a                                        | | if: x > 0 and y > 0
power-integer       | (x*y)**n == x**n*y**n                                        | n >= 0 | proved
power-integer-2     | (x**m)**n == x**(m*n)                                        | m >= 0 and n >= 0 | proved
power-even          | (-x)**(2*n) == x**(2*n)                                      | n >= 0 | proved
power-minus-one     | (-1)**(n + 2) == (-1)**n                                     | n >= 0 | proved
power-zero          | x**0 == 1                                                    | | proved
zero-power-zero     | 0**0 == 1                                                    | | proved
zero-power-integer  | 0**n == 0                                                    | n >= 1 | proved
one-power           | 1**x == 1                                                    | | proved
cube-root-negative  | (-8)**(1/3) == -2                                            | | ill-formed
cube-root           | 8**(1/3) == 2                                                | | proved
cube-root-cube      | (x**3)**(1/3) == x                                           | | if: x >= 0
cbrt-product        | cbrt(x)*cbrt(y) == cbrt(x*y)                                 | x >= 0 and y >= 0 | proved
cancel-self         | x/x == 1                                                     | | thin: x != 0
cancel-square       | (x**2 - 1)/(x - 1) == x + 1                                  | | thin: x != 1
cancel-wrong        | (x**2 + 1)/(x + 1) == x + 1                                  | | refuted
cancel-abs          | x/abs(x) == sign(x)                                          | | thin: x != 0
cancel-sqrt         | x/sqrt(x) == sqrt(x)                                         | | thin: x != 0
nested-2            | sqrt(3 + 2*sqrt(2)) == 1 + sqrt(2)                           | | proved
nested-3            | sqrt(2 - sqrt(3)) == (sqrt(6) - sqrt(2))/2                   | | proved
nested-5            | sqrt(9 - 4*sqrt(5)) == sqrt(5) - 2                           | | proved
nested-wrong        | sqrt(3 + 2*sqrt(2)) == 1 - sqrt(2)                           | | refuted
nested-sum          | sqrt(2 + sqrt(3)) + sqrt(2 - sqrt(3)) == sqrt(6)             | | proved
nested-golden       | sqrt((3 + sqrt(5))/2) == (1 + sqrt(5))/2                     | | proved
nested-symbolic     | sqrt(x + 2*sqrt(x - 1)) == 1 + sqrt(x - 1)                   | x >= 1 | proved
nested-cube         | cbrt(7 + 5*sqrt(2)) == 1 + sqrt(2)                           | | proved
nested-cardano      | cbrt(2 + sqrt(5)) - cbrt(sqrt(5) - 2) == 1                   | | proved
rationalise         | 1/(sqrt(x) + sqrt(y)) == (sqrt(x) - sqrt(y))/(x - y)         | x > y and y > 0 | proved
rationalise-number  | 1/(sqrt(3) - sqrt(2)) == sqrt(3) + sqrt(2)                   | | proved
radical-difference  | sqrt(x + 1) - sqrt(x) == 1/(sqrt(x + 1) + sqrt(x))           | x >= 0 | proved
golden              | ((1 + sqrt(5))/2)**2 == (1 + sqrt(5))/2 + 1                  | | proved
"""

TABLES = (ALGEBRA, TRIGONOMETRY, INVERSES, POWERS)
