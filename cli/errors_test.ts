import assert from "node:assert/strict";
import { reportError, UsageError } from "./errors.ts";

class DatasetError extends Error {
  override readonly name: string = "DatasetError";
}
class MissingError extends DatasetError {
  override readonly name = "MissingError";
}

const cases: readonly (readonly [what: string, error: unknown, code: number, sentence: RegExp])[] =
  [
    ["usage", new UsageError("Cannot use it"), 2, /^Cannot use it$/],
    ["a dataset", new DatasetError("Cannot read it"), 3, /^Cannot read it$/],
    ["a kind of dataset error", new MissingError("No file"), 3, /^No file$/],
    ["an interrupt", new DOMException("x", "AbortError"), 130, /^Interrupted$/],
    [
      "a bug",
      new TypeError("x is not a function"),
      1,
      /^Failed unexpectedly: x is not a function$/,
    ],
    ["what is no error", "boom", 1, /^Failed: boom$/],
  ];

for (const [what, error, code, sentence] of cases) {
  Deno.test(`reportError() ends with ${code} for ${what}`, () => {
    const report = reportError(error);
    assert.equal(report.code, code);
    assert.match(report.sentence, sentence);
  });
}

Deno.test("reportError() says how to grant a permission that is missing", () => {
  const error = new Deno.errors.NotCapable(
    'Requires write access to "/scratch/x", run again with the --allow-write flag',
  );
  const { code, sentence, hint } = reportError(error);
  assert.equal(code, 2);
  assert.equal(sentence, 'Deno was not given permission to write to "/scratch/x"');
  assert.match(hint ?? "", /ASSAY_ALLOW=--allow-write=\/scratch\/x/);
});
