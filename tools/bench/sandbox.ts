/**
 * `sandbox_ratio`: solutions of 20 tests graded a second, one at a time, over the same program run
 * bare by `python3 -I` on the same inputs. `sandbox_ratio_1`: the same with a single test.
 * `sandbox_start_ms`: a program that does nothing, after warm-up.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { gradeSolution } from "../../scoring/livecodebench/grade.ts";
import { pythonSandbox } from "../../runners/tools/python/sandbox.ts";
import { report } from "./figures.ts";

const TESTS = 20;
const ROUNDS = 3;
const CODE = "n = int(input())\nprint(sum(i * i % 7 for i in range(n)))";
const INPUT = "40000\n";
const OUTPUT = "79997";
/** A start alone says something of it. */
const STARTS = 11;

await using sandbox = pythonSandbox({ concurrency: 1 });
const { executable } = await sandbox.start();

/** Seconds that the bare program takes for so many inputs. */
async function bareSeconds(runs: number): Promise<number> {
  const { success, stdout } = await new Deno.Command("deno", {
    args: [
      "run",
      "--quiet",
      "--no-config",
      `--allow-run=${executable}`,
      fileURLToPath(new URL("bare_python.ts", import.meta.url)),
      ...[executable, CODE, INPUT, String(runs)],
    ],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error("Cannot bench as the bare program failed");
  return Number(new TextDecoder().decode(stdout));
}

async function gradedSeconds(tests: number): Promise<number> {
  const started = performance.now();
  const { passed, why } = await gradeSolution({
    code: CODE,
    tests: Array.from({ length: tests }, () => ({ input: INPUT, output: OUTPUT })),
    functionName: null,
    profile: "official",
    lenientStdin: false,
  }, sandbox);
  if (!passed) throw new Error(`Cannot bench as the solution did not pass: ${why}`);
  return (performance.now() - started) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Both in turn, so that what else the machine does meets both. */
async function ratio(tests: number): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ratios.push(await bareSeconds(tests) / await gradedSeconds(tests));
  }
  return median(ratios);
}

const starts: number[] = [];
for (let start = 0; start < STARTS; start++) {
  const { wallMs } = await sandbox.run({
    program: "pass",
    stdin: "",
    wallMs: 10_000,
    cpuMs: 10_000,
    memoryBytes: 1024 ** 3,
    outputBytes: 1024,
  });
  starts.push(wallMs);
}
report([
  { name: "sandbox_ratio", value: await ratio(TESTS), unit: "x", target: ">= 0.7" },
  { name: "sandbox_ratio_1", value: await ratio(1), unit: "x", target: null },
  { name: "sandbox_start_ms", value: median(starts), unit: "ms", target: null },
]);
