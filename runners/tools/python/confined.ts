import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import type { SandboxJob, SandboxResult } from "../../../scoring/types.ts";
import { bubblewrapArguments, FILTER_FD, type Interpreter, STATUS_FD } from "./bubblewrap.ts";
import { BARE_LAUNCHER } from "./python_text.ts";
import { seccompFilter } from "./seccomp.ts";

/** An interpreter and how its programs are kept from being who we are. */
export interface Confinement {
  readonly python: Interpreter;
  /**
   * True where root steps down to a user without a name, another one for each program; false where a
   * user namespace is used. Of root in a user namespace the kernel does not count the threads.
   */
  readonly stepDown: boolean;
  readonly limitsThreads: boolean;
  /** True where programs run bare: nothing but limits on memory, time and files stands in their way. */
  readonly bare: boolean;
}

/** Bytes of standard error that are kept; the rest is read and dropped. */
const KEPT_ERRORS = 64 * 1024;
/** Largest single file a program can write, in bytes. */
const FILE_BYTES = 32 * 1024 ** 2;
/** Threads of one program. */
const THREADS = 64;
/** Users that programs of root become, in a range that systems leave free. */
const USERS = { first: 64_000, count: 512 } as const;
let user = 0;

/** Starts `bwrap`, or the interpreter itself where programs run bare. */
function launch({ python, stepDown, bare }: Confinement): ChildProcess {
  if (bare) {
    // Version managers put a script under the name, which looks the interpreter up.
    const env = {
      PATH: Deno.env.get("PATH") ?? "",
      PYENV_ROOT: Deno.env.get("PYENV_ROOT") ?? "",
    };
    return spawn(python.name, ["-I", "-X", "utf8", "-c", BARE_LAUNCHER], {
      env,
      cwd: "/",
      stdio: ["pipe", "pipe", "pipe"],
    });
  }
  return spawn("bwrap", [...bubblewrapArguments(python, stepDown)], {
    env: {},
    cwd: "/",
    stdio: ["pipe", "pipe", "pipe", "pipe", "pipe"],
  });
}

/**
 * Runs one program inside and ends everything it started.
 *
 * @throws {Error} if `bwrap` could not set the place up, or was ended by somebody else
 */
export async function runConfined(
  confinement: Confinement,
  job: SandboxJob,
  signal: AbortSignal,
): Promise<SandboxResult> {
  signal.throwIfAborted();
  const started = performance.now();
  const child = launch(confinement);
  let ended: "timed-out" | "output-limit" | "aborted" | null = null;
  const end = (why: NonNullable<typeof ended>) => {
    ended ??= why;
    // The namespace's first process dies with `bwrap`, and everything in the namespace with it.
    // Bare, the first process does the same when it is told to.
    child.kill(confinement.bare ? "SIGTERM" : "SIGKILL");
  };
  const abort = () => end("aborted");
  signal.addEventListener("abort", abort, { once: true });
  const timer = setTimeout(() => end("timed-out"), job.wallMs);
  try {
    const output = collect(child.stdout, job.outputBytes, () => end("output-limit"));
    const errors = collect(child.stderr, KEPT_ERRORS, () => {});
    const status = confinement.bare
      ? '"exit-code"'
      : collect(child.stdio[STATUS_FD] as Readable, KEPT_ERRORS, () => {});
    if (!confinement.bare) {
      write(child.stdio[FILTER_FD] as Writable, seccompFilter(Deno.build.arch));
    }
    write(child.stdin, programInput(job, confinement));
    const exit = await exitOf(child);
    const [stdout, stderr, told] = await Promise.all([output, errors, status]);
    signal.throwIfAborted();
    const wallMs = performance.now() - started;
    if (ended !== null && ended !== "aborted") {
      return { status: ended, code: null, stdout, stderr, wallMs };
    }
    if (exit.signal !== null) throw new Error(`bwrap was ended by ${exit.signal}`);
    if (!told.includes('"exit-code"')) {
      throw new Error(`bwrap could not start the program: ${stderr.trim() || `code ${exit.code}`}`);
    }
    // What bwrap returns for a program that was ended by signal n is 128 + n.
    const killed = exit.code !== null && exit.code > 128;
    return { status: killed ? "killed" : "exited", code: exit.code, stdout, stderr, wallMs };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

/** The first line with the limits, the program, and then the program's own input. */
function programInput(job: SandboxJob, { stepDown, limitsThreads }: Confinement): Uint8Array {
  const encoder = new TextEncoder();
  const program = encoder.encode(job.program);
  const threads = limitsThreads ? THREADS : 0;
  const limits = [
    program.length,
    job.memoryBytes,
    Math.max(1, Math.ceil(job.cpuMs / 1000)),
    FILE_BYTES,
    threads,
    stepDown ? USERS.first + user++ % USERS.count : 0,
  ];
  const head = encoder.encode(`${limits.join(" ")}\n`);
  const stdin = encoder.encode(job.stdin);
  const all = new Uint8Array(head.length + program.length + stdin.length);
  all.set(head);
  all.set(program, head.length);
  all.set(stdin, head.length + program.length);
  return all;
}

/** Writes everything and closes; a program that does not read on is not our failure. */
function write(stream: Writable | null, bytes: Uint8Array): void {
  stream?.on("error", () => {});
  stream?.end(bytes);
}

/** Text of a stream up to `limit` bytes; calls `over` once there is more, and reads on. */
function collect(stream: Readable | null, limit: number, over: () => void): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let left = limit;
    const done = () => {
      const all = new Uint8Array(limit - left);
      let at = 0;
      for (const chunk of chunks) {
        all.set(chunk, at);
        at += chunk.length;
      }
      resolve(new TextDecoder().decode(all));
    };
    if (stream === null) return done();
    stream.on("data", (chunk: Uint8Array) => {
      if (chunk.length > left) over();
      const kept = chunk.subarray(0, left);
      left -= kept.length;
      if (kept.length > 0) chunks.push(kept);
    });
    stream.on("error", () => {});
    stream.on("close", done);
  });
}

function exitOf(
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly signal: string | null }> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve({ code, signal }));
  });
}
