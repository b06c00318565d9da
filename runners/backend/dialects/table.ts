/**
 * The docs page of the dialects, rendered from the dialects: `docs/dialects.md`.
 *
 * @module
 */
import { user } from "../../../scoring/messages.ts";
import { chatBody } from "../body.ts";
import type { ChatRequest } from "../types.ts";
import { dialects, unknownServer } from "./mod.ts";
import type { Dialect } from "./types.ts";

/** The sampling of the two modes (report, section 5.1). */
const MODES: readonly { readonly name: string; readonly request: ChatRequest }[] = [
  {
    name: "thinking",
    request: {
      messages: user("…"),
      sampling: { maxTokens: 65_536, temperature: 0.8, topP: 0.95, topK: 50, seed: 0 },
      thinking: true,
    },
  },
  {
    name: "non-thinking",
    request: {
      messages: user("…"),
      sampling: { maxTokens: 32_768, temperature: 0, topP: 1, topK: 1, seed: 0 },
      thinking: false,
    },
  },
];

/** Renders `docs/dialects.md`. */
export function renderDialects(): string {
  return [
    "# Dialects",
    "",
    "How Assay spells a request for the servers it knows. This page is rendered from the dialects in",
    "`runners/backend/dialects` and tested to be current:",
    "",
    "    deno run --allow-write=docs tools/dialects.ts",
    "",
    "## What is sent",
    "",
    "Beside `model`, `messages` and, where a task has them, `tools`. `seed` is sent where the run has",
    "one, `stream` and `stream_options` unless streaming is off.",
    "",
    ...table(["dialect", "mode", "body"], dialects.flatMap(sentRows)),
    "",
    "A judge is asked without the switch for thinking. What the configuration names as extra body is",
    "merged over this (RFC 7396: objects merge, `null` removes).",
    "",
    "A parameter that a server refuses by name is dropped for as long as the run lasts, recorded in",
    "the manifest and said aloud. Before it is dropped, `max_tokens` is tried as",
    `\`max_completion_tokens\`${fallbackWords()}.`,
    "",
    "## What comes back",
    "",
    ...table(
      ["dialect", "reasoning is read from", "context length is read from", "ends loops itself"],
      dialects.map((dialect) => [
        dialect.title,
        dialect.reasoningFields.map(code).join(", then "),
        contextWords(dialect),
        dialect.loopBreaker === null
          ? "no: the detector on the stream does"
          : `${code(JSON.stringify(dialect.loopBreaker))}, and the detector on the stream`,
      ]),
    ),
    "",
    "Reasoning that stands in the text as `<think>…</think>` stays there: tasks split it.",
    "",
    "## Pictures and series",
    "",
    "A picture goes out as an `image_url` part with a data URL of its own bytes and media type (or the",
    "address, where the data set has one), whatever the server. A series goes out as numbers in the",
    `text, as a picture of its curves, or as a part of its own. That part exists for ${
      dialects.filter(({ series }) => series !== null).map(({ title }) => title).join(", ")
    }:`,
    '`{"type": "time_series_url", "time_series_url": {"url": "data:…", "sampling_rate": 100}}`,',
    "with a `.npy` file in base64.",
    "",
    "## How `auto` decides",
    "",
    "`GET /v1/models` is asked once for each server. The first of these that fits:",
    "",
    ...table(["dialect", "`owned_by` of the model", "`Server` header"], [
      ...dialects.filter(({ name }) => name !== "openai").map((dialect) => [
        dialect.title,
        dialect.ownedBy.map(code).join(", "),
        dialect.server === null ? "" : code(dialect.server.source),
      ]),
      ["OpenAI and compatible", "anything else", "anything else"],
    ]),
    "",
    "What was found, and by what, is said aloud and recorded. A model that is missing from the list of",
    `${listing()} stops the run; hosted APIs may serve more than they list, so there`,
    "it is only said. A server without a list is asked as OpenAI is.",
    "",
    "Until somebody has looked at the server, and for the key that a reply is kept under, a request is",
    `spelled as for ${unknownServer.title}: a key does not change when a server does.`,
    "",
    "## How a context overflow is recognised",
    "",
    "By these wordings, whatever the dialect: gateways pass on what servers behind them say. The reply",
    "is capped to what the numbers leave and asked for once more; where nothing is left the request",
    "fails as `context-overflow`.",
    "",
    ...table(
      ["dialect", "wording", "tells"],
      dialects.flatMap(({ title, overflow }) =>
        overflow.map(({ example, pattern, promptAtLeast }) => [
          title,
          example,
          numbersIn(pattern, promptAtLeast === true),
        ])
      ),
    ),
    "",
    "Where the context length is known beforehand, `max_tokens` is capped before anything is sent, to",
    "what is left beside a cautious estimate of the prompt.",
    "",
    "## Where this was read",
    "",
    ...dialects.flatMap(({ title, upstream }) => upstream.map((source) => `- ${title}: ${source}`)),
    "",
  ].join("\n");
}

function sentRows(dialect: Dialect): string[][] {
  return MODES.map(({ name, request }) => {
    const body = chatBody(request, { model: "", dialect, extraBody: {} });
    const { model: _model, messages: _messages, seed: _seed, ...shown } = body;
    const fields = Object.entries(shown).map(([field, value]) =>
      code(`"${field}": ${JSON.stringify(value)}`)
    );
    return [dialect.title, name, fields.join(" ")];
  });
}

function fallbackWords(): string {
  const ladders = dialects.flatMap(({ fallbacks }) =>
    Object.entries(fallbacks).map(([name, next]) => {
      const [first] = Object.keys(next);
      const values = [first, ...Object.values(next)].map((value) => code(String(value)));
      return `, ${code(name)} as ${values.join(", then ")}`;
    })
  );
  return ladders.join("");
}

function contextWords({ contextTokens, contextProbe }: Dialect): string {
  const fields = CONTEXT_FIELDS.filter((field) => contextTokens(cardWith(field)) !== null);
  const places = [
    ...fields.map((field) => `${code(field)} in \`/v1/models\``),
    ...(contextProbe === null ? [] : [`${code(contextProbe.path)}`]),
  ];
  return places.length === 0 ? "nowhere: name it in the configuration" : places.join(", then ");
}

/** Fields in which servers tell their context; the dialects say which of them they read. */
const CONTEXT_FIELDS = [
  "context_length",
  "context_window",
  "max_context_length",
  "max_model_len",
  "meta.n_ctx",
] as const;

function cardWith(field: string): { readonly [key: string]: unknown } {
  const [outer = field, inner] = field.split(".");
  return { [outer]: inner === undefined ? 1 : { [inner]: 1 } };
}

function numbersIn(pattern: RegExp, promptAtLeast: boolean): string {
  const names = {
    context: "context",
    prompt: promptAtLeast ? "prompt, at least" : "prompt",
    most: "longest reply",
  };
  const told = Object.entries(names)
    .filter(([group]) => pattern.source.includes(`(?<${group}>`))
    .map(([, words]) => words);
  return told.length === 0 ? "that it does not fit" : told.join("; ");
}

function listing(): string {
  const names = dialects.filter(({ listsAllModels }) => listsAllModels).map(({ title }) => title);
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

function code(text: string): string {
  return `\`${text}\``;
}
