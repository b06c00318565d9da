import { fileURLToPath } from "node:url";
import { documents, line } from "../json_lines.ts";
import type { ToolReply } from "./serve_tool.ts";

/** A tool gave no answer: it cannot be started, broke off, or took too long. */
export class ToolError extends Error {
  override readonly name = "ToolError";
}

/** Options of {@linkcode ToolProcess}. */
export interface ToolProcessOptions {
  /** What it is called in sentences, such as `RNAfold`. */
  readonly name: string;
  /** Module that calls `serveTool`. */
  readonly main: URL;
  readonly args: readonly string[];
  /** The only permissions it has, as flags of `deno run`. */
  readonly permissions: readonly string[];
  /** Longest time until it is ready, in milliseconds. */
  readonly startMs: number;
  /** Longest time for one answer, in milliseconds. */
  readonly callMs: number;
}

interface Running {
  readonly child: Deno.ChildProcess;
  readonly input: WritableStreamDefaultWriter<Uint8Array>;
  readonly replies: AsyncGenerator<ToolReply>;
}

/**
 * A tool in a process of its own, started with the first call and answering one at a time. One that
 * ends or hangs costs the call it was at; the next call starts it again. One that says that it cannot
 * work is not asked again.
 */
export class ToolProcess implements AsyncDisposable {
  readonly #options: ToolProcessOptions;
  #running: Running | null = null;
  #refusal: ToolError | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;
  #id = 0;

  constructor(options: ToolProcessOptions) {
    this.#options = options;
  }

  /**
   * @param signal Leaves the line; a call that has begun goes on
   * @throws {ToolError} if there is no answer
   */
  call(request: object, signal?: AbortSignal): Promise<unknown> {
    const answer = this.#last.then(() => {
      signal?.throwIfAborted();
      return this.#call(request);
    });
    this.#last = answer.catch(() => {});
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await this.#end();
    await this.#last;
  }

  async #call(request: object): Promise<unknown> {
    const { name, callMs } = this.#options;
    if (this.#closed) throw new ToolError(`${name} is not asked any more: the run has ended`);
    if (this.#refusal !== null) throw this.#refusal;
    const running = this.#running ?? await this.#start();
    const id = ++this.#id;
    const sent = running.input.write(line({ id, request })).catch(() => {});
    const reply = await this.#hear(running, callMs);
    await sent;
    if (reply.kind === "result" && reply.id === id) return reply.value;
    if (reply.kind === "error" && reply.id === id) {
      throw new ToolError(`${name} gave no answer: ${reply.message}`);
    }
    await this.#end();
    throw new ToolError(`${name} gave an answer to something else`);
  }

  async #start(): Promise<Running> {
    const { name, startMs } = this.#options;
    const child = spawn(this.#options);
    const running: Running = {
      child,
      input: child.stdin.getWriter(),
      replies: documents<ToolReply>(child.stdout),
    };
    this.#running = running;
    const first = await this.#hear(running, startMs);
    if (first.kind === "ready") return running;
    await this.#end();
    const why = first.kind === "missing" ? first.message : "its process said something else";
    throw this.#refusal = new ToolError(`Cannot use ${name}: ${why}`);
  }

  /** The next reply; a process that ends, breaks off or takes too long is done with. */
  async #hear({ child, replies }: Running, limitMs: number): Promise<ToolReply> {
    const { name } = this.#options;
    const late = Promise.withResolvers<"late">();
    const timer = setTimeout(() => late.resolve("late"), limitMs);
    try {
      const next = await Promise.race([
        replies.next().catch(() => "nonsense" as const),
        late.promise,
      ]);
      if (next === "late") throw new ToolError(`${name} took longer than ${limitMs} ms`);
      if (next === "nonsense") throw new ToolError(`${name} gave no answer, but something else`);
      if (next.done !== true) return next.value;
      const { code, signal } = await child.status;
      const how = signal === null ? `with code ${code}` : `by ${signal}`;
      throw new ToolError(`${name} gave no answer: its process ended ${how}`);
    } catch (cause) {
      await this.#end();
      throw cause;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Closes its input, on which it ends by itself; one that does not is ended. */
  async #end(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    if (running === null) return;
    const { child, input, replies } = running;
    const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
    await input.close().catch(() => {});
    try {
      for await (const _ of replies);
    } catch {
      // What it says now is nobody's.
    }
    await child.stdout.cancel().catch(() => {});
    await child.status;
    clearTimeout(timer);
  }
}

/** Time a process has to end by itself, in milliseconds. */
const PATIENCE_MS = 1_000;

/** What to do where processes cannot be started. */
export const PROCESS_TODO = "start Assay with ASSAY_ALLOW=--allow-run=deno";

/** Whether a tool's process may be started. Asking for it would stop a run in the middle. */
export function mayStart(): boolean {
  return Deno.permissions.querySync({ name: "run", command: "deno" }).state === "granted";
}

/** @throws {ToolError} if a tool's process may not be started */
export function checkMayStart(name: string): void {
  if (mayStart()) return;
  throw new ToolError(
    `Cannot use ${name}: Deno was not given permission to start its process: ${PROCESS_TODO}`,
  );
}

function spawn({ name, main, args, permissions }: ToolProcessOptions): Deno.ChildProcess {
  checkMayStart(name);
  return new Deno.Command("deno", {
    args: [
      ...["run", "--quiet", "--no-prompt", "--unstable-raw-imports"],
      `--config=${fileURLToPath(new URL("../../../deno.json", import.meta.url))}`,
      ...permissions,
      fileURLToPath(main),
      ...args,
    ],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
    // Ctrl-C at the terminal is for the run, which then closes this process.
    detached: true,
  }).spawn();
}

/** Paths as a value of `--allow-read` and the like. */
export function permissionList(paths: readonly string[]): string {
  return paths.map((path) => path.replaceAll(",", ",,")).join(",");
}
