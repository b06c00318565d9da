import assert from "node:assert/strict";
import fc from "fast-check";
import { pyJson } from "./json.ts";
import { pyLiteral } from "./literal.ts";
import { pyFloatOf, pyGet, type PyValue } from "./value.ts";

/** Python's `repr`, near enough to compare by. */
function show(value: PyValue | null): string {
  if (value === null) return "error";
  switch (value.kind) {
    case "str":
    case "bytes":
      return (value.kind === "bytes" ? "b" : "") + JSON.stringify(value.value);
    case "float":
      return Object.is(value.value, -0) ? "-0.0" : `${value.value}f`;
    case "int":
    case "bool":
      return String(value.value);
    case "list":
      return `[${value.items.map(show).join()}]`;
    case "tuple":
      return `(${value.items.map(show).join()})`;
    case "set":
      return `{${value.items.map(show).join()}}`;
    case "dict":
      return `{${value.entries.map(([key, held]) => `${show(key)}:${show(held)}`).join()}}`;
    default:
      return value.kind;
  }
}

// What CPython 3.11 answers: text, `ast.literal_eval`, `json.loads`.
const CASES: readonly (readonly [string, string, string])[] = [
  [`{"a": 1, "b": 2.5}`, `{"a":1,"b":2.5f}`, `{"a":1,"b":2.5f}`],
  [`{'a': 1, 'b': -2.5,}`, `{"a":1,"b":-2.5f}`, "error"],
  [`{"a": NaN}`, "error", `{"a":NaNf}`],
  [`{"a": -Infinity}`, "error", `{"a":-Infinityf}`],
  [`{"a": null}`, "error", `{"a":none}`],
  [`{'a': None, 'b': True}`, `{"a":none,"b":true}`, "error"],
  [`{"a": 1, "a": 2}`, `{"a":2}`, `{"a":2}`],
  [`{1: 'x', 1.0: 'y', True: 'z'}`, `{1:"z"}`, "error"],
  [`{"a": 1_0, 'b': 0x1F, 'c': 1e3}`, `{"a":10,"b":31,"c":1000f}`, "error"],
  [`{"a": 012}`, "error", "error"],
  [`{"a": 1, # why\n "b": 2}`, `{"a":1,"b":2}`, "error"],
  [`{"a": "1" '2'}`, `{"a":"12"}`, "error"],
  [`{"a": b"1"}`, `{"a":b"1"}`, "error"],
  [`{"a": "x" b"1"}`, "error", "error"],
  [`{"a": "\\u0041\\x42\\103\\d"}`, `{"a":"ABC\\\\d"}`, "error"],
  [`{"a": r"\\n"}`, `{"a":"\\\\n"}`, "error"],
  [`{"a": '''b\nc'''}`, `{"a":"b\\nc"}`, "error"],
  [`{"a": "b\nc"}`, "error", "error"],
  [`{1, 2}`, "{1,2}", "error"],
  [`{}`, "{}", "{}"],
  [`set()`, "{}", "error"],
  [`{[1]: 2}`, "error", "error"],
  [`{"a": (1, [2.])}`, `{"a":(1,[2f])}`, "error"],
  [`{"a": (1)}`, `{"a":1}`, "error"],
  [`1, 2`, "(1,2)", "error"],
  [`{"a": 1 + 2j, "b": -3}`, `{"a":complex,"b":-3}`, "error"],
  [`{"a": 1 + 2}`, "error", "error"],
  [`{"a": --1}`, "error", "error"],
  [`{"a": x}`, "error", "error"],
  [`{"a": __import__("os")}`, "error", "error"],
  [`{"a": 1}}`, "error", "error"],
  [`{"a" 1}`, "error", "error"],
  [`{"a": 1 "b": 2}`, "error", "error"],
  [`{"a": 1,}`, `{"a":1}`, "error"],
  [`{,}`, "error", "error"],
  [` {"a": 1}`, `{"a":1}`, `{"a":1}`],
  [``, "error", "error"],
];

for (const [text, literal, json] of CASES) {
  Deno.test(`pyLiteral() and pyJson() read ${JSON.stringify(text)} as Python does`, () => {
    assert.equal(show(pyLiteral(text)), literal, "literal_eval");
    assert.equal(show(pyJson(text)), json, "json.loads");
  });
}

Deno.test("pyFloatOf() converts what float() converts", () => {
  const dict = pyLiteral(
    `{"i": 3, "b": True, "s": " 4.5 ", "y": b"6", "n": None, "l": [1], "t": "x", "big": 1${
      "0".repeat(400)
    }}`,
  ) as PyValue;
  const float = (key: string) => pyFloatOf(pyGet(dict, key) ?? { kind: "none" });
  assert.deepEqual(
    ["i", "b", "s", "y", "n", "l", "t", "big"].map(float),
    [3, 1, 4.5, 6, null, null, null, null],
  );
  assert.equal(pyGet(dict, "missing"), undefined);
});

Deno.test("pyJson() and pyLiteral() read what JSON.stringify writes", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true })),
      (object) => {
        const text = JSON.stringify(object, (_, value) => value === Infinity ? 1e308 : value);
        for (const value of [pyJson(text), pyLiteral(text)]) {
          for (const [key, wanted] of Object.entries(JSON.parse(text) as Record<string, number>)) {
            if (wanted === null) continue;
            assert.equal(pyFloatOf(pyGet(value as PyValue, key) as PyValue), wanted);
          }
        }
      },
    ),
  );
});

Deno.test("pyJson() and pyLiteral() end in time on hostile texts", () => {
  const started = performance.now();
  for (const part of ["[", "{", "(", '"', "\\", "1", "1,", " ", "#", "-", "'a' ", '{"a":', "1_"]) {
    const text = part.repeat(200_000);
    pyJson(text);
    pyLiteral(text);
    pyLiteral(`{"a": ${text}`);
  }
  assert.ok(performance.now() - started < 20_000);
});
