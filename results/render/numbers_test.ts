import assert from "node:assert/strict";
import type { Unit } from "../../scoring/types.ts";
import { intervalText, numberText, shareText } from "./numbers.ts";

Deno.test("numberText() prints the decimals of the unit", () => {
  const rows: [number, Unit, string][] = [
    [71.2, "percent", "71.20"],
    [100, "percent", "100.00"],
    [-0.001, "percent", "0.00"],
    [0.53333, "fraction", "0.5333"],
    [3, "count", "3"],
    [3.5, "count", "3.50"],
    [1.23456, "value", "1.2346"],
    [0.00001234, "value", "1.234e-5"],
    [0, "value", "0.0000"],
    [12345678901, "value", "1.235e+10"],
  ];
  for (const [value, unit, text] of rows) assert.equal(numberText(value, unit), text);
});

Deno.test("intervalText() is ± where both sides print alike", () => {
  const interval = (low: number, high: number) =>
    ({ low, high, level: 0.95, method: "wilson" }) as const;
  assert.equal(intervalText(70, interval(68, 72), "percent"), "±2.00");
  assert.equal(intervalText(70, interval(68, 72.001), "percent"), "±2.00");
  assert.equal(intervalText(70, interval(67, 72), "percent"), "[67.00, 72.00]");
  assert.equal(intervalText(70, null, "percent"), "");
});

Deno.test("shareText() says 100 only for all of it", () => {
  assert.equal(shareText(1), "100.00 %");
  assert.equal(shareText(0.999999), ">99.99 %");
  assert.equal(shareText(0.9667), "96.67 %");
});
