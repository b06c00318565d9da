import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { RecordError } from "../../benchmarks/define.ts";
import { DatasetError, quotable, recordFailure } from "./errors.ts";

Deno.test("recordFailure() adds file and row to what a record lacks", () => {
  const cause = new RecordError("answer", "a string", "null");
  const error = recordFailure(cause, "data/test.parquet", 17);
  strictEqual(
    error.message,
    'Cannot read "data/test.parquet" row 17: column "answer" must be a string: current value is ' +
      "null",
  );
  deepStrictEqual([error.kind, error.path, error.row, error.column, error.cause], [
    "changed",
    "data/test.parquet",
    17,
    "answer",
    cause,
  ]);
  const other = recordFailure(new TypeError("odd"), "x.csv", 2);
  deepStrictEqual([other.message, other.column], ['Cannot read "x.csv" row 2: odd', null]);
});

Deno.test("DatasetError says null for what it does not know", () => {
  const error = new DatasetError({ kind: "missing", message: "m" });
  deepStrictEqual([error.path, error.row, error.column, error.cause], [
    null,
    null,
    null,
    undefined,
  ]);
  ok(error instanceof Error && error.name === "DatasetError");
});

Deno.test("quotable() makes one short line of anything", () => {
  strictEqual(quotable("a\r\n\tb\u001b[31m\u202ec"), "a b [31m c");
  strictEqual(quotable("x".repeat(200)), "x".repeat(157) + "...");
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const line = quotable(text);
    // deno-lint-ignore no-control-regex
    ok(line.length <= 160 && !/[\u0000-\u001f\u007f-\u009f]/.test(line));
  }));
});
