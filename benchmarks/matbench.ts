import { z } from "zod";
import { gradeMetrics } from "../scoring/judges/grade_metrics.ts";
import type { JudgeTextMode } from "../scoring/judges/judge_text.ts";
import { judgedNumber, judgedTruth, type MatbenchTarget } from "../scoring/matbench/judged.ts";
import { errorPoints, mae, truthMetrics } from "../scoring/matbench/metrics.ts";
import { plainDecimal } from "../scoring/python/float.ts";
import { regexClassification, regexRegression } from "../scoring/matbench/regex_profile.ts";
import type { Metric, Scorer } from "../scoring/types.ts";
import { defineBenchmark, type Sample, type Source, type Task, task, url, user } from "./define.ts";

interface RowBase {
  readonly id: string;
  readonly title: string;
  /** Rows of the official split's first fold. */
  readonly records: number;
}

interface Regression extends RowBase {
  readonly kind: "regression";
  /** Error that is worth no points. */
  readonly worst: number;
  readonly demo: readonly { readonly problem: string; readonly answer: number }[];
}

interface Classification extends RowBase {
  readonly kind: "classification";
  readonly demo: readonly { readonly problem: string; readonly answer: boolean }[];
}

/** The four composition tasks of Matbench, in the order of the official summary. */
export const matbenchRows: readonly (Regression | Classification)[] = [
  {
    id: "matbench_expt_gap",
    title: "Experimental band gap (eV)",
    records: 921,
    kind: "regression",
    worst: 2,
    demo: [
      { problem: "Give the band gap of ZzO2 in eV.", answer: 2.25 },
      { problem: "How wide is the band gap of QqN in eV?", answer: 0.8 },
      { problem: "Give the band gap of the alloy ZzQq in eV.", answer: 0 },
    ],
  },
  {
    id: "matbench_steels",
    title: "Yield strength of steels (MPa)",
    records: 63,
    kind: "regression",
    worst: 2000,
    demo: [
      { problem: "Give the yield strength of the steel Fe0.9Zz0.1 in MPa.", answer: 1250.5 },
      { problem: "At which stress in MPa does Fe0.8Qq0.2 yield?", answer: 1730 },
      { problem: "Give the yield strength of Fe0.7Zz0.2Qq0.1 in MPa.", answer: 2105.25 },
    ],
  },
  {
    id: "matbench_expt_is_metal",
    title: "Metal or not",
    records: 985,
    kind: "classification",
    demo: [
      { problem: "Is ZzQq3 a metal?", answer: true },
      { problem: "Would you call QqO2 a metal?", answer: false },
      { problem: "Is Zz2N metallic?", answer: false },
    ],
  },
  {
    id: "matbench_glass",
    title: "Glass former or not",
    records: 1136,
    kind: "classification",
    demo: [
      { problem: "Can the alloy ZzQq2 form a metallic glass?", answer: true },
      { problem: "Does ZzFe3 have glass-forming ability?", answer: false },
      { problem: "Will a melt of Qq5Zz freeze to a glass?", answer: true },
    ],
  },
];

function source({ id, records }: RowBase): Source {
  return url({
    url: "http://opencompass.oss-cn-shanghai.aliyuncs.com/datasets/data/Matbench.zip",
    md5: "99f9457f54f4f419da9556af56ac4c24",
    entry: `Matbench/matbench_base_fold_0_${id}_test.json`,
    format: "json",
    records,
    licence: "MIT (Matbench); the data's own for each task",
  });
}

/** A record; other fields pass. */
interface Row<Answer> {
  readonly problem: string;
  readonly answer: Answer;
}

interface Parts<Answer extends number | boolean> {
  readonly id: string;
  readonly title: string;
  readonly byDefault: boolean;
  readonly record: z.ZodType<Row<Answer>>;
  readonly scorer: Scorer<MatbenchTarget<Answer>>;
  readonly metrics: readonly Metric[];
  readonly primary: string;
  readonly demo: readonly Row<Answer>[];
  readonly reference: (row: Row<Answer>) => string | null;
}

const numberRow = z.object({ problem: z.string(), answer: z.number() });
const truthRow = z.object({ problem: z.string(), answer: z.boolean() });

function subTask<Answer extends number | boolean>(row: RowBase, parts: Parts<Answer>): Task {
  return task({
    ...parts,
    source: source(row),
    sample: ({ problem, answer }, { index }): Sample<MatbenchTarget<Answer>> => ({
      // Rows have no id of their own.
      id: String(index).padStart(6, "0"),
      messages: user(problem),
      target: { problem, answer },
    }),
  });
}

function judgedTask(row: Regression | Classification, mode: JudgeTextMode): Task {
  const { id, title } = row;
  const named = { id, title, byDefault: true };
  return row.kind === "regression"
    ? subTask(row, {
      ...named,
      record: numberRow,
      scorer: judgedNumber(mode),
      metrics: [mae, errorPoints(row.worst)],
      primary: "mae",
      demo: row.demo,
      reference: ({ answer }) => `\\boxed{${plainDecimal(answer)}}`,
    })
    : subTask(row, {
      ...named,
      record: truthRow,
      scorer: judgedTruth(mode),
      metrics: gradeMetrics,
      primary: "accuracy",
      demo: row.demo,
      reference: ({ answer }) => `\\boxed{${answer ? "True" : "False"}}`,
    });
}

/** The same records without a judge; runs only by name and never enters the headline. */
function regexTask(row: Regression | Classification): Task {
  const named = { id: `regex/${row.id}`, title: `${row.title}, by rules`, byDefault: false };
  return row.kind === "regression"
    ? subTask(row, {
      ...named,
      record: numberRow,
      scorer: regexRegression,
      metrics: [mae],
      primary: "mae",
      demo: row.demo,
      reference: ({ answer }) => numberReference(answer),
    })
    : subTask(row, {
      ...named,
      record: truthRow,
      scorer: regexClassification,
      metrics: truthMetrics,
      primary: "accuracy",
      demo: row.demo,
      reference: ({ answer }) => `answer: ${answer}`,
    });
}

/** Values of 20 and more are read only behind a minus, which is dropped; negative ones never. */
function numberReference(answer: number): string | null {
  return answer < 0 ? null : `answer: ${answer < 20 ? "" : "-"}${plainDecimal(answer)}`;
}

/**
 * MatBench: four properties of materials from their composition, read by a judge. Contract:
 * docs/benchmarks/matbench.md.
 */
export const matbench = defineBenchmark({
  id: "matbench",
  title: "MatBench",
  version: 1,
  upstream: [
    "opencompass@a5acc4bb opencompass/configs/datasets/matbench/matbench_llm_judge_gen_0e9276.py",
    "opencompass@a5acc4bb opencompass/datasets/matbench/post_process.py",
    "opencompass@a5acc4bb opencompass/datasets/generic.py",
    "opencompass@a5acc4bb opencompass/configs/summarizers/groups/matbench.py",
  ],
  // The report pins no mode for this row; the team's example switches thinking off for science.
  modes: ["non-thinking", "thinking"],
  options: {
    judgeReasoning: z.enum(["content", "strip", "upstream"]).default("content")
      .describe("What of the judge's reply is read: its message, that without thinking, or all."),
  },
  tasks: ({ judgeReasoning }) => [
    ...matbenchRows.map((row) => judgedTask(row, judgeReasoning)),
    ...matbenchRows.map(regexTask),
  ],
  headline: {
    kind: "mean",
    metric: "naive_average",
    tasks: matbenchRows.map(({ id }) => id),
    metrics: Object.fromEntries(
      matbenchRows.map(({ id, kind }) => [id, kind === "regression" ? "points" : "accuracy"]),
    ),
  },
});
