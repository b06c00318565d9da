/**
 * What the run and a score worker say to each other.
 *
 * @module
 */
import type { JsonOptions } from "../../benchmarks/define.ts";
import type { ScoreStep, TaskFiles } from "../../scoring/types.ts";
import type { RemoteCall, RemoteResult, ToolList } from "./remote_tools.ts";
import type { ScoreJob } from "./score_step.ts";

/** Names a task under options in a form that crosses to a worker. */
export interface TaskRef {
  readonly benchmark: string;
  readonly task: string;
  readonly options: JsonOptions;
}

/** From the run to the worker. */
export type ToWorker =
  /** What there is to call, once, before the first job. */
  | { readonly kind: "tools"; readonly tools: ToolList }
  | { readonly kind: "score"; readonly ref: TaskRef; readonly job: ScoreJob }
  /** Texts of the task's files, once, before the first job of it. */
  | { readonly kind: "files"; readonly ref: TaskRef; readonly files: TaskFiles }
  | { readonly kind: "result"; readonly result: RemoteResult };

/** From the worker to the run. A `call` asks, the others end the job. */
export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "step"; readonly step: ScoreStep }
  | { readonly kind: "call"; readonly call: RemoteCall };
