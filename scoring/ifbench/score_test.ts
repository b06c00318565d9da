import assert from "node:assert/strict";
import fc from "fast-check";
import { profiles } from "./profile.ts";
import { ConstraintError } from "./record.ts";
import { looseVariants, scoreIfbench } from "./score.ts";

const numbers = { instruction_id_list: ["count:numbers"], kwargs: [{ N: 2, keyword: null }] };

Deno.test("looseVariants() tries the reply, cut replies, and all without asterisks", () => {
  assert.deepEqual(looseVariants("Sure:\n *a* \nb\nBye"), [
    "Sure:\n *a* \nb\nBye",
    "Sure:\n a \nb\nBye",
    "*a* \nb\nBye",
    "Sure:\n *a* \nb",
    "*a* \nb",
    "a \nb\nBye",
    "Sure:\n a \nb",
    "a \nb",
  ]);
});

Deno.test("looseVariants() leaves out blank ones and repeats", () => {
  assert.deepEqual(looseVariants("one line"), ["one line"]);
  assert.deepEqual(looseVariants("*\na"), ["*\na", "\na", "a", "*"]);
  assert.deepEqual(looseVariants(" \n "), []);
});

Deno.test("scoreIfbench() is strict about the reply and loose about its variants", () => {
  assert.deepEqual(scoreIfbench(numbers, "Here are 3:\n1 and 2", "official"), {
    strict: [false],
    loose: [true],
  });
  assert.deepEqual(scoreIfbench(numbers, "1 and 2", "official"), { strict: [true], loose: [true] });
});

Deno.test("scoreIfbench() gives a blank reply nothing, however easy the constraint", () => {
  const easy = { instruction_id_list: ["format:sub-bullets"], kwargs: [{}] };
  for (const profile of profiles) {
    for (const text of ["", " \n\t\u001c"]) {
      assert.deepEqual(scoreIfbench(easy, text, profile), { strict: [false], loose: [false] });
    }
  }
});

Deno.test("scoreIfbench() tries no further variant after a crash", () => {
  const record = { instruction_id_list: ["custom:csv_quotes"], kwargs: [{}] };
  const row = (...cells: string[]) => cells.map((cell) => `"${cell}"`).join("\t");
  const table = [
    row("StudentID", "Subject", "Grade", "Semester", "Score"),
    ...[1, 2, 3].map((n) => row(`${n}`, "Art", "A", "Fall", "9")),
  ].join("\n");
  assert.deepEqual(scoreIfbench(record, `${table}\nBye`, "official").loose, [true]);
  // A bare carriage return in the last line stops the reader before that line is cut off.
  assert.deepEqual(scoreIfbench(record, `${table}\nB\rye`, "official").loose, [false]);
});

Deno.test("scoreIfbench() takes integral floats and drops nulls", () => {
  const record = JSON.parse(
    '{"instruction_id_list":["sentence:keyword"],"kwargs":[{"word":"tea","N":2.0,"sep":null}]}',
  );
  assert.deepEqual(scoreIfbench(record, "One. Tea.", "official").strict, [true]);
});

Deno.test("scoreIfbench() says which constraint or argument it cannot use", () => {
  const unknown = { instruction_id_list: ["count:stars"], kwargs: [{}] };
  assert.throws(() => scoreIfbench(unknown, "a", "official"), (error) => {
    assert.ok(error instanceof ConstraintError);
    assert.deepEqual(error.path, ["instruction_id_list", 0]);
    assert.match(
      error.message,
      /one of the 58 constraints of IFBench: current value is "count:stars"/,
    );
    return true;
  });
  const kwargs = [{ keyword: "tea", n: 1.5, m: 1 }];
  const fraction = { instruction_id_list: ["words:keywords_specific_position"], kwargs };
  assert.throws(() => scoreIfbench(fraction, "a", "official"), {
    message: '"kwargs.0.n" must be a whole number of at least 1 for ' +
      '"words:keywords_specific_position": current value is 1.5',
  });
  const missing = { instruction_id_list: ["count:numbers"], kwargs: [{ N: null }] };
  assert.throws(() => scoreIfbench(missing, "a", "official"), /current value is missing/);
});

Deno.test("scoreIfbench() is never stricter when loose", () => {
  const record = {
    instruction_id_list: ["words:vowel", "ratio:sentence_balance", "count:numbers"],
    kwargs: [{}, {}, { N: 1 }],
  };
  const piece = fc.constantFrom("a", "e", "i", "o", ". ", "? ", "! ", "\n", "*", "1", " ");
  fc.assert(fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
    for (const profile of profiles) {
      const { strict, loose } = scoreIfbench(record, pieces.join(""), profile);
      assert.ok(strict.every((followed, index) => !followed || loose[index] === true));
    }
  }));
});
