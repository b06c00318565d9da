import assert from "node:assert/strict";
import { publishedModels, reportRows } from "./report_table.ts";
import { suites } from "./suites.ts";

Deno.test("reportRows are the report's 20 benchmarks in its order under its two headings", () => {
  const order = "scireasoner sfe smolinstruct matbench mol-instructions microvqa " +
    "biology-instruction xlrs-bench msearth-mcq | mmmu-pro mmlu-pro aime-2025 imo-answer-bench " +
    "refcoco-avg ifbench sarena-icon livecodebench-v6 gaia-text tau2-bench screenspot-v2";
  const [scientific, general] = order.split(" | ").map((ids) => ids.split(" "));
  const ids = (section: string) =>
    reportRows.filter((row) => row.section === section).map((row) => row.id);
  assert.deepEqual(ids("scientific"), scientific);
  assert.deepEqual(ids("general"), general);
  assert.deepEqual(reportRows.map((row) => row.id), [...scientific ?? [], ...general ?? []]);
});

Deno.test("reportRows hold the printed numbers, by the sum of each column", () => {
  const sums = publishedModels.map((model) =>
    reportRows.reduce((sum, row) => sum + (row.published[model] ?? 0), 0).toFixed(1)
  );
  assert.deepEqual(sums, ["1441.0", "1124.1", "1290.5", "1125.6", "1348.3"]);
  const gaps = reportRows.flatMap((row) =>
    publishedModels.filter((model) => row.published[model] === null).map((m) => `${row.id} ${m}`)
  );
  assert.deepEqual(gaps, ["sarena-icon GPT-5.2"]);
});

Deno.test("reportRows sit on the grids that their benchmarks allow", () => {
  // 960 asks (30 problems, 32 runs) and 412 (103 questions, 4 runs), printed to one decimal.
  for (const [id, asks] of [["aime-2025", 960], ["gaia-text", 412]] as const) {
    const row = reportRows.find((row) => row.id === id);
    for (const model of publishedModels) {
      const printed = row?.published[model] ?? NaN;
      const nearest = Math.round(printed * asks / 100) * 100 / asks;
      assert.ok(Math.abs(nearest - printed) <= 0.0501, `${id} ${model}: ${printed}`);
    }
  }
});

Deno.test("suites: the biology table's 21 printed rows give its printed averages", () => {
  const biology = suites.find((suite) => suite.benchmark === "biology-instruction");
  assert.equal(biology?.rows.length, 21);
  const sums = [0, 1].map((column) =>
    biology?.rows.reduce((sum, row) => sum + (row.published[column] ?? NaN), 0) ?? NaN
  );
  assert.deepEqual(sums.map((sum) => sum.toFixed(2)), ["823.98", "1101.47"]);
  assert.deepEqual(
    sums.map((sum) => (sum / 21).toFixed(2)),
    biology?.average?.map((average) => average.toFixed(2)),
  );
});

Deno.test("suites: the time-series rows give the discipline means of their paper", () => {
  const scits = suites.find((suite) => suite.benchmark === "scits");
  assert.equal(scits?.rows.length, 9);
  const row = (task: string) => scits?.rows.find((row) => row.task === task)?.published ?? [];
  const astronomy = [0, 1, 3].map((column) =>
    (((row("ASU01")[column] ?? NaN) + (row("ASU03")[column] ?? NaN)) / 2).toFixed(1)
  );
  assert.deepEqual(astronomy, ["41.4", "40.2", "42.3"]);
  for (const { published } of scits?.rows ?? []) {
    assert.equal(published.length, scits?.columns.length);
  }
});
