import { equal, ok } from "node:assert/strict";
import type { KeptReply } from "../results/types.ts";
import { LengthEstimate } from "./lanes.ts";
import { Meter } from "./meter.ts";

const REPLY = { completionTokens: 10, promptTokens: 1 } as KeptReply;

Deno.test("Meter tells the tokens a second of the last minute, whatever the number of replies", () => {
  const lane = {
    column: "m",
    benchmark: "b",
    task: "t",
    planned: 1_000_000,
    kept: 0,
    left: 0,
    length: new LengthEstimate("thinking"),
    talks: false,
    next: () => Promise.resolve(null),
  };
  let now = 0;
  const meter = new Meter([lane], { column: () => null, judge: () => null }, () => now);
  // Two minutes of 100 replies a second, then 1,000 a second for two minutes.
  for (; now < 120_000; now += 10) meter.reply(lane, "model", REPLY);
  ok(Math.abs(meter.snapshot().tokensPerSecond - 1_000) < 10);
  for (; now < 240_000; now += 1) meter.reply(lane, "model", REPLY);
  ok(Math.abs(meter.snapshot().tokensPerSecond - 10_000) < 100);
  equal(meter.snapshot().completionTokens, 10 * (12_000 + 120_000));
});
