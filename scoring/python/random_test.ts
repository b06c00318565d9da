import assert from "node:assert/strict";
import { MersenneTwister, pySample } from "./random.ts";

// CPython 3.11: seed, size, count, first, last, sum of (position x index) from position 1.
// deno-fmt-ignore
const DRAWN: readonly (readonly [number, number, number, number, number, number])[] = [
  [0, 21, 5, 12, 16, 153], [0, 85, 20, 49, 39, 8445], [0, 86, 20, 49, 77, 10350],
  [1, 5, 3, 1, 4, 13], [1, 1046, 150, 275, 1036, 6003425],
  [1024, 1, 1, 0, 0, 0], [1024, 37, 3, 1, 24, 133], [1024, 1000, 100, 816, 842, 2634440],
  [1024, 1045, 150, 39, 1001, 6899955], [1024, 1046, 150, 39, 278, 5790308],
  [1024, 70000, 500, 2507, 23569, 4789589990], [1024, 300, 300, 9, 296, 6844370],
  [2147483653, 5000, 150, 4846, 2802, 29847978],
];

for (const [seed, size, count, first, last, sum] of DRAWN) {
  Deno.test(`pySample() draws ${count} of ${size} with seed ${seed} as CPython does`, () => {
    const drawn = pySample(size, count, seed);
    assert.equal(new Set(drawn).size, count);
    assert.deepEqual(
      [drawn[0], drawn.at(-1), drawn.reduce((total, index, at) => total + index * (at + 1), 0)],
      [first, last, sum],
    );
  });
}

Deno.test("pySample() refuses to draw more than there are", () => {
  assert.throws(() => pySample(2, 3, 0), RangeError);
});

Deno.test("MersenneTwister.fromWord() gives the published first numbers of seed 5489", () => {
  const twister = MersenneTwister.fromWord(5489);
  assert.deepEqual([twister.next(), twister.next()], [3499211612, 581869302]);
  for (let i = 3; i < 10_000; i++) twister.next();
  assert.equal(twister.next(), 4123659995);
});
