import assert from "node:assert/strict";
import { findBenchmark } from "../../benchmarks/mod.ts";
import { scorePool } from "../../runners/scoring/score_pool.ts";
import { MAX_SMILES } from "../../scoring/chem/smiles_input.ts";

/** Sulphur atoms in a chain, each bonded to those five and seven places on: rings through rings. */
function knot(atoms: number): string {
  const closing = new Map<number, number[]>();
  const free = Array.from({ length: 90 }, (_, number) => 10 + number);
  let smiles = "";
  for (let at = 0; at < atoms; at++) {
    const ending = closing.get(at) ?? [];
    const beginning = [5, 7].filter((step) => at + step < atoms).map((step) => {
      const number = free.pop() ?? 0;
      closing.set(at + step, [...closing.get(at + step) ?? [], number]);
      return number;
    });
    smiles += `S${[...ending, ...beginning].map((number) => `%${number}`).join("")}`;
    free.push(...ending);
  }
  return smiles;
}

Deno.test("a SMILES that RDKit takes too long for costs its worker and its sample, not the run", async () => {
  const monster = knot(230);
  assert.ok(monster.length <= MAX_SMILES, String(monster.length));
  const benchmark = findBenchmark("smolinstruct");
  assert.ok(benchmark);
  const options = benchmark.options.parse({});
  const task = benchmark.tasks(options).find(({ id }) => id === "MG");
  const record = task?.demo[0];
  assert.ok(task && record);
  const { target } = task.sample(record, { index: 0, draw: () => 0 });
  const ref = { benchmark: "smolinstruct", task: "MG", options };
  // RDKit starts within the first step of each worker, on a machine that runs all tests at once.
  using pool = scorePool({ workers: 1, timeoutMs: 10_000 });
  const step = (text: string) =>
    pool.step(ref, { text, reasoning: "", truncated: false, target, judged: [] });
  const good = task.reference(record) ?? "";
  const started = performance.now();
  const [before, hung, after] = await Promise.all(
    [good, `<SMILES> ${monster} </SMILES>`, good].map(step),
  );
  assert.ok(performance.now() - started < 120_000);
  assert.deepEqual(hung, {
    kind: "unscored",
    reason: "scorer-failed",
    detail: "the scorer took longer than 10000 ms",
  });
  for (const scored of [before, after]) {
    assert.ok(scored?.kind === "scored", JSON.stringify(scored));
    assert.equal(scored.outcome, "correct");
  }
});
