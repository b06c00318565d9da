import { fileURLToPath } from "node:url";
import type { Sandbox, SandboxJob, SandboxResult } from "../../../scoring/types.ts";
import type { Confinement } from "./confined.ts";
import type { SandboxEnvelope, SandboxKind } from "./envelope.ts";
import { PYTHON_NAMES } from "./find_python.ts";
import { SandboxMissingError } from "./missing.ts";
import { REFERENCE_MS, speedProbe } from "./speed_probe.ts";
import { Turns } from "./turns.ts";
import { documents, type FromHost, line } from "./wire.ts";

export { SandboxMissingError } from "./missing.ts";

/** The interpreter programs run on. */
export interface PythonInside {
  /** Such as `3.11.2`. */
  readonly version: string;
  /** Version of numpy, which solutions of contest problems import; `null` where there is none. */
  readonly numpy: string | null;
  readonly executable: string;
  /** False where root had to do with a user namespace: the kernel counts no threads there. */
  readonly limitsThreads: boolean;
}

/** Runs Python programs under `bwrap`; close it to end its process. */
export interface PythonSandbox extends Sandbox, AsyncDisposable {
  /**
   * Starts the process that runs programs and measures the machine, unless that has been done.
   *
   * @throws {SandboxMissingError} if programs cannot be confined here
   */
  start(): Promise<PythonInside>;
  /** What programs run on; `null` before the start. */
  envelope(): SandboxEnvelope | null;
}

/** One less than the machine has cores, and no more than workers can look after: 1 to 8. */
export const PROGRAMS_AT_A_TIME = Math.min(8, Math.max(1, navigator.hardwareConcurrency - 1));

/** Options of {@linkcode pythonSandbox}. */
export interface PythonSandboxOptions {
  /**
   * Programs that run at a time, so that verdicts which hang on time are not disturbed.
   *
   * @default {PROGRAMS_AT_A_TIME}
   */
  readonly concurrency?: number;
  /**
   * `none` runs programs bare, with everything the user of this process may do in their reach.
   * Default: `bubblewrap`
   */
  readonly kind?: SandboxKind;
}

/** What an earlier host found and measured: looking takes a second, and nothing of it changes. */
interface Known {
  readonly confinement: Confinement;
  readonly probeMs: number;
}
const known = new Map<SandboxKind, Known>();

/**
 * A sandbox for Python programs. One process of Deno is started for it on first use; that process
 * alone may start programs, and only `bwrap` and `python3`.
 */
export function pythonSandbox(options: PythonSandboxOptions = {}): PythonSandbox {
  const cpus = navigator.hardwareConcurrency;
  const { kind = "bubblewrap", concurrency = PROGRAMS_AT_A_TIME } = options;
  const turns = new Turns(concurrency);
  let host: Promise<Host> | null = null;
  let programs = 0;
  let rerunAlone = 0;
  const started = () => host ??= start(kind);
  return {
    async start() {
      await started();
      const { python, limitsThreads } = (known.get(kind) as Known).confinement;
      const { executable, version, numpy } = python;
      return { executable, version, numpy, limitsThreads };
    },
    envelope() {
      const found = known.get(kind);
      if (host === null || found === undefined) return null;
      const { version: python, numpy } = found.confinement.python;
      const { probeMs } = found;
      const probe = { probeMs, probeReferenceMs: REFERENCE_MS };
      return { kind, python, numpy, cpus, concurrency, ...probe, programs, rerunAlone };
    },
    async run(job, signal) {
      const running = await started();
      programs++;
      if (job.alone === true) rerunAlone++;
      const { value, wasAlone } = await turns.take(
        job.alone === true,
        () => running.run(job, signal),
      );
      return { ...value, wasAlone };
    },
    async [Symbol.asyncDispose]() {
      const last = host;
      host = null;
      await last?.then((running) => running.close(), () => {});
    },
  };
}

/** Starts the host; the first of its kind looks for what it needs and measures the machine. */
async function start(kind: SandboxKind): Promise<Host> {
  const before = known.get(kind);
  const host = await Host.start(kind, before?.confinement ?? null);
  if (before !== undefined) return host;
  try {
    const probeMs = await speedProbe((job) => host.run(job));
    known.set(kind, { confinement: host.confinement, probeMs });
    return host;
  } catch (cause) {
    await host.close();
    throw cause;
  }
}

interface Waiting {
  resolve(result: SandboxResult): void;
  reject(cause: Error): void;
}

/** The process that may start programs, seen from the run. */
class Host {
  confinement: Confinement;
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #messages: AsyncGenerator<FromHost>;
  #reading: Promise<void> = Promise.resolve();
  #id = 0;
  #over: Error | null = null;

  private constructor(child: Deno.ChildProcess, confinement: Confinement | null) {
    this.#child = child;
    this.#input = child.stdin.getWriter();
    this.#messages = documents<FromHost>(child.stdout);
    this.confinement = confinement as Confinement;
  }

  static async start(kind: SandboxKind, known: Confinement | null): Promise<Host> {
    const host = new Host(spawnHost(kind), known);
    try {
      await host.#input.write(line({ kind: "start", known, bare: kind === "none" }));
      if (known === null) host.confinement = await host.#greeting();
    } catch (cause) {
      await host.close();
      throw cause;
    }
    host.#reading = host.#read();
    return host;
  }

  async #greeting(): Promise<Confinement> {
    const { value } = await this.#messages.next();
    const first = value as FromHost | undefined;
    if (first?.kind === "ready") return first.confinement;
    throw new SandboxMissingError(
      first?.kind === "missing" ? first.detail : "its process ended at once",
    );
  }

  async #read(): Promise<void> {
    for await (const message of this.#messages) {
      if (message.kind !== "result" && message.kind !== "error") continue;
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.kind === "result") waiting?.resolve(message.result);
      else waiting?.reject(new Error(`Cannot run a program in the sandbox: ${message.message}`));
    }
    this.#over = new Error("Cannot run a program in the sandbox: its process has ended");
    for (const waiting of this.#waiting.values()) waiting.reject(this.#over);
    this.#waiting.clear();
  }

  async run(job: SandboxJob, signal?: AbortSignal): Promise<SandboxResult> {
    signal?.throwIfAborted();
    if (this.#over !== null) throw this.#over;
    const id = ++this.#id;
    const { promise, resolve, reject } = Promise.withResolvers<SandboxResult>();
    this.#waiting.set(id, { resolve, reject });
    const cancel = () => {
      reject(signal?.reason);
      this.#input.write(line({ kind: "cancel", id })).catch(() => {});
    };
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      this.#input.write(line({ kind: "run", id, job })).catch(reject);
      return await promise;
    } finally {
      signal?.removeEventListener("abort", cancel);
      this.#waiting.delete(id);
    }
  }

  async close(): Promise<void> {
    await this.#input.close().catch(() => {});
    await this.#reading;
    // Reads to the end where nothing was read yet, so that the pipe is closed.
    for await (const _ of this.#messages);
    await this.#child.status;
  }
}

function spawnHost(kind: SandboxKind): Deno.ChildProcess {
  const wanted = { name: "run", command: "deno" } as const;
  // Asking would stop a run in the middle to ask for something it can do without.
  if (Deno.permissions.querySync(wanted).state !== "granted") {
    throw new SandboxMissingError("Deno was not given permission to start the process that does");
  }
  const programs = kind === "none" ? PYTHON_NAMES : ["bwrap", ...PYTHON_NAMES];
  try {
    return new Deno.Command("deno", {
      args: [
        ...["run", "--quiet", "--no-prompt", "--no-config", "--no-lock"],
        `--allow-run=${programs.join(",")}`,
        "--allow-env=PATH,PYENV_ROOT,NODE_V8_COVERAGE",
        "--allow-sys=uid",
        fileURLToPath(new URL("host_main.ts", import.meta.url)),
      ],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
      // Ctrl-C at the terminal is for the run, which then closes this process.
      detached: true,
    }).spawn();
  } catch (cause) {
    throw new SandboxMissingError(cause instanceof Error ? cause.message : String(cause));
  }
}
