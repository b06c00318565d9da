import assert from "node:assert/strict";
import { seededDraw } from "../../scoring/random.ts";
import { drawLength, drawPace, lastTokenMs, NO_WAIT } from "./laws.ts";

Deno.test("drawLength() has the median it was given and a heavy tail", () => {
  const draw = seededDraw("lengths");
  const law = { median: 1_000, sigma: 1, max: 60_000 };
  const lengths = Array.from({ length: 20_000 }, () => drawLength(law, draw)).sort((a, b) => a - b);
  const quantile = (q: number) => lengths[Math.floor(q * lengths.length)] ?? 0;
  // Standard error of the median is about 0.9 %; of the 95 % quantile about 1.5 %.
  assert.ok(Math.abs(quantile(0.5) / 1_000 - 1) < 0.05, String(quantile(0.5)));
  assert.ok(Math.abs(quantile(0.95) / (1_000 * Math.exp(1.645)) - 1) < 0.08);
  assert.ok(quantile(0.999) > 15_000);
});

Deno.test("drawLength() stays between 1 and max, and is fixed without spread", () => {
  const draw = seededDraw("limits");
  for (let i = 0; i < 1_000; i++) {
    const length = drawLength({ median: 2, sigma: 4, max: 50 }, draw);
    assert.ok(Number.isInteger(length) && length >= 1 && length <= 50);
  }
  assert.equal(drawLength({ median: 400, sigma: 0, max: 8_000 }, draw), 400);
});

Deno.test("drawPace() keeps both times within the jitter", () => {
  const draw = seededDraw("pace");
  assert.equal(drawPace({ firstTokenMs: 0, perTokenMs: 0, jitter: 0.5 }, draw), NO_WAIT);
  for (let i = 0; i < 1_000; i++) {
    const pace = drawPace({ firstTokenMs: 100, perTokenMs: 10, jitter: 0.2 }, draw);
    assert.ok(pace.firstTokenMs >= 80 && pace.firstTokenMs <= 120);
    assert.ok(pace.perTokenMs >= 8 && pace.perTokenMs <= 12);
  }
  assert.deepEqual(drawPace({ firstTokenMs: 100, perTokenMs: 10, jitter: 0 }, draw), {
    firstTokenMs: 100,
    perTokenMs: 10,
  });
});

Deno.test("lastTokenMs() counts the first token once", () => {
  const pace = { firstTokenMs: 100, perTokenMs: 10 };
  assert.equal(lastTokenMs(pace, 0), 100);
  assert.equal(lastTokenMs(pace, 1), 100);
  assert.equal(lastTokenMs(pace, 11), 200);
});
