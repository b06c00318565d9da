/**
 * A scorer's own thread: no permissions, one job at a time. A job that hangs costs the worker, not
 * the run.
 *
 * @module
 */
import type { Task } from "../../benchmarks/define.ts";
import { findBenchmark } from "../../benchmarks/mod.ts";
import type { Sandbox, SandboxResult } from "../../scoring/types.ts";
import type { FromWorker, TaskRef, ToWorker } from "./protocol.ts";
import { scoreStep } from "./score_step.ts";

interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
}
const scope = self as unknown as WorkerScope;

const tasks = new Map<string, Task>();

function resolve(ref: TaskRef): Task {
  const key = JSON.stringify([ref.benchmark, ref.task, ref.options]);
  const known = tasks.get(key);
  if (known !== undefined) return known;
  const task = findBenchmark(ref.benchmark)?.tasks(ref.options).find(({ id }) => id === ref.task);
  if (task === undefined) {
    throw new RangeError(`Cannot score as there is no task "${ref.benchmark}/${ref.task}"`);
  }
  tasks.set(key, task);
  return task;
}

let answer: ((result: SandboxResult) => void) | null = null;
let refuse: ((error: Error) => void) | null = null;

const sandbox: Sandbox = {
  run(job) {
    return new Promise((resolve, reject) => {
      answer = resolve;
      refuse = reject;
      scope.postMessage({ kind: "sandbox", job });
    });
  },
};

scope.onmessage = async ({ data }) => {
  if (data.kind === "sandbox-result") return answer?.(data.result);
  if (data.kind === "sandbox-error") return refuse?.(new Error(data.message));
  const step = await scoreStep(resolve(data.ref), data.job, data.sandbox ? { sandbox } : {});
  scope.postMessage({ kind: "step", step });
};
scope.postMessage({ kind: "ready" });
