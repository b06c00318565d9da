import { type DetectionTarget, detectionTarget } from "../../scoring/scits/detection.ts";
import { detectionWords, hasWords } from "../../scoring/scits/detection_words.ts";
import { type SeriesTarget, seriesTarget } from "../../scoring/scits/generation.ts";
import {
  type LabelTable,
  labelTable,
  type LabelTarget,
  labelTarget,
} from "../../scoring/scits/labels.ts";
import { RecordError } from "../define.ts";
import { inputPath, type Row } from "./record.ts";
import { datasetOfPath, type ScitsTask } from "./tasks.ts";

/** Labels of all records of a task, worked out once. */
const tables = new WeakMap<readonly Row[], LabelTable>();

/**
 * @param rows All records of the task; the record alone where only replies to it are scored
 */
export function labelsOf(row: Row, task: ScitsTask, rows: readonly Row[]): LabelTarget {
  const table = tables.get(rows) ?? labelTable(rows.map(({ gt_result }) => gt_result ?? {}));
  tables.set(rows, table);
  const target = labelTarget(row.gt_result ?? {}, table);
  // A record without the field counts nowhere, as upstream leaves it out.
  return oneQuestion(target ?? { gold: {}, labels: {} }, task);
}

/** Where a record answers several questions, each of its tasks asks for one, in their order. */
function oneQuestion({ gold, labels }: LabelTarget, { question }: ScitsTask): LabelTarget {
  if (question === undefined || Object.keys(labels).length < 2) return { gold, labels };
  const key = Object.keys(labels)[question];
  const of = <Value>(record: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => name === key));
  return { gold: of(gold), labels: of(labels) };
}

/** @throws {RecordError} if the data set of the record has no words that decide */
export function detectionOf(row: Row, task: ScitsTask): DetectionTarget {
  const kind = task.type === "event detection" ? task.type : "anomaly detection";
  return detectionTarget(datasetOf(row, task), kind, row.gt_result ?? {});
}

/** By the record, its folder, or the task where it has but one. */
function datasetOf(row: Row, { sources }: ScitsTask): string {
  const alone = sources.length === 1 ? sources[0] ?? "" : "";
  const names = [row.dataset_name ?? "", datasetOfPath(inputPath(row)), alone];
  const known = names.map(sourceOf).find(hasWords);
  if (known !== undefined) return known;
  throw new RecordError("dataset_name", "a data set of SciTS", JSON.stringify(names[0]));
}

/** A name that begins as one that has words does is that one: `TIMECAP rainfall`. */
function sourceOf(name: string): string {
  const plain = name.replaceAll("-", "_");
  return hasWords(plain) ? plain : plain.split(" ")[0] ?? "";
}

/** Why the truth of a series is not to be had; `null` where it is. */
export function missingTruth(row: Row, task: ScitsTask): string | null {
  if (task.metric !== "series") return null;
  if ("missing" in row._gt_values) return row._gt_values.missing;
  if (row._gt_values.length === 0) return "the true series is empty";
  if (row._gt_values.some((point) => point.includes(null))) return "the true series has gaps";
  if (task.type === "imputation" && "missing" in row._input_values) {
    return row._input_values.missing;
  }
  return null;
}

export function seriesOfRow(row: Row, task: ScitsTask): SeriesTarget {
  if ("missing" in row._gt_values || missingTruth(row, task) !== null) {
    return { truth: [], missing: null };
  }
  const truth = row._gt_values.map((point) => point.map((value) => value ?? 0));
  const input = task.type !== "imputation" || "missing" in row._input_values
    ? null
    : row._input_values.map((point) => point.map((value) => value ?? "X"));
  return seriesTarget(truth, input);
}

/** A reply that gets full marks. */
export function referenceOf(row: Row, task: ScitsTask): string | null {
  switch (task.metric) {
    case "labels": {
      // Tasks that share their records share their prompts: the reply answers all of them.
      const result = row.gt_result ?? {};
      const gold = labelTarget(result, labelTable([result]))?.gold ?? {};
      return Object.values(gold).flat().join(", ");
    }
    case "detection":
    case "localisation": {
      const { dataset, contain, times } = detectionOf(row, task);
      const { no, yes } = detectionWords(dataset);
      return contain ? [yes[0] ?? "yes", ...times ?? []].join(" ") : no[0] ?? null;
    }
    case "series":
      return missingTruth(row, task) === null
        ? JSON.stringify(seriesOfRow(row, task).truth.flat())
        : null;
  }
}
