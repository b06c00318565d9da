import { z } from "zod";
import type { Leaderboard, Square } from "./leaderboard_types.ts";
import { LEADERBOARD_SCHEMA } from "./schema_ids.ts";
import { better, count, interval, mode, status, unit } from "./schema_parts.ts";

const footnoteNumbers = z.array(z.int().min(1)).describe("Numbers of footnotes");
const printed = z.array(z.number().nullable())
  .describe("Published numbers, one a published column; null where none was published");

const square: z.ZodType<Square> = z.object({
  column: z.string().describe("Id of the computed column"),
  runId: z.string(),
  mode,
  simulated: z.boolean(),
  task: z.string().describe('Task id; "*" for a mean over tasks or rows'),
  metric: z.string(),
  unit,
  better,
  value: z.number().nullable(),
  reason: z.string().nullable().describe("Why there is no value; null where there is one"),
  n: count.describe("Items that count in the value"),
  planned: count,
  scored: count,
  unscored: count,
  coverage: z.number().min(0).max(1).nullable().describe("scored / planned"),
  interval,
  worst: z.number().nullable().describe("The value had every unscored ask been worst"),
  best: z.number().nullable().describe("The value had every unscored ask been best"),
  repeats: z.int().min(1).describe("Independent asks of each sample"),
  version: z.int().nullable().describe("Version of the benchmark's definition"),
  footnotes: footnoteNumbers,
}).meta({ id: "Square" });

const publishedColumn = z.object({
  label: z.string(),
  source: z.string(),
  decimals: count.describe("Decimals as printed"),
}).meta({ id: "PublishedColumn" });

/** Schema of `leaderboard.json`. Keys come out in the order in which they stand here. */
export const leaderboardSchema: z.ZodType<Leaderboard> = z.object({
  $schema: z.literal(LEADERBOARD_SCHEMA),
  schemaVersion: z.literal(1),
  columns: z.array(z.object({
    id: z.string().describe("<run id>/<column id>"),
    heading: z.string(),
    label: z.string(),
    model: z.string(),
    mode,
    runId: z.string(),
    status,
    simulated: z.boolean().describe("The built-in server made up the replies"),
    footnotes: footnoteNumbers,
  })).describe("Computed columns"),
  published: z.array(publishedColumn).describe("Published columns; never mixed with computed ones"),
  sections: z.array(z.object({
    id: z.enum(["scientific", "general", "other"]),
    title: z.string(),
    rows: z.array(z.object({
      benchmark: z.string(),
      title: z.string(),
      squares: z.array(square).describe("One a computed column, in their order"),
      published: printed,
    })),
    averages: z.array(square).describe("Empty squares unless all rows have a number"),
  })),
  tables: z.array(z.object({
    benchmark: z.string(),
    title: z.string(),
    published: z.array(publishedColumn),
    rows: z.array(z.object({
      task: z.string(),
      title: z.string(),
      kind: z.enum(["primary", "metric", "breakdown"]),
      metric: z.string(),
      unit,
      better: better.nullable(),
      squares: z.array(square),
      published: printed,
    })),
    averages: z.array(square),
    publishedAverages: printed,
  })).describe("Tasks and metrics of each benchmark that ran"),
  footnotes: z.array(z.object({ number: z.int().min(1), text: z.string() })),
}).meta({ title: "Assay leaderboard" });
