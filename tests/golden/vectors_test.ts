import assert from "node:assert/strict";
import { findBenchmark } from "../../benchmarks/mod.ts";
import { readVectors } from "../../runners/verify/verify.ts";
import { vectorBenchmarks } from "../../runners/verify/score_vector.ts";
import { pythonSandbox, SandboxMissingError } from "../../runners/tools/python/sandbox.ts";
import { MissingDataError } from "../../runners/verify/missing_data.ts";
import { scoreVector, type Vector, vectorDifference } from "./vectors.ts";

/** Vectors believed wrong: id and reason. They are run, printed and expected to differ. */
const DISPUTED: Readonly<Record<string, string>> = {};

/** Why programs cannot be run here, or `null`. */
async function sandboxProblem(): Promise<string | null> {
  await using sandbox = pythonSandbox();
  try {
    const { executable, numpy } = await sandbox.start();
    // Some solutions of the vectors import it, as the official harness has it.
    return numpy === null ? `${executable} has no numpy` : null;
  } catch (cause) {
    if (cause instanceof SandboxMissingError) return cause.message;
    throw cause;
  }
}

/** Why a vector about published data cannot be scored here, or `null`. */
async function missingData(vector: Vector): Promise<string | null> {
  if (!vector.task.startsWith("official-")) return null;
  try {
    await scoreVector(vector);
    return null;
  } catch (cause) {
    if (cause instanceof MissingDataError) return cause.message;
    throw cause;
  }
}

function say(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
}

const files: string[] = [];
for await (const { name } of Deno.readDir(new URL(".", import.meta.url))) {
  if (name.endsWith(".jsonl")) files.push(name.replace(/\.jsonl$/, ""));
}

/** Benchmarks whose vectors run model-written programs. */
const needsSandbox = (name: string) =>
  findBenchmark(name)?.tasks(findBenchmark(name)?.options.parse({}) ?? {})
    .some(({ needs }) => needs.includes("sandbox")) ?? false;
const problem = vectorBenchmarks.some(needsSandbox) ? await sandboxProblem() : null;

for (const name of files.sort()) {
  const vectors = await readVectors(new URL(`${name}.jsonl`, import.meta.url));
  const left = !vectorBenchmarks.includes(name)
    ? "its scorers are still to come"
    : problem !== null && needsSandbox(name)
    ? problem
    : null;
  if (left !== null) {
    const title = `${vectors.length} golden vectors of ${name}: ${left}`;
    say(`LEFT OUT: ${title}`);
    Deno.test({ name: title, ignore: true, fn() {} });
    continue;
  }
  for (const vector of vectors) {
    const reason = DISPUTED[vector.id];
    const title = `golden ${vector.id}${reason === undefined ? "" : ` (disputed: ${reason})`}`;
    const missing = await missingData(vector);
    if (missing !== null) {
      say(`LEFT OUT: ${title}: ${missing}`);
      Deno.test({ name: title, ignore: true, fn() {} });
      continue;
    }
    Deno.test({
      name: title,
      async fn() {
        const difference = vectorDifference(vector, await scoreVector(vector));
        if (reason === undefined) assert.equal(difference, null);
        else assert.notEqual(difference, null, "the vector agrees now: take it off the list");
      },
      // Scorers load their data and, for programs, one helper process on first use.
      sanitizeOps: !needsSandbox(name),
      sanitizeResources: !needsSandbox(name),
    });
  }
}

Deno.test("every benchmark with scorers has golden vectors", () => {
  for (const name of vectorBenchmarks) assert.ok(files.includes(name), name);
});
