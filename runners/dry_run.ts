import { singleTurn } from "../benchmarks/define.ts";
import type { Json } from "../scoring/json.ts";
import type { Message, Part } from "../scoring/messages.ts";
import { mediaTokens } from "./backend/tokens.ts";
import { createEndpoint } from "./backend/endpoint.ts";
import type { Endpoint } from "./backend/types.ts";
import { judgesOf } from "./judge_desk.ts";
import { PRIOR_TOKENS } from "./lanes.ts";
import { costOf } from "./meter.ts";
import { built, open } from "./prepare.ts";
import {
  type ColumnConfig,
  type DryRun,
  type DryRunRow,
  MODE_SAMPLING,
  type RunConfig,
} from "./run_types.ts";
import { type ResolvedTask, resolveTasks } from "./tasks.ts";

/** Characters to a token, for estimates of English text and formulas. */
export const CHARS_PER_TOKEN = 3.6;
/** Tokens of a judge's reply: a letter, or a short analysis. */
export const JUDGE_COMPLETION_TOKENS = 64;
/** Tokens of the grader's own text around question, gold and prediction. */
const JUDGE_PROMPT_TOKENS = 400;
/** Requests of the model assumed of a conversation; its user is asked about half as often. */
const CONVERSATION_TURNS = 15;
/** Tokens of a request assumed in the middle of a conversation: policy, tools and what was said. */
const CONVERSATION_PROMPT_TOKENS = 6_000;
/** Speed assumed of one stream, in tokens a second. */
const STREAM_TOKENS_PER_SECOND = 40;
/** Requests in flight assumed where the limit is adaptive. */
const AUTO_CONCURRENCY = 32;

/**
 * What a run would send, by column and task: counts are exact, tokens and money estimates.
 *
 * Reads the data (and downloads it where it is missing); sends nothing to any model.
 *
 * @throws {DatasetError} as a run would
 */
export async function dryRun(
  config: RunConfig,
  options: { readonly signal?: AbortSignal; readonly env?: (name: string) => string | undefined } =
    {},
): Promise<DryRun> {
  const env = options.env ?? ((name: string) => Deno.env.get(name));
  const signal = options.signal ?? new AbortController().signal;
  const rows: DryRunRow[] = [];
  const examples: { task: string; body: Json }[] = [];
  const endpoints = new Map(config.columns.map(({ endpoint }) => [
    endpoint.label,
    createEndpoint(endpoint, { env }),
  ]));
  try {
    for (const resolved of resolveTasks(config.benchmarks)) {
      const context = { config, env, signal, onNote: () => {} };
      const opened = await open(resolved, context);
      let samples = 0;
      let characters = 0;
      let first: readonly Message[] | null = null;
      for await (const { sample } of built(resolved, opened, context)) {
        signal.throwIfAborted();
        samples++;
        characters += length(sample.messages);
        first ??= sample.messages;
      }
      for (const column of config.columns) {
        rows.push(rowOf(resolved, column, samples, characters, config));
        const endpoint = endpoints.get(column.endpoint.label);
        if (first === null || endpoint === undefined) continue;
        examples.push(exampleOf(resolved, column, first, endpoint));
      }
    }
  } finally {
    for (const endpoint of endpoints.values()) endpoint.close();
  }
  return total(rows, examples, config);
}

function length(messages: readonly Message[]): number {
  return messages.reduce(
    (sum, { content }) =>
      sum +
      (typeof content === "string"
        ? content.length
        : content.reduce((parts, part) => parts + partLength(part), 0)),
    0,
  );
}

/** Pictures and series by the tokens that servers make of them. */
function partLength(part: Part): number {
  return part.type === "text" ? part.text.length : CHARS_PER_TOKEN * mediaTokens(part);
}

function rowOf(
  { benchmark, task, repeats }: ResolvedTask,
  column: ColumnConfig,
  samples: number,
  characters: number,
  config: RunConfig,
): DryRunRow {
  const { mode } = column.column;
  const talks = task.conversation !== singleTurn;
  const requests = samples * repeats * (talks ? CONVERSATION_TURNS : 1);
  const judges = judgesOf(config);
  const judgeRequests = task.needs.includes("judge") ? samples * repeats : 0;
  const promptTokens = talks
    ? requests * CONVERSATION_PROMPT_TOKENS
    : Math.ceil(characters / CHARS_PER_TOKEN) * repeats;
  const maxTokens = column.sampling.maxTokens ?? MODE_SAMPLING[mode].maxTokens;
  const each = Math.min(PRIOR_TOKENS[mode], maxTokens);
  const completionTokens = requests * each;
  const price = column.price;
  const judgeCost = judges.reduce((sum, { price }) =>
    price === null ? sum : sum + costOf(price, {
      prompt: judgeRequests * JUDGE_PROMPT_TOKENS + promptTokens + completionTokens,
      completion: judgeRequests * JUDGE_COMPLETION_TOKENS,
    }), 0);
  const problems: string[] = [];
  if (judgeRequests > 0 && judges.length === 0) {
    problems.push("needs a judge (--judge-model): what it would decide stays judge-failed");
  }
  if (task.needs.includes("user-model") && config.user == null) {
    problems.push("needs a model that plays the user (--user-model): the run would be refused");
  }
  if (benchmark.webTools !== undefined && config.web == null && !config.demo) {
    problems.push("needs a search engine (--search-url): the run would be refused");
  }
  return {
    column: column.column.id,
    benchmark: benchmark.id,
    task: task.id,
    samples,
    repeats,
    requests,
    judgeRequests: judges.length * judgeRequests,
    promptTokens,
    completionTokens,
    expectation: `${each} tokens a ${mode} reply` +
      (talks ? ` and ${CONVERSATION_TURNS} replies a conversation` : "") +
      `, a guess until replies come in`,
    cost: price === null ? null : judgeCost +
      costOf(price, { prompt: promptTokens, completion: completionTokens }),
    problems,
  };
}

function exampleOf(
  { benchmark, task }: ResolvedTask,
  column: ColumnConfig,
  messages: readonly Message[],
  endpoint: Endpoint,
): { task: string; body: Json } {
  const { mode, id } = column.column;
  return {
    task: `${id} ${benchmark.id}/${task.id}`,
    body: endpoint.body({
      messages,
      sampling: { ...MODE_SAMPLING[mode], ...column.sampling },
      thinking: mode === "thinking",
    }),
  };
}

function total(
  rows: readonly DryRunRow[],
  examples: DryRun["examples"],
  config: RunConfig,
): DryRun {
  const sum = (pick: (row: DryRunRow) => number) => rows.reduce((all, row) => all + pick(row), 0);
  const priced = rows.some(({ cost }) => cost !== null);
  const completionTokens = sum((row) => row.completionTokens);
  // Columns share a server's slots, but servers work side by side: the slowest one decides.
  const seconds = [...Map.groupBy(rows, ({ column }) => column)].reduce(
    (byServer, [id, group]) => {
      const column = config.columns.find((candidate) => candidate.column.id === id);
      const { label = "", concurrency = "auto" } = column?.endpoint ?? {};
      const streams = concurrency === "auto" ? AUTO_CONCURRENCY : concurrency;
      const tokens = group.reduce((all, row) => all + row.completionTokens, 0);
      const spent = tokens / (streams * STREAM_TOKENS_PER_SECOND);
      return byServer.set(label, (byServer.get(label) ?? 0) + spent);
    },
    new Map<string, number>(),
  );
  const currency = config.columns.find(({ price }) => price !== null)?.price?.currency ?? null;
  return {
    rows,
    requests: sum((row) => row.requests + row.judgeRequests),
    promptTokens: sum((row) => row.promptTokens),
    completionTokens,
    cost: priced ? sum((row) => row.cost ?? 0) : null,
    currency,
    timeMs: Math.round(Math.max(0, ...seconds.values()) * 1000),
    examples,
  };
}
