import type { Json } from "../scoring/json.ts";
import type {
  Item,
  Judge,
  JudgeReply,
  JudgeRequest,
  ScoreStep,
  TaskFiles,
  Verdict,
} from "../scoring/types.ts";
import { type Benchmark, RecordError, type Task } from "../benchmarks/define.ts";
import { benchmarks, findBenchmark } from "../benchmarks/mod.ts";
import { reduceMetrics } from "../scoring/metrics/reduce.ts";
import { seededDraw } from "../scoring/random.ts";
import type { GivenTools } from "./scoring/remote_tools.ts";
import { scoreStep } from "./scoring/score_step.ts";

/** A record with the reply to be scored and, where a judge has already spoken, its text. */
export interface SampleInput {
  readonly record: unknown;
  readonly response: string;
  readonly judge?: string;
}

/** Options of {@linkcode scoreSamples}. */
export interface ScoreSamplesOptions {
  readonly signal?: AbortSignal;
  /** Asked where a scorer needs a judge and the sample brings no judge text. */
  readonly judge?: Judge;
  /** What scorers may call: the sandbox, learned models, programs. Default: nothing */
  readonly tools?: GivenTools;
  /** Texts of the task's files, by the names of `Task.files`. Default: none */
  readonly files?: TaskFiles;
  /** Options of the benchmark; its defaults where left out. */
  readonly options?: Readonly<Record<string, Json>>;
}

/** What scoring gave. */
export interface ScoreSamplesResult {
  /** Every metric and breakdown of the task; `null` where it is undefined for these samples. */
  readonly metrics: Record<string, number | null>;
  /** One object a sample as the golden vectors show it; unscored samples give their verdict. */
  readonly perSample: unknown[];
  readonly verdicts: Verdict[];
}

/**
 * Scores replies to records of a task, as a run would, without a run.
 *
 * @throws {RangeError} if the benchmark or task does not exist
 * @throws {RecordError} if a record is not what the task expects
 * @example
 * ```ts
 * import { scoreSamples } from "../mod.ts";
 *
 * const { metrics } = await scoreSamples({
 *   benchmark: "aime-2025",
 *   task: "rule",
 *   samples: [{ record: { question: "1 + 1?", answer: "2" }, response: "\\boxed{2}" }],
 * });
 * console.log(metrics.accuracy); // 100
 * ```
 */
export async function scoreSamples(
  input: { benchmark: string; task: string; samples: readonly SampleInput[] },
  options: ScoreSamplesOptions = {},
): Promise<ScoreSamplesResult> {
  const task = findTask(input.benchmark, input.task, options.options ?? {});
  const items: Item[] = [];
  const perSample: unknown[] = [];
  const verdicts: Verdict[] = [];
  const support = supportOf(task, input.samples);
  for (const [index, sampleInput] of input.samples.entries()) {
    options.signal?.throwIfAborted();
    const draw = seededDraw(`0/${input.benchmark}/${input.task}/${index}`);
    const sample = task.sample(sampleInput.record, {
      index,
      draw,
      ...(support === undefined ? {} : { support }),
    });
    const verdict = await settle(task, sample.target, sampleInput, options);
    verdicts.push(verdict);
    if (verdict.kind === "scored") {
      perSample.push(verdict.perSample === undefined ? verdict.values : verdict.perSample);
      items.push({
        sampleId: sample.id,
        repeat: 0,
        groups: sample.groups ?? {},
        outcome: verdict.outcome,
        values: verdict.values,
      });
    } else perSample.push(verdict);
  }
  return { metrics: reduceMetrics(task.metrics, items), perSample, verdicts };
}

/**
 * Where a task's support records are its own records, such as those whose labels are looked for in
 * every reply, the samples given are all there are.
 */
function supportOf(
  { support }: Task,
  samples: readonly SampleInput[],
): readonly unknown[] | undefined {
  try {
    return support === undefined ? undefined : samples.map(({ record }) => support.check(record));
  } catch (cause) {
    if (cause instanceof RecordError) return undefined;
    throw cause;
  }
}

function findTask(
  benchmarkId: string,
  taskId: string,
  options: Readonly<Record<string, Json>>,
): Task {
  const benchmark: Benchmark | undefined = findBenchmark(benchmarkId);
  if (benchmark === undefined) {
    const known = benchmarks.map(({ id }) => id).join(", ");
    throw new RangeError(
      `Cannot score as there is no benchmark "${benchmarkId}": known are ${known}`,
    );
  }
  const tasks = benchmark.tasks(benchmark.options.parse(options));
  const task = tasks.find(({ id }) => id === taskId);
  if (task === undefined) {
    const known = tasks.map(({ id }) => id).join(", ");
    throw new RangeError(
      `Cannot score as "${benchmarkId}" has no task "${taskId}": known are ${known}`,
    );
  }
  return task;
}

async function settle(
  task: Task,
  target: Json,
  input: SampleInput,
  options: ScoreSamplesOptions,
): Promise<Verdict> {
  const judged: JudgeReply[] = [];
  const tools = {
    ...options.tools,
    ...(options.files === undefined ? {} : { files: options.files }),
  };
  for (;;) {
    const step: ScoreStep = await scoreStep(
      task,
      { text: input.response, reasoning: "", truncated: false, target, judged },
      tools,
      options.signal,
    );
    if (step.kind !== "judge") return step;
    const reply = await judgeReply(step, judged.length, input, options);
    if (typeof reply === "string") {
      return { kind: "unscored", reason: "judge-failed", detail: reply };
    }
    judged.push(reply);
  }
}

async function judgeReply(
  request: JudgeRequest,
  asked: number,
  input: SampleInput,
  options: ScoreSamplesOptions,
): Promise<JudgeReply | string> {
  if (asked >= MAX_JUDGE_ASKS) return `no verdict after ${asked} judge replies`;
  // A recorded judge says the same thing however often it is asked.
  if (input.judge !== undefined) return { text: input.judge, reasoning: "" };
  if (options.judge === undefined) {
    return "the scorer needs a judge: give the sample a judge text or pass options.judge";
  }
  try {
    return await options.judge.ask(request, options.signal);
  } catch (cause) {
    options.signal?.throwIfAborted();
    return cause instanceof Error ? cause.message : String(cause);
  }
}

/** No judge contract asks more often than this about one reply. */
export const MAX_JUDGE_ASKS = 16;
