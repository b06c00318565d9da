import type { ScoreStep, TaskFiles, Unscored } from "../../scoring/types.ts";
import type { FromWorker, TaskRef, ToWorker } from "./protocol.ts";
import { answerCall, type GivenTools, listTools, type RemoteCall } from "./remote_tools.ts";
import type { ScoreJob } from "./score_step.ts";

/** Scores replies, one step at a time; see {@linkcode scorePool}. */
export interface ScorePool extends Disposable {
  /** Never rejects for what a scorer does: that is `unscored: scorer-failed`. */
  step(ref: TaskRef, job: ScoreJob, files?: TaskFiles): Promise<ScoreStep>;
}

/** Options of {@linkcode scorePool}. */
export interface ScorePoolOptions {
  /** Threads; each starts on first use. */
  readonly workers: number;
  /** Time a scorer may take for one step, calls of tools not counted, in milliseconds. */
  readonly timeoutMs: number;
  /** What scorers may call. Default: nothing */
  readonly tools?: GivenTools;
  /** Module of the worker; the one that knows every benchmark by default. */
  readonly module?: URL;
}

interface Waiting {
  readonly ref: TaskRef;
  readonly job: ScoreJob;
  readonly files: TaskFiles | undefined;
  readonly resolve: (step: ScoreStep) => void;
}

/**
 * A pool of permission-less workers. A step that passes its time limit ends its worker: the sample
 * is `scorer-failed`, a new worker takes the place and the run goes on.
 */
export function scorePool(options: ScorePoolOptions): ScorePool {
  const waiting: Waiting[] = [];
  const idle: ScoreThread[] = [];
  const all = new Set<ScoreThread>();
  let closed = false;

  const dispatch = (): void => {
    while (waiting.length > 0) {
      let thread = idle.pop();
      if (thread === undefined) {
        if (all.size >= options.workers) return;
        thread = new ScoreThread(options);
        all.add(thread);
      }
      const next = waiting.shift() as Waiting;
      void run(thread, next);
    }
  };

  const run = async (thread: ScoreThread, { resolve, ...wanted }: Waiting): Promise<void> => {
    const step = await thread.step(wanted);
    if (thread.alive && !closed) idle.push(thread);
    else {
      thread[Symbol.dispose]();
      all.delete(thread);
    }
    resolve(step);
    dispatch();
  };

  return {
    step(ref, job, files) {
      if (closed) return Promise.resolve(scorerFailed("the run has ended"));
      return new Promise((resolve) => {
        waiting.push({ ref, job, files, resolve });
        dispatch();
      });
    },
    [Symbol.dispose]() {
      closed = true;
      for (const thread of all) thread[Symbol.dispose]();
      for (const { resolve } of waiting.splice(0)) resolve(scorerFailed("the run has ended"));
    },
  };
}

/** Threads of a pool: two keep pace with any server and leave a small machine its memory. */
export const SCORE_WORKERS = Math.min(2, Math.max(1, navigator.hardwareConcurrency));

function scorerFailed(detail: string): Unscored {
  return { kind: "unscored", reason: "scorer-failed", detail };
}

const SCORE_WORKER = new URL("./score_worker.ts", import.meta.url);

/** One worker and the one job it has. */
class ScoreThread implements Disposable {
  alive = true;
  readonly #worker: Worker;
  readonly #options: ScorePoolOptions;
  readonly #ready: Promise<void>;
  readonly #given = new Set<TaskFiles>();
  #end: ((step: ScoreStep) => void) | null = null;
  #calls = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #becomeReady: () => void = () => {};

  constructor(options: ScorePoolOptions) {
    this.#options = options;
    this.#ready = new Promise((resolve) => this.#becomeReady = resolve);
    this.#worker = new Worker(options.module ?? SCORE_WORKER, {
      type: "module",
      name: "score",
      deno: { permissions: "none" },
    });
    this.#worker.onmessage = (event: MessageEvent<FromWorker>) => this.#hear(event.data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(`the scorer's worker ended: ${event.message}`);
    };
  }

  async step({ ref, job, files }: Omit<Waiting, "resolve">): Promise<ScoreStep> {
    const ended = new Promise<ScoreStep>((resolve) => this.#end = resolve);
    // Starting up loads every benchmark once; that is not the scorer's time.
    await Promise.race([this.#ready, ended]);
    if (this.alive) {
      if (files !== undefined && !this.#given.has(files)) {
        this.#given.add(files);
        this.#send({ kind: "files", ref, files });
      }
      this.#startClock();
      this.#send({ kind: "score", ref, job });
    }
    return ended;
  }

  [Symbol.dispose](): void {
    if (this.alive) this.#fail("the run has ended");
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #startClock(): void {
    const { timeoutMs } = this.#options;
    this.#timer = setTimeout(
      () => this.#fail(`the scorer took longer than ${timeoutMs} ms`),
      timeoutMs,
    );
  }

  #hear(message: FromWorker): void {
    if (message.kind === "ready") {
      this.#send({ kind: "tools", tools: listTools(this.#options.tools ?? {}) });
      return this.#becomeReady();
    }
    clearTimeout(this.#timer);
    if (message.kind === "step") return this.#finish(message.step);
    void this.#call(message.call);
  }

  /** The clock stands still as long as any call is open. */
  async #call(call: RemoteCall): Promise<void> {
    this.#calls++;
    const result = await answerCall(this.#options.tools ?? {}, call);
    this.#calls--;
    if (!this.alive || this.#end === null) return;
    if (this.#calls === 0) this.#startClock();
    this.#send({ kind: "result", result });
  }

  #finish(step: ScoreStep): void {
    const end = this.#end;
    this.#end = null;
    end?.(step);
  }

  #fail(detail: string): void {
    clearTimeout(this.#timer);
    this.alive = false;
    this.#worker.terminate();
    this.#finish(scorerFailed(detail));
  }
}
