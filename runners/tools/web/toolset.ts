/**
 * The tools of an agent that answers questions: `search`, `visit` and `python`. What they are called
 * and take stands in `benchmarks/web_tools.ts`.
 *
 * @module
 */
import { z } from "zod";
import { HOLDS_BENCHMARK, type LeakTest, leftOut } from "../../../benchmarks/web_tools.ts";
import type { ToolCall } from "../../../scoring/messages.ts";
import type { Sandbox } from "../../../scoring/types.ts";
import type { ToolContext, ToolResult, Toolset } from "../../toolset.ts";
import { short } from "./address.ts";
import { WebError } from "./errors.ts";
import { runPython } from "./python_tool.ts";
import type { SearchHit } from "./search.ts";
import type { Web } from "./web.ts";

/** Characters of a page that one call gives. */
export const PAGE_CHARS = 20_000;

const Search = z.object({
  query: z.union([
    z.string().min(1).max(2_000),
    z.array(z.string().min(1).max(2_000)).min(1).max(5),
  ]),
  count: z.coerce.number().int().min(1).max(50).default(10),
});
const Visit = z.object({
  url: z.string().min(1).max(8_000),
  goal: z.string().optional(),
  offset: z.coerce.number().int().min(0).default(0),
});
const Python = z.object({ code: z.string().max(200_000) });

/** What {@linkcode webToolset} is made of. */
export interface WebToolsetParts {
  readonly web: Web;
  /** `null` where none can be had: `python` then fails as `no-sandbox`. */
  readonly sandbox: Sandbox | null;
  /** Tells what holds the benchmark; it is kept from the model. */
  readonly leaks: LeakTest;
  /** Calls in progress at most. Default: 16 */
  readonly limit?: number;
}

/** Answers calls of `search`, `visit` and `python`. */
export function webToolset({ web, sandbox, leaks, limit = 16 }: WebToolsetParts): Toolset {
  const tools: Readonly<Record<string, (args: unknown, context: ToolContext) => Promise<string>>> =
    {
      search: async (args, { signal, question }) => {
        const { query, count } = checked("search", Search, args);
        const queries = typeof query === "string" ? [query] : query;
        const lists: string[] = [];
        for (const one of queries) {
          const hits = await web.search(one, count, signal);
          lists.push(
            hitList(
              one,
              hits,
              (hit) => leaks({ url: hit.url, text: `${hit.title}\n${hit.snippet}` }, question),
            ),
          );
        }
        return lists.join("\n\n");
      },
      visit: async (args, { signal, question }) => {
        const { url, offset } = checked("visit", Visit, args);
        const held = new WebError(HOLDS_BENCHMARK, `Cannot show "${short(url)}": it is left out`);
        if (leaks({ url, text: "" }, question)) throw held;
        const page = await web.visit(url, signal);
        const { title, text } = page;
        if (leaks({ url: page.url, text: `${title}\n${text}` }, question)) throw held;
        return part(page, offset);
      },
      python: async (args, { signal }) => {
        const { code } = checked("python", Python, args);
        return await runPython(code, sandbox, signal);
      },
    };
  return {
    id: `web tools 1 (${web.id})`,
    limit,
    async call(call, context) {
      try {
        const tool = Object.hasOwn(tools, call.name) ? tools[call.name] : undefined;
        if (tool === undefined) {
          const known = Object.keys(tools).join(", ");
          const told = `There is no tool "${short(call.name)}": the tools are ${known}`;
          throw new WebError("unknown-tool", told);
        }
        const text = await tool(argumentsOf(call), context);
        return { text: text.toWellFormed(), failed: false } satisfies ToolResult;
      } catch (cause) {
        context.signal.throwIfAborted();
        if (!(cause instanceof WebError)) throw cause;
        return { text: cause.told.toWellFormed(), failed: true };
      }
    },
  };
}

function argumentsOf(call: ToolCall): unknown {
  try {
    return JSON.parse(call.arguments === "" ? "{}" : call.arguments);
  } catch {
    throw new WebError("bad-arguments", `Cannot call "${call.name}": its arguments are no JSON`);
  }
}

function checked<T>(name: string, schema: z.ZodType<T>, args: unknown): T {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const where = issue.path.length === 0 ? "its arguments" : `"${issue.path.join(".")}"`;
  throw new WebError("bad-arguments", `Cannot call "${name}": ${where}: ${issue.message}`);
}

/** The first line is ours: what was left out is counted by it. */
function hitList(
  query: string,
  hits: readonly SearchHit[],
  leaks: (hit: SearchHit) => boolean,
): string {
  const shown = hits.filter((hit) => !leaks(hit));
  const lines = shown.map(({ title, url, snippet, date }, index) =>
    [
      `${index + 1}. ${title}${date === null ? "" : ` (${date})`}`,
      `   ${url}`,
      ...(snippet === "" ? [] : [`   ${snippet}`]),
    ].join("\n")
  );
  const count = `${shown.length} ${shown.length === 1 ? "result" : "results"}`;
  const head = `${count} for "${short(query.replaceAll(/\s+/g, " "))}"`;
  return [`${head}${leftOut(hits.length - shown.length)}`, ...lines].join("\n");
}

function part({ url, title, text, cut }: ReadPart, offset: number): string {
  const from = Math.min(offset, text.length);
  const to = Math.min(text.length, from + PAGE_CHARS);
  const more = to < text.length ? `; go on with offset ${to}` : cut === null ? "" : `; ${cut}`;
  const head = `${title === "" ? "" : `${title}\n`}${url}\n`;
  return `${head}[characters ${from} to ${to} of ${text.length}${more}]\n\n${text.slice(from, to)}`;
}

type ReadPart = Awaited<ReturnType<Web["visit"]>>;
