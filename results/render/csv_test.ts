import assert from "node:assert/strict";
import Papa from "papaparse";
import { exampleRuns, hostileName } from "../../tests/example_runs.ts";
import { leaderboard } from "../leaderboard.ts";
import { renderCsv } from "./csv.ts";

const runs = await exampleRuns();

function parse(text: string): readonly Record<string, string>[] {
  const { data, errors } = Papa.parse<Record<string, string>>(text.trimEnd(), { header: true });
  assert.deepEqual(errors, []);
  return data;
}

Deno.test("renderCsv() has one line for each computed square and each published number", () => {
  const board = leaderboard(runs);
  const lines = parse(renderCsv(board));
  const squares = [
    ...board.sections.flatMap((section) => [
      ...section.rows.flatMap((row) => row.squares),
      ...section.averages,
    ]),
    ...board.tables.flatMap((table) => [
      ...table.rows.flatMap((row) => row.squares),
      ...table.averages,
    ]),
  ];
  assert.equal(lines.filter((line) => line.published === "false").length, squares.length);
  // 99 of the main table (one gap), 2 x 21 and 2 averages of the biology suite.
  assert.equal(lines.filter((line) => line.published === "true").length, 99 + 42 + 2);
  const values = lines.filter((line) => line.published === "false").map((line) => line.value);
  assert.deepEqual(values, squares.map(({ value }) => value === null ? "" : String(value)));
});

Deno.test("renderCsv() ends lines with CRLF and quotes what needs it", () => {
  const text = renderCsv(leaderboard(runs));
  assert.ok(text.endsWith("\r\n"));
  assert.equal(text.replaceAll("\r\n", "").includes("\n"), false);
});

Deno.test("renderCsv() gives a spreadsheet no formula and no control character", () => {
  const names = [hostileName, "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1"];
  for (const name of names) {
    const board = leaderboard(runs.map((run) => ({
      ...run,
      columns: run.columns.map((column) => ({ ...column, label: name, model: name })),
    })));
    for (const line of parse(renderCsv(board))) {
      for (const [field, value] of Object.entries(line)) {
        if (Number.isFinite(Number(value))) continue;
        assert.doesNotMatch(value, /^[=+\-@\t\r]/, `${field} of ${JSON.stringify(name)}`);
        // deno-lint-ignore no-control-regex
        assert.doesNotMatch(value, /[\u0000-\u001f\u007f-\u009f\u202e]/);
      }
    }
  }
});

Deno.test("renderCsv() of a board without runs has a header and the published numbers", () => {
  const lines = parse(renderCsv(leaderboard([])));
  assert.equal(lines.length, 99);
  assert.ok(lines.every((line) => line.published === "true" && line.source !== ""));
});
