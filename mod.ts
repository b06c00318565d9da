/**
 * Assay measures language models: the same protocol every time, every number traceable to what
 * produced it.
 *
 * Score replies you already have, as the official scorers do:
 *
 * ```ts
 * import { scoreSamples } from "./mod.ts";
 *
 * const { metrics } = await scoreSamples({
 *   benchmark: "aime-2025",
 *   task: "rule",
 *   samples: [{ record: { question: "7^3 mod 1000?", answer: "343" }, response: "\\boxed{343}" }],
 * });
 * metrics.accuracy satisfies number | null | undefined; // 100
 * ```
 *
 * Or run benchmarks against a server with {@linkcode evaluate}, which is what `assay run` calls, and
 * show the result with {@linkcode leaderboard}.
 *
 * @module
 */
export { benchmarks } from "./benchmarks/mod.ts";
export type { Benchmark, Mode, Source, Task } from "./benchmarks/define.ts";
export { leaderboard } from "./results/leaderboard.ts";
export type { Cell, Column, RunSummary, TaskResult } from "./results/types.ts";
export { evaluate } from "./runners/run.ts";
export type { EvaluateOptions, Progress, Run, RunConfig, RunEvent } from "./runners/run_types.ts";
export { scoreSamples } from "./runners/score_samples.ts";
export type { ScoreSamplesOptions, ScoreSamplesResult } from "./runners/score_samples.ts";
export { pythonSandbox, SandboxMissingError } from "./runners/tools/python/sandbox.ts";
export type { PythonSandbox } from "./runners/tools/python/sandbox.ts";
export { openWeb } from "./runners/tools/web/open_web.ts";
export type { OpenWeb, WebConfig, WebSurroundings } from "./runners/tools/web/open_web.ts";
export { openGivenTools } from "./runners/tools/given.ts";
export type { GivenTool, OpenTools, OpenToolsOptions } from "./runners/tools/given.ts";
export { ToolError } from "./runners/tools/child/tool_process.ts";
export type { GivenTools } from "./runners/scoring/remote_tools.ts";
export type { Judge, Sandbox, Scored, Unscored, Verdict } from "./scoring/types.ts";
