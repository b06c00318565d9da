import {
  type ParitySummary,
  ParityTally,
  type ParityVerdict,
  parityVerdict,
  replyParity,
} from "../results/stats/parity.ts";
import type { AskId, KeptVerdict } from "../results/types.ts";
import { runFolder } from "../results/run_folder.ts";
import { openSqliteStore } from "../results/store/sqlite.ts";
import type { Store } from "../results/store/types.ts";
import {
  compareColumns,
  type ComparedColumn,
  type CompareOptions,
  type Comparison,
  sameTask,
  type Side,
  sideOf,
} from "./compare.ts";
import { MODE_SAMPLING } from "./run_types.ts";
import { type ResolvedTask, SelectionError } from "./tasks.ts";

/** How alike two columns are in one task. */
export interface TaskParity extends Comparison, ParitySummary {
  /** Asks that both have a verdict of. */
  readonly asks: number;
  /** Share of those whose outcomes are the same, 0 to 1. */
  readonly agreement: number | null;
  readonly verdict: ParityVerdict;
}

/** What was found about two endpoints that should serve the same model. */
export interface Parity {
  readonly first: { readonly runId: string; readonly column: string };
  readonly second: { readonly runId: string; readonly column: string };
  /** A difference as large as this would not matter, in the unit of each task's metric. */
  readonly margin: number;
  readonly rows: readonly TaskParity[];
  /** Of all tasks: `different` if one is, `parity` if all are. */
  readonly verdict: ParityVerdict;
}

/** Options of {@linkcode compareParity}. */
export interface ParityOptions extends CompareOptions {
  /** Default: 1, a point of a percentage */
  readonly margin?: number;
}

/**
 * Compares two endpoints that should serve the same weights, such as one at 8 and one at 16 bits: the
 * same requests, asked greedily, so that whatever differs is the endpoints' doing.
 *
 * @throws {SelectionError} if the columns were not asked the same, or not greedily
 */
export async function compareParity(options: ParityOptions): Promise<Parity> {
  const { margin = 1 } = options;
  const compared = await compareColumns(options);
  const open = ({ runId }: ComparedColumn) =>
    openSqliteStore(runFolder(options.runsDir, runId).store, { readOnly: true });
  await using first = await open(options.first);
  await using second = await open(options.second);
  const one = await sideOf(first, compared.first, options);
  const two = await sideOf(second, compared.second, options);
  checkGreedy(one, two);
  const rows: TaskParity[] = [];
  for (const comparison of compared.rows) {
    const resolved = one.tasks.find(({ benchmark, task }) =>
      benchmark.id === comparison.benchmark && task.id === comparison.task
    )!;
    const other = two.tasks.find((candidate) => sameTask(resolved, candidate))!;
    await checkPrompts(first, second, resolved);
    rows.push({
      ...comparison,
      ...await repliesOf({ store: first, side: one, task: resolved }, {
        store: second,
        side: two,
        task: other,
      }),
      verdict: parityVerdict(comparison, comparison.unit === "fraction" ? margin / 100 : margin),
    });
  }
  const verdicts = new Set(rows.map(({ verdict }) => verdict));
  const verdict = verdicts.has("different")
    ? "different"
    : verdicts.size === 1 && verdicts.has("parity")
    ? "parity"
    : "undecided";
  return { first: compared.first, second: compared.second, margin, rows, verdict };
}

/** Anything but greedy decoding differs from one ask to the next, whatever the endpoint. */
function checkGreedy(one: Side, two: Side): void {
  for (const { column, config } of [one, two]) {
    const { temperature } = { ...MODE_SAMPLING[config.column.mode], ...config.sampling };
    if (temperature === 0) continue;
    throw new SelectionError(
      `Cannot tell parity of "${column}" as it was asked at temperature ${
        temperature ?? "unsaid"
      }: ` +
        "run both with --temperature 0, so that nothing but the endpoint can make a difference",
    );
  }
  const [a, b] = [one, two].map(({ config }) =>
    JSON.stringify([config.column.mode, config.sampling])
  );
  if (a !== b) {
    throw new SelectionError(
      `Cannot tell parity of "${one.column}" and "${two.column}" as they were not asked with the ` +
        `same mode and sampling: first is ${a}, second is ${b}`,
    );
  }
}

/** Two runs may have read different data, or asked with another wording. */
async function checkPrompts(
  first: Store,
  second: Store,
  { benchmark, task }: ResolvedTask,
): Promise<void> {
  const filter = { benchmark: benchmark.id, task: task.id };
  for await (const sample of first.samples(filter)) {
    const other = await second.sample(benchmark.id, task.id, sample.sampleId);
    if (other === null || other.promptSha256 === sample.promptSha256) continue;
    throw new SelectionError(
      `Cannot tell parity in "${benchmark.id}/${task.id}" as sample "${sample.sampleId}" was asked ` +
        "in other words in the two runs",
    );
  }
}

interface Place {
  readonly store: Store;
  readonly side: Side;
  readonly task: ResolvedTask;
}

/** Goes through both columns' verdicts ask by ask, and through the replies behind them. */
async function repliesOf(
  one: Place,
  two: Place,
): Promise<ParitySummary & Pick<TaskParity, "asks" | "agreement">> {
  const others = new Map<string, KeptVerdict["verdict"]>();
  for await (const { ask, verdict } of verdictsOf(two)) others.set(keyOf(ask), verdict);
  const tally = new ParityTally();
  let asks = 0;
  let same = 0;
  for await (const { ask, verdict } of verdictsOf(one)) {
    const other = others.get(keyOf(ask));
    if (other === undefined) continue;
    if (verdict.kind === "scored" && other.kind === "scored") {
      asks++;
      if (verdict.outcome === other.outcome) same++;
    }
    const turns = await modelTurns(one.store, ask);
    const otherTurns = await modelTurns(two.store, { ...ask, column: two.side.column });
    for (const [at, turn] of turns.entries()) {
      const answer = otherTurns[at];
      // Behind a turn that differs the two were no longer asked the same.
      if (answer === undefined) break;
      const parity = replyParity(turn, answer);
      tally.add(parity);
      if (parity.firstDifference !== null) break;
    }
  }
  return { ...tally.summary(), asks, agreement: asks === 0 ? null : same / asks };
}

function verdictsOf({ store, side, task }: Place): AsyncIterable<KeptVerdict> {
  return store.verdicts(side.column, { benchmark: task.benchmark.id, task: task.task.id });
}

async function modelTurns(store: Store, ask: AskId) {
  return (await store.replies(ask)).filter(({ party }) => party === "model");
}

function keyOf({ sampleId, repeat }: AskId): string {
  return `${sampleId}\u0000${repeat}`;
}
