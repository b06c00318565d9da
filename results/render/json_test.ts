import assert from "node:assert/strict";
import { exampleRuns } from "../../tests/example_runs.ts";
import { leaderboard } from "../leaderboard.ts";
import type { Leaderboard } from "../leaderboard_types.ts";
import { renderJson } from "./json.ts";

const board = leaderboard(await exampleRuns());

/** The same data with the keys of every object turned around. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner)]),
  );
}

Deno.test("renderJson() reads back as the board and ends with a line break", () => {
  const text = renderJson(board);
  assert.deepEqual(JSON.parse(text), board);
  assert.ok(text.endsWith("}\n"));
});

Deno.test("renderJson() orders keys by the schema, not by how the board was built", () => {
  assert.equal(renderJson(reversed(board) as Leaderboard), renderJson(board));
});

Deno.test("renderJson() refuses a board that its schema does not know", () => {
  assert.throws(() => renderJson({ ...board, schemaVersion: 2 } as unknown as Leaderboard));
  const columns = board.columns.map((column) => ({ ...column, mode: "loud" }));
  assert.throws(() => renderJson({ ...board, columns } as unknown as Leaderboard), /mode/);
});
