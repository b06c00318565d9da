import { z } from "zod";
import { cascadeCounts, cascadeShares, judgeCounts } from "../scoring/judges/cascade_metrics.ts";
import { cascadeScorer, type RuleVerdict } from "../scoring/judges/cascade_scorer.ts";
import { letterGrader } from "../scoring/judges/judging.ts";
import { parserNames, parsers } from "../scoring/judges/parsers.ts";
import { quotings } from "../scoring/judges/quoting.ts";
import type { JsonObject } from "../scoring/json.ts";
import { aimeRule } from "../scoring/math/aime_rule.ts";
import {
  majorityNumbers,
  passNumbers,
  replicaDeviation,
} from "../scoring/metrics/k_sample_metrics.ts";
import { countsOf, meanPercent } from "../scoring/metrics/mean.ts";
import type { Scorer } from "../scoring/types.ts";
import { defineBenchmark, hub, type Source, task, url, user } from "./define.ts";

/** Independent asks of each problem in the report. */
const REPEATS = 32;

/** A problem; copies of the data name the question differently and give numbers or texts. */
const Row = z.object({
  question: z.string().optional(),
  problem: z.string().optional(),
  answer: z.union([z.string(), z.int()], "a text or a whole number"),
}).refine((row) => row.question !== undefined || row.problem !== undefined, {
  path: ["question"],
  error: 'a text (or a column "problem" with one)',
});
type Row = z.infer<typeof Row>;

/** What a reply is compared with, and what a judge is shown beside it. */
interface AimeTarget extends JsonObject {
  readonly question: string;
  readonly gold: string;
}

/** Where the problems come from: the statements differ in their LaTeX, and so do scores, slightly. */
const SOURCES = {
  opencompass: url({
    url: "http://opencompass.oss-cn-shanghai.aliyuncs.com/datasets/data/aime2025.zip",
    md5: "aa18cd5d2e2de246c5397f5eb1e61004",
    entry: "aime2025/aime2025.jsonl",
    format: "jsonl",
    records: 30,
    licence: "copyright MAA; the copies' own statements differ",
  }),
  "math-ai": hub({
    repo: "math-ai/aime25",
    revision: "main",
    path: "test.jsonl",
    format: "jsonl",
    records: 30,
    licence: "copyright MAA; the copies' own statements differ",
  }),
} as const satisfies Record<string, Source>;

/** The rule's verdict with what votes and statistics read. */
function decide(text: string, { gold }: AimeTarget): RuleVerdict & { readonly correct: boolean } {
  const { correct, text: answer, integer } = aimeRule(text, gold);
  return { correct, answer, values: { vote: integer, gold: plainInteger(gold) } };
}

/** An integer without leading zeros; any other text as it is. */
function plainInteger(text: string): string {
  return /^\d{1,30}$/.test(text) ? String(BigInt(text)) : text;
}

/** The rule alone: what it does not accept is wrong. */
const rule: Scorer<AimeTarget> = {
  id: "aime-rule",
  version: 1,
  needs: [],
  score({ text, target }) {
    const { correct, answer, values } = decide(text, target);
    return {
      kind: "scored",
      outcome: correct ? "correct" : answer === null ? "no-answer" : "wrong",
      answer,
      values: { correct, rule_correct: correct, ...values },
      perSample: { correct, text: answer },
    };
  },
};

const overRepeats = [
  passNumbers(),
  majorityNumbers("vote", "gold"),
  replicaDeviation("deviation over repeats"),
];

/**
 * AIME 2025: 30 competition problems with an integer answer, 32 asks each; a rule decides, and a judge
 * about what the rule does not accept. Contract: docs/benchmarks/aime-2025.md.
 */
export const aime2025 = defineBenchmark({
  id: "aime-2025",
  title: "AIME-2025",
  version: 1,
  upstream: [
    "opencompass@a5acc4bb opencompass/evaluator/cascade_evaluator.py",
    "opencompass@a5acc4bb opencompass/evaluator/math_evaluator.py",
    "Math-Verify@5d148cfa (0.8.0)",
    "latex2sympy2_extended@02999f5d (1.11.0)",
  ],
  options: {
    /** Which copy of the problems. */
    source: z.enum(["opencompass", "math-ai"]).default("opencompass"),
    /** How the judge's reply is read. */
    parser: z.enum(parserNames).default("cascade"),
    /** What of the judge's reply is read; `upstream` glues its reasoning before it. */
    judgeReasoning: z.enum(["content", "strip", "upstream"]).default("strip"),
    /** How the reply stands in the judge's prompt; `official` lets it end its own block. */
    judgeQuoting: z.enum(quotings).default("labels"),
  },
  tasks: ({ source, parser, judgeReasoning, judgeQuoting }) => {
    const common = {
      source: SOURCES[source],
      repeats: REPEATS,
      record: Row,
      sample: (row: Row, { index }: { readonly index: number }) => {
        const question = row.question ?? row.problem ?? "";
        return {
          id: String(index + 1),
          messages: user(`${question}\nPlease put your final answer within \\boxed{}.`),
          target: { question, gold: String(row.answer) },
        };
      },
      primary: "accuracy",
      reference: (row: Row) =>
        `The final answer is $\\boxed{${plainInteger(String(row.answer))}}$.`,
      demo: DEMO,
    };
    return [
      task({
        ...common,
        id: "cascade",
        title: "rule, then judge",
        scorer: cascadeScorer<AimeTarget>({
          id: "aime-cascade",
          version: 1,
          prompt: letterGrader({ ignoreBoxed: true, quoting: judgeQuoting }),
          parser: parsers[parser],
          reads: judgeReasoning,
          exhibit: ({ question, gold }) => ({ question, gold }),
          rule: decide,
          perSample: ({ rule, judged, final }) => ({ rule, judged, final }),
        }),
        metrics: [
          meanPercent("accuracy", "correct"),
          ...overRepeats,
          cascadeCounts,
          cascadeShares,
          judgeCounts,
        ],
      }),
      task({
        ...common,
        id: "rule",
        title: "rule alone",
        byDefault: false,
        scorer: rule,
        metrics: [
          meanPercent("accuracy", "correct"),
          ...overRepeats,
          countsOf("rule", { rule_correct: "rule_correct" }),
        ],
      }),
    ];
  },
  headline: { kind: "metric", task: "cascade", metric: "accuracy" },
});

const DEMO: readonly Row[] = [
  { question: "Find the remainder when $7^{3}$ is divided by $1000$.", answer: "343" },
  {
    question: "How many positive divisors does $2^{4}\\cdot 3^{2}\\cdot 5$ have?",
    answer: "30",
  },
  {
    question: "A right triangle has legs $28$ and $96$. Find its perimeter.",
    answer: 224,
  },
  { question: "Find the sum of the first $13$ odd positive integers.", answer: "169" },
  {
    question: "In how many ways can three of eight people stand in a row for a picture?",
    answer: "336",
  },
];
