/**
 * The simulated server as a process of its own:
 *
 * ```sh
 * deno run --allow-net=127.0.0.1 runners/sim/sim_main.ts --json-options '{"seed": 7}'
 * ```
 *
 * Prints one line `{"url":"http://127.0.0.1:PORT/v1"}` when it listens. Ends on SIGINT, SIGTERM, or
 * when its stdin, if that is a pipe, is closed: no server outlives the process that started it.
 * Options: `docs/sim.md`.
 *
 * @module
 */
import { fstatSync } from "node:fs";
import { benchmarks } from "../../benchmarks/mod.ts";
import type { KnownPrompt } from "./knowledge.ts";
import { readKnowledgeFile } from "./knowledge_file.ts";
import { knownSamples, type KnownTask } from "./known_samples.ts";
import { type MainOptions, parseMainArgs } from "./main_options.ts";
import { SimOptionsError } from "./options.ts";
import { startSim } from "./server.ts";

async function* knownTo(
  { demo, runSeed, knowledgeFile }: MainOptions,
): AsyncGenerator<KnownPrompt> {
  if (demo) yield* knownSamples(everyTask(), { seed: runSeed });
  if (knowledgeFile !== null) yield* readKnowledgeFile(knowledgeFile);
}

/** Every task of every benchmark under its default options. */
function* everyTask(): Generator<KnownTask> {
  for (const benchmark of benchmarks) {
    for (const task of benchmark.tasks(benchmark.options.parse({}))) yield { benchmark, task };
  }
}

/** Resolves when a pipe on stdin is closed; never where stdin is something else. */
async function stdinClosed(): Promise<void> {
  const stdin = fstatSync(0);
  if (!stdin.isFIFO() && !stdin.isSocket()) return await new Promise(() => {});
  const buffer = new Uint8Array(1024);
  while (await Deno.stdin.read(buffer) !== null);
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(name, resolve);
  });
}

async function main(): Promise<number> {
  const encoder = new TextEncoder();
  try {
    const options = parseMainArgs(Deno.args);
    const { demo: _, runSeed: __, knowledgeFile: ___, ...settings } = options;
    const ended = Promise.race([signalled(), stdinClosed()]);
    await using sim = await startSim({ ...settings, knowledge: knownTo(options) });
    await Deno.stdout.write(encoder.encode(`${JSON.stringify({ url: sim.url })}\n`));
    await ended;
    return 0;
  } catch (cause) {
    if (!(cause instanceof SimOptionsError || cause instanceof Deno.errors.AddrInUse)) throw cause;
    await Deno.stderr.write(encoder.encode(`${cause.message}\n`));
    return 2;
  }
}

if (import.meta.main) Deno.exit(await main());
