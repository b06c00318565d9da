/**
 * What the run and a score worker say to each other.
 *
 * @module
 */
import type { JsonOptions } from "../../benchmarks/define.ts";
import type { SandboxJob, SandboxResult, ScoreStep, TaskFiles } from "../../scoring/types.ts";
import type { ScoreJob } from "./score_step.ts";

/** Names a task under options in a form that crosses to a worker. */
export interface TaskRef {
  readonly benchmark: string;
  readonly task: string;
  readonly options: JsonOptions;
}

/** From the run to the worker. */
export type ToWorker =
  | {
    readonly kind: "score";
    readonly ref: TaskRef;
    readonly job: ScoreJob;
    readonly sandbox: boolean;
  }
  /** Texts of the task's files, once, before the first job of it. */
  | { readonly kind: "files"; readonly ref: TaskRef; readonly files: TaskFiles }
  | { readonly kind: "sandbox-result"; readonly result: SandboxResult }
  | { readonly kind: "sandbox-error"; readonly message: string };

/** From the worker to the run. A `sandbox` message asks, the others end the job. */
export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "step"; readonly step: ScoreStep }
  | { readonly kind: "sandbox"; readonly job: SandboxJob };
