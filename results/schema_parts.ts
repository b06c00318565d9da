/**
 * Pieces that the schemas of several documents share.
 *
 * @module
 */
import { z } from "zod";
import type { Interval } from "./types.ts";

/** A whole number of at least 0. */
export const count = z.int().min(0);

/** How a model was asked. */
export const mode = z.enum(["thinking", "non-thinking"]);

/** Whether the run came to its end. */
export const status = z.enum(["finished", "interrupted", "incomplete"]);

/** What a number is counted in. */
export const unit = z.enum(["percent", "fraction", "count", "value"]);

/** Which direction is good. */
export const better = z.enum(["higher", "lower"]);

/** A number with its uncertainty; `null` where there is none. */
export const interval: z.ZodType<Interval | null> = z.object({
  low: z.number(),
  high: z.number(),
  level: z.number().min(0).max(1),
  method: z.enum(["wilson", "clustered", "bootstrap", "combined"]),
}).nullable().meta({ id: "Interval" });
