import type { Json } from "../../scoring/json.ts";
import { findBenchmark } from "../../benchmarks/mod.ts";
import { scoreSamples } from "../score_samples.ts";
import { aime2025Vector } from "./aime_2025.ts";
import { biologyInstructionVector } from "./biology_instruction.ts";
import { gaiaTextVector } from "./gaia_text.ts";
import { ifbenchVector } from "./ifbench.ts";
import { imoAnswerBenchVector } from "./imo_answer_bench.ts";
import { livecodebenchVector } from "./livecodebench_v6.ts";
import { llmJudgeVector } from "./llm_judge.ts";
import { matbenchVector } from "./matbench.ts";
import { microvqaVector } from "./microvqa.ts";
import { mmluProVector } from "./mmlu_pro.ts";
import { mmmuProVector } from "./mmmu_pro.ts";
import { molInstructionsVector } from "./mol_instructions.ts";
import { msearthMcqVector } from "./msearth_mcq.ts";
import { reasoningVector } from "./reasoning.ts";
import { refcocoAvgVector } from "./refcoco_avg.ts";
import { sarenaIconVector } from "./sarena_icon.ts";
import { scitsVector } from "./scits.ts";
import { screenspotV2Vector } from "./screenspot_v2.ts";
import { sciReasonerVector } from "./sci_reasoner.ts";
import { sfeVector } from "./sfe.ts";
import { smolInstructVector } from "./smol_instruct.ts";
import { tau2BenchVector } from "./tau2_bench.ts";
import { pythonSandbox } from "../tools/python/sandbox.ts";
import type { VectorInput, VectorResult } from "./vector.ts";
import { vlmevalkitMcqVector } from "./vlmevalkit_mcq.ts";
import { xlrsBenchVector } from "./xlrs_bench.ts";

type Route = (vector: VectorInput) => VectorResult | Promise<VectorResult>;

/** Who scores the vectors that name a component, a profile or a case instead of a task. */
const ROUTES: Readonly<Record<string, Route>> = {
  _reasoning: reasoningVector,
  "_llm-judge": llmJudgeVector,
  "_vlmevalkit-mcq": vlmevalkitMcqVector,
  scireasoner: sciReasonerVector,
  sfe: sfeVector,
  "sarena-icon": sarenaIconVector,
  scits: scitsVector,
  "screenspot-v2": screenspotV2Vector,
  smolinstruct: smolInstructVector,
  "refcoco-avg": refcocoAvgVector,
  matbench: matbenchVector,
  "mol-instructions": molInstructionsVector,
  microvqa: microvqaVector,
  "biology-instruction": biologyInstructionVector,
  "xlrs-bench": xlrsBenchVector,
  "msearth-mcq": msearthMcqVector,
  "mmmu-pro": mmmuProVector,
  "mmlu-pro": mmluProVector,
  "aime-2025": aime2025Vector,
  "imo-answer-bench": imoAnswerBenchVector,
  "livecodebench-v6": livecodebenchVector,
  ifbench: ifbenchVector,
  "gaia-text": gaiaTextVector,
  "tau2-bench": tau2BenchVector,
};

/** Variants that vectors of real tasks were made with, where they are not the defaults. */
const VARIANTS: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  scireasoner: { modelSplit: false, peerJudge: "upstream", proteinRouge: "bootstrap" },
};

/**
 * Benchmarks whose vectors pin an upstream profile under the name of a task: without a split of
 * thinking, with judge texts read as they are, with or without a judge by sample. The tasks' own
 * defaults say otherwise.
 */
const PROFILES: ReadonlySet<string> = new Set([
  "sfe",
  "xlrs-bench",
  "microvqa",
  "msearth-mcq",
  "mmmu-pro",
  // Records of these stand for a whole table, and some of them count nowhere.
  "scits",
]);

/** Vectors whose benchmark is called otherwise than their file. */
const OTHER_NAMES: Readonly<Record<string, string>> = { _component: "_vlmevalkit-mcq" };

/** Names in {@linkcode ROUTES}: the vectors that can be scored. */
export const vectorBenchmarks: readonly string[] = Object.keys(ROUTES);

/**
 * Scores a vector: real tasks as `scoreSamples` does, everything else by the function that the
 * benchmark's spec names for it.
 *
 * @throws {RangeError} if nothing scores vectors of this benchmark
 */
export async function scoreVector(vector: VectorInput): Promise<VectorResult> {
  const benchmark = findBenchmark(vector.benchmark);
  const tasks = benchmark?.tasks(benchmark.options.parse({})) ?? [];
  const task = PROFILES.has(vector.benchmark)
    ? undefined
    : tasks.find(({ id }) => id === vector.task);
  if (task !== undefined) {
    const options = VARIANTS[vector.benchmark] ?? {};
    if (!task.needs.includes("sandbox")) return await scoreSamples(vector, { options });
    await using sandbox = pythonSandbox();
    return await scoreSamples(vector, { tools: { sandbox }, options });
  }
  const route = ROUTES[OTHER_NAMES[vector.benchmark] ?? vector.benchmark];
  if (route === undefined) {
    throw new RangeError(
      `Cannot score vectors of "${vector.benchmark}": known are ${vectorBenchmarks.join(", ")}`,
    );
  }
  return await route(vector);
}
