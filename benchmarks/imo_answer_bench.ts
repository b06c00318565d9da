import { z } from "zod";
import { autograder, autograderParser } from "../scoring/judges/autograder.ts";
import { judgeCounts } from "../scoring/judges/cascade_metrics.ts";
import { cascadeScorer } from "../scoring/judges/cascade_scorer.ts";
import { gradeAccuracy, gradeMetrics } from "../scoring/judges/grade_metrics.ts";
import { judgedScorer, type JudgeSetting } from "../scoring/judges/judged_scorer.ts";
import { letterGrader } from "../scoring/judges/judging.ts";
import { parserNames, parsers } from "../scoring/judges/parsers.ts";
import { quotings } from "../scoring/judges/quoting.ts";
import type { JsonObject } from "../scoring/json.ts";
import { aimeRule } from "../scoring/math/aime_rule.ts";
import { meanByGroup, meanPercent } from "../scoring/metrics/mean.ts";
import { pyStrip } from "../scoring/python/text.ts";
import type { Scorer } from "../scoring/types.ts";
import { defineBenchmark, type Source, task, url, user } from "./define.ts";
import { repairAnswerBench } from "./imo_repair.ts";

/** A row of the published file. */
const Row = z.object({
  "Problem ID": z.string(),
  Problem: z.string(),
  "Short Answer": z.string(),
  Category: z.string(),
  Subcategory: z.string(),
});
type Row = z.infer<typeof Row>;

/** What a judge is shown beside the reply. */
interface ImoTarget extends JsonObject {
  readonly question: string;
  readonly gold: string;
}

const REPOSITORY = "https://raw.githubusercontent.com/google-deepmind/superhuman/" +
  "a02069ef66dbae4c5b0713ba0dc144a35375558f/imobench";

/** The published files: v1 is deprecated, and what the report most likely used. */
const SOURCES = {
  v1: url({
    url: `${REPOSITORY}/answerbench.csv`,
    sha256: "37aeca686ce677f93580821cfe16a0c0e45872479a502df43272e099da37d8fa",
    bytes: 169_638,
    format: "csv",
    records: 400,
    licence: "CC-BY-4.0",
  }),
  v2: url({
    url: `${REPOSITORY}/answerbench_v2.csv`,
    sha256: "275877a9d988d85278fad3a5f8a41d7f83393a60bf259531ec0a5161e6b21cf9",
    bytes: 169_537,
    format: "csv",
    records: 400,
    licence: "CC-BY-4.0",
    repair: repairAnswerBench,
  }),
} as const satisfies Record<string, Source>;

const INTEGER = /^\$?-?\d{1,300}\$?$/;

/** The judge alone, or behind AIME's rule where the gold answer is a plain integer. */
function letterJudged(
  setting: JudgeSetting<ImoTarget>,
  ruleFirst: boolean,
): Scorer<ImoTarget> {
  if (!ruleFirst) return judgedScorer<ImoTarget>({ ...setting, id: "imo-judge", version: 1 });
  return cascadeScorer<ImoTarget>({
    ...setting,
    id: "imo-rule-first",
    version: 1,
    rule(text, { gold }) {
      if (!INTEGER.test(gold)) return { correct: false, answer: null };
      const { correct, text: answer } = aimeRule(text, gold.replaceAll("$", ""));
      return { correct, answer, ...(correct ? { values: { grade: "A" } } : {}) };
    },
  });
}

/**
 * IMO-AnswerBench: 400 olympiad problems with short answers; a judge decides whether a reply's final
 * answer is the golden one. Contract: docs/benchmarks/imo-answer-bench.md.
 */
export const imoAnswerBench = defineBenchmark({
  id: "imo-answer-bench",
  title: "IMO-Answer-Bench",
  version: 1,
  upstream: [
    "google-deepmind/superhuman@a02069ef imobench/",
    "opencompass@a5acc4bb opencompass/datasets/generic.py:generic_llmjudge_postprocess",
    "arXiv 2511.01846, appendix A.5 (autograder)",
  ],
  options: {
    /** Which file: the current one, or the one before 2026-02-12. */
    version: z.enum(["v2", "v1"]).default("v2"),
    /** How the judge's letter is read (task `judge`). */
    parser: z.enum(parserNames).default("generic"),
    /** What of the judge's reply is read; `upstream` glues its reasoning before it. */
    judgeReasoning: z.enum(["content", "strip", "upstream"]).default("strip"),
    /** How the reply stands in the judge's prompt; `official` lets it end its own block. */
    judgeQuoting: z.enum(quotings).default("labels"),
    /** Accepts integers by AIME's rule and asks the judge about the rest; saves calls, is not upstream's. */
    ruleFirst: z.boolean().default(false),
  },
  tasks: ({ version, parser, judgeReasoning, judgeQuoting, ruleFirst }) => {
    const common = {
      source: SOURCES[version],
      record: Row,
      sample: (row: Row) => {
        const gold = pyStrip(row["Short Answer"]);
        return {
          id: row["Problem ID"],
          messages: user(`${row.Problem}\nPlease put your final answer within \\boxed{}.`),
          target: { question: row.Problem, gold },
          groups: { Category: row.Category, Subcategory: row.Subcategory },
        };
      },
      primary: "accuracy",
      reference: (row: Row) => `The final answer is \\boxed{${pyStrip(row["Short Answer"])}}.`,
      demo: DEMO,
    };
    const exhibit = ({ question, gold }: ImoTarget) => ({ question, gold });
    return [
      task({
        ...common,
        id: "judge",
        title: "letter from a judge",
        scorer: letterJudged({
          prompt: letterGrader({ ignoreBoxed: true, quoting: judgeQuoting }),
          parser: parsers[parser],
          reads: judgeReasoning,
          exhibit,
        }, ruleFirst),
        metrics: [...gradeMetrics, meanByGroup(gradeAccuracy, "Category"), judgeCounts],
      }),
      task({
        ...common,
        id: "autograder",
        title: "the paper's answer grader",
        byDefault: false,
        scorer: judgedScorer<ImoTarget>({
          id: "imo-autograder",
          version: 1,
          prompt: autograder({ quoting: judgeQuoting }),
          parser: autograderParser,
          reads: judgeReasoning,
          exhibit,
        }),
        metrics: [
          meanPercent("accuracy", "correct"),
          meanByGroup(meanPercent("accuracy", "correct"), "Category"),
          judgeCounts,
        ],
      }),
    ];
  },
  headline: { kind: "metric", task: "judge", metric: "accuracy" },
});

function demoRow(id: string, category: string, problem: string, answer: string): Row {
  return {
    "Problem ID": id,
    Problem: problem,
    "Short Answer": answer,
    Category: category,
    Subcategory: "Invented",
  };
}

const DEMO: readonly Row[] = [
  demoRow("demo-algebra-1", "Algebra", "Find all real $x$ with $x^2 = 4x - 4$.", "$2$"),
  demoRow(
    "demo-combinatorics-1",
    "Combinatorics",
    "In how many ways can five people sit at a round table?",
    "24",
  ),
  demoRow(
    "demo-geometry-1",
    "Geometry",
    "A square has diagonal $6$. What is its area?",
    "18\n",
  ),
  demoRow(
    "demo-number-theory-1",
    "Number theory",
    "What is the largest prime that divides $2^{10}-1$?",
    "$31$",
  ),
];
