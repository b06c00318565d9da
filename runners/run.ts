/**
 * A run from its configuration to its summary: prepare, ask, judge, score, reduce, on one queue.
 *
 * @module
 */
import type { Verdict } from "../scoring/types.ts";
import type { KeptReply, ManifestJson, RunSummary } from "../results/types.ts";
import type { KeptNote, KeptPlan, Store } from "../results/store/types.ts";
import { runFolder } from "../results/run_folder.ts";
import { openSqliteStore } from "../results/store/sqlite.ts";
import { createEndpoint } from "./backend/endpoint.ts";
import { BackendError, UnreachableError } from "./backend/errors.ts";
import type { Endpoint, EndpointConfig, EndpointFacts } from "./backend/types.ts";
import { type AskContext, runAsk } from "./ask.ts";
import { type EventQueue, eventQueue } from "./event_queue.ts";
import { type Lane, openLane, pickLane, type PlannedAsk } from "./lanes.ts";
import { type FoundFacts, manifestOf } from "./manifest.ts";
import { Meter } from "./meter.ts";
import { planIdentity, type PreparedTask, prepareTask } from "./prepare.ts";
import {
  type ColumnConfig,
  type EvaluateOptions,
  MODE_SAMPLING,
  type Run,
  type RunConfig,
  type RunEvent,
} from "./run_types.ts";
import { scoringId } from "./scoring/scoring_id.ts";
import { SCORE_WORKERS, scorePool } from "./scoring/score_pool.ts";
import { scoreStep } from "./scoring/score_step.ts";
import { type Slots, slotsOf } from "./slots.ts";
import { queuedTurns, type QueuedTurnsOptions } from "./queued_turns.ts";
import { type ResolvedTask, resolveTasks } from "./tasks.ts";
import { writeReports } from "./reports.ts";
import { reduceRun } from "./summary.ts";
import { Watch } from "./watch.ts";

/**
 * Runs benchmarks against models and yields what happens.
 *
 * `result` resolves with the summary when the run has finished or was interrupted through `signal`,
 * and rejects with what stopped it. Iterating is optional.
 *
 * @throws (through `result`) {@linkcode SelectionError}, {@linkcode DatasetError},
 * {@linkcode BackendError} or {@linkcode StoreError}
 */
export function evaluate(options: EvaluateOptions): Run {
  const events = eventQueue<RunEvent>();
  const result = execute(options, events).finally(() => events.end());
  // Whoever only iterates must not bring the process down; whoever awaits `result` sees the error.
  result.catch(() => {});
  return { [Symbol.asyncIterator]: () => events[Symbol.asyncIterator](), result };
}

async function execute(
  options: EvaluateOptions,
  events: EventQueue<RunEvent>,
): Promise<RunSummary> {
  const { config } = options;
  const tasks = resolveTasks(config.benchmarks, options.catalog);
  const folder = runFolder(options.runsDir, config.runId);
  await using store = await openSqliteStore(folder.store, {
    create: !options.resume,
    onPause: (text) => events.push({ type: "note", kind: "store", text }),
  });
  await using run = new RunScope(options, tasks, store, events);
  const stop = await run.go();
  // Ended before it began: there is nothing to reduce, and the reason is all there is to say.
  if (await store.manifest() === null) throw stop.error ?? options.signal?.reason;
  const reduce = {
    runId: config.runId,
    interrupted: stop.interrupted,
    ...(options.catalog === undefined ? {} : { catalog: options.catalog }),
  };
  const { status } = await reduceRun(store, reduce);
  await run.keepManifest(status);
  const summary = await reduceRun(store, reduce);
  await writeReports(folder.path, summary);
  if (stop.error !== null && !stop.interrupted) throw stop.error;
  events.push({ type: "finished", summary });
  return summary;
}

/** How the asking ended. */
interface Stop {
  readonly interrupted: boolean;
  readonly error: unknown;
}

/** What is learnt about an endpoint while the run goes on. */
interface Learnt {
  readonly endpoint: Endpoint;
  readonly slots: Slots;
  facts: EndpointFacts | null;
  readonly serverModels: Set<string>;
  capped: number;
  lowest: number | null;
}

/** The parts of a run that end together. */
class RunScope implements AsyncDisposable {
  readonly #config: RunConfig;
  readonly #env: (name: string) => string | undefined;
  readonly #abort = new AbortController();
  readonly #signal: AbortSignal;
  readonly #learnt = new Map<string, Learnt>();
  readonly #notes: Promise<void>[] = [];
  readonly #watch: Watch;
  #fatal: unknown = null;
  #lostJudge = false;

  constructor(
    readonly options: EvaluateOptions,
    readonly tasks: readonly ResolvedTask[],
    readonly store: Store,
    readonly events: EventQueue<RunEvent>,
  ) {
    this.#config = options.config;
    this.#env = options.env ?? ((name) => Deno.env.get(name));
    this.#signal = options.signal === undefined
      ? this.#abort.signal
      : AbortSignal.any([options.signal, this.#abort.signal]);
    this.#watch = new Watch(options.config.keepGoing);
  }

  async go(): Promise<Stop> {
    const { store } = this;
    try {
      await this.#connect();
      await this.keepManifest(null);
      const plans = await store.plans();
      const prepared: PreparedTask[] = [];
      for (const task of this.tasks) {
        const ready = await prepareTask(task, plans, {
          config: this.#config,
          store,
          env: this.#env,
          signal: this.#signal,
          onNote: (kind, text) => this.#note(kind, text),
        });
        await this.#keepPlans(ready, plans);
        prepared.push(ready);
      }
      await this.keepManifest(null);
      await this.#ask(prepared);
    } catch (cause) {
      this.#stop(cause);
    }
    await Promise.allSettled(this.#notes);
    await store.flush();
    return { interrupted: this.options.signal?.aborted === true, error: this.#fatal };
  }

  /** Keeps what is known about the run now; a `status` says that it has ended. */
  async keepManifest(status: RunSummary["status"] | null): Promise<void> {
    const { store } = this;
    const now = new Date().toISOString();
    const before: ManifestJson | null = await store.manifest();
    const notes = [];
    for await (const note of store.notes()) notes.push({ ...note });
    const found = new Map([...this.#learnt].map(([label, learnt]): [string, FoundFacts] => [label, {
      endpoint: learnt.endpoint,
      facts: learnt.facts,
      serverModels: [...learnt.serverModels].sort(),
      capped: { replies: learnt.capped, lowest: learnt.lowest },
    }]));
    await store.keepManifest(manifestOf({
      config: this.#config,
      tasks: this.tasks,
      plans: await store.plans(),
      found,
      createdAt: typeof before?.createdAt === "string" ? before.createdAt : now,
      finishedAt: status === null ? null : now,
      status,
      notes,
    }));
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#abort.abort(new DOMException("The run has ended", "AbortError"));
    for (const { endpoint } of this.#learnt.values()) endpoint.close();
    return Promise.resolve();
  }

  #stop(cause: unknown): void {
    if (this.options.signal?.aborted === true) return;
    this.#fatal ??= cause;
    this.#abort.abort(cause);
  }

  #note(kind: string, text: string): void {
    this.events.push({ type: "note", kind, text });
    const note: KeptNote = { at: Date.now(), kind, text };
    this.#notes.push(this.store.keepNote(note).catch((cause) => this.#stop(cause)));
  }

  /** Looks at every server before anything is asked, so that a wrong name costs a second. */
  async #connect(): Promise<void> {
    for (const { endpoint } of this.#config.columns) this.#open(endpoint);
    if (this.#config.judge !== null) this.#open(this.#config.judge.endpoint);
    await Promise.all([...this.#learnt].map(async ([label, learnt]) => {
      try {
        learnt.facts = await learnt.endpoint.connect({ signal: this.#signal });
      } catch (cause) {
        const judge = this.#config.judge?.endpoint.label === label &&
          !this.#config.columns.some((column) => column.endpoint.label === label);
        if (!judge || !(cause instanceof UnreachableError)) throw cause;
        this.#note("judge", `${cause.message}; what it has to judge stays judge-failed`);
      }
    }));
  }

  #open(config: EndpointConfig): void {
    if (this.#learnt.has(config.label)) return;
    const endpoint = createEndpoint(config, { env: this.#env });
    endpoint.onNote((note) => this.#note(note.kind, note.text));
    this.#learnt.set(config.label, {
      endpoint,
      slots: slotsOf(endpoint),
      facts: null,
      serverModels: new Set(),
      capped: 0,
      lowest: null,
    });
  }

  #of(label: string): Learnt {
    const learnt = this.#learnt.get(label);
    if (learnt === undefined) throw new RangeError(`Cannot ask as there is no endpoint "${label}"`);
    return learnt;
  }

  #learn(label: string, reply: KeptReply, asked: number): void {
    const learnt = this.#of(label);
    if (reply.serverModel !== null && learnt.serverModels.size < MODEL_NAMES) {
      learnt.serverModels.add(reply.serverModel);
    }
    if (reply.sentMaxTokens < asked) {
      learnt.capped++;
      learnt.lowest = Math.min(learnt.lowest ?? Infinity, reply.sentMaxTokens);
    }
  }

  async #keepPlans(task: PreparedTask, plans: readonly KeptPlan[]): Promise<void> {
    for (const { column } of this.#config.columns) {
      const known = plans.some((plan) =>
        plan.column === column.id && plan.benchmark === task.benchmark.id &&
        plan.task === task.task.id
      );
      if (known) continue;
      await this.store.keepPlan({
        column: column.id,
        benchmark: task.benchmark.id,
        task: task.task.id,
        samples: task.samples,
        repeats: task.repeats,
        planSha256: planIdentity(task, this.#config),
        data: task.data,
      });
    }
  }

  async #ask(prepared: readonly PreparedTask[]): Promise<void> {
    const { store, events } = this;
    const jobs: { lane: Lane; column: ColumnConfig; task: PreparedTask }[] = [];
    for (const column of this.#config.columns) {
      for (const task of prepared) {
        const lane = await openLane(store, {
          column: column.column.id,
          mode: column.column.mode,
          benchmark: task.benchmark.id,
          task: task.task.id,
          samples: task.samples,
          repeats: task.repeats,
        });
        jobs.push({ lane, column, task });
      }
    }
    const lanes = jobs.map(({ lane }) => lane);
    const priceOf = new Map(this.#config.columns.map(({ column, price }) => [column.id, price]));
    const meter = new Meter(lanes, {
      column: (column) => priceOf.get(column) ?? null,
      judge: this.#config.judge?.price ?? null,
    }, Date.now);
    const folder = runFolder(this.options.runsDir, this.#config.runId).path;
    const planned = lanes.reduce((sum, lane) => sum + lane.planned, 0);
    events.push({ type: "started", runId: this.#config.runId, folder, planned });
    this.#warnOfMissingJudge(prepared);

    using pool = scorePool({
      workers: SCORE_WORKERS,
      timeoutMs: this.#config.scoreTimeoutMs,
      ...(this.options.sandbox === undefined ? {} : { sandbox: this.options.sandbox }),
    });
    const judge = this.#config.judge === null ? null : {
      slots: this.#of(this.#config.judge.endpoint.label).slots,
      overrides: this.#config.judge.sampling,
      thinking: null,
    };
    const scorings = new Map(jobs.map(({ lane, task }) => [lane, scoringId(task)]));
    const contextOf = new Map(jobs.map(({ lane, column, task }) => [
      lane,
      this.#context(
        lane,
        column,
        task,
        judge,
        meter,
        (job) =>
          this.options.catalog === undefined
            ? pool.step(
              { benchmark: task.benchmark.id, task: task.task.id, options: task.options },
              job,
            )
            : scoreStep(
              task.task,
              job,
              this.options.sandbox === undefined ? {} : { sandbox: this.options.sandbox },
              this.#signal,
            ),
      ),
    ]));

    const report = () => events.push({ type: "progress", progress: meter.snapshot() });
    const timer = setInterval(report, PROGRESS_MS);
    try {
      const byEndpoint = Map.groupBy(jobs, ({ column }) => column.endpoint.label);
      await Promise.all(
        [...byEndpoint].map(([label, group]) =>
          this.#feed(
            this.#of(label).slots,
            group.map(({ lane }) => lane),
            async (lane, planned) => {
              const context = contextOf.get(lane) as AskContext;
              const { verdict, flags } = await runAsk(planned.sample, planned.ask, context);
              const scoring = scorings.get(lane) ?? "";
              await store.keepVerdict({
                ask: planned.ask,
                scoring,
                verdict,
                flags,
                at: Date.now(),
              });
              meter.verdict(lane, verdict.kind === "scored");
              events.push({ type: "verdict", ask: planned.ask, verdict });
              this.#watchFailure(label, verdict);
            },
          )
        ),
      );
    } finally {
      clearInterval(timer);
      report();
    }
  }

  #context(
    lane: Lane,
    column: ColumnConfig,
    task: PreparedTask,
    judge: QueuedTurnsOptions["judge"],
    meter: Meter,
    score: AskContext["score"],
  ): AskContext {
    const { mode } = column.column;
    const label = column.endpoint.label;
    const sampling = { ...MODE_SAMPLING[mode], ...column.sampling };
    const turns = queuedTurns({
      store: this.store,
      model: {
        slots: this.#of(label).slots,
        sampling,
        thinking: mode === "thinking",
      },
      judge,
      signal: this.#signal,
      now: Date.now,
      onReply: (reply) => {
        meter.reply(lane, reply.party, reply);
        if (reply.party === "judge") {
          this.#learn(this.#config.judge?.endpoint.label ?? label, reply, 0);
          return;
        }
        this.#learn(label, reply, sampling.maxTokens);
        const error = this.#watch.reply(label, reply);
        if (error !== null) this.#stop(error);
      },
      onFlight: (party, delta) => {
        if (party === "model") meter.flight(lane, delta);
      },
      onTokens: (delta) => meter.tokens(delta),
      onJudgeLost: (error) => this.#judgeLost(error),
    });
    return { task: task.task, turns, score };
  }

  #judgeLost(error: BackendError): void {
    if (this.#lostJudge) return;
    this.#lostJudge = true;
    this.#note("judge", `${error.message}; what it has to judge stays judge-failed`);
  }

  #watchFailure(label: string, verdict: Verdict): void {
    if (verdict.kind !== "unscored" || verdict.reason !== "request-failed") return;
    const { limit } = this.#of(label).endpoint;
    const error = this.#watch.failure(label, limit, verdict.detail);
    if (error !== null) this.#stop(error);
  }

  #warnOfMissingJudge(prepared: readonly PreparedTask[]): void {
    if (this.#config.judge !== null) return;
    const needing = prepared.filter(({ task }) => task.needs.includes("judge"));
    if (needing.length === 0) return;
    const names = needing.map(({ benchmark, task }) => `${benchmark.id}/${task.id}`).join(", ");
    this.#note(
      "judge",
      `No judge is configured (--judge-model): what it would decide in ${names} stays unscored ` +
        `as judge-failed, and resume with a judge finishes it`,
    );
  }

  /** Reads asks as slots come free and starts them, the longest expected first. */
  async #feed(
    slots: Slots,
    lanes: readonly Lane[],
    start: (lane: Lane, planned: PlannedAsk) => Promise<void>,
  ): Promise<void> {
    const live = [...lanes];
    const open = new Set<Promise<void>>();
    let wake: () => void = () => {};
    for (;;) {
      const lane = pickLane(live);
      if (lane === undefined || this.#signal.aborted) break;
      const { limit } = slots.endpoint;
      await slots.room(Math.max(2, Math.ceil(limit / 4)));
      while (open.size >= Math.max(OPEN_ASKS, 4 * limit) && !this.#signal.aborted) {
        await new Promise<void>((resolve) => wake = resolve);
      }
      if (this.#signal.aborted) break;
      const planned = await lane.next();
      if (planned === null) {
        live.splice(live.indexOf(lane), 1);
        continue;
      }
      const asked: Promise<void> = start(lane, planned)
        .catch((cause) => this.#stop(cause))
        .finally(() => {
          open.delete(asked);
          wake();
        });
      open.add(asked);
    }
    await Promise.all(open);
    if (this.#fatal !== null) throw this.#fatal;
  }
}

/** Asks begun and not finished, at least, before no further sample is read. */
const OPEN_ASKS = 512;
const PROGRESS_MS = 250;
/** Model names kept of a server: a server that invents one a reply must not grow the manifest. */
const MODEL_NAMES = 20;
