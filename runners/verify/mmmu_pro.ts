import { z } from "zod";
import { reduceMetrics } from "../../scoring/metrics/reduce.ts";
import { cotReading } from "../../scoring/mmmu_pro/cot.ts";
import { orderImages } from "../../scoring/mmmu_pro/image_order.ts";
import { mmmuProMetrics, mmmuProOfficial } from "../../scoring/mmmu_pro/official.ts";
import { lettered, readOptions } from "../../scoring/mmmu_pro/options.ts";
import { officialGroups } from "../../scoring/mmmu_pro/subjects.ts";
import { choiceLines, choicesOfList } from "../../scoring/vlmevalkit/choices.ts";
import { splitAtNumberedMarks } from "../../scoring/vlmevalkit/image_marks.ts";
import type { SampleInput } from "../score_samples.ts";
import { scoreMcq } from "./mcq_samples.ts";
import { perSampleOf, scoreReplies } from "./score_replies.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Row = z.object({
  question: z.string().default(""),
  options: z.union([z.string().transform(readOptions), z.array(z.string())]),
  answer: z.string().default(""),
  subject: z.string().optional(),
  images: z.array(z.string()).default([]),
});
const Results = z.object({
  results: z.array(z.object({ subject: z.string(), n: z.number(), correct: z.number() })),
});
const Settings = z.object({ standard10: z.number(), vision: z.number() });

type Route = (samples: readonly SampleInput[]) => VectorResult | Promise<VectorResult>;

/** Everything that a label can begin with, up to a `/`, `-` or its end. */
const ROUTES: Readonly<Record<string, Route>> = {
  official,
  official_vision: official,
  vlmeval_cot: (samples) => chain(samples, "current", true),
  vlmeval_cot_2026_02: (samples) => chain(samples, "2026-02", true),
  vlmeval_direct: (samples) => chain(samples, "current", false),
  vlmeval_direct_2026_02: (samples) => chain(samples, "2026-02", false),
  parse_options: (samples) => {
    const lists = rowsOf(samples).map(({ options }) => options);
    return {
      metrics: { n: lists.reduce((sum, options) => sum + options.length, 0) },
      perSample: lists.map((options) => ({ options, choices_str: lettered(options) })),
    };
  },
  image_order: (samples) => {
    const ordered = rowsOf(samples).map(({ question, options }) =>
      orderImages(`${question}\n${lettered(options)}`)
    );
    const images = ordered.reduce((sum, { order }) => sum + order.length, 0);
    return { metrics: { images }, perSample: ordered };
  },
  split_mmmu: (samples) => {
    // One record a line; its parts stand where other vectors have samples.
    const parts = rowsOf(samples).flatMap(({ question, options, images }) => {
      const listed = options.length === 0 ? "" : `Options:\n${choiceLines(choicesOfList(options))}`;
      return splitAtNumberedMarks(`Question: ${question}\n${listed}`, images);
    });
    return { metrics: { parts: parts.length }, perSample: parts };
  },
  _group: ([sample]) => ({
    metrics: officialGroups(Results.parse(sample?.record).results),
    perSample: [],
  }),
  _group_cell: ([sample]) => {
    const { standard10, vision } = Settings.parse(sample?.record);
    return { metrics: { overall: (standard10 + vision) / 2 }, perSample: [] };
  },
};

/**
 * Vectors of MMMU-Pro: the authors' scorer, VLMEvalKit's chain behind its step for step-by-step
 * replies or without it, and the readings of options and pictures, each by its name.
 *
 * @throws {RangeError} if the task names none of these
 */
export async function mmmuProVector({ task, samples }: VectorInput): Promise<VectorResult> {
  const called = task.split(/[/-]/, 1)[0] ?? "";
  const route = Object.hasOwn(ROUTES, called) ? ROUTES[called] : undefined;
  if (route === undefined) {
    const known = Object.keys(ROUTES).join(", ");
    throw new RangeError(`Cannot score vectors of "mmmu-pro/${task}": known are ${known}`);
  }
  return await route(samples);
}

function rowsOf(samples: readonly SampleInput[]) {
  return samples.map(({ record }) => Row.parse(record));
}

/** The authors' scorer, which does not split the thinking off itself: that is done before. */
async function official(samples: readonly SampleInput[]): Promise<VectorResult> {
  const texts = samples.map((sample) => {
    // An error object stands where a request failed: upstream reads it as an empty reply.
    const response: unknown = sample.response;
    return { ...sample, response: typeof response === "string" ? response : "" };
  });
  const { items, verdicts } = await scoreReplies(texts, ({ record }) => {
    const { options, answer, subject } = Row.parse(record);
    const groups: Record<string, string> = subject === undefined ? {} : { subject };
    return { scorer: mmmuProOfficial, target: { options, answer }, item: { groups } };
  }, "opencompass");
  return { metrics: reduceMetrics(mmmuProMetrics, items), perSample: perSampleOf(verdicts) };
}

function chain(
  samples: readonly SampleInput[],
  version: "2026-02" | "current",
  cot: boolean,
): Promise<VectorResult> {
  return scoreMcq(samples, {
    version,
    target: (record) => {
      const { question, options, answer } = Row.parse(record);
      return { question, choices: choicesOfList(options), answer };
    },
    ...(cot ? { reading: cotReading(version) } : {}),
  });
}
