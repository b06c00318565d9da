import { z } from "zod";
import { RUN_SUMMARY_SCHEMA } from "./schema_ids.ts";
import { better, count, interval, mode, status, unit } from "./schema_parts.ts";
import type { Cell, CellJudges, MetricResult, RunSummary, Tally, TaskResult } from "./types.ts";

/** A run's summary as a document: what `run --json` prints. */
export interface RunSummaryDocument extends RunSummary {
  readonly $schema: typeof RUN_SUMMARY_SCHEMA;
  readonly schemaVersion: 1;
}

const metricResult: z.ZodType<MetricResult> = z.object({
  id: z.string(),
  unit,
  better,
  value: z.number().nullable(),
  reason: z.string().optional().describe("Why scored items give no value"),
  n: count.describe("Items that count in the value"),
  interval,
  worst: z.number().nullable(),
  best: z.number().nullable(),
}).meta({ id: "MetricResult" });

const tally: z.ZodType<Tally> = z.object({
  planned: count,
  scored: count,
  unscored: count,
  outcomes: z.object({
    correct: count,
    wrong: count,
    partial: count,
    "no-answer": count,
    refused: count,
    truncated: count,
  }),
  reasons: z.object({
    "request-failed": count,
    "judge-failed": count,
    "scorer-failed": count,
    "not-asked": count,
  }),
  truncated: count,
  loops: count,
  reasoningOnly: count,
  empty: count,
  judgeUnparsable: count,
}).meta({ id: "Tally", description: "How many asks ended how; planned = scored + unscored" });

const taskResult: z.ZodType<TaskResult> = z.object({
  task: z.string(),
  title: z.string(),
  primary: z.string().describe("Id of the metric that stands for the task"),
  repeats: z.int().min(1),
  metrics: z.array(metricResult),
  breakdowns: z.record(z.string(), z.record(z.string(), z.number().nullable())),
  breakdownUnits: z.record(z.string(), unit),
  tally,
}).meta({ id: "TaskResult" });

const judges: z.ZodType<CellJudges> = z.object({
  panel: z.array(z.object({
    label: z.string(),
    model: z.string(),
    judged: count,
    accepted: count.describe("Replies it called right"),
  })),
  split: count.describe("Replies on which a panel was not of one mind"),
  agreement: z.object({
    share: z.number().min(0).max(1).describe("Pairs of votes that are the same"),
    kappa: z.number().nullable(),
    method: z.enum(["cohen", "fleiss"]),
    items: count.describe("Replies that all judges voted on"),
  }).nullable(),
}).meta({ id: "CellJudges" });

const cell: z.ZodType<Cell> = z.object({
  benchmark: z.string(),
  title: z.string(),
  version: z.int(),
  column: z.string(),
  runId: z.string(),
  headline: metricResult,
  headlineTask: z.string().describe('Task of the headline; "*" for a mean over tasks'),
  reason: z.string().nullable().describe("Why the headline has no value"),
  repeats: z.int().min(1),
  tally,
  tasks: z.array(taskResult),
  tokens: z.object({ prompt: count, completion: count }),
  cost: z.number().min(0).nullable(),
  notes: z.array(z.string()),
  judges: judges.optional().describe("Who graded; left out where no judge was asked"),
}).meta({ id: "Cell" });

/** Schema of {@linkcode RunSummaryDocument}. */
export const runSummarySchema: z.ZodType<RunSummaryDocument> = z.object({
  $schema: z.literal(RUN_SUMMARY_SCHEMA),
  schemaVersion: z.literal(1),
  runId: z.string(),
  status,
  columns: z.array(z.object({
    id: z.string(),
    label: z.string(),
    model: z.string(),
    mode,
    simulated: z.boolean(),
  })),
  cells: z.array(cell).describe("Benchmark by column"),
  manifest: z.record(z.string(), z.json()).describe("Everything needed to say what the run was"),
}).meta({ title: "Assay run summary" });

/** Adds to a summary what makes it a document of its own. */
export function runSummaryDocument(summary: RunSummary): RunSummaryDocument {
  return { $schema: RUN_SUMMARY_SCHEMA, schemaVersion: 1, ...summary };
}
