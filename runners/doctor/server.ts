import { type ToolSpec, user } from "../../scoring/messages.ts";
import type { Mode } from "../../benchmarks/define.ts";
import { dialectOf } from "../backend/dialects/mod.ts";
import { createEndpoint } from "../backend/endpoint.ts";
import type { Endpoint, EndpointConfig, EndpointFacts, Reply } from "../backend/types.ts";
import { type MediaKind, probeMedia } from "../media/probe.ts";
import { openMedia } from "../media/open_media.ts";
import { mediaSpeller } from "../media/spell_part.ts";
import { checksOf, type DoctorCheck } from "./check.ts";
import { reason } from "./machine.ts";

/** A server to look at. */
export interface ServerToCheck {
  readonly endpoint: EndpointConfig;
  readonly role: "model" | "judge" | "user";
  /** Modes to try; `null` says nothing about thinking (judges). */
  readonly modes: readonly (Mode | null)[];
  /** Its benchmarks give it tools. */
  readonly calls?: boolean;
  /** What its benchmarks show beside text. */
  readonly shows?: readonly MediaKind[];
}

/** Options of {@linkcode serverChecks}. */
export interface ServerCheckOptions {
  readonly env: (name: string) => string | undefined;
  readonly signal?: AbortSignal;
}

/** Longest reply of the tiny request, in tokens: enough for a short thought. */
const TINY_TOKENS = 512;

/** Looks at a server: its key, its models, its dialect, and one tiny request in each mode. */
export async function* serverChecks(
  { endpoint: config, role, modes, calls = false, shows = [] }: ServerToCheck,
  options: ServerCheckOptions,
): AsyncGenerator<DoctorCheck> {
  const { ok, warn, fail } = checksOf(`${role} ${config.label}`);
  if (config.apiKeyEnv !== null && (options.env(config.apiKeyEnv) ?? "") === "") {
    yield fail(`the variable "${config.apiKeyEnv}" is not set`, `export ${config.apiKeyEnv}=<key>`);
    return;
  }
  const signal = options.signal === undefined ? {} : { signal: options.signal };
  const notes: string[] = [];
  const endpoint = createEndpoint(config, {
    env: options.env,
    media: mediaSpeller(openMedia({ dataDir: "data", env: options.env })),
  });
  endpoint.onNote(({ kind, text }) => {
    if (kind !== "dialect") notes.push(text);
  });
  try {
    const facts = await endpoint.connect(signal);
    yield ok(`answers at ${config.baseUrls.join(", ")}${known(facts)}`);
    yield ok(`speaks ${facts.dialect}: ${facts.dialectWhy}`);
    const context = config.contextTokens ?? facts.contextTokens;
    yield context === null
      ? warn(
        "does not tell its context length",
        "name it with --context or contextTokens, so that max_tokens can be capped before sending",
      )
      : ok(`context of ${context} tokens`);
    for (const mode of modes) {
      yield* askChecks(endpoint, mode, `${role} ${config.label}`, signal);
    }
    if (calls) yield await toolCheck(endpoint, modes[0] ?? null, `${role} ${config.label}`, signal);
    for (const kind of shows) {
      yield await mediaCheck(endpoint, facts, kind, `${role} ${config.label}`, options.signal);
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    yield fail(
      reason(error),
      "see what the server's own log says, and check address, model and key",
    );
  } finally {
    endpoint.close();
  }
  for (const note of notes) yield warn(note);
}

function known({ models }: EndpointFacts): string {
  return models.length === 0 ? "" : ` with ${models.slice(0, 5).join(", ")}`;
}

/** Whether calls come back as calls: a server without a parser for them hands them on as text. */
async function toolCheck(
  endpoint: Endpoint,
  mode: Mode | null,
  area: string,
  signal: { readonly signal?: AbortSignal },
): Promise<DoctorCheck> {
  const { ok, warn, fail } = checksOf(area);
  const answer = await endpoint.ask({
    messages: user("Call the tool look_up_word with the word apple. Say nothing else."),
    sampling: { maxTokens: 4 * TINY_TOKENS, temperature: 0, topP: null, topK: null, seed: null },
    thinking: mode === null ? null : mode === "thinking",
    tools: [PROBE_TOOL],
    toolChoice: "auto",
  }, signal);
  const parser = "start the server with its tool parser (vLLM: --enable-auto-tool-choice and " +
    "--tool-call-parser; SGLang: --tool-call-parser)";
  if (answer.kind === "failed") return fail(`refuses tools: ${answer.detail}`, parser);
  const { text, toolCalls } = answer.reply;
  const call = toolCalls.find(({ name }) => name === PROBE_TOOL.name);
  if (call !== undefined) return ok("calls tools");
  if (text.includes(PROBE_TOOL.name)) {
    return fail("writes calls of tools as text, which no benchmark takes for calls", parser);
  }
  return warn("did not call the tool that it was asked to call", parser);
}

const PROBE_TOOL: ToolSpec = {
  name: "look_up_word",
  description: "Looks a word up in a dictionary.",
  parameters: {
    type: "object",
    properties: { word: { type: "string" } },
    required: ["word"],
  },
};

async function* askChecks(
  endpoint: Endpoint,
  mode: Mode | null,
  area: string,
  signal: { readonly signal?: AbortSignal },
): AsyncGenerator<DoctorCheck> {
  const { ok, warn, fail } = checksOf(area);
  const how = mode === null ? "" : ` in ${mode} mode`;
  const answer = await endpoint.ask({
    messages: user("Reply with the single word ok."),
    sampling: { maxTokens: TINY_TOKENS, temperature: 0, topP: null, topK: null, seed: null },
    thinking: mode === null ? null : mode === "thinking",
  }, signal);
  if (answer.kind === "failed") {
    yield fail(
      `a tiny request${how} failed: ${answer.detail}`,
      "docs/faults.md tells what each failure means",
    );
    return;
  }
  const { reply } = answer;
  yield reply.text === "" && !reply.truncated
    ? fail(
      `a tiny request${how} came back with empty content`,
      "the server's reasoning parser probably does not fit the model",
    )
    : ok(`a tiny request${how} took ${reply.totalMs.toFixed(0)} ms${speed(reply)}`);
  if (mode !== null) yield reasoningCheck(reply, mode, area);
  if (reply.usage.estimated) {
    yield warn("gives no token counts", "they are estimated from the text; costs are too");
  }
  if (endpoint.config.stream && reply.firstTokenMs === null) {
    yield warn(
      "did not stream",
      "use --no-stream where the server cannot, and raise --attempt-timeout",
    );
  }
}

/** Whether it sees pictures or series: two that differ in nothing but what is asked about. */
async function mediaCheck(
  endpoint: Endpoint,
  facts: EndpointFacts,
  kind: MediaKind,
  area: string,
  signal: AbortSignal | undefined,
): Promise<DoctorCheck> {
  const { ok, warn, fail } = checksOf(area);
  const things = kind === "image" ? "pictures" : "series";
  if (kind === "series" && dialectOf(facts.dialect).series === null) {
    return fail(
      `${dialectOf(facts.dialect).title} has no part for series`,
      "use a server that has one, or show series as text or pictures with --option scits.carrier=text",
    );
  }
  const found = await probeMedia(endpoint, kind, signal);
  switch (found.kind) {
    case "sees":
      return ok(`tells two ${things} apart`);
    case "refuses":
      return fail(`refuses ${things}: ${found.detail}`, `serve a model that takes ${things}`);
    case "blind":
      return fail(
        `takes ${things} and does not tell two of them apart: ${found.detail}`,
        `see whether the server hands ${things} on to the model`,
      );
    case "unknown":
      return warn(`whether it sees ${things} was not found out: ${found.detail}`);
  }
}

/** Tokens a second after the first one. */
function speed({ usage, firstTokenMs, totalMs }: Reply): string {
  const seconds = (totalMs - (firstTokenMs ?? 0)) / 1_000;
  if (seconds <= 0 || usage.completionTokens < 2) return "";
  return `, ${(usage.completionTokens / seconds).toFixed(0)} tokens/s`;
}

function reasoningCheck(reply: Reply, mode: Mode, area: string): DoctorCheck {
  const { ok, warn } = checksOf(area);
  const where = reply.reasoning !== ""
    ? "in a field of its own"
    : reply.text.includes("</think>") || reply.text.includes("<think>")
    ? "inside the content"
    : null;
  if (mode === "thinking") {
    return where === null
      ? warn(
        "shows no reasoning in thinking mode",
        "switch thinking on in the server, name the dialect with --dialect, or use extraBody",
      )
      : ok(`reasoning comes ${where}`);
  }
  return where === null ? ok("does not reason in non-thinking mode") : warn(
    `reasons in non-thinking mode (${where})`,
    "name the dialect with --dialect, or switch thinking off with extraBody",
  );
}
