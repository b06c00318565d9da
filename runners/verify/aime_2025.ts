import { z } from "zod";
import { aime2025 } from "../../benchmarks/aime_2025.ts";
import type { Json } from "../../scoring/json.ts";
import {
  gPassAtK,
  majorityVote,
  mgPassAtK,
  passAtK,
  reduceKSamples,
} from "../../scoring/metrics/k_sample.ts";
import type { SampleInput } from "../score_samples.ts";
import { scoreReplies } from "./score_replies.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Counts = z.object({ n: z.int(), c: z.int(), k: z.int(), t: z.number().default(0) });
const Reduction = z.object({ correct_counts: z.array(z.int()), n: z.int(), k: z.int() });
const Votes = z.object({ answers: z.array(z.string().nullable()), answer: z.string() });
const Replica = z.object({ replica: z.int(), idx: z.int() });

/** Formulas over the first record of a vector. */
const COMPONENTS: Readonly<Record<string, (record: unknown) => VectorResult>> = {
  pass_at_k: (record) => {
    const { n, c, k } = Counts.parse(record);
    return numbers({ pass_at_k: passAtK(n, c, k) });
  },
  g_pass_at_k: (record) => {
    const { n, c, k, t } = Counts.parse(record);
    return numbers({ g_pass_at_k: gPassAtK(n, c, k, t) });
  },
  mg_pass_at_k: (record) => {
    const { n, c, k } = Counts.parse(record);
    return numbers({ mg_pass_at_k: mgPassAtK(n, c, k) });
  },
  gpass_reduce: (record) => {
    const { correct_counts, n, k } = Reduction.parse(record);
    return numbers(reduceKSamples(correct_counts, n, k));
  },
};

function numbers(metrics: Record<string, number>): VectorResult {
  return { metrics, perSample: [] };
}

/**
 * Scores a vector of AIME-2025 that names no task: `_component/<formula>`, or the cascade over
 * replicas, whose records say which replica of which problem they are.
 *
 * @throws {RangeError} if nothing is known by this name
 */
export function aime2025Vector(vector: VectorInput): VectorResult | Promise<VectorResult> {
  const { task, samples } = vector;
  const formula = COMPONENTS[task.replace(/^_component\//, "")];
  if (formula !== undefined) return formula(samples[0]?.record);
  if (task === "_component/maj_at_k") return majority(samples);
  if (task === "cascade_replicas") return replicas(samples);
  throw new RangeError(`Cannot score AIME-2025 vectors of "${task}"`);
}

/** Percent of the samples whose most frequent answer is the right one. */
function majority(samples: readonly SampleInput[]): VectorResult {
  const votes = samples.map(({ record }) => {
    const { answers, answer } = Votes.parse(record);
    const vote = majorityVote(answers);
    return { vote, right: vote !== null && vote === answer };
  });
  const right = votes.filter((vote) => vote.right).length;
  return {
    metrics: { maj_at_k: votes.length === 0 ? null : 100 * right / votes.length },
    perSample: votes.map(({ vote }) => ({ vote })),
  };
}

async function replicas(samples: readonly SampleInput[]): Promise<VectorResult> {
  const tasks = aime2025.tasks(aime2025.options.parse({}));
  const cascade = tasks.find(({ id }) => id === "cascade");
  if (cascade === undefined) throw new RangeError(`AIME-2025 has no task "cascade"`);
  const scorer = { ...cascade.scorer, needs: cascade.needs, score: cascade.score };
  const { items, verdicts } = await scoreReplies<Json>(samples, ({ record }, index) => {
    const { replica, idx } = Replica.parse(record);
    const { target } = cascade.sample(record, { index, draw: () => 0 });
    return { scorer, target, item: { sampleId: String(idx), repeat: replica } };
  }, cascade.reasoning);
  const problems = Map.groupBy(items, ({ sampleId }) => sampleId);
  const repeats = new Set(items.map(({ repeat }) => repeat)).size;
  const counts = [...problems.values()].map((asks) =>
    asks.filter(({ values }) => values.correct === true).length
  );
  return {
    metrics: reduceKSamples(counts, repeats, repeats),
    perSample: verdicts.map(({ perSample }) => perSample),
  };
}
