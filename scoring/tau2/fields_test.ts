import assert from "node:assert/strict";
import { type Data, readData } from "../python/data.ts";
import { PythonError } from "../python/error.ts";
import {
  absent,
  day,
  type Field,
  flag,
  float,
  integer,
  listOf,
  moment,
  oneOf,
  text,
} from "./fields.ts";

const data = (json: string): Data => readData(json) ?? null;

// What pydantic 2.13 makes of each value in its lax mode; `undefined` where it refuses.
const CASES: readonly (readonly [string, Field<unknown>, string, unknown])[] = [
  ["integer", integer, "2.0", 2n],
  ["integer", integer, "2.5", undefined],
  ["integer", integer, "true", 1n],
  ["integer", integer, '" 12 "', 12n],
  ["integer", integer, '"1_000"', 1000n],
  ["integer", integer, '"12.0"', 12n],
  ["integer", integer, '"12.5"', undefined],
  ["integer", integer, "NaN", undefined],
  ["float", float, "2", 2],
  ["float", float, '"1e3"', 1000],
  ["float", float, '"x"', undefined],
  ["float", float, "true", 1],
  ["text", text, "1", undefined],
  ["text", text, "null", undefined],
  ["boolean", flag, '"Yes"', true],
  ["boolean", flag, "0.0", false],
  ["boolean", flag, "2", undefined],
  ["boolean", flag, "null", undefined],
  ["one of", oneOf("a", "b"), '"b"', "b"],
  ["one of", oneOf("a", "b"), '"A"', undefined],
  ["date", day, '"2024-02-29"', "2024-02-29"],
  ["date", day, '"2023-02-29"', undefined],
  ["date", day, '"2024-02-29T00:00:00"', "2024-02-29"],
  ["date", day, '"2024-02-29T10:00:00"', undefined],
  ["moment", moment, '"2024-03-02T10:00:00"', "2024-03-02 10:00:00"],
  ["moment", moment, '"2024-03-02"', "2024-03-02 00:00:00"],
  ["moment", moment, '"2024-03-02T10:00:00.5Z"', "2024-03-02 10:00:00.500000+00:00"],
  ["moment", moment, '"2024-03-02T25:00:00"', undefined],
  ["list", listOf(float), "[1,2.5]", [1, 2.5]],
  ["list", listOf(text), '"ab"', undefined],
  ["null", absent(text), "null", null],
];

for (const [name, field, json, wanted] of CASES) {
  Deno.test(`a field of type ${name} ${wanted === undefined ? "refuses" : "takes"} ${json}`, () => {
    if (wanted !== undefined) assert.deepEqual(field.parse(data(json), "x"), wanted);
    else {
      assert.throws(() => field.parse(data(json), "x"), {
        name: "PythonError",
        type: "ValidationError",
      });
    }
  });
}

Deno.test("a misfit names the place", () => {
  assert.throws(
    () => listOf(float).parse(data('[1,"x"]'), "amounts"),
    (error) => error instanceof PythonError && /amounts\[1\]/.test(error.message),
  );
});
