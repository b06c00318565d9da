/**
 * A command line from its words to its exit code: the only place that prints errors.
 *
 * @module
 */
import { createActions } from "./actions.ts";
import { type ExitCode, reportError } from "./errors.ts";
import { type Io, processIo } from "./io.ts";
import { printable } from "./printable.ts";
import { createProgram } from "./program.ts";

/**
 * Two interrupts so close together are one press of a key, in milliseconds: the terminal sends it to
 * every process in the foreground, and `deno task` hands its own on to the program.
 */
const SAME_KEY_MS = 100;

/**
 * Runs a command in this process and gives what to exit with. The first interrupt lets what has
 * come in end on disk; the second leaves at once.
 */
export async function runProcess(args: readonly string[]): Promise<ExitCode> {
  const interrupt = new AbortController();
  let first = 0;
  const onInterrupt = () => {
    if (interrupt.signal.aborted) {
      if (performance.now() - first > SAME_KEY_MS) Deno.exit(130);
      return;
    }
    first = performance.now();
    interrupt.abort(new DOMException("Interrupted", "AbortError"));
  };
  const signals: readonly Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT"]
    : ["SIGINT", "SIGTERM"];
  for (const signal of signals) Deno.addSignalListener(signal, onInterrupt);
  let code: ExitCode = 0;
  const io = processIo(interrupt.signal, (next) => code = next);
  const program = createProgram(createActions(io));
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    const commander = error instanceof Error && "code" in error ? error.code : undefined;
    if (commander === "commander.helpDisplayed" || commander === "commander.version") return 0;
    if (commander === "commander.help") {
      io.err(program.helpInformation());
      return 2;
    }
    return tell(error, args.includes("--debug"), io);
  } finally {
    for (const signal of signals) Deno.removeSignalListener(signal, onInterrupt);
  }
}

function tell(error: unknown, debug: boolean, io: Io): ExitCode {
  const { code, sentence, hint } = reportError(error);
  io.err(`${printable(sentence)}${hint === null ? "" : ` (${hint})`}\n`);
  if (debug) io.err(`${printable(stackOf(error))}\n`);
  return code;
}

/** Stacks of an error and its causes; not their properties, which may hold a request. */
function stackOf(error: unknown): string {
  const stacks: string[] = [];
  for (let each = error; each instanceof Error && stacks.length < 10; each = each.cause) {
    stacks.push(each.stack ?? String(each));
  }
  return stacks.join("\nCaused by ");
}
