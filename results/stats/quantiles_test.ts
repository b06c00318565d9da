import assert from "node:assert/strict";
import {
  chiSquareTail,
  logChoose,
  normalCdf,
  normalQuantile,
  studentQuantile,
} from "./quantiles.ts";

function near(actual: number, expected: number, tolerance = 5e-4): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

Deno.test("studentQuantile() equals the printed table of t", () => {
  const table: [df: number, p: number, t: number][] = [
    [1, 0.975, 12.706],
    [2, 0.975, 4.303],
    [5, 0.975, 2.571],
    [10, 0.95, 1.812],
    [29, 0.975, 2.045],
    [120, 0.975, 1.98],
    [999, 0.975, 1.962],
  ];
  for (const [df, p, t] of table) near(studentQuantile(p, df), t);
});

Deno.test("studentQuantile() has no step where it changes its method, and ends at the normal", () => {
  near(studentQuantile(0.975, 499.999), studentQuantile(0.975, 500), 1e-7);
  near(studentQuantile(0.025, 499.999), studentQuantile(0.025, 500), 1e-7);
  near(studentQuantile(0.975, 1e9), 1.959964, 1e-6);
});

Deno.test("normalQuantile() and normalCdf() equal the printed table of z", () => {
  near(normalQuantile(0.975), 1.959964, 1e-6);
  near(normalQuantile(0.995), 2.575829, 1e-6);
  near(normalCdf(1.28), 0.8997, 5e-5);
  near(normalCdf(-3), 0.00135, 5e-6);
});

Deno.test("chiSquareTail() equals the printed table of chi-squared", () => {
  near(chiSquareTail(3.841, 1), 0.05, 5e-5);
  near(chiSquareTail(6.635, 1), 0.01, 5e-5);
  near(chiSquareTail(18.307, 10), 0.05, 5e-5);
  assert.equal(chiSquareTail(0, 1), 1);
});

Deno.test("logChoose() equals small binomials", () => {
  near(Math.exp(logChoose(8, 1)), 8, 1e-9);
  near(Math.exp(logChoose(52, 5)), 2598960, 1e-2);
});
