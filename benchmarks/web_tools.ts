/**
 * The tools of agents that answer questions from the web, as the model sees them, and what is counted
 * of their results. The runner answers them.
 *
 * @module
 */
import type { Json } from "../scoring/json.ts";
import type { ToolSpec } from "../scoring/messages.ts";
import type { Turn } from "./define.ts";

/** A page or a search result that may hold the benchmark. */
export interface SeenPage {
  readonly url: string;
  readonly text: string;
}

/** True for what holds the benchmark itself, or the question being asked together with its answer. */
export type LeakTest = (page: SeenPage, question: string) => boolean;

/** What a benchmark wants of web tools. */
export interface WebTools {
  readonly leaks: LeakTest;
  /** Self-made calls and their results, for the demo: lines of a recording. */
  readonly demo: readonly DemoCall[];
}

/** A recorded call and its result. */
export type DemoCall =
  | {
    readonly call: { readonly tool: "search"; readonly query: string; readonly count: number };
    readonly result: readonly { readonly [key: string]: Json }[];
  }
  | {
    readonly call: { readonly tool: "visit"; readonly url: string };
    readonly result: { readonly [key: string]: Json };
  };

/** What the tools are, for the model. */
export const WEB_TOOLS: readonly ToolSpec[] = [
  {
    name: "search",
    description: "Searches the web. Gives a ranked list: title, address, snippet, date if known.",
    parameters: {
      type: "object",
      properties: {
        query: {
          anyOf: [
            { type: "string" },
            { type: "array", items: { type: "string" }, minItems: 1, maxItems: 5 },
          ],
          description: "What to look for, or up to 5 such texts.",
        },
        count: { type: "integer", description: "Most results of each. Default: 10" },
      },
      required: ["query"],
    },
  },
  {
    name: "visit",
    description: "Reads a web page or a PDF as text, up to 20,000 characters from an offset on.",
    parameters: {
      type: "object",
      properties: {
        url: { type: "string", description: "Address of the page." },
        goal: { type: "string", description: "What is looked for on it." },
        offset: { type: "integer", description: "First character. Default: 0" },
      },
      required: ["url"],
    },
  },
  {
    name: "python",
    description:
      "Runs a Python program in a fresh interpreter without network, for 60 seconds at " +
      "most. Gives what it printed.",
    parameters: {
      type: "object",
      properties: { code: { type: "string", description: "The program." } },
      required: ["code"],
    },
  },
];

/** Name of the failure of a page that holds the benchmark. */
export const HOLDS_BENCHMARK = "holds-benchmark";

/** How the first line of a list of results says that some were left out. */
export function leftOut(count: number): string {
  return count === 0 ? "" : `; ${count} left out as they hold the benchmark`;
}

/** What was done with the tools in a conversation, by what. */
export interface ToolCounts {
  readonly searches: number;
  readonly visits: number;
  readonly programs: number;
  /** Calls that failed, for whatever reason. */
  readonly failed: number;
  /** Results and pages that were kept from the model as they hold the benchmark. */
  readonly withheld: number;
  /** Programs that were not run as there is no sandbox. */
  readonly unrun: number;
  readonly [name: string]: number;
}

/** Counts the tool turns of a conversation. */
export function toolCounts(turns: readonly Turn[]): ToolCounts {
  const tools = turns.filter(({ party }) => party === "tool");
  const named = (name: string) => tools.filter(({ toolCalls }) => toolCalls[0]?.name === name);
  const failed = tools.filter(({ finish }) => finish === "error");
  return {
    searches: named("search").length,
    visits: named("visit").length,
    programs: named("python").length,
    failed: failed.length,
    withheld: failed.filter(({ text }) => text.startsWith(`${HOLDS_BENCHMARK}:`)).length +
      named("search").reduce((sum, turn) => sum + withheldBy(turn), 0),
    unrun: failed.filter(({ text }) => text.startsWith("no-sandbox:")).length,
  };
}

const WITHHELD = /^\d+ results? for "[^\n]*"; (\d+) left out as they hold the benchmark$/;

function withheldBy({ text, finish }: Turn): number {
  if (finish === "error") return 0;
  // Several searches in one call: each has a line of its own behind an empty one.
  return text.split("\n\n").reduce(
    (sum, list) => sum + Number(WITHHELD.exec(list.split("\n", 1)[0]!)?.[1] ?? 0),
    0,
  );
}
