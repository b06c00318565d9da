import { fileURLToPath } from "node:url";
import type { Sandbox, SandboxJob, SandboxResult } from "../../../scoring/types.ts";
import type { Confinement } from "./confined.ts";
import { PYTHON_NAMES } from "./find_python.ts";
import { Turns } from "./turns.ts";
import { documents, type FromHost, line } from "./wire.ts";

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

/** What to do where no program can be run. */
export const SANDBOX_TODO =
  "install bubblewrap and Python 3.11 or newer (on Debian: apt-get install bubblewrap python3 " +
  "python3-numpy), and start Assay with ASSAY_ALLOW=--allow-run=deno";

/** No program can be run here, and none is. The message says why and what to install. */
export class SandboxMissingError extends Error {
  override readonly name = "SandboxMissingError";
  /** @param reason Why, without what to do about it */
  constructor(readonly reason: string) {
    super(`Cannot run programs in a sandbox: ${reason}: ${SANDBOX_TODO}`);
  }
}

/** Runs Python programs under `bwrap`; close it to end its process. */
export interface PythonSandbox extends Sandbox, AsyncDisposable {
  /**
   * Starts the process that runs programs, unless it has been started.
   *
   * @throws {SandboxMissingError} if programs cannot be confined here
   */
  start(): Promise<PythonInside>;
}

/** What the last host found: looking takes a second, and nothing of it changes. */
let known: Confinement | null = null;

/**
 * A sandbox for Python programs. One process of Deno is started for it on first use; that process
 * alone may start programs, and only `bwrap` and `python3`.
 *
 * @param options.concurrency Programs that run at a time, so that verdicts which hang on time are
 *   not disturbed. Default: one less than the machine has cores, at least 1
 */
export function pythonSandbox(options: { readonly concurrency?: number } = {}): PythonSandbox {
  const cores = navigator.hardwareConcurrency;
  const turns = new Turns(options.concurrency ?? Math.max(1, cores - 1));
  let host: Promise<Host> | null = null;
  const started = () => host ??= Host.start();
  return {
    async start() {
      const { python, limitsThreads } = (await started()).confinement;
      const { executable, version, numpy } = python;
      return { executable, version, numpy, limitsThreads };
    },
    async run(job, signal) {
      const running = await started();
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

  static async start(): Promise<Host> {
    const host = new Host(spawnHost(), known);
    try {
      await host.#input.write(line({ kind: "start", known }));
      if (known === null) host.confinement = known = await host.#greeting();
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

function spawnHost(): Deno.ChildProcess {
  const wanted = { name: "run", command: "deno" } as const;
  // Asking would stop a run in the middle to ask for something it can do without.
  if (Deno.permissions.querySync(wanted).state !== "granted") {
    throw new SandboxMissingError("Deno was not given permission to start the process that does");
  }
  try {
    return new Deno.Command("deno", {
      args: [
        ...["run", "--quiet", "--no-prompt", "--no-config", "--no-lock"],
        `--allow-run=${["bwrap", ...PYTHON_NAMES].join(",")}`,
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
