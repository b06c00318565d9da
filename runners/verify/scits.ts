import { z } from "zod";
import { nativeSeries } from "../../benchmarks/scits/native_tokens.ts";
import { npyFile } from "../../benchmarks/scits/npy.ts";
import { plotEnvelope } from "../../benchmarks/scits/plot_envelope.ts";
import { seriesOf } from "../../benchmarks/scits/series.ts";
import { seriesText } from "../../benchmarks/scits/series_text.ts";
import { reduceMetrics } from "../../scoring/metrics/reduce.ts";
import { tableCell } from "../../scoring/scits/cell.ts";
import {
  detectionMetrics,
  detectionTarget,
  localisationNumbers,
  scitsDetection,
} from "../../scoring/scits/detection.ts";
import { scitsSeries, seriesMetrics, seriesTarget } from "../../scoring/scits/generation.ts";
import { labelNumbers, labelTargets, scitsLabels } from "../../scoring/scits/labels.ts";
import type { Json } from "../../scoring/json.ts";
import type { Metric, Scorer } from "../../scoring/types.ts";
import type { SampleInput } from "../score_samples.ts";
import { perSampleOf, scoreReplies } from "./score_replies.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Row = z.object({
  task: z.string(),
  dataset_name: z.string(),
  gt_result: z.record(z.string(), z.unknown()).nullish(),
  _gt_values: z.array(z.array(z.number())).nullish(),
  _input_values: z.array(z.array(z.union([z.number(), z.string(), z.null()]))).nullish(),
});
type Row = z.infer<typeof Row>;

const Values = z.array(z.array(z.number().nullable()));

const COMPONENT = "_component/";

/** Parts that vectors name as `_component/<name>`, of one record each. */
const COMPONENTS: Readonly<
  Record<string, (record: unknown) => { metrics?: Record<string, number>; shown?: unknown }>
> = {
  serialize_text(record) {
    const { values, fs, kind, channelNames, maxValues } = z.object({
      values: Values,
      fs: z.number().nullable(),
      kind: z.enum(["understanding", "forecasting", "imputation"]),
      channelNames: z.array(z.string()).nullable(),
      maxValues: z.number(),
    }).parse(record);
    const shown = seriesText(seriesOf(values), {
      rate: fs,
      channels: channelNames,
      kind,
      maxValues,
    });
    const lines = shown.text === "" ? 0 : shown.text.split("\n").length;
    return { metrics: { lines }, shown };
  },
  plot_envelope(record) {
    const { values, columns } = z.object({
      values: z.array(z.number().nullable()),
      columns: z.int(),
    }).parse(record);
    return { shown: { columns: plotEnvelope(values, columns) } };
  },
  npy_base64(record) {
    const { values, shape } = z.object({
      values: z.union([z.array(z.number()), z.array(z.array(z.number()))]),
      shape: z.array(z.int()),
    }).parse(record);
    return { shown: { base64: npyFile(values.flat(), shape).toBase64() } };
  },
  ts_tokens(record) {
    const { length, sampling_rate } = z.object({
      length: z.int(),
      sampling_rate: z.number().nullable(),
    }).parse(record);
    const { tokens, points, rate } = nativeSeries(length, sampling_rate);
    return { metrics: { ts_tokens: tokens, ts_len: points, sampling_rate_used: rate } };
  },
  cell(record) {
    const csv = tableCell(z.object({ value: z.number() }).parse(record).value);
    return { metrics: { percent: Number(csv) }, shown: { csv } };
  },
};

/**
 * Vectors of SciTS: a component by its name, every other task by what its records say they are:
 * classification and questions by labels, series where there is one, else detection.
 *
 * @throws {RangeError} if there is no such component
 */
export async function scitsVector({ task, samples }: VectorInput): Promise<VectorResult> {
  if (task.startsWith(COMPONENT)) return component(task.slice(COMPONENT.length), samples);
  const rows = samples.map(({ record }) => Row.parse(record));
  const kind = rows[0]?.task.toLowerCase() ?? "";
  if (kind === "classification" || kind === "qa") {
    const targets = labelTargets(rows.map((row) => row.gt_result ?? {}));
    return await scored(samples, scitsLabels, targets, [labelNumbers]);
  }
  if (rows.some((row) => row._gt_values != null)) {
    return await scored(samples, scitsSeries, rows.map(series), seriesMetrics);
  }
  const targets = rows.map(({ dataset_name, task, gt_result }) =>
    gt_result == null ? null : detectionTarget(dataset_name, task, gt_result)
  );
  const events = kind === "event detection" ? [localisationNumbers] : [];
  return await scored(samples, scitsDetection, targets, [...detectionMetrics, ...events]);
}

function series({ _gt_values: truth, _input_values: input }: Row) {
  return truth == null ? null : seriesTarget(truth, input ?? null);
}

/** Scores the records that have a target; the others are `null` and count nowhere. */
async function scored<Target extends Json>(
  samples: readonly SampleInput[],
  scorer: Scorer<Target>,
  targets: readonly (Target | null)[],
  metrics: readonly Metric[],
): Promise<VectorResult> {
  const kept = targets.flatMap((target, at) => {
    const sample = samples[at];
    return target === null || sample === undefined ? [] : [{ sample, target, at }];
  });
  const { items, verdicts } = await scoreReplies(
    kept.map(({ sample }) => sample),
    (_, at) => {
      const entry = kept[at];
      if (entry === undefined) throw new RangeError(`There is no reply ${at}`);
      return { scorer, target: entry.target };
    },
    "vlmeval-split",
  );
  const perSample: unknown[] = targets.map(() => null);
  for (const [index, shown] of perSampleOf(verdicts).entries()) {
    const entry = kept[index];
    if (entry !== undefined) perSample[entry.at] = shown;
  }
  return { metrics: reduceMetrics(metrics, items), perSample };
}

function component(name: string, samples: readonly SampleInput[]): VectorResult {
  const part = Object.hasOwn(COMPONENTS, name) ? COMPONENTS[name] : undefined;
  if (part === undefined) {
    throw new RangeError(
      `Cannot score component "${name}" of "scits": known are ${
        Object.keys(COMPONENTS).join(", ")
      }`,
    );
  }
  const results = samples.map(({ record }) => part(record));
  return {
    metrics: Object.assign({}, ...results.map(({ metrics }) => metrics ?? {})),
    perSample: results.map(({ shown }) => shown ?? null),
  };
}
