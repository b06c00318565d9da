import assert from "node:assert/strict";
import { parseQuery } from "./query.ts";

Deno.test("parseQuery() takes a record of the usual form apart", () => {
  const query = "<image>\nCaption:\nA map.\nQuestion:\nWhich?\nOptions:\nA. one\nB. two\nD. four\n";
  assert.deepEqual(parseQuery(query, " b. two"), {
    question: "A map.\nQuestion:\nWhich?",
    A: "one",
    B: "two",
    C: "",
    D: "four",
    answer: "B",
  });
});

Deno.test("parseQuery() splits at the first spelling, but only where the usual one is there", () => {
  const late = parseQuery("See options: A. x\nOptions:\nA. one", "A");
  assert.deepEqual([late.question, late.A], ["See", "one"]);
  const none = parseQuery("Which?\nOPTIONS:\nA. one", "A");
  assert.deepEqual([none.question, none.A], ["Which?\nOPTIONS:\nA. one", ""]);
});

Deno.test("parseQuery() reads an option up to the end of its line, from a later line where it is empty", () => {
  const row = parseQuery("Q Options: A. up B. down\nC.\nD. x\nE. y", "D");
  assert.deepEqual([row.A, row.B, row.C, row.D], ["up B. down", "", "D. x", ""]);
});

Deno.test("parseQuery() throws where there is no gold answer", () => {
  assert.throws(() => parseQuery("Q", " \n"), RangeError);
});
