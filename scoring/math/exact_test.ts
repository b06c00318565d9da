import assert from "node:assert/strict";
import fc from "fast-check";
import {
  add,
  asRational,
  divide,
  floorOf,
  integer,
  multiply,
  negate,
  power,
  rational,
} from "./exact.ts";
import { bitLength, floor, fraction, integerRoot, rootBelow, Undecided } from "./fraction.ts";

const HALF = rational(fraction(1n, 2n));
const root = (n: bigint) => power(integer(n), HALF);

Deno.test("square roots multiply to what they are roots of", () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), (n) => {
    assert.equal(asRational(multiply(root(n), root(n)))?.n, n);
    assert.equal(floorOf(root(n)), rootBelow(n, 2));
  }));
});

Deno.test("division undoes multiplication, by a number and by a sum with a root", () => {
  const some = fc.bigInt({ min: 1n, max: 999n });
  fc.assert(fc.property(some, some, some, (a, b, d) => {
    const value = add(integer(a), root(d));
    for (const divisor of [integer(b), root(d), add(integer(-b), root(d))]) {
      if (divisor.terms.length === 0) continue;
      const back = divide(multiply(value, divisor), divisor);
      assert.deepEqual(add(back, negate(value)).terms, []);
    }
  }));
});

Deno.test("what is too large or undefined is undecided", () => {
  const large = () => power(integer(10n), integer(700n));
  assert.throws(large, Undecided);
  assert.throws(() => divide(integer(1n), integer(0n)), Undecided);
  assert.throws(() => power(integer(-4n), HALF), Undecided);
  assert.throws(() => power(integer(0n), integer(-1n)), Undecided);
  assert.throws(() => fraction(1n << 5000n), Undecided);
});

Deno.test("integer helpers agree with their definitions", () => {
  const some = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
  fc.assert(fc.property(some, fc.bigInt({ min: 1n, max: 999n }), (n, d) => {
    assert.equal(bitLength(n), n === 0n ? 0 : (n < 0n ? -n : n).toString(2).length);
    const down = floor(fraction(n, d));
    assert.ok(down * d <= n && n < (down + 1n) * d);
  }));
  const degree = fc.integer({ min: 1, max: 7 });
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), degree, (n, k) => {
    assert.equal(integerRoot(n ** BigInt(k), k), n);
    const below = rootBelow(n, k);
    assert.ok(below ** BigInt(k) <= n && n < (below + 1n) ** BigInt(k));
  }));
});
