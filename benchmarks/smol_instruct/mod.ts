import { z } from "zod";
import { taggedAnswer } from "../../scoring/smol_instruct/answer.ts";
import { llm4chemBreakdown } from "../../scoring/smol_instruct/llm4chem.ts";
import { accuracy, matchScore, meteorGroup } from "../../scoring/smol_instruct/metrics.ts";
import {
  caption,
  exactText,
  formulaMatch,
  goldNumber,
  numberError,
  similarity,
  type SmolTarget,
  yesNo,
} from "../../scoring/smol_instruct/scorers.ts";
import { parseFormula } from "../../scoring/chem/formula.ts";
import { similarityScore, validScore } from "../../scoring/chem/metrics.ts";
import { errorGroup, errorScore } from "../../scoring/metrics/error_points.ts";
import { plainDecimal } from "../../scoring/python/float.ts";
import { meteorScore } from "../../scoring/text/description.ts";
import type { Metric, Scorer } from "../../scoring/types.ts";
import { defineBenchmark, hub, type Task, task } from "../define.ts";
import { smolPlaces, smolRecords, type SmolSet } from "./archive.ts";
import { demoRecords } from "./demo.ts";
import { prompt } from "./prompt.ts";
import { type Kind, type TaskRow, taskRows } from "./tasks.ts";

/** The columns in use; the raw ones serve the numbers of LLM4Chem only. */
const Row = z.object({
  input: z.string("a text"),
  output: z.string("a text"),
  raw_input: z.string("a text").nullish(),
  raw_output: z.string("a text").nullish(),
  target: z.string("a text or null").nullish(),
});
type Row = z.output<typeof Row>;

/** Everything that tasks of one kind share. */
interface KindSpec {
  readonly scorer: (row: TaskRow) => Scorer<SmolTarget>;
  readonly metrics: (row: TaskRow) => readonly Metric[];
  /** Metric of the table. */
  readonly primary: string;
  /** Metric that enters the average. */
  readonly group: string;
  /** A reply that gets full marks; `null` where the scorer can give none. */
  readonly reference: (output: string) => string | null;
}

const kinds: Readonly<Record<Kind, KindSpec>> = {
  "formula": {
    scorer: ({ llm4chem }) => formulaMatch(llm4chem),
    metrics: () => [matchScore, validScore],
    primary: "score",
    group: "score",
    reference: (output) => parseFormula(taggedAnswer(output)) === null ? null : output,
  },
  "exact-text": {
    scorer: ({ llm4chem }) => exactText(llm4chem),
    metrics: () => [matchScore, validScore],
    primary: "score",
    group: "score",
    reference: (output) => output,
  },
  "number": {
    scorer: ({ llm4chem }) => numberError(llm4chem),
    metrics: ({ limit = 0 }) => [errorScore, errorGroup(limit)],
    primary: "score",
    group: "group",
    reference: (output) => `\\boxed{${plainDecimal(goldNumber(output) ?? 0)}}`,
  },
  "yes-no": {
    scorer: ({ llm4chem }) => yesNo(llm4chem),
    metrics: () => [accuracy],
    primary: "accuracy",
    group: "accuracy",
    // Nothing equals an output with words around the label.
    reference: (output) => /^<BOOLEAN> (Yes|No) <\/BOOLEAN>$/.exec(output)?.[1] ?? null,
  },
  "caption": {
    scorer: ({ llm4chem }) => caption(llm4chem),
    metrics: () => [meteorScore, meteorGroup],
    primary: "score",
    group: "group",
    reference: (output) => output,
  },
  "similarity": {
    scorer: ({ llm4chem }) => similarity(llm4chem),
    metrics: () => [similarityScore, validScore],
    primary: "score",
    group: "score",
    // A gold answer with ";" is no molecule, so that nothing is similar to it.
    reference: (output) => taggedAnswer(output).includes(";") ? null : output,
  },
};

function record(row: TaskRow): z.ZodType<Row> {
  if (row.kind !== "number") return Row;
  return Row.refine(({ output }) => goldNumber(output) !== null, {
    path: ["output"],
    error: "a text with a number in <NUMBER> tags",
  });
}

function target({ output, raw_input, raw_output, target }: Row): SmolTarget {
  const known = typeof raw_input === "string" && typeof raw_output === "string";
  const key = JSON.stringify([raw_input, target ?? null]);
  return { output, llm4chem: known ? { key, gold: raw_output } : null };
}

function subTask(row: TaskRow, set: SmolSet, revision: string): Task {
  const kind = kinds[row.kind];
  return task<Row, SmolTarget>({
    id: row.id,
    title: row.name,
    source: hub({
      repo: "osunlp/SMolInstruct",
      revision,
      path: "data.zip",
      format: "jsonl",
      licence: "CC-BY-4.0",
      assemble: (read) => smolRecords(row.name, read),
      choose: (records) => smolPlaces(row.name, set, records),
    }),
    record: record(row),
    sample: (values, { index }) => ({
      // Rows have no id of their own. Padded, so that ids sort as rows do.
      id: String(index).padStart(6, "0"),
      messages: prompt(row, values.input),
      target: target(values),
    }),
    scorer: kind.scorer(row),
    metrics: [...kind.metrics(row), llm4chemBreakdown(row.llm4chem)],
    primary: kind.primary,
    reference: ({ output }) => kind.reference(output),
    demo: demoRecords(row),
  });
}

/**
 * SmolInstruct: 14 tasks on small molecules, each weighing the same. Contract:
 * docs/benchmarks/smolinstruct.md.
 */
export const smolInstruct = defineBenchmark({
  id: "smolinstruct",
  title: "SmolInstruct",
  version: 1,
  upstream: [
    "opencompass@a5acc4bb opencompass/datasets/smolinstruct.py",
    "opencompass@a5acc4bb opencompass/configs/datasets/SmolInstruct/smolinstruct_0shot_instruct_gen.py",
    "opencompass@a5acc4bb opencompass/configs/summarizers/groups/smolinstruct.py",
    "LLM4Chem@43ab5fcc utils/metrics.py",
  ],
  // The report pins no mode for this row; the team's example switches thinking off for science.
  modes: ["non-thinking", "thinking"],
  options: {
    set: z.enum(["test", "mini"]).default("test"),
    // As upstream loads it; the commit that it stands for is kept with the run.
    revision: z.string().regex(/^[\w.-]{1,100}$/, "a commit, tag or branch of the hub")
      .default("main"),
  },
  tasks: ({ set, revision }) => taskRows.map((row) => subTask(row, set, revision)),
  headline: {
    kind: "mean",
    metric: "naive_average",
    tasks: taskRows.map(({ id }) => id),
    metrics: Object.fromEntries(taskRows.map(({ id, kind }) => [id, kinds[kind].group])),
  },
});
