import assert from "node:assert/strict";
import { toSignificant } from "./significant.ts";

Deno.test("toSignificant() rounds as Python's format does", () => {
  const cases = [
    [1234567, 1234570],
    [0.1234565, 0.123456],
    [100000.5, 100000],
    [100001.5, 100002],
    [-100000.5, -100000],
    [9999995, 10000000],
    [1e-7, 1e-7],
    [1e22, 1e22],
    [5e-324, 5e-324],
    [0, 0],
    [Infinity, Infinity],
  ] as const;
  for (const [value, rounded] of cases) assert.equal(toSignificant(value, 6), rounded, `${value}`);
});
