import assert from "node:assert/strict";
import { setF1 } from "./set_f1.ts";

const set = (text: string) => new Set(text === "" ? [] : text.split(""));

Deno.test("setF1() matches sets", () => {
  assert.deepEqual(setF1(set("abc"), set("ab")), { precision: 2 / 3, recall: 1, f1: 0.8 });
  assert.deepEqual(setF1(set("ab"), set("ab")), { precision: 1, recall: 1, f1: 1 });
  assert.deepEqual(setF1(set("c"), set("ab")), { precision: 0, recall: 0, f1: 0 });
  assert.deepEqual(setF1(set(""), set("ab")), { precision: 0, recall: 0, f1: 0 });
  assert.deepEqual(setF1(set(""), set("")), { precision: 0, recall: 0, f1: 0 });
});
