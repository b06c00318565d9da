/**
 * What the runner says to a model server and what it hears back.
 *
 * A failure is never a text: {@linkcode Answer} is a tagged union, and what must stop the whole
 * run is thrown (see `errors.ts`).
 *
 * @module
 */
import type { Json } from "../../scoring/json.ts";
import type { TokenLogprob } from "../../results/types.ts";
import type { Message, ToolCall, ToolChoice, ToolSpec } from "../../scoring/messages.ts";

/** Names of the dialects, or `auto` to find out. */
export type DialectName = "openai" | "vllm" | "sglang" | "lmdeploy" | "llamacpp";

/** Sampling as it is asked for; `null` leaves the server's own default. */
export interface Sampling {
  readonly maxTokens: number;
  readonly temperature: number | null;
  readonly topP: number | null;
  readonly topK: number | null;
  readonly seed: number | null;
}

/** One turn to be asked, independent of any server. */
export interface ChatRequest {
  readonly messages: readonly Message[];
  readonly sampling: Sampling;
  /** Switches thinking on or off; `null` says nothing about it (judges). */
  readonly thinking: boolean | null;
  readonly tools?: readonly ToolSpec[];
  readonly toolChoice?: ToolChoice;
}

/** A server and the model on it, as the configuration names them. Times in milliseconds. */
export interface EndpointConfig {
  /** Shown in tables and logs; unique in a run. */
  readonly label: string;
  readonly model: string;
  /** One or several base URLs ending in `/v1`; several are one pool. */
  readonly baseUrls: readonly string[];
  /** Name of the environment variable that holds the key; the key itself is never kept. */
  readonly apiKeyEnv: string | null;
  readonly dialect: DialectName | "auto";
  /** `$NAME` in a value stands for an environment variable. */
  readonly headers: Readonly<Record<string, string>>;
  /** Merged over the body as it is sent. */
  readonly extraBody: Readonly<Record<string, Json>>;
  readonly stream: boolean;
  /** Context length in tokens; `null` asks the server. */
  readonly contextTokens: number | null;
  /** Requests in flight: a fixed number, or `auto` for the adaptive limit. */
  readonly concurrency: number | "auto";
  readonly attemptTimeoutMs: number;
  readonly totalTimeoutMs: number;
  /** Longest silence on a stream, before and between events. */
  readonly idleTimeoutMs: number;
  readonly maxAttempts: number;
  /** Largest reply read, in bytes over the wire. */
  readonly maxReplyBytes: number;
  /** Ends replies that repeat themselves. */
  readonly loopBreaker: boolean;
  /** Asks for the probability of each token, for `compare --parity`. */
  readonly logprobs: boolean;
}

/** Why the server says the reply ended, in our words. */
export type Finish = "stop" | "length" | "tool-calls" | "content-filter" | "loop" | "unknown";

/** Token counts; `estimated` when the server gave none and they were derived from the text. */
export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly reasoningTokens: number | null;
  readonly estimated: boolean;
}

/** A complete reply of one turn. Times in milliseconds since the attempt began. */
export interface Reply {
  readonly text: string;
  /** What came in a field of its own (`reasoning_content`, `reasoning`); `""` where nothing did. */
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finish: Finish;
  /** Ran out of tokens (by the count, whatever the server calls it) or was ended by the loop breaker. */
  readonly truncated: boolean;
  readonly usage: Usage;
  readonly firstTokenMs: number | null;
  readonly totalMs: number;
  /** The model name in the server's own reply. */
  readonly serverModel: string | null;
  /** `max_tokens` as sent after any cap. */
  readonly sentMaxTokens: number;
  /** Where the server gave them. */
  readonly logprobs?: readonly TokenLogprob[];
}

/** One HTTP try. */
export interface Attempt {
  readonly baseUrl: string;
  /** Unix time in milliseconds. */
  readonly startedAt: number;
  readonly ms: number;
  readonly status: number | null;
  /** `null` for the try that succeeded. */
  readonly error: { readonly kind: FailureKind; readonly detail: string } | null;
}

/** What a request can fail with; `docs/faults.md` has one line for each. */
export type FailureKind =
  | "refused"
  | "reset"
  | "timeout"
  | "idle"
  | "rate-limited"
  | "overloaded"
  | "server-error"
  | "rejected"
  | "cut-stream"
  | "unparsable"
  | "too-large"
  | "context-overflow"
  | "content-filter"
  /** A picture or series of the prompt cannot be had: nothing was sent. */
  | "unreadable-media";

/** The end of a request: a reply, or a failure after all tries. */
export type Answer =
  | { readonly kind: "reply"; readonly reply: Reply; readonly attempts: readonly Attempt[] }
  | {
    readonly kind: "failed";
    readonly failure: FailureKind;
    readonly detail: string;
    readonly attempts: readonly Attempt[];
  };

/** Something the endpoint did on its own that belongs in the manifest and is said aloud once. */
export interface EndpointNote {
  readonly label: string;
  readonly kind:
    | "dropped-parameter"
    | "capped"
    | "dialect"
    | "set-aside"
    | "back"
    | "loop"
    | "usage";
  readonly text: string;
}

/** How much of the reply has come, for progress. */
export interface StreamProgress {
  readonly tokens: number;
}

/** Options of one ask. */
export interface AskOptions {
  readonly signal?: AbortSignal;
  /** Called at most every 200 ms while a reply streams in. */
  readonly onProgress?: (progress: StreamProgress) => void;
}

/** What the endpoint found out about its server. */
export interface EndpointFacts {
  readonly dialect: DialectName;
  /** Why this dialect: the header or field that told. */
  readonly dialectWhy: string;
  readonly models: readonly string[];
  readonly contextTokens: number | null;
  /** Parameters the server refused by name and that are no longer sent. */
  readonly dropped: readonly string[];
  /** True for `assay sim`: what it answers is no result of a model. */
  readonly simulated: boolean;
}

/** A model behind one or several servers: retries, caps, dialect and limits are its business. */
export interface Endpoint {
  readonly config: EndpointConfig;
  /** Requests that may be in flight now; moves when `concurrency` is `auto`. */
  readonly limit: number;
  /** Parameters the server refused by name so far. */
  readonly dropped: readonly string[];
  onLimitChange(listener: (limit: number) => void): void;
  onNote(listener: (note: EndpointNote) => void): void;
  /** Looks at the server before the first ask; throws what must stop the run. */
  connect(options?: { signal?: AbortSignal }): Promise<EndpointFacts>;
  /** Asks one turn. The caller holds a slot for as long as this takes, back-off included. */
  ask(request: ChatRequest, options?: AskOptions): Promise<Answer>;
  /** The body that would be sent for this request, for the request key and the dry run. */
  body(request: ChatRequest): Readonly<Record<string, Json>>;
  close(): void;
}
