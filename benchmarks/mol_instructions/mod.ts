import { z } from "zod";
import { similarityScore, validScore } from "../../scoring/chem/metrics.ts";
import type { Json } from "../../scoring/json.ts";
import { errorGroup, errorScore } from "../../scoring/metrics/error_points.ts";
import { meteorUpstream, taggedShare } from "../../scoring/mol_instructions/metrics.ts";
import {
  description,
  moleculeSimilarity,
  propertyError,
  taggedSelfies,
} from "../../scoring/mol_instructions/scorers.ts";
import { plainDecimal, pyFloat } from "../../scoring/python/float.ts";
import { meteorScore } from "../../scoring/text/description.ts";
import type { Metric, Scorer } from "../../scoring/types.ts";
import { defineBenchmark, type Task, task, type TaskNumbers, url } from "../define.ts";
import { demoRecords } from "./demo.ts";
import {
  groupOrder,
  type Kind,
  PROPERTY_LIMIT,
  type TaskRow,
  taskRows,
  zjunlpRows,
} from "./tasks.ts";
import { zjunlpTask } from "./zjunlp.ts";

const ARCHIVE =
  "http://opencompass.oss-cn-shanghai.aliyuncs.com/datasets/data/mol-instructions.zip";

/** What a record says of the question and of the gold answer, which is read as `Gold`. */
function record<Gold>(gold: z.ZodType<Gold, string>) {
  const content = z.string("a text");
  return z.object({
    dialogs: z.tuple([z.object({ content }), z.object({ content: gold })])
      .rest(z.unknown()),
  });
}

const Text = z.string("a text");
const Number_ = Text.transform((text, context) => {
  const number = pyFloat(text);
  if (number !== null && Number.isFinite(number)) return number;
  context.addIssue({ code: "custom", message: "a number" });
  return z.NEVER;
});

/** Everything that tasks of one kind share. */
interface KindSpec<Gold extends Json> {
  readonly gold: z.ZodType<Gold, string>;
  readonly scorer: Scorer<Gold>;
  readonly metrics: readonly Metric[];
  /** Metric that enters the average. */
  readonly group: string;
  /** A reply that gets full marks. */
  readonly reference: (gold: Gold) => string | null;
}

const molecule: KindSpec<string> = {
  gold: Text,
  scorer: moleculeSimilarity,
  metrics: [similarityScore, validScore, taggedShare],
  group: "score",
  reference: (gold) => `<SELFIES>${taggedSelfies(gold) ?? gold}</SELFIES>`,
};

const property: KindSpec<number> = {
  gold: Number_,
  scorer: propertyError,
  metrics: [errorScore, errorGroup(PROPERTY_LIMIT)],
  group: "group",
  reference: (gold) => `\\boxed{${plainDecimal(gold)}}`,
};

const described: KindSpec<string> = {
  gold: Text,
  scorer: description,
  metrics: [meteorScore, meteorUpstream],
  group: "group",
  reference: (gold) => gold === "" ? null : gold,
};

const SYSTEM = "You are an expert in chemistry.";

function subTask<Gold extends Json>(row: TaskRow, spec: KindSpec<Gold>): Task {
  const schema = record(spec.gold);
  return task<z.output<typeof schema>, Gold>({
    id: row.id,
    title: row.file,
    source: url({
      url: ARCHIVE,
      entry: `mol-instructions/${row.file}.jsonl`,
      format: "jsonl",
      md5: "ea3db4a199222835036235b18306065a",
      licence: "CC-BY-4.0",
    }),
    record: schema,
    sample: ({ dialogs: [question, gold] }, { index }) => ({
      // Padded, so that ids sort as rows do; the records' own are not known to be unique.
      id: String(index).padStart(6, "0"),
      messages: [
        { role: "system", content: `${SYSTEM} ${row.ask}` },
        { role: "user", content: `${row.reply}\nQuestion: ${question.content}\nAnswer: ` },
      ],
      target: gold.content,
    }),
    scorer: spec.scorer,
    metrics: spec.metrics,
    primary: "score",
    reference: ({ dialogs: [, gold] }) => spec.reference(gold.content),
    demo: demoRecords(row.kind) as unknown as readonly z.output<typeof schema>[],
  });
}

const build: Readonly<Record<Kind, (row: TaskRow) => Task>> = {
  molecule: (row) => subTask(row, molecule),
  property: (row) => subTask(row, property),
  description: (row) => subTask(row, described),
};

const groupMetric: Readonly<Record<Kind, string>> = {
  molecule: molecule.group,
  property: property.group,
  description: described.group,
};

/** The mean in which METEOR counts in percent like everything else; ours, not the official one. */
function aggregates(number: TaskNumbers): Record<string, number | null> {
  let sum = 0;
  for (const { id, kind } of taskRows) {
    const value = number(id, groupMetric[kind]);
    if (value === null) return { mol_instruct_mc100: null };
    sum += kind === "description" ? 100 * value : value;
  }
  return { mol_instruct_mc100: sum / taskRows.length };
}

/**
 * Mol-Instructions: six tasks on molecules as SELFIES; the authors' own evaluation beside them.
 * Contract: docs/benchmarks/mol-instructions.md.
 */
export const molInstructions = defineBenchmark({
  id: "mol-instructions",
  title: "Mol-Instructions",
  version: 1,
  upstream: [
    "opencompass@a5acc4bb opencompass/datasets/mol_instructions_chem.py",
    "opencompass@a5acc4bb opencompass/configs/summarizers/groups/mol_instruct.py",
    "selfies@6c9d2877 selfies/decoder.py",
    "zjunlp/Mol-Instructions@d08a15f8 evaluation/",
  ],
  // The report pins no mode for this row; the team's example switches thinking off for science.
  modes: ["non-thinking", "thinking"],
  options: {},
  tasks: () => [...taskRows.map((row) => build[row.kind](row)), ...zjunlpRows.map(zjunlpTask)],
  headline: {
    kind: "mean",
    metric: "mol_instruct_upstream",
    tasks: groupOrder,
    metrics: Object.fromEntries(taskRows.map(({ id, kind }) => [id, groupMetric[kind]])),
  },
  aggregates,
});
