/**
 * Test support: endpoints that do not wait long for anything.
 *
 * @module
 */
import { user } from "../../scoring/messages.ts";
import { defaultEndpointConfig } from "./defaults.ts";
import { createEndpoint, type EndpointDeps } from "./endpoint.ts";
import { type Handler, scriptedServer, type Seen, type ServerFacts } from "./scripted_server.ts";
import type {
  Answer,
  ChatRequest,
  Endpoint,
  EndpointConfig,
  EndpointNote,
  FailureKind,
  Reply,
} from "./types.ts";

/** A small question. */
export const REQUEST: ChatRequest = {
  messages: user("What is 2 + 3?"),
  sampling: { maxTokens: 100, temperature: 0, topP: 1, topK: 1, seed: 7 },
  thinking: false,
};

/** An open endpoint and what it said on its own. */
export interface Opened extends Disposable {
  readonly endpoint: Endpoint;
  readonly notes: readonly EndpointNote[];
}

/** Opens an endpoint of dialect `vllm` with three tries and the shortest pauses. */
export function open(
  url: string | readonly string[],
  more: Partial<EndpointConfig> = {},
  deps: EndpointDeps = {},
): Opened {
  const config = defaultEndpointConfig({
    label: "test",
    model: "m",
    baseUrls: typeof url === "string" ? [url] : url,
    dialect: "vllm",
    maxAttempts: 3,
    ...more,
  });
  const endpoint = createEndpoint(config, { random: () => 0, ...deps });
  const notes: EndpointNote[] = [];
  endpoint.onNote((note) => notes.push(note));
  return { endpoint, notes, [Symbol.dispose]: () => endpoint.close() };
}

/** What came of one ask. */
export interface Asked {
  readonly answer: Answer;
  readonly asks: readonly Seen[];
  readonly notes: readonly EndpointNote[];
  readonly endpoint: Endpoint;
}

/** Asks a scripted server once; `connect` looks at it before. */
export async function ask(
  handlers: readonly Handler[],
  more: Partial<EndpointConfig> = {},
  request: Partial<ChatRequest> = {},
  { connect = false, ...facts }: ServerFacts & { readonly connect?: boolean } = {},
): Promise<Asked> {
  await using server = scriptedServer(handlers, facts);
  using opened = open(server.url, more);
  if (connect) await opened.endpoint.connect();
  const answer = await opened.endpoint.ask({ ...REQUEST, ...request });
  return { answer, asks: server.asks, notes: opened.notes, endpoint: opened.endpoint };
}

/** The reply of an answer that should be one. */
export function replyOf(answer: Answer): Reply {
  if (answer.kind === "reply") return answer.reply;
  throw new Error(`The ask failed: ${answer.failure}: ${answer.detail}`);
}

/** Why an answer that should have failed did. */
export function failureOf(
  answer: Answer,
): { readonly failure: FailureKind; readonly detail: string } {
  if (answer.kind === "failed") return answer;
  throw new Error(`The ask should have failed, but there is a reply: ${answer.reply.text}`);
}
