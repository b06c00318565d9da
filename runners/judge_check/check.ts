/**
 * Measures judges on labelled pairs.
 *
 * @module
 */
import type { JudgePair } from "../../benchmarks/judge_check/mod.ts";
import { type JudgeCheck } from "../../results/judge_check.ts";
import { JUDGE_CHECK_SCHEMA } from "../../results/schema_ids.ts";
import { agreement } from "../../results/stats/kappa.ts";
import { openMemoryStore } from "../../results/store/memory.ts";
import type { AskId } from "../../results/types.ts";
import type { JudgeReply } from "../../scoring/types.ts";
import { CHARS_PER_TOKEN, JUDGE_COMPLETION_TOKENS } from "../dry_run.ts";
import { type JudgeDesk, judgeDesk } from "../judge_desk.ts";
import { judgedScore, type JudgeRecord } from "../judged_score.ts";
import { costOf } from "../meter.ts";
import { openJudges } from "../open_judges.ts";
import type { JudgeConfig, JudgeProgress } from "../run_types.ts";
import {
  type CheckContract,
  checkScorer,
  type PairTarget,
  replyOf,
  type Variant,
} from "./contract.ts";
import { checkNumbers, type PairVerdict, type Verdicts, wordOf } from "./numbers.ts";
import type { PairSet } from "./pairs.ts";

/** What {@linkcode checkJudges} is made of. */
export interface CheckOptions {
  readonly judges: readonly JudgeConfig[];
  readonly pairs: PairSet;
  readonly contract: CheckContract;
  /** Asks each pair with padding and in another order too. */
  readonly sensitivity: boolean;
  /** Unix time in milliseconds, for the record. */
  readonly now: () => number;
  readonly env?: (name: string) => string | undefined;
  readonly signal?: AbortSignal;
  readonly onNote?: (text: string) => void;
  readonly onProgress?: (progress: CheckProgress) => void;
}

/** How far a check is. */
export interface CheckProgress {
  /** Verdicts wanted of all judges together, and those that are there or have failed. */
  readonly planned: number;
  readonly done: number;
  readonly judges: readonly JudgeProgress[];
}

/** What a check would send, of all judges together. Tokens and money are estimates. */
export interface CheckPlan {
  readonly pairs: number;
  readonly requests: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly cost: number | null;
}

function variantsOf(sensitivity: boolean): readonly Variant[] {
  return sensitivity ? ["plain", "padded", "reordered"] : ["plain"];
}

/** What a check would send; nothing is sent to find out. */
export function planCheck(
  { judges, pairs: { pairs }, contract, sensitivity }: Pick<
    CheckOptions,
    "judges" | "pairs" | "contract" | "sensitivity"
  >,
): CheckPlan {
  let characters = 0;
  let each = 0;
  for (const variant of variantsOf(sensitivity)) {
    const scorer = checkScorer(contract, variant);
    for (const pair of pairs) {
      const step = scorer.score(inputOf(pair, variant, []), {});
      if (step instanceof Promise || step.kind !== "judge") continue;
      each++;
      for (const { content } of step.messages) characters += String(content).length;
    }
  }
  const promptTokens = Math.ceil(characters / CHARS_PER_TOKEN);
  const tokens = { prompt: promptTokens, completion: each * JUDGE_COMPLETION_TOKENS };
  const priced = judges.flatMap(({ price }) => price ?? []);
  return {
    pairs: pairs.length,
    requests: each * judges.length,
    promptTokens: promptTokens * judges.length,
    completionTokens: tokens.completion * judges.length,
    cost: priced.length === 0
      ? null
      : priced.reduce((sum, price) => sum + costOf(price, tokens), 0),
  };
}

/** Pairs under way at a time for each judge; its own limit says how many are in flight. */
const AHEAD = 256;

/**
 * Asks judges about pairs and compares their verdicts with the labels and with each other.
 *
 * @throws {BackendError} if a key is refused or a model unknown
 */
export async function checkJudges(options: CheckOptions): Promise<JudgeCheck> {
  const { judges, pairs: { pairs, source, sha256 }, contract } = options;
  const signal = options.signal ?? new AbortController().signal;
  const variants = variantsOf(options.sensitivity);
  const progress = new Progressing(judges, pairs.length * variants.length, options.onProgress);
  await using store = openMemoryStore();
  using opened = await openJudges(judges, {
    store,
    env: options.env ?? ((name) => Deno.env.get(name)),
    signal,
    onNote: options.onNote ?? (() => {}),
    hooks: ({ endpoint: { label } }) => ({
      onReply: () => progress.add(label, "replies", 1),
      onFlight: (_, delta) => progress.add(label, "inFlight", delta),
    }),
  });
  const found = await Promise.all(judges.map(async (judge) => {
    const desk = judgeDesk([judge], store, opened.ask);
    const verdicts: Record<Variant, Verdicts | null> = {
      plain: null,
      padded: null,
      reordered: null,
    };
    for (const variant of variants) {
      verdicts[variant] = await judgeAll(
        pairs,
        contract,
        variant,
        desk,
        signal,
        (ok) => progress.ended(judge.endpoint.label, ok),
      );
    }
    return verdicts;
  }));
  return {
    $schema: JUDGE_CHECK_SCHEMA,
    schemaVersion: 1,
    at: new Date(options.now()).toISOString(),
    pairs: { source, sha256, count: pairs.length },
    contract: {
      ...contract,
      parser: contract.prompt === "autograder" ? "autograder" : contract.parser,
    },
    judges: judges.map(({ endpoint: { label, model } }, at) => ({
      label,
      model,
      simulated: opened.facts(label)?.simulated === true,
      ...checkNumbers(pairs, found[at] ?? { plain: [], padded: null, reordered: null }),
    })),
    agreement: judges.length < 2
      ? null
      : agreement(votesOf(pairs, found.map(({ plain }) => plain))),
  };
}

/** What all judges said about the pairs that all of them judged. */
function votesOf(pairs: readonly JudgePair[], plain: readonly (Verdicts | null)[]): string[][] {
  return pairs.flatMap((_, at) => {
    const votes = plain.flatMap((verdicts) => {
      const verdict = verdicts?.[at] ?? null;
      return verdict === null ? [] : [wordOf(verdict)];
    });
    return votes.length === plain.length ? [votes] : [];
  });
}

async function judgeAll(
  pairs: readonly JudgePair[],
  contract: CheckContract,
  variant: Variant,
  desk: JudgeDesk,
  signal: AbortSignal,
  onEnd: (ok: boolean) => void,
): Promise<Verdicts> {
  const scorer = checkScorer(contract, variant);
  const verdicts: (PairVerdict | null)[] = pairs.map(() => null);
  const open = new Set<Promise<void>>();
  for (const [at, pair] of pairs.entries()) {
    signal.throwIfAborted();
    const ask: AskId = {
      column: "",
      benchmark: "judge-check",
      task: variant,
      sampleId: pair.id,
      repeat: 0,
    };
    const one: Promise<void> = judgedScore(
      ask,
      desk,
      async (judged) => await scorer.score(inputOf(pair, variant, judged), {}),
    ).then((verdict) => {
      verdicts[at] = verdict.kind === "scored"
        ? pairVerdict(verdict.outcome, verdict.values)
        : null;
      onEnd(verdict.kind === "scored");
    }).finally(() => open.delete(one));
    open.add(one);
    if (open.size >= AHEAD) await Promise.race(open);
  }
  await Promise.all(open);
  return verdicts;
}

function pairVerdict(outcome: string, values: Readonly<Record<string, unknown>>): PairVerdict {
  const [record] = values.judges as readonly JudgeRecord[];
  return {
    accepted: outcome === "correct",
    unparsable: values.judge_unparsable === true,
    raw: record?.raw.at(-1) ?? "",
  };
}

function inputOf(pair: JudgePair, variant: Variant, judged: readonly JudgeReply[]) {
  const text = replyOf(pair, variant);
  const target: PairTarget = { question: pair.question, gold: pair.gold };
  return { text, raw: text, truncated: false, target, judged };
}

/** Counts what happens and tells it. */
class Progressing {
  readonly #judges: Map<string, { replies: number; inFlight: number; failed: number }>;
  readonly #planned: number;
  #done = 0;

  constructor(
    judges: readonly JudgeConfig[],
    each: number,
    readonly tell: CheckOptions["onProgress"],
  ) {
    this.#judges = new Map(
      judges.map(({ endpoint }) => [endpoint.label, { replies: 0, inFlight: 0, failed: 0 }]),
    );
    this.#planned = each * judges.length;
  }

  add(label: string, what: "replies" | "inFlight" | "failed", delta: number): void {
    const count = this.#judges.get(label);
    if (count !== undefined) count[what] += delta;
    this.#told();
  }

  ended(label: string, ok: boolean): void {
    this.#done++;
    if (ok) this.#told();
    else this.add(label, "failed", 1);
  }

  #told(): void {
    this.tell?.({
      planned: this.#planned,
      done: this.#done,
      judges: [...this.#judges].map(([judge, count]) => ({ judge, ...count })),
    });
  }
}
