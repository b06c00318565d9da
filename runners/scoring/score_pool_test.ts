import assert from "node:assert/strict";
import type { ScoreStep } from "../../scoring/types.ts";
import { scorePool, type ScorePoolOptions } from "./score_pool.ts";

const module = new URL("./testdata/odd_worker.ts", import.meta.url);
const job = { text: "hello", reasoning: "", truncated: false, target: null, judged: [] };

function pool(options: Partial<ScorePoolOptions> = {}) {
  return scorePool({ workers: 1, timeoutMs: 5_000, module, ...options });
}

function ref(task: string) {
  return { benchmark: "odd", task, options: {} };
}

function detail(step: ScoreStep): string {
  assert.equal(step.kind, "unscored");
  assert.ok(step.kind === "unscored");
  assert.equal(step.reason, "scorer-failed");
  return step.detail;
}

Deno.test("scorePool() scores jobs in order through few workers", async () => {
  using scorers = pool({ workers: 2 });
  const steps = await Promise.all(
    Array.from({ length: 50 }, (_, i) => scorers.step(ref("echo"), { ...job, text: `reply ${i}` })),
  );
  for (const [i, step] of steps.entries()) {
    assert.ok(step.kind === "scored");
    assert.equal(step.values.text, `reply ${i}`);
  }
});

Deno.test("scorePool() turns a throwing scorer into scorer-failed", async () => {
  using scorers = pool();
  assert.match(detail(await scorers.step(ref("throws"), job)), /TypeError: no such luck/);
  assert.equal((await scorers.step(ref("echo"), job)).kind, "scored");
});

for (const task of ["loops", "regex"]) {
  Deno.test(`scorePool() ends a scorer that hangs (${task}) and goes on`, async () => {
    using scorers = pool({ timeoutMs: 300 });
    const [hung, next] = await Promise.all([
      scorers.step(ref(task), job),
      scorers.step(ref("echo"), job),
    ]);
    assert.match(detail(hung), /took longer than 300 ms/);
    assert.equal(next.kind, "scored");
  });
}

Deno.test("scorePool() gives scorers no permission", async () => {
  using scorers = pool();
  assert.match(detail(await scorers.step(ref("reads"), job)), /NotCapable|Requires read access/);
});

Deno.test("scorePool() replaces a worker that died", async () => {
  using scorers = pool();
  assert.match(detail(await scorers.step(ref("dies"), job)), /thrown from nowhere/);
  assert.equal((await scorers.step(ref("echo"), job)).kind, "scored");
});

Deno.test("scorePool() runs a scorer's programs in the sandbox it was given", async () => {
  using scorers = pool({
    tools: {
      sandbox: {
        run: ({ program }) =>
          Promise.resolve({
            status: "exited",
            code: 0,
            stdout: `ran ${program}`,
            stderr: "",
            wallMs: 1,
          }),
      },
    },
  });
  const step = await scorers.step(ref("sandbox"), job);
  assert.ok(step.kind === "scored");
  assert.equal(step.values.stdout, "ran print(1)");
});

Deno.test("scorePool() without a sandbox gives a scorer none", async () => {
  using scorers = pool();
  const step = await scorers.step(ref("sandbox"), job);
  assert.ok(step.kind === "scored");
  assert.equal(step.values.stdout, null);
});

Deno.test("scorePool() answers what still waits when it ends", async () => {
  const scorers = pool({ timeoutMs: 60_000 });
  const waiting = [scorers.step(ref("loops"), job), scorers.step(ref("echo"), job)];
  await new Promise((resolve) => setTimeout(resolve, 200));
  scorers[Symbol.dispose]();
  for (const step of await Promise.all(waiting)) assert.match(detail(step), /run has ended/);
});

Deno.test("scorePool() hands calls of every tool over, and what they throw", async () => {
  using scorers = pool({
    timeoutMs: 300,
    tools: {
      scibertVocabulary: new Set(["acid"]),
      bertScorer: {
        async score(answer, reference) {
          // Longer than a scorer may take: the time of a tool is its own.
          await new Promise((resolve) => setTimeout(resolve, 500));
          return { precision: 0, recall: 1, f1: answer === reference ? 1 : 0.5 };
        },
      },
      imageModels: { clip: (gold) => Promise.resolve(gold.rgb[0] ?? -1) },
      rnaFolder: { fold: () => Promise.reject(new Error("RNAfold ended with code 3")) },
    },
  });
  const step = await scorers.step(ref("tools"), job);
  assert.ok(step.kind === "scored", JSON.stringify(step));
  assert.deepEqual(step.values, {
    pieces: ["acid"],
    f1: [1, 0.5],
    clip: 7,
    dino: false,
    fold: "RNAfold ended with code 3",
  });
});
