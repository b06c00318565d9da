/**
 * The terminal and the process as an action sees them, so that a test can be one.
 *
 * @module
 */
import type { ExitCode } from "./errors.ts";

/** Where an action writes and what it may know about its surroundings. */
export interface Io {
  /** Result: standard output. */
  out(text: string): void;
  /** Everything else: standard error. */
  err(text: string): void;
  /** Sets what the process ends with; 0 unless it is called. */
  exit(code: ExitCode): void;
  env(name: string): string | undefined;
  now(): number;
  /** Aborts at the first interrupt. */
  readonly signal: AbortSignal;
  readonly stdinIsTerminal: boolean;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** False with NO_COLOR or where the stream is no terminal. */
  readonly color: { readonly out: boolean; readonly err: boolean };
  /** Width and height of the terminal now. */
  size(): { readonly columns: number; readonly rows: number };
}

const encoder = new TextEncoder();

/** The process itself. */
export function processIo(signal: AbortSignal, exit: (code: ExitCode) => void): Io {
  const noColor = (Deno.env.get("NO_COLOR") ?? "") !== "" || Deno.env.get("TERM") === "dumb";
  const stdoutIsTerminal = Deno.stdout.isTerminal();
  const stderrIsTerminal = Deno.stderr.isTerminal();
  return {
    out: (text) => writeAll(Deno.stdout, text),
    err: (text) => writeAll(Deno.stderr, text),
    exit,
    env: (name) => Deno.env.get(name),
    now: Date.now,
    signal,
    stdinIsTerminal: Deno.stdin.isTerminal(),
    stdoutIsTerminal,
    stderrIsTerminal,
    color: { out: stdoutIsTerminal && !noColor, err: stderrIsTerminal && !noColor },
    size: () => {
      try {
        return Deno.consoleSize();
      } catch {
        return { columns: 80, rows: 24 };
      }
    },
  };
}

/** Writes everything, a pipe that takes a part at a time included; a reader that left is no error. */
function writeAll(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  const bytes = encoder.encode(text);
  try {
    for (let written = 0; written < bytes.length;) {
      written += stream.writeSync(bytes.subarray(written));
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}
