import { z } from "zod";
import { codeMetrics, type DateWindow, inWindow } from "../scoring/livecodebench/metrics.ts";
import { codeMessages } from "../scoring/livecodebench/prompt.ts";
import { type CodeTarget, passesTests } from "../scoring/livecodebench/scorer.ts";
import { defineBenchmark, hub, type Source, task } from "./define.ts";

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

/** Problems of each shard, in order: what is new in the release of that number. */
const SHARDS = [400, 111, 101, 101, 167, 175] as const;

const NUMBERS = SHARDS.map((_, index) => index + 1);

/**
 * Tags of upstream: `v6` is shard 6 alone, `release_v6` all shards up to it, `v4_v6` shards 4 to 6.
 */
const RELEASES: readonly string[] = [
  ...NUMBERS.map((number) => `v${number}`),
  ...NUMBERS.map((number) => `release_v${number}`),
  ...NUMBERS.flatMap((from) => NUMBERS.filter((to) => to > from).map((to) => `v${from}_v${to}`)),
];

/** First and last shard of a tag. */
function shardsOf(release: string): readonly [from: number, to: number] {
  const [from = 0, to = from] = [...release.matchAll(/v(\d)/g)].map(([, digit]) => Number(digit));
  return [release.startsWith("release_") ? 1 : from, to];
}

/** The files of a release; with a window, only their problems of that time. */
function shards(release: string, revision: string, window: DateWindow): Source {
  const [from, to] = shardsOf(release);
  const bounded = window.from !== undefined || window.to !== undefined;
  const files = NUMBERS.slice(from - 1, to).map((number) =>
    hub({
      repo: "livecodebench/code_generation_lite",
      revision,
      path: number === 1 ? "test.jsonl" : `test${number}.jsonl`,
      format: "jsonl",
      records: SHARDS[number - 1] ?? 0,
      licence: "not stated for the problem texts, which belong to their sites; code MIT",
      ...(bounded ? { subset: { where: (record) => mayLieIn(window, record) } } : {}),
    })
  );
  const [first, ...further] = files as [Source, ...Source[]];
  return further.length === 0 ? first : { ...first, further };
}

/** False for a problem of another time; what is no problem is left to the schema. */
function mayLieIn(window: DateWindow, record: unknown): boolean {
  const dated = Row.pick({ contest_date: true }).safeParse(record);
  return !dated.success || inWindow(dated.data.contest_date, window);
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
    release: z.enum(RELEASES).default("v6"),
    revision: z.string().min(1).default("main"),
    startDate: day(),
    endDate: day(),
    lenientStdin: z.boolean().default(false),
  },
  tasks: ({ profile, release, revision, startDate, endDate, lenientStdin }) => [
    task<Row, CodeTarget>({
      id: "code-generation",
      title: "LCB V6",
      source: shards(release, revision, { from: startDate, to: endDate }),
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
