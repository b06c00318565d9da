/** The sub-tasks of the five science suites, and how a test scores one reply to one of them. */
import type { Benchmark, Draw, JsonOptions, Task } from "../../benchmarks/define.ts";
import { findBenchmark } from "../../benchmarks/mod.ts";
import { demoSupport } from "../../runners/support.ts";
import type { Json } from "../../scoring/json.ts";
import { reduceMetrics } from "../../scoring/metrics/reduce.ts";
import type { Item, JudgeReply, ScoreStep, Verdict } from "../../scoring/types.ts";
import { judgeReply } from "./replies.ts";

/** A sub-task with what names it. */
export interface ScienceTask {
  readonly benchmark: Benchmark;
  readonly options: JsonOptions;
  readonly task: Task;
}

/** Every variant whose scorers or readers differ. */
const VARIANTS: readonly (readonly [id: string, options: JsonOptions])[] = [
  ["scireasoner", {}],
  ["scireasoner", { modelSplit: false, peerJudge: "upstream", proteinRouge: "bootstrap" }],
  ["scireasoner", { peerJudge: "intended" }],
  ["smolinstruct", {}],
  ["matbench", {}],
  ["matbench", { judgeReasoning: "upstream" }],
  ["mol-instructions", {}],
  ["biology-instruction", {}],
];

/** All sub-tasks under their default options. */
export const scienceTasks: readonly ScienceTask[] = VARIANTS
  .filter(([, options]) => Object.keys(options).length === 0).flatMap(tasksOf);

/** A sub-task of each way of scoring there is, variants by option among them. */
export const scienceKinds: readonly ScienceTask[] = [
  ...Map.groupBy(
    VARIANTS.flatMap(tasksOf),
    ({ benchmark, task }) =>
      [benchmark.id, task.scorer.id, task.reasoning, ...task.metrics.map(({ id }) => id)].join(),
  ).values(),
].flatMap(([first]) => first ?? []);

function tasksOf([id, chosen]: readonly [string, JsonOptions]): ScienceTask[] {
  const benchmark = findBenchmark(id);
  if (benchmark === undefined) throw new RangeError(`There is no benchmark "${id}"`);
  const options = benchmark.options.parse(chosen);
  return benchmark.tasks(options).map((task) => ({ benchmark, options, task }));
}

/** Name in a message. */
export function nameOf({ benchmark, task, options }: ScienceTask): string {
  return `${benchmark.id}/${task.id} ${JSON.stringify(options)}`;
}

/** True where a reply may stay unscored for want of a model or program that tests do not have. */
export function mayStayUnscored({ needs }: Task): boolean {
  return needs.some((need) => need !== "judge");
}

/** One self-written record as a sample. */
export function sampleOf(
  task: Task,
  index: number,
): { readonly id: string; readonly target: Json } {
  const support = demoSupport(task);
  return task.sample(task.demo[index % task.demo.length], {
    index,
    draw: () => 0.5,
    ...(support === undefined ? {} : { support }),
  });
}

/** More asks of a judge about one reply than any contract has. */
const MAX_JUDGED = 16;

/**
 * Scores a reply with `step`, and a judge who says anything.
 *
 * @throws {Error} if the scorer asks the judge without end
 */
export async function settle(
  step: (judged: readonly JudgeReply[]) => ScoreStep | Promise<ScoreStep>,
  draw: Draw,
): Promise<Verdict> {
  const judged: JudgeReply[] = [];
  while (judged.length < MAX_JUDGED) {
    const next = await step(judged);
    if (next.kind !== "judge") return next;
    judged.push({ text: judgeReply(draw), reasoning: "" });
  }
  throw new Error("the scorer asks its judge without end");
}

/** What a verdict adds to the metrics; nothing where it is unscored. */
export function itemsOf(verdict: Verdict, sampleId: string): Item[] {
  if (verdict.kind === "unscored") return [];
  const { outcome, values } = verdict;
  // As the store gives it back.
  const kept = JSON.parse(JSON.stringify(values)) as typeof values;
  return [{ sampleId, repeat: 0, groups: {}, outcome, values: kept }];
}

/** A sub-task's numbers, each finite or `null` and inside its metric's range. */
export function numbersOf(task: Task, items: readonly Item[]): Record<string, number | null> {
  const numbers = reduceMetrics(task.metrics, items);
  for (const [name, value] of Object.entries(numbers)) {
    const metric = task.metrics.find(({ id }) => id === name);
    const [low, high] = metric === undefined || metric.kind === "breakdown"
      ? [-Infinity, Infinity]
      : metric.kind === "mean"
      ? metric.range.map((end) => end * metric.scale)
      : metric.range;
    const least = Math.min(low ?? 0, high ?? 0) - 1e-9;
    const most = Math.max(low ?? 0, high ?? 0) + 1e-9;
    if (value !== null && !(Number.isFinite(value) && value >= least && value <= most)) {
      throw new Error(`${name} is ${value}, outside ${least} to ${most}`);
    }
  }
  return numbers;
}
