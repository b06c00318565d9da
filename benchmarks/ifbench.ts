import { z } from "zod";
import { ifbenchMetrics } from "../scoring/ifbench/metrics.ts";
import { ConstraintError, recordChecks } from "../scoring/ifbench/record.ts";
import { referenceReply } from "../scoring/ifbench/reference.ts";
import { followsConstraints, type IfbenchTarget } from "../scoring/ifbench/scorer.ts";
import type { Json, JsonObject } from "../scoring/json.ts";
import { defineBenchmark, task, url, user } from "./define.ts";

const Argument: z.ZodType<Json> = z.json();

/** The columns in use. `kwargs[i]` belongs to `instruction_id_list[i]`; unused arguments are null. */
const Row = z.object({
  key: z.union([z.string(), z.number()], "a text or a number").transform(String),
  prompt: z.string("a text").min(1, "a text that is not empty"),
  instruction_id_list: z.array(z.string("the id of a constraint"), "a list of constraint ids")
    .min(1, "a list of at least one constraint id"),
  kwargs: z.array(z.record(z.string(), Argument, "an object of arguments"), "a list of arguments"),
}).superRefine((row, context) => {
  const length = row.instruction_id_list.length;
  if (row.kwargs.length !== length) {
    const message = `a list as long as "instruction_id_list", which has ${length}`;
    context.addIssue({ code: "custom", path: ["kwargs"], message });
    return;
  }
  try {
    recordChecks(row, "official");
  } catch (cause) {
    if (!(cause instanceof ConstraintError)) throw cause;
    context.addIssue({ code: "custom", path: [...cause.path], message: cause.wanted });
  }
});

/** Arguments without those that are null. */
function given(kwargs: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(kwargs).filter(([, value]) => value !== null));
}

/** Self-written prompts in the manner of the benchmark. */
const DEMO: readonly {
  readonly prompt: string;
  readonly constraints: Readonly<Record<string, JsonObject>>;
}[] = [
  {
    prompt: "Describe a lighthouse in a storm. The response must contain between 30 and 40 words.",
    constraints: { "count:word_count_range": { min_words: 30, max_words: 40 } },
  },
  {
    prompt: 'What is a tide? Include the word "lantern" in sentence 3 of your response.',
    constraints: { "sentence:keyword": { word: "lantern", N: 3 } },
  },
  {
    prompt: "Tell me about winter at sea, with as many statements as questions and exclamations.",
    constraints: { "ratio:sentence_balance": {} },
  },
  {
    prompt: "Name some drinks. Put the word SEPARATOR before each, and use exactly 4 numbers.",
    constraints: { "format:list": { sep: "SEPARATOR" }, "count:numbers": { N: 4 } },
  },
  {
    prompt: "How do ropes hold a boat? End every sentence with an emoji.",
    constraints: { "format:emoji": {} },
  },
  {
    prompt: "Which lamp marks the port side? Answer with one of these options: red/green/blue",
    constraints: { "format:options": { options: "red/green/blue" } },
  },
];

/**
 * IFBench: 300 prompts with constraints that a program verifies. Contract:
 * docs/benchmarks/ifbench.md.
 */
export const ifbench = defineBenchmark({
  id: "ifbench",
  title: "IFBench",
  version: 1,
  upstream: [
    "allenai/IFBench@db69a6f evaluation_lib.py, ifbench/instructions.py",
    "opencompass@a5acc4bb opencompass/datasets/IFBench/ifbench.py:IFBenchEvaluator",
  ],
  options: { profile: z.enum(["opencompass", "official"]).default("opencompass") },
  tasks: ({ profile }) => [
    task<z.output<typeof Row>, IfbenchTarget>({
      id: "test",
      title: "IFBench",
      source: url({
        url: "https://raw.githubusercontent.com/allenai/IFBench/" +
          "db69a6f05689830b0068b8f1529ebcfd2f3b164c/data/IFBench_test.jsonl",
        format: "jsonl",
        records: 300,
        bytes: 421502,
        sha256: "a2bf7b8e7ed11d39c65b4ec781da8b99663ed0121f97033d70fcecb61f8a9d85",
        licence: "ODC-BY-1.0",
      }),
      record: Row,
      sample: (row) => ({
        id: row.key,
        messages: user(row.prompt),
        target: {
          instruction_id_list: row.instruction_id_list,
          kwargs: row.kwargs.map(given),
        },
      }),
      scorer: followsConstraints(profile),
      metrics: ifbenchMetrics(profile),
      primary: "score",
      reference: (row) => referenceReply(row, profile),
      demo: DEMO.map(({ prompt, constraints }, index) => ({
        key: `demo-${index + 1}`,
        prompt,
        instruction_id_list: Object.keys(constraints),
        kwargs: Object.values(constraints),
      })),
    }),
  ],
  headline: { kind: "metric", task: "test", metric: "score" },
});
