/**
 * `deno task fuzz [minutes] [seed]`: hostile replies to every sub-task of the science suites, scored in
 * the workers of a run, for 5 minutes by default. Ends with 1 at the first reply that a scorer throws
 * on, takes over its time limit for or gives an impossible number to, and prints sub-task, seed and
 * input.
 */
import { SCORE_WORKERS, scorePool } from "../runners/scoring/score_pool.ts";
import { seededDraw } from "../scoring/random.ts";
import { hostileReply, LONG_REPLIES } from "../tests/fuzz/replies.ts";
import {
  itemsOf,
  mayStayUnscored,
  nameOf,
  numbersOf,
  sampleOf,
  scienceKinds,
  type ScienceTask,
  scienceTasks,
  settle,
} from "../tests/fuzz/science_tasks.ts";

/** What a run allows a scorer by default. */
const LIMIT_MS = 30_000;

const minutes = Number(Deno.args[0] ?? 5);
const seed = Deno.args[1] ?? String(Date.now());
if (!(minutes > 0)) {
  print(`Cannot fuzz for "${Deno.args[0]}" minutes: give a number above 0\n`);
  Deno.exit(2);
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}

/** What is wrong with the score of a reply; `null` where nothing is. */
async function fault(
  { benchmark, task, options }: ScienceTask,
  reply: string,
  index: number,
): Promise<string | null> {
  const ref = { benchmark: benchmark.id, task: task.id, options };
  const job = {
    text: reply,
    reasoning: "",
    truncated: false,
    target: sampleOf(task, index).target,
  };
  try {
    const verdict = await settle(
      (judged) => pool.step(ref, { ...job, judged }),
      seededDraw(`${seed}/judge/${index}`),
    );
    if (verdict.kind === "unscored") {
      const told = verdict.reason === "judge-failed" || mayStayUnscored(task);
      return told && !/^\w*Error: |took longer/.test(verdict.detail) ? null : verdict.detail;
    }
    numbersOf(task, itemsOf(verdict, "0"));
    return null;
  } catch (cause) {
    return String(cause);
  }
}

using pool = scorePool({ workers: SCORE_WORKERS, timeoutMs: LIMIT_MS });
const started = performance.now();
const until = started + minutes * 60_000;
let replies = 0;
let slowest = { ms: 0, name: "" };

/** Scores one reply; ends the program where the score is at fault. */
async function probe(science: ScienceTask, reply: string, index: number): Promise<void> {
  const begun = performance.now();
  const found = await fault(science, reply, index);
  const ms = performance.now() - begun;
  replies++;
  if (ms > slowest.ms) slowest = { ms, name: nameOf(science) };
  if (found === null) return;
  const shown = JSON.stringify(reply);
  print(
    `${nameOf(science)} fails on reply ${index} of seed ${seed}: ${found}\n` +
      `${shown.length > 2_000 ? `${shown.slice(0, 2_000)}… (${reply.length} units)` : shown}\n`,
  );
  Deno.exit(1);
}

/** One of the threads that keep the workers busy. */
async function work(jobs: Iterator<() => Promise<void>>): Promise<void> {
  for (let next = jobs.next(); !next.done && performance.now() < until; next = jobs.next()) {
    await next.value();
  }
}

function* jobs(): Generator<() => Promise<void>> {
  for (let index = 0;; index++) {
    for (const science of [...scienceTasks, ...scienceKinds]) {
      const { task } = science;
      const draw = seededDraw(`${seed}/${index}/${nameOf(science)}`);
      const good = task.reference(task.demo[index % task.demo.length]);
      const reply = hostileReply(draw, good);
      yield () => probe(science, reply, index);
    }
    const long = LONG_REPLIES[index];
    if (long === undefined) continue;
    for (const science of scienceKinds) yield () => probe(science, long, index);
  }
}

const list = jobs();
await Promise.all(Array.from({ length: SCORE_WORKERS }, () => work(list)));
print(
  `${replies} replies in ${((performance.now() - started) / 1000).toFixed(0)} s (seed ${seed}): ` +
    `every one was scored; the slowest took ${slowest.ms.toFixed(0)} ms (${slowest.name})\n`,
);
