/**
 * The command line: the only place that prints errors and exits.
 *
 * @module
 */
import { createActions } from "./actions.ts";
import { type ExitCode, reportError } from "./errors.ts";
import { processIo } from "./io.ts";
import { printable } from "./printable.ts";
import { createProgram } from "./program.ts";

const interrupt = new AbortController();
let code: ExitCode = 0;
const io = processIo(interrupt.signal, (next) => code = next);

/** The first interrupt lets what is in flight end on disk; the second leaves at once. */
function onInterrupt(): void {
  if (interrupt.signal.aborted) Deno.exit(130);
  interrupt.abort(new DOMException("Interrupted", "AbortError"));
}
Deno.addSignalListener("SIGINT", onInterrupt);
if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", onInterrupt);

const program = createProgram(createActions(io));
try {
  await program.parseAsync(Deno.args, { from: "user" });
} catch (error) {
  code = fail(error);
}
Deno.exit(code);

function fail(error: unknown): ExitCode {
  const commander = error instanceof Error && "code" in error ? error.code : undefined;
  if (commander === "commander.helpDisplayed" || commander === "commander.version") return 0;
  if (commander === "commander.help") {
    io.err(program.helpInformation());
    return 2;
  }
  const { code, sentence, hint } = reportError(error);
  io.err(`${printable(sentence)}${hint === null ? "" : ` (${hint})`}\n`);
  if (Deno.args.includes("--debug")) io.err(`${printable(stackOf(error))}\n`);
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
