import { singleTurn } from "../benchmarks/define.ts";
import type { TaskFiles, Verdict } from "../scoring/types.ts";
import type { KeptReply, KeptVerdict, ManifestJson, RunSummary } from "../results/types.ts";
import type { KeptNote, Store } from "../results/store/types.ts";
import { runFolder } from "../results/run_folder.ts";
import { createEndpoint } from "./backend/endpoint.ts";
import { type BackendError, UnreachableError } from "./backend/errors.ts";
import type { Endpoint, EndpointConfig, EndpointFacts } from "./backend/types.ts";
import { type AskContext, runAsk } from "./ask.ts";
import type { EventQueue } from "./event_queue.ts";
import { feed } from "./feed.ts";
import { type JudgeDesk, judgeDesk, judgesOf } from "./judge_desk.ts";
import { type Lane, openLane } from "./lanes.ts";
import { type FoundFacts, manifestOf } from "./manifest.ts";
import { Meter, type Prices, pricesOf, turnCost } from "./meter.ts";
import { openTaskFiles, planIdentity, type PreparedTask, prepareTask } from "./prepare.ts";
import { queuedJudges } from "./queued_judges.ts";
import { queuedTurns, type QueuedTurnsOptions } from "./queued_turns.ts";
import {
  type ColumnConfig,
  type EvaluateOptions,
  MODE_SAMPLING,
  type RunConfig,
  type RunEvent,
  USER_SAMPLING,
} from "./run_types.ts";
import { sandboxSessions, type SandboxUse } from "./sandbox_sessions.ts";
import { scoreStep } from "./scoring/score_step.ts";
import { taskPools } from "./scoring/task_pools.ts";
import { scoringId } from "./scoring/scoring_id.ts";
import { openMedia } from "./media/open_media.ts";
import { checkSees } from "./media/preflight.ts";
import { shownKinds } from "./media/shown_kinds.ts";
import { mediaSpeller } from "./media/spell_part.ts";
import type { MediaReader } from "./media/types.ts";
import { PRIORITY, type Slots, slotsOf } from "./slots.ts";
import type { ResolvedTask } from "./tasks.ts";
import { filesTool } from "./task_files.ts";
import { type ToolLine, toolLines } from "./tool_line.ts";
import { Watch } from "./watch.ts";

/** How the asking ended. */
export interface Stop {
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

/** Who is asked beside the model under test, and what everybody costs. */
interface Parties {
  readonly judges: JudgeDesk;
  readonly user: QueuedTurnsOptions["user"];
  readonly tools: ReadonlyMap<string, ToolLine>;
  readonly prices: Prices;
}

/** The parts of a run that end together. */
export class RunScope implements AsyncDisposable {
  readonly #config: RunConfig;
  readonly #env: (name: string) => string | undefined;
  readonly #abort = new AbortController();
  readonly #signal: AbortSignal;
  readonly #learnt = new Map<string, Learnt>();
  readonly #notes: Promise<void>[] = [];
  readonly #watch: Watch;
  readonly #use: SandboxUse;
  readonly #media: MediaReader;
  #fatal: unknown = null;
  readonly #lostJudges = new Set<string>();
  readonly #writes = new Set<Promise<void>>();

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
    this.#use = { since: new Date().toISOString(), sandbox: options.tools?.sandbox };
    this.#media = openMedia({ dataDir: options.config.dataDir, env: this.#env });
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
        await this.#keepPlans(ready);
        prepared.push(ready);
      }
      await this.keepManifest(null);
      await this.#checkSight(prepared);
      await this.#ask(prepared);
    } catch (cause) {
      this.#stop(cause);
    }
    await Promise.allSettled(this.#notes);
    await store.flush();
    return { interrupted: this.options.signal?.aborted === true, error: this.#fatal };
  }

  /** Keeps what is known about the run now; a `status` says that it has ended. */
  async keepManifest(status: RunSummary["status"] | null): Promise<ManifestJson> {
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
    const manifest = manifestOf({
      config: this.#config,
      tasks: this.tasks,
      plans: await store.plans(),
      found,
      sandboxes: [...sandboxSessions(before, this.#use, this.tasks, status !== null)],
      createdAt: typeof before?.createdAt === "string" ? before.createdAt : now,
      finishedAt: status === null ? null : now,
      status,
      notes,
    });
    await store.keepManifest(manifest);
    return manifest;
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#abort.abort(new DOMException("The run has ended", "AbortError"));
    for (const { endpoint } of this.#learnt.values()) endpoint.close();
    this.#media[Symbol.dispose]();
    return Promise.resolve();
  }

  /** A model that sees nothing is found out before it is asked a thousand times what it sees. */
  async #checkSight(prepared: readonly PreparedTask[]): Promise<void> {
    if (this.#config.probe === false) return;
    const kinds = shownKinds(prepared.map(({ task }) => task));
    for (const label of new Set(this.#config.columns.map(({ endpoint }) => endpoint.label))) {
      const { endpoint, facts, slots } = this.#of(label);
      if (facts === null) continue;
      for (const kind of kinds) {
        const check = () => checkSees(endpoint, facts, kind, this.#signal);
        const note = await slots.run(check, PRIORITY.firstTurn);
        if (note !== null) this.#note("sight", note);
      }
    }
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
    const judges = judgesOf(this.#config);
    for (const { endpoint } of judges) this.#open(endpoint);
    if (this.#config.user != null) this.#open(this.#config.user.endpoint);
    await Promise.all([...this.#learnt].map(async ([label, learnt]) => {
      try {
        learnt.facts = await learnt.endpoint.connect({ signal: this.#signal });
      } catch (cause) {
        const judge = judges.some(({ endpoint }) => endpoint.label === label) &&
          !this.#config.columns.some((column) => column.endpoint.label === label);
        if (!judge || !(cause instanceof UnreachableError)) throw cause;
        this.#note("judge", `${cause.message}; what it has to judge stays judge-failed`);
      }
    }));
  }

  #open(config: EndpointConfig): void {
    if (this.#learnt.has(config.label)) return;
    const endpoint = createEndpoint(config, {
      env: this.#env,
      media: mediaSpeller(this.#media, (text) => this.#note("series", text)),
    });
    // With one endpoint there is no doubt who it is about.
    endpoint.onNote(({ kind, text, label }) =>
      this.#note(kind, this.#learnt.size > 1 ? `"${label}": ${text}` : text)
    );
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

  /** The store takes a plan that it has for the same, and refuses another one. */
  async #keepPlans(task: PreparedTask): Promise<void> {
    for (const { column } of this.#config.columns) {
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
          maxTokens: column.sampling.maxTokens ?? MODE_SAMPLING[column.column.mode].maxTokens,
          benchmark: task.benchmark.id,
          task: task.task.id,
          samples: task.samples,
          repeats: task.repeats,
          talks: task.task.conversation !== singleTurn,
        });
        jobs.push({ lane, column, task });
      }
    }
    const lanes = jobs.map(({ lane }) => lane);
    const prices = pricesOf(this.#config);
    const meter = new Meter(lanes, prices, Date.now);
    const folder = runFolder(this.options.runsDir, this.#config.runId).path;
    const planned = lanes.reduce((sum, lane) => sum + lane.planned, 0);
    events.push({ type: "started", runId: this.#config.runId, folder, planned });
    this.#warnOfMissingJudge(prepared);

    const { tools = {} } = this.options;
    using pool = taskPools({ timeoutMs: this.#config.scoreTimeoutMs, tools });
    const parties: Parties = {
      judges: this.#judges(meter, lanes),
      user: this.#userChannel(),
      tools: toolLines(this.options.toolsets ?? {}),
      prices,
    };
    const filesOf = await this.#filesOf(prepared);
    const scorings = new Map(jobs.map(({ lane, task }) => [lane, scoringId(task)]));
    const contextOf = new Map(jobs.map(({ lane, column, task }) => [
      lane,
      this.#context(
        lane,
        column,
        task,
        parties,
        meter,
        filesOf.get(task) ?? {},
        (job) =>
          this.options.catalog === undefined
            ? pool.step(
              { benchmark: task.benchmark.id, task: task.task.id, options: task.options },
              job,
              filesTool(filesOf.get(task)).files,
            )
            : scoreStep(
              task.task,
              job,
              { ...tools, ...filesTool(filesOf.get(task)) },
              this.#signal,
            ),
      ),
    ]));

    const report = () => events.push({ type: "progress", progress: meter.snapshot() });
    const timer = setInterval(report, PROGRESS_MS);
    try {
      const byEndpoint = Map.groupBy(jobs, ({ column }) => column.endpoint.label);
      await Promise.all([...byEndpoint].map(([label, group]) =>
        feed({
          slots: this.#of(label).slots,
          lanes: group.map(({ lane }) => lane),
          signal: this.#signal,
          fail: (cause) => this.#stop(cause),
          start: async (lane, planned) => {
            const context = contextOf.get(lane) as AskContext;
            const { verdict, flags } = await runAsk(planned.sample, planned.ask, context);
            this.#watchFailure(label, verdict);
            await this.#keepVerdict(
              {
                ask: planned.ask,
                scoring: scorings.get(lane) ?? "",
                verdict,
                flags,
                at: Date.now(),
              },
              meter,
              lane,
            );
          },
        })
      ));
      await Promise.all([store.flush(), ...this.#writes]);
    } finally {
      clearInterval(timer);
      report();
    }
  }

  #context(
    lane: Lane,
    column: ColumnConfig,
    task: PreparedTask,
    parties: Parties,
    meter: Meter,
    files: TaskFiles | string,
    score: AskContext["score"],
  ): AskContext {
    const { mode } = column.column;
    const label = column.endpoint.label;
    const sampling = { ...MODE_SAMPLING[mode], ...column.sampling };
    const turns = queuedTurns({
      store: this.store,
      resumed: this.options.resume,
      model: {
        slots: this.#of(label).slots,
        sampling,
        thinking: mode === "thinking",
      },
      user: parties.user,
      tools: parties.tools.get(task.benchmark.id) ?? null,
      signal: this.#signal,
      now: Date.now,
      onReply: (reply) => {
        meter.reply(lane, reply.party, reply);
        if (reply.party === "tool") return;
        if (reply.party === "user") {
          this.#learn(this.#config.user?.endpoint.label ?? label, reply, 0);
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
    });
    const costOf: AskContext["costOf"] = (party, reply) => turnCost(parties.prices, party, reply);
    return { task: task.task, turns, judges: parties.judges, score, files, costOf };
  }

  #userChannel(): QueuedTurnsOptions["user"] {
    const { user } = this.#config;
    if (user == null) return null;
    const { slots } = this.#of(user.endpoint.label);
    return { slots, sampling: { ...USER_SAMPLING, ...user.sampling }, thinking: null };
  }

  /** The files of each task, or why they are not to be had, which is said aloud. */
  async #filesOf(
    prepared: readonly PreparedTask[],
  ): Promise<ReadonlyMap<PreparedTask, TaskFiles | string>> {
    const found = new Map<PreparedTask, TaskFiles | string>();
    for (const task of prepared) {
      const files = await openTaskFiles(task, {
        config: this.#config,
        env: this.#env,
        signal: this.#signal,
        onNote: (kind, text) => this.#note(kind, text),
      });
      found.set(task, files);
      if (typeof files !== "string") continue;
      const name = `${task.benchmark.id}/${task.task.id}`;
      this.#note("data", `${name} is not asked and stays unscored: ${files}`);
    }
    return found;
  }

  /** The run's judges, each with its own queue and its own line of the display. */
  #judges(meter: Meter, lanes: readonly Lane[]): JudgeDesk {
    const laneOf = new Map(lanes.map((lane) => [laneKey(lane), lane]));
    const asked = queuedJudges({
      slots: ({ endpoint }) => this.#of(endpoint.label).slots,
      hooks: ({ endpoint: { label } }) => ({
        store: this.store,
        signal: this.#signal,
        now: Date.now,
        onReply: (reply) => {
          const lane = laneOf.get(laneKey(reply.ask));
          if (lane !== undefined) meter.reply(lane, "judge", reply);
          meter.judge(label, "replies", 1);
          this.#learn(label, reply, 0);
        },
        onFlight: (_, delta) => meter.judge(label, "inFlight", delta),
        onTokens: (delta) => meter.tokens(delta),
      }),
      onLost: ({ endpoint }, error) => this.#judgeLost(endpoint.label, error),
    });
    return judgeDesk(judgesOf(this.#config), this.store, async (judge, request) => {
      const reply = await asked(judge, request);
      if ("reason" in reply) meter.judge(judge.endpoint.label, "failed", 1);
      return reply;
    });
  }

  #judgeLost(label: string, error: BackendError): void {
    if (this.#lostJudges.has(label)) return;
    this.#lostJudges.add(label);
    this.#note("judge", `${error.message}; what it has to judge stays judge-failed`);
  }

  /** Hands a verdict to the store; waits for the disk only when many are on their way to it. */
  async #keepVerdict(kept: KeptVerdict, meter: Meter, lane: Lane): Promise<void> {
    const written: Promise<void> = this.store.keepVerdict(kept).then(() => {
      meter.verdict(lane, kept.verdict.kind === "scored");
      this.events.push({ type: "verdict", ask: kept.ask, verdict: kept.verdict });
    }).catch((cause) => this.#stop(cause)).finally(() => this.#writes.delete(written));
    this.#writes.add(written);
    if (this.#writes.size > WRITES_AHEAD) await written;
  }

  #watchFailure(label: string, verdict: Verdict): void {
    if (verdict.kind !== "unscored" || verdict.reason !== "request-failed") return;
    const { limit } = this.#of(label).endpoint;
    const error = this.#watch.failure(label, limit, verdict.detail);
    if (error !== null) this.#stop(error);
  }

  #warnOfMissingJudge(prepared: readonly PreparedTask[]): void {
    if (judgesOf(this.#config).length > 0) return;
    const needing = prepared.filter(({ task }) => task.needs.includes("judge"));
    if (needing.length === 0) return;
    const names = needing.map(({ benchmark, task }) => `${benchmark.id}/${task.id}`).join(", ");
    this.#note(
      "judge",
      `No judge is configured (--judge-model): what it would decide in ${names} stays unscored ` +
        `as judge-failed, and resume with a judge finishes it`,
    );
  }
}

/** Names a lane by what its asks say of themselves. */
function laneKey({ column, benchmark, task }: Pick<Lane, "column" | "benchmark" | "task">): string {
  return `${column}\u0000${benchmark}\u0000${task}`;
}

/** Verdicts on their way to the disk before an ask waits for its own. */
const WRITES_AHEAD = 1_024;
const PROGRESS_MS = 250;
/** Model names kept of a server: a server that invents one a reply must not grow the manifest. */
const MODEL_NAMES = 20;
