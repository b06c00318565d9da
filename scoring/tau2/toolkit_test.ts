import assert from "node:assert/strict";
import { readData } from "../python/data.ts";
import { integer, listOf, optional, text } from "./fields.ts";
import { model } from "./model.ts";
import { bind, parametersSchema, resultText } from "./toolkit.ts";
import { readArguments } from "./trajectory.ts";

const params = { a: text, b: text, c: text, limit: optional(integer, () => 12n, 12) };
const tool = { name: "look", params };

Deno.test("bind() fills defaults and takes values unchecked", () => {
  assert.deepEqual(bind("Kit", tool, readArguments('{"a":1,"b":[],"c":null}')), {
    a: 1n,
    b: [],
    c: null,
    limit: 12n,
  });
});

Deno.test("bind() says what is missing or unknown as CPython does", () => {
  const cases: readonly (readonly [string, string])[] = [
    ['{"a":1,"b":1}', "Kit.look() missing 1 required positional argument: 'c'"],
    ['{"a":1}', "Kit.look() missing 2 required positional arguments: 'b' and 'c'"],
    ["{}", "Kit.look() missing 3 required positional arguments: 'a', 'b', and 'c'"],
    ['{"x":1}', "Kit.look() got an unexpected keyword argument 'x'"],
    ['{"toString":1}', "Kit.look() got an unexpected keyword argument 'toString'"],
  ];
  for (const [given, message] of cases) {
    assert.throws(() => bind("Kit", tool, readArguments(given)), { type: "TypeError", message });
  }
});

Deno.test("parametersSchema() requires what has no default and defines what it refers to", () => {
  const Leg = model("Leg", { number: text, seats: optional(integer, () => 1n, 1) });
  assert.deepEqual(parametersSchema({ legs: listOf(Leg), limit: params.limit }), {
    $defs: {
      Leg: {
        properties: { number: { type: "string" }, seats: { type: "integer", default: 1 } },
        required: ["number"],
        type: "object",
      },
    },
    properties: {
      legs: { items: { $ref: "#/$defs/Leg" }, type: "array" },
      limit: { type: "integer", default: 12 },
    },
    required: ["legs"],
    type: "object",
  });
  assert.deepEqual(parametersSchema({}), { properties: {}, type: "object" });
});

Deno.test("resultText() turns numbers of plain dicts and lists into texts, not those of models", () => {
  const Row = model("Row", { amount: integer, tags: listOf(text) });
  const row = Row.parse(readData('{"amount":2,"tags":["é"]}'), "Row");
  assert.equal(resultText("plain é"), "plain é");
  assert.equal(resultText(row), '{"amount": 2, "tags": ["\\u00e9"]}');
  assert.equal(
    resultText(new Map<string, unknown>([["n", 5], ["t", true], ["z", null], ["row", row]])),
    '{"n": "5.0", "t": "True", "z": null, "row": {"amount": 2, "tags": ["\\u00e9"]}}',
  );
  assert.equal(resultText([1n, [row]]), '["1", [{"amount": 2, "tags": ["\\u00e9"]}]]');
});
