import assert from "node:assert/strict";
import fc from "fast-check";
import { exampleRuns } from "../../tests/example_runs.ts";
import { leaderboard } from "../leaderboard.ts";
import { markdownText, renderMarkdown } from "./markdown.ts";

const runs = await exampleRuns();

Deno.test("markdownText() lets no markup, link, mention or HTML come of a name", () => {
  const rows: [string, string][] = [
    ["Qwen3-VL-235B", "Qwen3-VL-235B"],
    ["a|b", "a\\|b"],
    ["<script>", "&#60;script&#62;"],
    ["&lt;", "&#38;lt;"],
    ["*b* _i_ `c` ~s~ $m$", "\\*b\\* \\_i\\_ \\`c\\` \\~s\\~ \\$m\\$"],
    ["[t](javascript:x)", "\\[t\\](javascript:x)"],
    ["https://e.example www.e.example", "https&#58;//e.example www&#46;e.example"],
    ["@everyone #12 a@b.c", "&#64;everyone &#35;12 a&#64;b.c"],
    ["back\\slash", "back\\\\slash"],
    ["two\nlines", "two lines"],
  ];
  for (const [text, expected] of rows) assert.equal(markdownText(text), expected);
});

Deno.test("markdownText() leaves no special character bare, whatever the name", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const escaped = markdownText(text);
    assert.doesNotMatch(escaped, /[<>\n\r]|:\/\//);
    assert.doesNotMatch(escaped.replace(/\\[\s\S]/g, ""), /[|*_`[\]~$\\]/);
  }));
});

Deno.test("renderMarkdown() has as many cells in every row of a table as in its head", () => {
  const lines = renderMarkdown(leaderboard(runs)).split("\n");
  const cells = (line: string) => line.replaceAll("\\|", "").split("|").length;
  let head = 0;
  let rows = 0;
  for (const line of lines) {
    if (!line.startsWith("|")) head = 0;
    else if (head === 0) head = cells(line);
    else {
      assert.equal(cells(line), head, line);
      rows++;
    }
  }
  assert.ok(rows > 50);
});

Deno.test("renderMarkdown() marks each simulated number and heads published columns", () => {
  const board = leaderboard(runs.slice(1), { rows: "run" });
  const numbers = [
    ...board.sections.flatMap(({ rows }) => rows.flatMap((row) => row.squares)),
    ...board.tables.flatMap(({ rows }) => rows.flatMap((row) => row.squares)),
  ].filter((square) => square.value !== null);
  const text = renderMarkdown(board);
  // One more in the introduction, one at the column.
  assert.equal(text.split("(simulated)").length - 1, numbers.length + 2);
  for (const line of text.split("\n").filter((line) => line.startsWith("| Benchmark"))) {
    assert.equal(line.split("*published*").length - 1, 5);
  }
  assert.doesNotMatch(renderMarkdown(leaderboard(runs.slice(0, 1))), /simulated/);
});
