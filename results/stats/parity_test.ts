import assert from "node:assert/strict";
import { ParityTally, parityVerdict, replyParity } from "./parity.ts";

Deno.test("replyParity() compares the servers' own tokens where both gave them", () => {
  const reply = (...logprobs: [string, number][]) => ({ text: "", reasoning: "", logprobs });
  const a = reply(["The", -0.5], [" cat", -1], [" sat", -2]);
  assert.deepEqual(replyParity(a, reply(["The", -0.25], [" cat", -1.5], [" ran", -0.1])), {
    unit: "token",
    firstDifference: 2,
    length: 3,
    logprobDistance: 0.75,
    compared: 2,
  });
  assert.equal(replyParity(a, a).firstDifference, null);
  assert.equal(replyParity(a, reply(["The", -0.5], [" cat", -1])).firstDifference, 2);
});

Deno.test("replyParity() compares words where a server gave no tokens", () => {
  const words = (text: string, reasoning = "") => ({ text, reasoning });
  assert.deepEqual(replyParity(words("the cat sat"), words("the cat  sat")), {
    unit: "word",
    firstDifference: 1,
    length: 3,
    logprobDistance: 0,
    compared: 0,
  });
  assert.equal(replyParity(words("x"), words("x")).firstDifference, null);
  assert.equal(replyParity(words("x", "think"), words("x", "thought")).firstDifference, 0);
});

Deno.test("ParityTally sums pairs up", () => {
  const tally = new ParityTally();
  assert.deepEqual(tally.summary().identical, null);
  const pair = (firstDifference: number | null, compared: number, logprobDistance: number) =>
    tally.add({ unit: "token", firstDifference, length: 9, compared, logprobDistance });
  pair(null, 9, 0.9);
  pair(2, 2, 0.2);
  pair(6, 6, 0.6);
  assert.deepEqual(tally.summary(), {
    pairs: 3,
    identical: 1 / 3,
    compared: "token",
    medianFirstDifference: 4,
    meanLogprobDistance: 0.1,
    tokens: 17,
  });
});

Deno.test("parityVerdict() tells equal, different and undecided scores", () => {
  const of = (difference: number | null, low?: number, high?: number) =>
    parityVerdict(
      { difference, interval: low === undefined ? null : { low, high: high ?? low } },
      1,
    );
  assert.equal(of(0.2, -0.5, 0.9), "parity");
  assert.equal(of(-2, -3, -1), "different");
  assert.equal(of(0.2, -2, 2.4), "undecided");
  assert.equal(of(0), "parity");
  assert.equal(of(3), "undecided");
  assert.equal(of(null), "undecided");
});
