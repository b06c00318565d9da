import { z } from "zod";
import type { Json } from "../../scoring/json.ts";
import {
  detectionCell,
  detectionMetrics,
  localisationCell,
  localisationNumbers,
  scitsDetection,
} from "../../scoring/scits/detection.ts";
import { scitsSeries, seriesMetrics } from "../../scoring/scits/generation.ts";
import { labelCell, labelNumbers, scitsLabels } from "../../scoring/scits/labels.ts";
import type { Metric, Scorer } from "../../scoring/types.ts";
import { defineBenchmark, hub, type MediaColumn, type Source, type Task, task } from "../define.ts";
import { scitsAverages } from "./averages.ts";
import { demoRecords } from "./demo.ts";
import { messagesOf, type PromptOptions } from "./prompt.ts";
import { inputPath, Row, tasksOf } from "./record.ts";
import { detectionOf, labelsOf, missingTruth, referenceOf, seriesOfRow } from "./targets.ts";
import { isUnderstanding, reportedTasks, type ScitsTask, scitsTasks } from "./tasks.ts";

const SERIES: MediaColumn = {
  column: "input_ts.path",
  kind: "series",
  encoding: "path",
  as: "_series",
};
const TRUTH: MediaColumn = {
  column: "gt_ts.path",
  kind: "values",
  encoding: "path",
  as: "_gt_values",
};
const INPUT: MediaColumn = {
  column: "input_ts.path",
  kind: "values",
  encoding: "path",
  as: "_input_values",
};

/** Files that a task's records name: the series, and of generated ones the numbers of the truth. */
function mediaOf({ metric, type }: ScitsTask): readonly MediaColumn[] {
  return [
    ...(type === "synthesis" ? [] : [SERIES]),
    ...(metric === "series" ? [TRUTH] : []),
    ...(type === "imputation" ? [INPUT] : []),
  ];
}

/** The lines of one file that belong to a task. */
function sourceOf({ id }: ScitsTask, media: readonly MediaColumn[]): Source {
  return hub({
    repo: "OpenTSLab/SciTS",
    revision: "72dba5c5c3c57998d5e9311d5ce269c659d3f1dd",
    path: "meta_data.jsonl",
    format: "jsonl",
    licence: "CC-BY-NC-SA-4.0",
    subset: { where: (record) => tasksOf(record).includes(id) },
    ...(media.length === 0 ? {} : { media }),
  });
}

/** How the replies of a task are scored. */
interface Family<Target extends Json> {
  readonly target: (row: Row, row_task: ScitsTask, rows: readonly Row[]) => Target;
  readonly scorer: Scorer<Target>;
  readonly metrics: readonly Metric[];
  readonly primary: string;
}

const labels: Family<Parameters<typeof scitsLabels.score>[0]["target"]> = {
  target: labelsOf,
  scorer: scitsLabels,
  metrics: [labelCell(), labelNumbers],
  primary: "F1",
};

const detection: Family<Parameters<typeof scitsDetection.score>[0]["target"]> = {
  target: detectionOf,
  scorer: scitsDetection,
  metrics: [detectionCell, ...detectionMetrics],
  primary: detectionCell.id,
};

const localisation = {
  ...detection,
  metrics: [localisationCell, detectionCell, ...detectionMetrics, localisationNumbers],
  primary: localisationCell.id,
};

const events = { ...detection, metrics: [...detection.metrics, localisationNumbers] };

const generation: Family<Parameters<typeof scitsSeries.score>[0]["target"]> = {
  target: seriesOfRow,
  scorer: scitsSeries,
  metrics: seriesMetrics,
  primary: "swmape",
};

/** Which tasks are asked unless they are named. */
const SETS = {
  report: ({ id }: ScitsTask) => reportedTasks.includes(id),
  understanding: ({ id }: ScitsTask) => isUnderstanding(id),
  // A localisation task asks what its detection task asks; that one shows its numbers too.
  all: ({ metric }: ScitsTask) => metric !== "localisation",
} as const;

interface Options extends PromptOptions {
  readonly set: keyof typeof SETS;
}

function build(row: ScitsTask, options: Options): Task {
  switch (row.metric) {
    case "labels":
      return subTask(row, labels, options);
    case "detection":
      return subTask(row, row.type === "event detection" ? events : detection, options);
    case "localisation":
      return subTask(row, localisation, options);
    case "series":
      return subTask(row, generation, options);
  }
}

function subTask<Target extends Json>(
  row: ScitsTask,
  family: Family<Target>,
  options: Options,
): Task {
  const demo = demoRecords(row).map((record) => Row.parse(record));
  return task<Row, Target, Row>({
    id: row.id,
    title: `${row.id} ${row.discipline}, ${row.type}`,
    byDefault: SETS[options.set](row),
    source: sourceOf(row, mediaOf(row)),
    // Which data sets the ids of a set are is not published: a run tells what it found.
    told: "folder",
    // Which labels are looked for in a reply depends on all records of the task.
    ...(row.metric === "labels"
      ? { support: { source: sourceOf(row, []), record: Row, demo } }
      : {}),
    record: Row,
    reasoning: "vlmeval-split",
    sample: (record, { index, support }) => ({
      // The records' own ids are not known to be unique.
      id: String(index).padStart(6, "0"),
      messages: messagesOf(record, row, options, missingTruth(record, row)),
      target: family.target(record, row, support ?? [record]),
      groups: { folder: folderOf(record) },
    }),
    scorer: family.scorer,
    metrics: family.metrics,
    primary: family.primary,
    reference: (record) => referenceOf(record, row),
    demo,
  });
}

function folderOf(row: Row): string {
  return inputPath(row).split("/", 1)[0] || "(none)";
}

/**
 * SciTS: questions about scientific time series, 43 tasks in 12 disciplines. Contract:
 * docs/benchmarks/scits.md.
 */
export const scits = defineBenchmark({
  id: "scits",
  title: "SciTS",
  version: 1,
  upstream: [
    "TimeOmni@4d4a9f4c eval_benchmark.py",
    "TimeOmni@4d4a9f4c run_main_refactored_unified.py:_validate_dataset",
    "lmdeploy@1263d5cd lmdeploy/vl/model/interns1_pro.py:time_series_processor",
    "PRISM@c0d26e9e applications/timeseries/convert_scits_to_webdataset.py",
  ],
  // The report pins no mode for these rows; the paper asks without thinking.
  modes: ["non-thinking", "thinking"],
  options: {
    carrier: z.enum(["text", "image", "native"]).default("text")
      .describe("What a series goes out as: numbers, a plot, or the server's own part (LMDeploy)."),
    set: z.enum(["report", "understanding", "all"]).default("report")
      .describe(
        "Which tasks are asked: the report's nine, all 24 with a text for an answer, or all.",
      ),
    maxValues: z.int().min(1).default(8000)
      .describe("Most numbers of a series that is sent as text, over all channels."),
    overflow: z.enum(["cut", "fail"]).default("cut")
      .describe("A longer series is cut, or not sent at all as in the paper."),
    audioRate: z.enum(["native", "22050"]).default("native")
      .describe("Rate that sounds are sent at in Hz; the data set's own reader has 22050."),
  },
  tasks: (options) => scitsTasks.map((row) => build(row, options)),
  headline: { kind: "mean", metric: "F1", tasks: reportedTasks },
  groups: (number) =>
    Object.entries(scitsAverages((id) => number(id, "F1"))).flatMap(([id, value]) =>
      // The nine are the headline; disciplines that were not run have no row.
      id.startsWith("nine") || value === null ? [] : [{ id, unit: "percent", value }]
    ),
  remark:
    "no official mean: this is the plain one of the F1 of the report's nine tasks; read success_rate beside each",
});
