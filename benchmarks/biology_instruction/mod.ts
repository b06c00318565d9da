import { z } from "zod";
import { defineBenchmark, RecordError, type Task, task, type TaskNumbers, url } from "../define.ts";
import type { Json } from "../../scoring/json.ts";
import { demoRecords } from "./demo.ts";
import { kinds, type KindSpec } from "./kinds.ts";
import { miniPlaces } from "./mini.ts";
import { messages, stringTasks } from "./prompts.ts";
import { type Kind, type TaskRow, taskRows } from "./tasks.ts";

const ARCHIVE =
  "http://opencompass.oss-cn-shanghai.aliyuncs.com/datasets/data/biology-instruction-fixed.zip";

/** A row of a published file; other columns pass. */
function record<Gold>(gold: z.ZodType<Gold>) {
  return z.object({
    prompt: z.string(),
    ground_truth: gold,
    meta_data: z.object({
      ans_type: z.enum(["cls", "number", "dict", "string"]),
      task: z.string(),
    }),
  });
}

const options = {
  /** `mini`: a tenth of each file, drawn as upstream draws it. */
  set: z.enum(["full", "mini"]).default("full"),
};

type Set = z.output<typeof options.set>;

function subTask<Gold extends Json>(row: TaskRow, spec: KindSpec<Gold>, set: Set): Task {
  const schema = record(spec.gold);
  return task({
    id: row.id,
    source: url({
      url: ARCHIVE,
      entry: `biology-instruction-fixed/${row.id}.jsonl`,
      format: "jsonl",
      md5: "5e9bc19f403372bed50c7c46afed8291",
      licence: "not stated",
      ...(set === "mini" ? { subset: { draw: miniPlaces } } : {}),
    }),
    record: schema,
    sample({ prompt, ground_truth: gold, meta_data: meta }, { index }) {
      if (meta.ans_type === "string" && !stringTasks.includes(meta.task)) {
        throw new RecordError(
          "meta_data.task",
          `one of "${stringTasks.join('", "')}" where the answer is a string`,
          JSON.stringify(meta.task),
        );
      }
      const names = typeof gold === "object" && gold !== null ? Object.keys(gold) : [];
      return {
        // Rows have no id of their own. Padded, so that ids sort as rows do.
        id: String(index).padStart(6, "0"),
        messages: messages({ prompt, answerType: meta.ans_type, task: meta.task, names }),
        target: gold,
      };
    },
    scorer: spec.scorer,
    metrics: [spec.metric],
    primary: spec.metric.id,
    reference: ({ ground_truth }) => spec.reference(ground_truth),
    demo: demoRecords(row).map((made) => schema.parse(made)),
  });
}

const build: Readonly<Record<Kind, (row: TaskRow, set: Set) => Task>> = {
  "yes-no": (row, set) => subTask(row, kinds["yes-no"], set),
  "pcc": (row, set) => subTask(row, kinds.pcc, set),
  "spearman": (row, set) => subTask(row, kinds.spearman, set),
  "r2": (row, set) => subTask(row, kinds.r2, set),
  "modifications": (row, set) => subTask(row, kinds.modifications, set),
  "label": (row, set) => subTask(row, kinds.label, set),
  "family": (row, set) => subTask(row, kinds.family, set),
  "enzymes": (row, set) => subTask(row, kinds.enzymes, set),
  "mixed": (row, set) => subTask(row, kinds.mixed, set),
};

const metricOf = new Map(taskRows.map(({ id, kind }) => [id, kinds[kind].metric.id]));

/** The mean with undefined and missing sub-tasks as 0, and the means of the omics. */
function aggregates(number: TaskNumbers): Record<string, number | null> {
  const mean = (rows: readonly TaskRow[], missing: number | null): number | null => {
    let sum = 0;
    for (const { id } of rows) {
      const value = number(id, metricOf.get(id) ?? "") ?? missing;
      if (value === null) return null;
      sum += value;
    }
    return sum / rows.length;
  };
  const omics = Map.groupBy(taskRows, ({ id }) => id.split("-", 1)[0] ?? id);
  return {
    "mean with undefined sub-tasks as 0": mean(taskRows, 0),
    ...Object.fromEntries([...omics].map(([name, rows]) => [`mean of ${name}`, mean(rows, null)])),
  };
}

/**
 * Biology-Instructions: 21 predictions over DNA, RNA and protein sequences, one metric each; the
 * headline is their plain mean. Contract: docs/benchmarks/biology-instruction.md.
 */
export const biologyInstruction = defineBenchmark({
  id: "biology-instruction",
  title: "Biology-Instruction",
  version: 1,
  upstream: [
    "opencompass@a5acc4bb opencompass/datasets/biodata.py",
    "opencompass@a5acc4bb opencompass/configs/datasets/biodata/biodata_task_gen.py",
    "opencompass@a5acc4bb opencompass/configs/summarizers/groups/biodata.py",
  ],
  // The report pins no mode for this row; the team's example switches thinking off for science.
  modes: ["non-thinking", "thinking"],
  options,
  tasks: ({ set }) => taskRows.map((row) => build[row.kind](row, set)),
  headline: {
    kind: "mean",
    metric: "naive_average",
    tasks: taskRows.map(({ id }) => id),
    metrics: Object.fromEntries(metricOf),
  },
  aggregates,
});
