import type { Task } from "../../benchmarks/define.ts";
import type { Sandbox, SandboxResult } from "../../scoring/types.ts";
import type { FromWorker, TaskRef, ToWorker } from "./protocol.ts";
import { scoreStep } from "./score_step.ts";

interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
}

/** Makes this worker score what it is sent, one job at a time. */
export function serveScores(resolve: (ref: TaskRef) => Task): void {
  const scope = self as unknown as WorkerScope;
  const tasks = new Map<string, Task>();
  let waiting: PromiseWithResolvers<SandboxResult> | null = null;

  const taskOf = (ref: TaskRef): Task => {
    const key = JSON.stringify([ref.benchmark, ref.task, ref.options]);
    const task = tasks.get(key) ?? resolve(ref);
    tasks.set(key, task);
    return task;
  };
  const sandbox: Sandbox = {
    run(job) {
      waiting = Promise.withResolvers();
      scope.postMessage({ kind: "sandbox", job });
      return waiting.promise;
    },
  };
  scope.onmessage = async ({ data }) => {
    if (data.kind === "sandbox-result") return waiting?.resolve(data.result);
    if (data.kind === "sandbox-error") return waiting?.reject(new Error(data.message));
    const step = await scoreStep(taskOf(data.ref), data.job, data.sandbox ? { sandbox } : {});
    scope.postMessage({ kind: "step", step });
  };
  scope.postMessage({ kind: "ready" });
}
