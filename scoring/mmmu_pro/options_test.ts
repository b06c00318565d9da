import assert from "node:assert/strict";
import { lettered, readOptions } from "./options.ts";

Deno.test("readOptions() reads a Python list of texts", () => {
  assert.deepEqual(readOptions(`['a', "it's", 'caf\\xe9', '''x''', 'y' 'z', '', 3]`), [
    "a",
    "it's",
    "caf\u00e9",
    "x",
    "yz",
    "",
    "3",
  ]);
  assert.deepEqual(readOptions("[]"), []);
});

Deno.test("readOptions() throws for what is no list of texts", () => {
  for (const literal of ["", "a, b", '["a", null]', "['a'", "{'a'}", "[None]", "[['a']]"]) {
    assert.throws(() => readOptions(literal), SyntaxError, literal);
  }
});

Deno.test("lettered() gives a line an option", () => {
  assert.equal(lettered(["one", ""]), "A. one\nB. ");
});
