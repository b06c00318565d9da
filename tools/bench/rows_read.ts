/** One reading for `rows.ts`: prints this process's peak resident memory and its rows a second. */
import { built, open } from "../../runners/prepare.ts";
import { resolveTasks } from "../../runners/tasks.ts";

const [data = "", dataDir = "", rows = ""] = Deno.args;
const [resolved] = resolveTasks([{
  id: "scireasoner",
  tasks: ["Gue_tf-h-0"],
  options: { set: "full" },
  data,
  limit: null,
  repeats: null,
}]);
if (resolved === undefined) throw new Error("There is no such sub-task");
const context = {
  config: { dataDir, demo: false, seed: 0 },
  env: () => undefined,
  signal: new AbortController().signal,
  onNote: () => {},
};
let peak = 0;
const timer = setInterval(() => peak = Math.max(peak, Deno.memoryUsage().rss), 20);
const started = performance.now();
let count = 0;
for await (const _sample of built(resolved, await open(resolved, context), context)) {
  count++;
  // The reader never waits for long: the clock above gets its turn.
  if (count % 1_000 === 0) await new Promise((resolve) => setTimeout(resolve));
}
clearInterval(timer);
const seconds = (performance.now() - started) / 1_000;
if (count !== Number(rows)) throw new Error(`Read ${count} rows of ${rows}`);
Deno.stdout.writeSync(
  new TextEncoder().encode(JSON.stringify({ peakMb: peak / 2 ** 20, perS: count / seconds })),
);
