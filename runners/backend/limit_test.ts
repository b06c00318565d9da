import { equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { AdaptiveLimit } from "./limit.ts";

/**
 * A server in simulated time: `slots` requests at full speed share nothing, more share the flow;
 * `refuses` makes it answer 429 to what exceeds `slots` instead.
 */
function serve(
  limit: AdaptiveLimit,
  server: { readonly slots: number; readonly refuses: boolean; readonly ms: number },
  forMs: number,
  from = 0,
): { limits: number[]; now: number } {
  const limits: number[] = [];
  const running: { begunAt: number; endsAt: number }[] = [];
  let now = from;
  for (; now < from + forMs; now += 10) {
    while (running.length < limit.limit) {
      limit.begin(now);
      if (server.refuses && running.length >= server.slots) {
        limit.overload(now, now);
        limit.end(now);
        break;
      }
      const slow = Math.max(1, (running.length + 1) / server.slots);
      running.push({ begunAt: now, endsAt: now + server.ms * slow });
    }
    const flow = Math.min(running.length, server.slots);
    limit.tokens(flow, now);
    for (let i = running.length - 1; i >= 0; i--) {
      if ((running[i]?.endsAt ?? 0) > now) continue;
      running.splice(i, 1);
      limit.end(now);
    }
    limits.push(limit.limit);
  }
  for (const _ of running) limit.end(now);
  return { limits, now };
}

Deno.test("AdaptiveLimit grows to what a queueing server can use", () => {
  const limit = new AdaptiveLimit("auto", 0);
  equal(limit.limit, 8);
  serve(limit, { slots: 100, refuses: false, ms: 3_000 }, 60_000);
  ok(limit.limit >= 96, `${limit.limit}`);
});

Deno.test("AdaptiveLimit does not run away where more brings nothing", () => {
  const limit = new AdaptiveLimit("auto", 0);
  const { limits } = serve(limit, { slots: 16, refuses: false, ms: 2_000 }, 600_000);
  const most = Math.max(...limits);
  ok(most <= 32, `${most}`);
  ok(limit.limit >= 16, `${limit.limit}`);
});

Deno.test("AdaptiveLimit stays near the slots of a server that refuses", () => {
  const limit = new AdaptiveLimit("auto", 0);
  const { limits } = serve(limit, { slots: 40, refuses: true, ms: 1_000 }, 120_000);
  const settled = limits.slice(limits.length / 2);
  ok(Math.max(...settled) <= 48, `${Math.max(...settled)}`);
  const mean = settled.reduce((sum, value) => sum + value, 0) / settled.length;
  ok(mean >= 22, `${mean}`);
});

Deno.test("AdaptiveLimit recovers when the server has room again", () => {
  const limit = new AdaptiveLimit("auto", 0);
  const busy = serve(limit, { slots: 4, refuses: true, ms: 500 }, 20_000);
  ok(limit.limit <= 8);
  serve(limit, { slots: 64, refuses: true, ms: 500 }, 60_000, busy.now);
  ok(limit.limit >= 30, `${limit.limit}`);
});

Deno.test("AdaptiveLimit comes back from a single request at a time", () => {
  const limit = new AdaptiveLimit("auto", 0);
  for (let i = 1; i <= 5; i++) limit.overload(i * 2_000, i * 2_000);
  equal(limit.limit, 1);
  serve(limit, { slots: 32, refuses: false, ms: 300 }, 60_000, 20_000);
  ok(limit.limit >= 24, `${limit.limit}`);
});

Deno.test("AdaptiveLimit does not grow while nobody waits for it", () => {
  const limit = new AdaptiveLimit("auto", 0);
  for (let now = 0; now < 60_000; now += 100) {
    limit.begin(now);
    limit.tokens(now, now);
    limit.end(now);
  }
  equal(limit.limit, 8);
});

Deno.test("AdaptiveLimit is halved once for the requests of one time", () => {
  const limit = new AdaptiveLimit("auto", 0);
  limit.overload(0, 5_000);
  equal(limit.limit, 4);
  for (const begunAt of [0, 100, 4_999]) limit.overload(begunAt, 9_000);
  equal(limit.limit, 4);
  limit.overload(5_001, 5_500);
  equal(limit.limit, 4, "within the reaction time");
  limit.overload(5_001, 9_000);
  equal(limit.limit, 2);
});

Deno.test("AdaptiveLimit keeps a fixed number whatever happens", () => {
  const changes: number[] = [];
  const limit = new AdaptiveLimit(37, 0, (value) => changes.push(value));
  serve(limit, { slots: 10, refuses: true, ms: 300 }, 10_000);
  equal(limit.limit, 37);
  equal(changes.length, 0);
});

Deno.test("AdaptiveLimit stays within its bounds and says every change", () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("begin") }),
    fc.record({ kind: fc.constant("tokens"), count: fc.nat({ max: 10_000 }) }),
    fc.record({ kind: fc.constant("end") }),
    fc.record({ kind: fc.constant("overload"), before: fc.nat({ max: 10_000 }) }),
  );
  const timed = fc.tuple(fc.nat({ max: 3_000 }), step);
  fc.assert(fc.property(fc.array(timed, { maxLength: 300 }), (steps) => {
    let told = 8;
    const limit = new AdaptiveLimit("auto", 0, (value) => told = value);
    let now = 0;
    let cutAt = -Infinity;
    for (const [wait, what] of steps) {
      now += wait;
      const before = limit.limit;
      if (what.kind === "begin") limit.begin(now);
      else if (what.kind === "end") limit.end(now);
      else if ("count" in what) limit.tokens(what.count, now);
      else if ("before" in what) limit.overload(now - what.before, now);
      ok(limit.limit >= 1 && limit.limit <= 512 && Number.isInteger(limit.limit));
      equal(told, limit.limit);
      ok(limit.limit - before <= Math.max(8, before / 8));
      if (limit.limit < before) {
        equal(limit.limit, Math.floor(before / 2));
        ok(now - cutAt >= 1_000);
        cutAt = now;
      }
    }
  }));
});
