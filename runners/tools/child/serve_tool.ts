import { documents, line } from "../json_lines.ts";

/** From the run to the process of a tool. */
export interface ToolRequest {
  readonly id: number;
  readonly request: unknown;
}

/** From the process of a tool to the run. The first message is `ready` or `missing`. */
export type ToolReply =
  | { readonly kind: "ready" }
  | { readonly kind: "missing"; readonly message: string }
  | { readonly kind: "result"; readonly id: number; readonly value: unknown }
  | { readonly kind: "error"; readonly id: number; readonly message: string };

/** Does what is asked. The signal is aborted when nobody waits any longer. */
export type ToolHandler = (request: unknown, signal: AbortSignal) => Promise<unknown>;

/**
 * The life of a tool's process: opens the tool, says so, answers one request after another over
 * standard output, and ends with standard input.
 */
export async function serveTool(open: () => Promise<ToolHandler>): Promise<void> {
  const out = Deno.stdout.writable.getWriter();
  const say = (reply: ToolReply): Promise<void> => out.write(line(reply));
  const controller = new AbortController();
  let handler: ToolHandler;
  try {
    handler = await open();
  } catch (cause) {
    await say({ kind: "missing", message: messageOf(cause) });
    Deno.exit(0);
  }
  await say({ kind: "ready" });
  let last: Promise<void> = Promise.resolve();
  for await (const { id, request } of documents<ToolRequest>(Deno.stdin.readable)) {
    last = last.then(async () => {
      try {
        await say({ kind: "result", id, value: await handler(request, controller.signal) });
      } catch (cause) {
        await say({ kind: "error", id, message: messageOf(cause) });
      }
    });
  }
  controller.abort();
  await last;
  Deno.exit(0);
}

/** The first line: stacks of a runtime say nothing to the user of a run. */
function messageOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return (message.split("\n", 1)[0] ?? "").slice(0, 500);
}
