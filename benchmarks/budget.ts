import { z } from "zod";
import type { Turn } from "./define.ts";

/** What a conversation may spend; `null` is without a limit. */
export interface Budget {
  /** Requests of the model under test. */
  readonly turns: number | null;
  /** Tokens of all its requests and replies, those of the user's model included. */
  readonly tokens: number | null;
  /** Money at the configured prices. */
  readonly money: number | null;
  /** Time of all its requests and tools, waits in the queue left out, in seconds. */
  readonly seconds: number | null;
}

/** What a conversation that ran out of something is called. */
export type BudgetEnd = "out-of-turns" | "out-of-tokens" | "out-of-money" | "out-of-time";

/** A benchmark's options for the budget of a conversation; without limits unless given. */
export const budgetOptions = {
  maxTurns: z.int().min(1).nullable().default(null),
  maxTokens: z.int().min(1).nullable().default(null),
  maxMoney: z.number().positive().nullable().default(null),
  maxSeconds: z.number().positive().nullable().default(null),
};

/** The budget that {@linkcode budgetOptions} say. */
export function budgetOf(options: {
  readonly maxTurns: number | null;
  readonly maxTokens: number | null;
  readonly maxMoney: number | null;
  readonly maxSeconds: number | null;
}): Budget {
  const { maxTurns: turns, maxTokens: tokens, maxMoney: money, maxSeconds: seconds } = options;
  return { turns, tokens, money, seconds };
}

/**
 * What a conversation has run out of before its next request, or `null`. A function of the turns that
 * were kept: one that goes on after a kill ends where it would have ended.
 */
export function outOf(turns: readonly Turn[], budget: Budget): BudgetEnd | null {
  let [asked, tokens, money, ms] = [0, 0, 0, 0];
  for (const turn of turns) {
    if (turn.party === "model") asked++;
    tokens += turn.tokens;
    money += turn.cost;
    ms += turn.ms;
  }
  if (budget.turns !== null && asked >= budget.turns) return "out-of-turns";
  if (budget.tokens !== null && tokens >= budget.tokens) return "out-of-tokens";
  if (budget.money !== null && money >= budget.money) return "out-of-money";
  if (budget.seconds !== null && ms >= 1_000 * budget.seconds) return "out-of-time";
  return null;
}
