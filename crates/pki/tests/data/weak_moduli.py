"""Makes weak_moduli.json beside it: RSA moduli of 2048 bits that are weak on purpose, or only just not.

Run it by hand (`python3 weak_moduli.py`); the numbers are committed, their factors thrown away.
"""

import json
import math
import pathlib
import random

RANDOM = random.Random(20170815)


def is_prime(number):
    if any(number % small == 0 for small in range(3, 1000, 2)):
        return False
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for _ in range(24):
        power = pow(RANDOM.randrange(2, number - 1), odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(twos - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True


def prime_from(number):
    number |= 1
    while not is_prime(number):
        number += 2
    return number


def roca_prime():
    """k·M + (65537^a mod M), of 1024 bits; M is the product of the first 126 primes, as for keys of 2048 bits."""
    primes = [n for n in range(2, 1000) if all(n % d for d in range(2, n))][:126]
    product = math.prod(primes)
    while True:
        k = RANDOM.randrange(2**1024 * 3 // 4 // product, 2**1024 // product)
        prime = k * product + pow(65537, RANDOM.randrange(product), product)
        if prime % 2 and prime.bit_length() == 1024 and is_prime(prime):
            return prime


def rounds(p, q):
    root = math.isqrt(p * q)
    return (p + q) // 2 - root


def primes_apart(wanted):
    """Two primes that Fermat's method finds in a round near to the wanted one, and in which it does."""
    while True:
        p = prime_from(RANDOM.randrange(2**1023 * 3 // 2, 2**1024))
        q = prime_from(p + math.isqrt(8 * wanted * p))
        if (p * q).bit_length() == 2048:
            return p, q


moduli = {"roca": roca_prime() * roca_prime()}
for name, wanted in [("next prime", 0), ("round 50", 50), ("round 98", 98), ("round 103", 103), ("round 200", 200)]:
    p, q = primes_apart(wanted)
    found = rounds(p, q)
    assert abs(found - wanted) <= 1, (name, found)
    moduli[f"close: {name}"] = p * q
text = json.dumps({name: f"{modulus:x}" for name, modulus in moduli.items()}, indent=1)
(pathlib.Path(__file__).parent / "weak_moduli.json").write_text(text + "\n")
