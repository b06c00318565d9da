/**
 * The one process that may start programs. It is told what to run over its standard input, answers
 * over its standard output, and ends with the process that started it.
 *
 * @module
 */
import type { SandboxJob } from "../../../scoring/types.ts";
import { type Confinement, runConfined } from "./confined.ts";
import { findBare, findConfinement } from "./find_python.ts";
import { documents, type FromHost, line, type ToHost } from "./wire.ts";

const running = new Map<number, AbortController>();
const out = Deno.stdout.writable.getWriter();
const say = (message: FromHost): Promise<void> => out.write(line(message));

let confinement: Confinement | null = null;
for await (const message of documents<ToHost>(Deno.stdin.readable)) {
  if (message.kind === "start") confinement = message.known ?? await find(message.bare);
  else if (message.kind === "cancel") running.get(message.id)?.abort();
  else if (confinement !== null) void run(message.id, message.job, confinement);
}
for (const controller of running.values()) controller.abort();
Deno.exit(0);

async function find(bare: boolean): Promise<Confinement | null> {
  const { signal } = new AbortController();
  const found = bare ? await findBare(signal) : await findConfinement(Deno.uid(), signal);
  await say(
    found.kind === "found" ? { kind: "ready", confinement: found.confinement } : found,
  );
  return found.kind === "found" ? found.confinement : null;
}

async function run(id: number, job: SandboxJob, where: Confinement): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    await say({ kind: "result", id, result: await runConfined(where, job, controller.signal) });
  } catch (cause) {
    await say({
      kind: "error",
      id,
      message: cause instanceof Error ? cause.message : String(cause),
    });
  } finally {
    running.delete(id);
  }
}
