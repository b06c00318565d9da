/**
 * Every benchmark, in the order of the leaderboard.
 *
 * @module
 */
import { aime2025 } from "./aime_2025.ts";
import type { Benchmark } from "./define.ts";
import { biologyInstruction } from "./biology_instruction/mod.ts";
import { gaiaText } from "./gaia_text/mod.ts";
import { ifbench } from "./ifbench.ts";
import { imoAnswerBench } from "./imo_answer_bench.ts";
import { livecodebenchV6 } from "./livecodebench_v6.ts";
import { matbench } from "./matbench.ts";
import { microvqa } from "./microvqa.ts";
import { mmluPro } from "./mmlu_pro/mod.ts";
import { mmmuPro } from "./mmmu_pro.ts";
import { molInstructions } from "./mol_instructions/mod.ts";
import { msearthMcq } from "./msearth_mcq.ts";
import { refcocoAvg } from "./refcoco_avg.ts";
import { sarenaIcon } from "./sarena_icon/mod.ts";
import { sciReasoner } from "./sci_reasoner/mod.ts";
import { scits } from "./scits/mod.ts";
import { screenspotV2 } from "./screenspot_v2.ts";
import { sfe } from "./sfe.ts";
import { smolInstruct } from "./smol_instruct/mod.ts";
import { tau2Bench } from "./tau2_bench/mod.ts";
import { xlrsBench } from "./xlrs_bench.ts";

/** All benchmarks in table order. */
export const benchmarks: readonly Benchmark[] = [
  sciReasoner,
  sfe,
  smolInstruct,
  matbench,
  molInstructions,
  microvqa,
  biologyInstruction,
  xlrsBench,
  msearthMcq,
  mmmuPro,
  mmluPro,
  aime2025,
  imoAnswerBench,
  refcocoAvg,
  ifbench,
  sarenaIcon,
  livecodebenchV6,
  gaiaText,
  tau2Bench,
  screenspotV2,
  scits,
];

/** The benchmark with this id, or `undefined`. */
export function findBenchmark(id: string): Benchmark | undefined {
  return benchmarks.find((benchmark) => benchmark.id === id);
}
