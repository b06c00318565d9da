import type { Json } from "../../scoring/json.ts";
import type { MediaSpeller } from "../media/types.ts";
import { Adaptation } from "./adaptation.ts";
import { askTurn } from "./asking.ts";
import { chatBody } from "./body.ts";
import { answers, type Found, lookAt, type Looking } from "./connect.ts";
import { checkEndpointConfig } from "./defaults.ts";
import type { Desk } from "./desk.ts";
import { dialectOf, unknownServer } from "./dialects/mod.ts";
import type { Dialect } from "./dialects/types.ts";
import { MissingKeyError, UnreachableError } from "./errors.ts";
import { headerValues } from "./header_values.ts";
import { AdaptiveLimit } from "./limit.ts";
import { Notes } from "./notes.ts";
import { Pool } from "./pool.ts";
import { redactor, secretHeaderValues } from "./redact.ts";
import type {
  Answer,
  AskOptions,
  ChatRequest,
  Endpoint,
  EndpointConfig,
  EndpointFacts,
  EndpointNote,
} from "./types.ts";

/** What an endpoint takes from outside; everything has a default. */
export interface EndpointDeps {
  /** Reads an environment variable. */
  readonly env?: (name: string) => string | undefined;
  readonly fetch?: typeof globalThis.fetch;
  /** Reads the pictures and series of requests; without it only text can be asked. */
  readonly media?: MediaSpeller;
  /** Unix time in milliseconds. */
  readonly now?: () => number;
  /** A number in [0, 1), for jitter. */
  readonly random?: () => number;
}

/**
 * Opens an endpoint: a model behind one server or several.
 *
 * Nothing is sent before {@linkcode Endpoint.connect} or {@linkcode Endpoint.ask}, and a missing
 * key is told there.
 *
 * @throws {RangeError} if the configuration cannot be
 */
export function createEndpoint(config: EndpointConfig, deps: EndpointDeps = {}): Endpoint {
  checkEndpointConfig(config);
  return new ModelEndpoint(config, deps);
}

class ModelEndpoint implements Endpoint {
  readonly #desk: Desk;
  readonly #listeners = new Set<(limit: number) => void>();
  /** Ends what goes on in the background. */
  readonly #closing = new AbortController();
  /** Why nothing can be asked, as the end of a sentence; `null` where all is well. */
  readonly #unusable: string | null;

  constructor(readonly config: EndpointConfig, deps: EndpointDeps) {
    const env = deps.env ?? ((name) => Deno.env.get(name));
    const now = deps.now ?? Date.now;
    // A key read from a file often brings the end of its line along.
    const key = config.apiKeyEnv === null ? null : env(config.apiKeyEnv)?.trim() || null;
    const headers = headerValues(config.headers, env);
    const missing = key === null && config.apiKeyEnv !== null ? config.apiKeyEnv : headers.missing;
    this.#unusable = missing === null
      ? badHeader(headersOf(headers.values, key), config.apiKeyEnv)
      : `the environment variable "${missing}" that should hold its key is not set: set it, or name ` +
        `another one`;
    const notes = new Notes(config.label);
    const desk: Desk = {
      config,
      notes,
      adaptation: new Adaptation(),
      limit: new AdaptiveLimit(config.concurrency, now(), (limit) => {
        for (const listener of this.#listeners) listener(limit);
      }),
      pool: new Pool(config.baseUrls.map(withoutSlash), {
        probe: ({ baseUrl }) => answers(baseUrl, this.#looking(this.#closing.signal)),
        onNote: (kind, text) => notes.say(kind, text),
      }),
      open: new Set(),
      redact: redactor([key ?? "", ...secretHeaderValues(headers.values), ...headers.secrets]),
      headers: headersOf(headers.values, key),
      fetch: deps.fetch ?? globalThis.fetch,
      media: deps.media ?? null,
      now,
      random: deps.random ?? Math.random,
      dialect: config.dialect === "auto" ? unknownServer : dialectOf(config.dialect),
      models: [],
      contextTokens: config.contextTokens,
    };
    this.#desk = desk;
  }

  get limit(): number {
    return this.#desk.limit.limit;
  }

  get dropped(): readonly string[] {
    return [...this.#desk.adaptation.dropped];
  }

  onLimitChange(listener: (limit: number) => void): void {
    this.#listeners.add(listener);
  }

  onNote(listener: (note: EndpointNote) => void): void {
    this.#desk.notes.listen(listener);
  }

  async connect({ signal }: { signal?: AbortSignal } = {}): Promise<EndpointFacts> {
    this.#throwIfUnusable();
    const { pool, notes, adaptation } = this.#desk;
    const looks = await Promise.allSettled(
      pool.servers.map(({ baseUrl }) => lookAt(baseUrl, this.#looking(signal))),
    );
    signal?.throwIfAborted();
    const found: Found[] = [];
    const unreachable: unknown[] = [];
    for (const [i, look] of looks.entries()) {
      const server = pool.servers[i];
      if (look.status === "fulfilled") found.push(look.value);
      else if (!(look.reason instanceof UnreachableError)) throw look.reason;
      else {
        unreachable.push(look.reason);
        if (server !== undefined) pool.setAside(server, this.#desk.now());
      }
    }
    const first = found[0];
    if (first === undefined) throw unreachable[0];
    this.#settle(found, first);
    notes.once("dialect", `asked as ${dialectOf(first.dialect).title}, as ${first.why}`);
    return {
      dialect: first.dialect,
      dialectWhy: first.why,
      models: this.#desk.models,
      contextTokens: this.#desk.contextTokens,
      dropped: [...adaptation.dropped],
      simulated: found.some(({ simulated }) => simulated),
    };
  }

  #settle(found: readonly Found[], first: Found): void {
    const { config, notes } = this.#desk;
    this.#desk.dialect = dialectOf(first.dialect);
    this.#desk.models = [...new Set(found.flatMap(({ models }) => models))];
    const contexts = found.flatMap(({ contextTokens }) => contextTokens ?? []);
    this.#desk.contextTokens = config.contextTokens ??
      (contexts.length === 0 ? null : Math.min(...contexts));
    for (const { unlisted } of found) {
      if (unlisted === null) continue;
      notes.once("dialect", `the server gives no list of models (${unlisted})`);
    }
    if (first.models.length > 0 && !this.#desk.models.includes(config.model)) {
      notes.once(
        "dialect",
        `the server does not list "${config.model}" among its ${first.models.length} models`,
      );
    }
    const others = found.filter(({ dialect }) => dialect !== first.dialect);
    for (const { dialect } of others) {
      notes.once(
        "dialect",
        `one of the servers looks like ${dialectOf(dialect).title}: all are asked alike`,
      );
    }
  }

  async ask(request: ChatRequest, options: AskOptions = {}): Promise<Answer> {
    this.#throwIfUnusable();
    const question = this.#spelled(request, this.#desk.dialect);
    return await askTurn(this.#desk, request, question, options);
  }

  body(request: ChatRequest): Readonly<Record<string, Json>> {
    const { dialect } = this.config;
    // With "auto" the key must be the same before and after somebody looked at the server.
    return this.#spelled(request, dialect === "auto" ? unknownServer : dialectOf(dialect));
  }

  close(): void {
    const reason = new DOMException(`The endpoint "${this.config.label}" is closed`, "AbortError");
    this.#closing.abort(reason);
    for (const scope of [...this.#desk.open]) scope.end(reason);
    this.#listeners.clear();
  }

  #spelled(request: ChatRequest, dialect: Dialect) {
    const { model, extraBody, logprobs } = this.config;
    return chatBody(request, { model, dialect, extraBody, logprobs });
  }

  #looking(signal: AbortSignal | undefined): Looking {
    const { config, headers, redact, fetch } = this.#desk;
    return { config, headers, redact, fetch, signal };
  }

  #throwIfUnusable(): void {
    this.#closing.signal.throwIfAborted();
    if (this.#unusable === null) return;
    throw new MissingKeyError(`Cannot ask "${this.config.label}" as ${this.#unusable}`);
  }
}

function headersOf(
  configured: Readonly<Record<string, string>>,
  key: string | null,
): Record<string, string> {
  return {
    accept: "application/json, text/event-stream",
    "content-type": "application/json",
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    ...Object.fromEntries(
      Object.entries(configured).map(([name, value]) => [name.toLowerCase(), value]),
    ),
  };
}

/** What is wrong with the headers, never with their values in it; `null` where nothing is. */
function badHeader(
  headers: Readonly<Record<string, string>>,
  apiKeyEnv: string | null,
): string | null {
  for (const [name, value] of Object.entries(headers)) {
    if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value) && /^[\w!#$%&'*+.^`|~-]+$/.test(name)) continue;
    const where = name === "authorization" && apiKeyEnv !== null
      ? `the environment variable "${apiKeyEnv}" holds characters that no key can have`
      : `the header "${name}" holds characters that no header can have`;
    return `${where}: set it again`;
  }
  return null;
}

function withoutSlash(baseUrl: string): string {
  let end = baseUrl.length;
  while (end > 0 && baseUrl[end - 1] === "/") end--;
  return baseUrl.slice(0, end);
}
