import type { Task } from "../../benchmarks/define.ts";
import type { TaskFiles } from "../../scoring/types.ts";
import type { FromWorker, TaskRef, ToWorker } from "./protocol.ts";
import { type GivenTools, RemoteTools } from "./remote_tools.ts";
import { scoreStep } from "./score_step.ts";

interface WorkerScope {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker): void;
}

function keyOf({ benchmark, task, options }: TaskRef): string {
  return JSON.stringify([benchmark, task, options]);
}

/** Makes this worker score what it is sent, one job at a time. */
export function serveScores(resolve: (ref: TaskRef) => Task): void {
  const scope = self as unknown as WorkerScope;
  const tasks = new Map<string, Task>();
  const remote = new RemoteTools((call) => scope.postMessage({ kind: "call", call }));
  let tools: GivenTools = {};

  const files = new Map<string, TaskFiles>();
  const taskOf = (ref: TaskRef): Task => {
    const key = keyOf(ref);
    const task = tasks.get(key) ?? resolve(ref);
    tasks.set(key, task);
    return task;
  };
  scope.onmessage = async ({ data }) => {
    if (data.kind === "result") return remote.settle(data.result);
    if (data.kind === "tools") {
      tools = remote.of(data.tools);
      return;
    }
    if (data.kind === "files") return void files.set(keyOf(data.ref), data.files);
    const given = files.get(keyOf(data.ref));
    const step = await scoreStep(taskOf(data.ref), data.job, {
      ...tools,
      ...(given === undefined ? {} : { files: given }),
    });
    scope.postMessage({ kind: "step", step });
  };
  scope.postMessage({ kind: "ready" });
}
