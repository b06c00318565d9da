import PQueue from "p-queue";
import type { ToolCall } from "../scoring/messages.ts";
import type { ToolContext, ToolResult, Toolset } from "./toolset.ts";

/** The line before a benchmark's tools. */
export interface ToolLine {
  readonly id: string;
  /** Answers a call when its turn has come; `ms` is the time the tool took. */
  call(call: ToolCall, context: ToolContext): Promise<ToolResult & { readonly ms: number }>;
}

/** A line for each benchmark's tools, by the benchmark's id. */
export function toolLines(
  toolsets: Readonly<Record<string, Toolset>>,
): ReadonlyMap<string, ToolLine> {
  return new Map(Object.entries(toolsets).map(([id, toolset]) => [id, toolLine(toolset)]));
}

/** One line of calls for a toolset, as long as its limit allows at a time. */
export function toolLine(toolset: Toolset): ToolLine {
  const queue = new PQueue({ concurrency: toolset.limit });
  return {
    id: toolset.id,
    call: (call, context) =>
      queue.add(async () => {
        context.signal.throwIfAborted();
        const begun = performance.now();
        const result = await toolset.call(call, context);
        return { ...result, ms: Math.round(performance.now() - begun) };
      }),
  };
}
