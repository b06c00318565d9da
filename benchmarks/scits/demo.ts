import type { Json } from "../../scoring/json.ts";
import { inlineMedia } from "../../scoring/picture/drawn.ts";
import { npyFile } from "./npy.ts";
import type { ScitsTask } from "./tasks.ts";

/** Points of a self-made series. */
const POINTS = 64;

function csv(rows: readonly (readonly (number | string)[])[]): Json {
  const text = rows.map((row) => row.join(",")).join("\n");
  return inlineMedia(new TextEncoder().encode(`${text}\n`), "text/csv") as unknown as Json;
}

function npy(values: readonly number[]): Json {
  return inlineMedia(npyFile(values, [values.length]), "application/x-npy") as unknown as Json;
}

function wave(period: number): number[] {
  return Array.from({ length: POINTS }, (_, at) => Math.sin(2 * Math.PI * at / period));
}

/** Level, with a jump at one point. */
function jump(at: number): number[] {
  return Array.from({ length: POINTS }, (_, point) => point < at ? 0 : 1);
}

function base({ id, sources }: ScitsTask, at: number): { readonly [key: string]: Json } {
  const [dataset = ""] = sources;
  return {
    id: `self-${id}-${at}`,
    task_id: [id],
    dataset_name: dataset,
    input_ts: { path: `Self-${dataset}-Made-Up/${at}.csv`, fs: 8, channel_detail: [] },
  };
}

function labelled(task: ScitsTask): readonly Json[] {
  const letters = task.type === "multiple choice";
  const question = letters
    ? "How often does it go up and down? Answer with a letter. A) 4 times B) 8 times"
    : task.question === undefined
    ? "Is the wave slow or quick? Answer with one of these words."
    : "Is the wave slow or quick, and is it very slow or very quick? Answer with both.";
  return [[16, letters ? "A" : "slow"], [8, letters ? "B" : "quick"]].map(([period, gold], at) => ({
    ...base(task, at),
    input_text: question,
    gt_result: letters ? { answer: gold ?? "" } : { gt_class: goldClasses(task, String(gold)) },
    _series: npy(wave(Number(period))),
  }));
}

/** Records that answer several questions have a class for each. */
function goldClasses({ question }: ScitsTask, gold: string): Json {
  return question === undefined ? { default: gold } : { first: gold, second: `very ${gold}` };
}

function detected(task: ScitsTask): readonly Json[] {
  const event = task.type === "event detection";
  return [40, null].map((at, index) => ({
    ...base(task, index),
    // The words that decide are those of the data set.
    input_text: event
      ? `${task.sources[0]}: does the level jump? If so, at which index?`
      : `${task.sources[0]}: is there anything odd about this series?`,
    gt_result: at === null
      ? { contain: false }
      : { contain: true, ...(event ? { index: at } : {}) },
    _series: npy(jump(at ?? POINTS)),
  }));
}

function generated(task: ScitsTask): readonly Json[] {
  const shared = base(task, 0);
  switch (task.type) {
    case "imputation": {
      const holes = [[1], ["X"], [3], ["X"], [5]];
      return [{
        ...shared,
        input_text: "Fill in the values marked X. Answer with the whole series in brackets.",
        _series: csv(holes),
        _input_values: holes.map((row) =>
          row.map((cell) => typeof cell === "number" ? cell : null)
        ),
        _gt_values: [[1], [2], [3], [4], [5]],
      }];
    }
    case "synthesis":
      return [{
        ...shared,
        input_text: "Write a series of 4 points that begins at 2 and rises by 2, in brackets.",
        _gt_values: [[2], [4], [6], [8]],
      }];
    default:
      return [{
        ...shared,
        input_text: "Give the next 3 points, in brackets.",
        _series: csv([[10], [20], [30], [40]]),
        _gt_values: [[50], [60], [70]],
      }];
  }
}

/** Self-written records of a task, with series of a few points. */
export function demoRecords(task: ScitsTask): readonly Json[] {
  switch (task.metric) {
    case "labels":
      return labelled(task);
    case "detection":
    case "localisation":
      return detected(task);
    case "series":
      return generated(task);
  }
}
