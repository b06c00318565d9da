import { z } from "zod";
import { codeMetrics } from "../scoring/livecodebench/metrics.ts";
import { codeMessages } from "../scoring/livecodebench/prompt.ts";
import { type CodeTarget, passesTests } from "../scoring/livecodebench/scorer.ts";
import { defineBenchmark, hub, task } from "./define.ts";

const text = () => z.string("a text");

/** The columns in use. `metadata` is JSON text. */
const Row = z.object({
  question_id: text(),
  question_content: text(),
  platform: text(),
  difficulty: text(),
  contest_date: text().regex(/^\d{4}-\d{2}-\d{2}T/, "a date and time such as 2025-02-11T00:00:00"),
  starter_code: text(),
  public_test_cases: text(),
  private_test_cases: text(),
  metadata: text().refine((json) => functionName(json) !== undefined, "the JSON text of an object"),
});
type Row = z.output<typeof Row>;

/** `func_name` of the metadata, `null` where it names none, `undefined` where it cannot be read. */
function functionName(metadata: string): string | null | undefined {
  try {
    const named = z.object({ func_name: z.string().nullish() }).safeParse(JSON.parse(metadata));
    return named.success ? named.data.func_name ?? null : undefined;
  } catch {
    return undefined;
  }
}

/** What the scorer is given of a record. */
export function codeTarget(row: Row): CodeTarget {
  return {
    publicTests: row.public_test_cases,
    privateTests: row.private_test_cases,
    functionName: functionName(row.metadata) ?? null,
  };
}

/** Labels of a record to break numbers down by. */
export function codeGroups(row: Row): Readonly<Record<string, string>> {
  return { difficulty: row.difficulty, platform: row.platform, date: row.contest_date };
}

/** Parses a record. Throws a `ZodError` if it is none. */
export function codeRow(record: unknown): Row {
  return Row.parse(record);
}

/** Problems of each shard: what is new in the release of that number. */
const SHARDS = { v1: 400, v2: 111, v3: 101, v4: 101, v5: 167, v6: 175 } as const;

function shardPath(shard: keyof typeof SHARDS): string {
  const number = shard.slice(1);
  return number === "1" ? "test.jsonl" : `test${number}.jsonl`;
}

const day = () => z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a day such as 2025-02-01").optional();

interface DemoProblem {
  readonly content: string;
  readonly difficulty: string;
  readonly tests: readonly (readonly [input: string, output: string])[];
  readonly functionName?: string;
  readonly starter?: string;
  readonly solution: string;
}

/** Self-written problems in the manner of the benchmark, each with a solution. */
const DEMO: readonly DemoProblem[] = [
  {
    content: "A ferry takes C cars at a time. N cars wait. Print how often it has to cross.\n\n" +
      "Input: one line with N and C (1 <= N, C <= 10^9).",
    difficulty: "easy",
    tests: [["7 3\n", "3\n"], ["6 3\n", "2\n"], ["1 1000000000\n", "1\n"]],
    solution: "n, c = map(int, input().split())\nprint((n + c - 1) // c)",
  },
  {
    content: "Of N buoys the distances to the harbour are given. Print the largest gap between " +
      "neighbours.\n\nInput: N (2 <= N <= 1000), then a line of N integers.",
    difficulty: "medium",
    tests: [["4\n9 1 4 2\n", "5\n"], ["2\n3 3\n", "0\n"]],
    solution: "n = int(input())\nd = sorted(map(int, input().split()))\n" +
      "print(max(b - a for a, b in zip(d, d[1:])))",
  },
  {
    content:
      "A signal book spells each flag by a letter. Return the letters of `flags` that occur " +
      "exactly once, in the order they are hoisted.",
    difficulty: "easy",
    tests: [['"abca"', '["b", "c"]'], ['"zz"', "[]"], ['"q"', '["q"]']],
    functionName: "hoistedOnce",
    starter: "class Solution:\n    def hoistedOnce(self, flags: str) -> List[str]:\n        ",
    solution: "class Solution:\n    def hoistedOnce(self, flags: str) -> List[str]:\n" +
      "        return [flag for flag in flags if flags.count(flag) == 1]",
  },
];

function demoId(index: number): string {
  return `demo-${index + 1}`;
}

function demoRow(problem: DemoProblem, index: number): Row {
  const { content, difficulty, tests, functionName, starter, solution: _ } = problem;
  const testtype = functionName === undefined ? "stdin" : "functional";
  const packed = tests.map(([input, output]) => ({ input, output, testtype }));
  return {
    question_id: demoId(index),
    question_content: content,
    platform: functionName === undefined ? "atcoder" : "leetcode",
    difficulty,
    contest_date: `2025-02-1${index}T00:00:00`,
    starter_code: starter ?? "",
    public_test_cases: JSON.stringify(packed.slice(0, 1)),
    private_test_cases: JSON.stringify(packed.slice(1)),
    metadata: JSON.stringify(functionName === undefined ? {} : { func_name: functionName }),
  };
}

/** Only the demonstration's records come with a solution; the benchmark's own have none. */
function reference(row: Row): string | null {
  const problem = DEMO.find((_, index) => demoId(index) === row.question_id);
  return problem === undefined ? null : `\`\`\`python\n${problem.solution}\n\`\`\``;
}

/**
 * LiveCodeBench v6: problems of programming contests, solved by programs that must pass every test.
 * Contract: docs/benchmarks/livecodebench-v6.md.
 */
export const livecodebenchV6 = defineBenchmark({
  id: "livecodebench-v6",
  title: "LCB V6",
  version: 1,
  upstream: [
    "LiveCodeBench@28fef95 lcb_runner/evaluation/testing_util.py:run_test",
    "opencompass@a5acc4bb opencompass/datasets/livecodebench/evaluator.py:LCBCodeGenerationEvaluator",
  ],
  options: {
    profile: z.enum(["official", "opencompass"]).default("official"),
    release: z.enum(["v1", "v2", "v3", "v4", "v5", "v6"]).default("v6"),
    startDate: day(),
    endDate: day(),
    lenientStdin: z.boolean().default(false),
  },
  tasks: ({ profile, release, startDate, endDate, lenientStdin }) => [
    task<Row, CodeTarget>({
      id: "code-generation",
      title: "LCB V6",
      source: hub({
        repo: "livecodebench/code_generation_lite",
        revision: "main",
        path: shardPath(release),
        format: "jsonl",
        records: SHARDS[release],
        licence: "not stated for the problem texts, which belong to their sites; code MIT",
      }),
      record: Row,
      sample: (row) => ({
        id: row.question_id,
        messages: codeMessages(
          { content: row.question_content, starterCode: row.starter_code },
          profile,
        ),
        target: codeTarget(row),
        groups: codeGroups(row),
      }),
      scorer: passesTests({ profile, lenientStdin }),
      metrics: codeMetrics({ from: startDate, to: endDate }),
      primary: "pass@1",
      reference,
      demo: DEMO.map(demoRow),
    }),
  ],
  headline: { kind: "metric", task: "code-generation", metric: "pass@1" },
});
