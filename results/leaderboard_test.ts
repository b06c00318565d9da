import assert from "node:assert/strict";
import { exampleRuns, hostileName } from "../tests/example_runs.ts";
import { leaderboard } from "./leaderboard.ts";
import { leaderboardSchema } from "./leaderboard_schema.ts";
import type { Leaderboard, Square } from "./leaderboard_types.ts";
import { publishedModels, reportRows } from "./report_table.ts";
import { runSummaryDocument, runSummarySchema } from "./run_summary.ts";
import type { RunSummary } from "./types.ts";

const runs = await exampleRuns();
const board = leaderboard(runs);

function squares(of: Leaderboard, benchmark: string): readonly Square[] {
  for (const { rows } of of.sections) {
    const row = rows.find((row) => row.benchmark === benchmark);
    if (row !== undefined) return row.squares;
  }
  return [];
}

function remarks(of: Leaderboard, numbers: readonly number[] = []): readonly string[] {
  return numbers.map((number) => of.footnotes[number - 1]?.text ?? "");
}

Deno.test("leaderboard() has the report's rows under its headings, then the others", () => {
  assert.deepEqual(board.sections.map(({ id, rows }) => [id, rows.length]), [
    ["scientific", 9],
    ["general", 11],
    ["other", 1],
  ]);
  assert.deepEqual(
    board.sections.flatMap(({ rows }) => rows.map((row) => row.benchmark)),
    [...reportRows.map((row) => row.id), "my-errors"],
  );
});

Deno.test("leaderboard() has one computed column for each model, mode and run", () => {
  assert.deepEqual(board.columns.map(({ id, heading }) => [id, heading]), [
    ["run-1/tiny-chat:thinking", "tiny-chat (thinking)"],
    ["run-1/tiny-chat:non-thinking", "tiny-chat (non-thinking)"],
    ["run-2/hostile", `${hostileName} (thinking)`],
  ]);
  for (const section of board.sections) {
    for (const row of section.rows) {
      assert.deepEqual(row.squares.map((square) => square.column), board.columns.map((c) => c.id));
    }
  }
});

Deno.test("leaderboard() names the run in headings that would look alike", () => {
  const [run] = runs;
  assert.ok(run !== undefined);
  const again = { ...run, runId: "run-9" };
  assert.deepEqual(leaderboard([run, again]).columns.map((column) => column.heading), [
    "tiny-chat (thinking) [run-1]",
    "tiny-chat (non-thinking) [run-1]",
    "tiny-chat (thinking) [run-9]",
    "tiny-chat (non-thinking) [run-9]",
  ]);
  assert.throws(() => leaderboard([run, run]), /run "run-1" is given twice/);
});

Deno.test("leaderboard() says of every number what it stands on", () => {
  const [square] = squares(board, "ifbench");
  assert.equal(square?.n, 58);
  assert.deepEqual([square?.planned, square?.scored, square?.unscored], [60, 58, 2]);
  assert.equal(square?.coverage, 58 / 60);
  assert.equal(square?.interval?.method, "bootstrap");
  assert.deepEqual([square?.worst, square?.best], [null, null]);
  assert.equal(square?.runId, "run-1");
  assert.equal(square?.mode, "thinking");
  const [aime] = squares(board, "aime-2025");
  assert.deepEqual([aime?.repeats, aime?.version, aime?.interval?.method], [4, 2, "clustered"]);
});

Deno.test("leaderboard() shows a gap with a reason where there is no number", () => {
  const reasons = (benchmark: string) => squares(board, benchmark).map((square) => square.reason);
  assert.deepEqual(reasons("sfe"), ["not run", "not run", "not run"]);
  assert.deepEqual(reasons("imo-answer-bench"), ["needs a judge", "not run", "not run"]);
  assert.deepEqual(reasons("ifbench"), [null, null, null]);
});

Deno.test("leaderboard() averages a section only over all of its rows", () => {
  for (const section of board.sections) {
    for (const average of section.averages) {
      assert.equal(average.value, null);
      assert.match(average.reason ?? "", /^\d+ of \d+ rows have no number$/);
    }
  }
  const [run] = runs;
  const cell = run?.cells.find((cell) => cell.benchmark === "aime-2025");
  assert.ok(run !== undefined && cell !== undefined);
  const whole: RunSummary = {
    ...run,
    cells: reportRows.map((row, at) => ({
      ...cell,
      benchmark: row.id,
      headline: { ...cell.headline, value: 50 + at, interval: null, worst: 50 + at, best: 60 + at },
    })),
  };
  const [scientific, general] = leaderboard([whole]).sections;
  assert.deepEqual(scientific?.averages.map((average) => average.value), [54, null]);
  assert.equal(scientific?.averages[0]?.best, 64);
  assert.equal(general?.averages[0]?.value, 64);
  const without = leaderboard([{ ...whole, cells: whole.cells.slice(1) }], { rows: "run" });
  assert.equal(without.sections[0]?.rows.length, 8);
  assert.equal(without.sections[0]?.averages[0]?.reason, "1 of 9 rows have no number");
});

Deno.test("leaderboard() keeps published numbers beside the computed ones, or leaves them out", () => {
  assert.deepEqual(board.published.map((column) => column.label), [...publishedModels]);
  const ifbench = board.sections[1]?.rows.find((row) => row.benchmark === "ifbench");
  assert.deepEqual(ifbench?.published, [71.2, 58.7, 69.7, 75.4, 70.4]);
  const bare = leaderboard(runs, { published: false });
  assert.deepEqual(bare.published, []);
  for (const { rows } of bare.sections) {
    for (const row of rows) assert.deepEqual(row.published, []);
  }
  for (const table of bare.tables) {
    assert.deepEqual([table.published, table.publishedAverages], [[], []]);
  }
  assert.deepEqual(
    bare.sections.flatMap(({ rows }) => rows.map((row) => row.squares)),
    board.sections.flatMap(({ rows }) => rows.map((row) => row.squares)),
    "published columns change no computed square",
  );
});

Deno.test("leaderboard() has a table of tasks, metrics and breakdowns for each benchmark that ran", () => {
  assert.deepEqual(board.tables.map((table) => table.benchmark), [
    "biology-instruction",
    "aime-2025",
    "imo-answer-bench",
    "ifbench",
    "my-errors",
  ]);
  const ifbench = board.tables.find((table) => table.benchmark === "ifbench");
  assert.deepEqual(ifbench?.rows.map(({ kind, metric }) => [kind, metric]), [
    ["primary", "score"],
    ["metric", "accuracy"],
    ["breakdown", "accuracy by level: easy"],
    ["breakdown", "accuracy by level: hard"],
  ]);
  const [thinking, , hostile] = ifbench?.rows[2]?.squares ?? [];
  assert.equal(typeof thinking?.value, "number");
  assert.equal(hostile?.reason, "not computed");
});

Deno.test("leaderboard() shows the biology suite whole, with its printed columns and averages", () => {
  const table = board.tables.find((table) => table.benchmark === "biology-instruction");
  assert.equal(table?.rows.length, 21);
  assert.deepEqual(table?.rows[0]?.published, [44.54, 54.6]);
  assert.equal(typeof table?.rows[0]?.squares[0]?.value, "number");
  assert.equal(table?.rows[1]?.squares[0]?.reason, "not run");
  assert.deepEqual(table?.averages.map((average) => average.reason), [
    "19 of 21 rows have no number",
    "21 of 21 rows have no number",
    "21 of 21 rows have no number",
  ]);
  assert.deepEqual(table?.publishedAverages, [39.24, 52.45]);
});

Deno.test("leaderboard() has footnotes for what a reader must know, each once", () => {
  assert.deepEqual(remarks(board, board.columns[0]?.footnotes), [
    "Run run-1 is incomplete: some asks have no score",
  ]);
  assert.match(remarks(board, board.columns[2]?.footnotes)[0] ?? "", /^Simulated/);
  const [first, second] = squares(board, "ifbench");
  assert.deepEqual(remarks(board, first?.footnotes), [
    "IFBench, tiny-chat (thinking): 2 of 60 asks unscored (2 request-failed)",
    "IFBench, tiny-chat (thinking): 6 of 58 (10.3 %) replies cut off, " +
    "3 of them ended as endless repetition",
  ]);
  assert.match(
    remarks(board, second?.footnotes)[0] ?? "",
    /6 of 60 .*2 request-failed, 4 not-asked/,
  );
  const [thinking, plain] = squares(board, "aime-2025");
  assert.deepEqual(thinking?.footnotes, plain?.footnotes, "the same note has the same number");
  assert.equal(new Set(board.footnotes.map(({ text }) => text)).size, board.footnotes.length);
  assert.deepEqual(
    board.footnotes.map(({ number }) => number),
    board.footnotes.map((_, i) => i + 1),
  );
});

Deno.test("leaderboard() marks every square of a simulated column", () => {
  const all = [
    ...board.sections.flatMap(({ rows, averages }) => [
      ...rows.flatMap((row) => row.squares),
      ...averages,
    ]),
    ...board.tables.flatMap(({ rows }) => rows.flatMap((row) => row.squares)),
  ];
  for (const square of all) {
    assert.equal(square.simulated, square.column === "run-2/hostile");
  }
});

Deno.test("leaderboard() is empty but whole without runs", () => {
  const empty = leaderboard([]);
  assert.deepEqual(empty.columns, []);
  assert.deepEqual(empty.tables, []);
  assert.equal(empty.sections.flatMap(({ rows }) => rows).length, 20);
  assert.deepEqual(leaderboard([], { rows: "run" }).sections, []);
});

Deno.test("leaderboards and summaries are what their schemas say, bytes and all", () => {
  assert.deepEqual(leaderboardSchema.parse(board), board);
  assert.equal(JSON.stringify(leaderboard(runs)), JSON.stringify(board));
  for (const run of runs) {
    const document = runSummaryDocument(run);
    assert.deepEqual(runSummarySchema.parse(JSON.parse(JSON.stringify(document))), document);
  }
});
