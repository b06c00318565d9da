/**
 * `help_ratio`: wall time of `assay --help` over that of an empty script, the medians of runs taken
 * in turn.
 *
 * @module
 */
import { report } from "./figures.ts";

const ROUNDS = 15;
const empty = await Deno.makeTempFile({ suffix: ".ts" });
const main = new URL("../../cli/main.ts", import.meta.url).href;

async function time(args: readonly string[]): Promise<number> {
  const started = performance.now();
  const { success } = await new Deno.Command("deno", { args: ["run", "--allow-env", ...args] })
    .output();
  if (!success) throw new Error(`"deno run ${args.join(" ")}" failed`);
  return performance.now() - started;
}

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}

await time([main, "--help"]);
const helps: number[] = [];
const empties: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  empties.push(await time([empty]));
  helps.push(await time([main, "--help"]));
}
await Deno.remove(empty);
const help = median(helps);
report([
  { name: "help_ratio", value: help / median(empties), unit: "ratio", target: "<= 4" },
  { name: "help_ms", value: help, unit: "ms", target: "<= 150" },
]);
