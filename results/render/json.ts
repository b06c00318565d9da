import { leaderboardSchema } from "../leaderboard_schema.ts";
import type { Leaderboard } from "../leaderboard_types.ts";

/**
 * Renders a leaderboard as JSON with two blanks of indent. Keys come in the order of the schema,
 * however the board was put together.
 *
 * @returns Text that ends with a line break; the same for an equal board.
 * @throws {Error} If the board is not what its schema says.
 */
export function renderJson(board: Leaderboard): string {
  return JSON.stringify(leaderboardSchema.parse(board), null, 2) + "\n";
}
