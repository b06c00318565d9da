import type { BoardColumn } from "../leaderboard_types.ts";
import { visible } from "./visible.ts";

/**
 * What stands over a computed column, in pieces: the label, the mode, and the run where the board
 * needs it to tell columns apart. Only the label is cut, so that two modes of a model with a long
 * name never look alike.
 *
 * @param limit Longest label in characters.
 */
export function headingPieces(column: BoardColumn, limit: number): readonly string[] {
  const run = `[${column.runId}]`;
  return [
    visible(column.label, limit),
    `(${column.mode})`,
    ...(column.heading.endsWith(run) ? [visible(run, limit)] : []),
  ];
}
