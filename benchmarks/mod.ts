/**
 * Every benchmark, in the order of the leaderboard.
 *
 * @module
 */
import { aime2025 } from "./aime_2025.ts";
import type { Benchmark } from "./define.ts";
import { biologyInstruction } from "./biology_instruction/mod.ts";
import { ifbench } from "./ifbench.ts";
import { imoAnswerBench } from "./imo_answer_bench.ts";
import { livecodebenchV6 } from "./livecodebench_v6.ts";
import { matbench } from "./matbench.ts";
import { mmluPro } from "./mmlu_pro/mod.ts";
import { molInstructions } from "./mol_instructions/mod.ts";
import { sciReasoner } from "./sci_reasoner/mod.ts";
import { smolInstruct } from "./smol_instruct/mod.ts";

/** All benchmarks in table order. */
export const benchmarks: readonly Benchmark[] = [
  sciReasoner,
  smolInstruct,
  matbench,
  molInstructions,
  biologyInstruction,
  mmluPro,
  aime2025,
  imoAnswerBench,
  ifbench,
  livecodebenchV6,
];

/** The benchmark with this id, or `undefined`. */
export function findBenchmark(id: string): Benchmark | undefined {
  return benchmarks.find((benchmark) => benchmark.id === id);
}
