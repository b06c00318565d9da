/**
 * Whose IFBench is scored.
 *
 * - `official`: allenai/IFBench@db69a6f, the authors' current scorer.
 * - `opencompass`: the copy in opencompass@a5acc4bb, which predates several of the authors' fixes
 *   and gave the report's number.
 */
export type Profile = "official" | "opencompass";

/** Both profiles. */
export const profiles: readonly Profile[] = ["opencompass", "official"];
