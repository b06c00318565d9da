import { equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { pauseMs, retryAfterMs } from "./retry.ts";

Deno.test("pauseMs() doubles, with jitter over the upper half, up to a minute", () => {
  equal(pauseMs(1, null, 0), 250);
  equal(pauseMs(1, null, 1), 500);
  equal(pauseMs(4, null, 0), 2000);
  equal(pauseMs(30, null, 1), 60_000);
  equal(pauseMs(2000, null, 0), 30_000);
});

Deno.test("pauseMs() waits at least what the server asks for, up to five minutes", () => {
  equal(pauseMs(1, 7_000, 0), 7_000);
  equal(pauseMs(8, 1_000, 0), 30_000);
  equal(pauseMs(1, 86_400_000, 0), 300_000);
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 100 }),
    fc.option(fc.double({ min: 0, max: 1e9, noNaN: true })),
    fc.double({ min: 0, max: 1, noNaN: true }),
    (failures, asked, random) => {
      const pause = pauseMs(failures, asked, random);
      ok(pause >= 250 && pause <= 330_000);
      if (asked !== null) ok(pause >= Math.min(asked, 300_000));
    },
  ));
});

Deno.test("retryAfterMs() reads seconds, milliseconds and dates", () => {
  const now = Date.parse("2026-03-01T12:00:00Z");
  const rows: readonly [headers: Record<string, string>, ms: number | null][] = [
    [{ "Retry-After": "3" }, 3000],
    [{ "Retry-After": " 0.5 " }, 500],
    [{ "Retry-After": "Sun, 01 Mar 2026 12:00:20 GMT" }, 20_000],
    [{ "Retry-After": "Sunday, 01-Mar-26 12:00:20 GMT" }, 20_000],
    [{ "Retry-After": "Sun, 01 Mar 2026 11:00:00 GMT" }, 0],
    [{ "retry-after-ms": "1500", "Retry-After": "9" }, 1500],
    [{ "Retry-After": "soon" }, null],
    [{ "Retry-After": "-3" }, null],
    [{ "Retry-After": "9".repeat(400) }, null],
    [{ "Retry-After": "2026" }, 2_026_000],
    [{}, null],
  ];
  for (const [headers, ms] of rows) {
    equal(retryAfterMs(new Headers(headers), now), ms, JSON.stringify(headers));
  }
});
