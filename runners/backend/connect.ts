import { connectionDetail } from "./attempt_error.ts";
import { cleanText } from "./clean_text.ts";
import { dialectOf } from "./dialects/mod.ts";
import { detectDialect, type Detected } from "./dialects/detect.ts";
import {
  BackendError,
  quotedList,
  RefusedKeyError,
  UnknownModelError,
  UnreachableError,
} from "./errors.ts";
import { send } from "./http.ts";
import { readErrorText, readText } from "./read_body.ts";
import type { Redact } from "./redact.ts";
import { type ServerMessage, serverMessage } from "./server_message.ts";
import type { EndpointConfig } from "./types.ts";
import { isWire, listIn, parseJson, textIn, type Wire } from "./wire.ts";

/** Longest wait for one answer about the server, in milliseconds. */
const PATIENCE_MS = 15_000;
/** A list of models is some kilobytes; hosted ones list a few hundred. */
const MOST_BYTES = 4 * 1024 * 1024;
/** What the simulated server puts into every answer. */
const SIM_HEADER = "x-assay-sim";
const TRIES = 3;
const PAUSE_MS = 500;

/** What is needed to look at servers. */
export interface Looking {
  readonly config: EndpointConfig;
  readonly headers: Readonly<Record<string, string>>;
  readonly redact: Redact;
  readonly fetch: typeof globalThis.fetch;
  readonly signal?: AbortSignal | undefined;
}

/** What a look at a server found. */
export interface Found extends Detected {
  readonly models: readonly string[];
  /** Context length in tokens, where the server tells. */
  readonly contextTokens: number | null;
  /** The server says that it is no model: `assay sim`. */
  readonly simulated: boolean;
  /** Why the list of models is missing; `null` where it came. */
  readonly unlisted: string | null;
}

/**
 * Asks one server what it is and what it serves.
 *
 * A server without a list of models is taken as it is: only a refused key, and a model that a
 * server of our own kind does not list, stop a run here.
 *
 * @throws {UnreachableError} if nothing answers
 * @throws {RefusedKeyError} if the key is refused
 * @throws {UnknownModelError} if the model is not among those served
 */
export async function lookAt(baseUrl: string, looking: Looking): Promise<Found> {
  const { config } = looking;
  const answer = await getModels(baseUrl, looking);
  const cards = answer.cards.toSorted((a, b) =>
    Number(textIn(b, "id") === config.model) - Number(textIn(a, "id") === config.model)
  );
  const detected: Detected = config.dialect === "auto"
    ? detectDialect(cards, answer.server)
    : { dialect: config.dialect, why: "it is configured" };
  const models = [...new Set(cards.flatMap((card) => namesOf(card)))];
  const dialect = dialectOf(detected.dialect);
  if (models.length > 0 && !models.includes(config.model) && dialect.listsAllModels) {
    throw new UnknownModelError(
      `Cannot ask "${config.label}" for the model "${config.model}" as ${baseUrl} serves ` +
        `${quotedList(models)}: give one of these names`,
      models,
    );
  }
  const card = cards.find((candidate) => namesOf(candidate).includes(config.model));
  const contextTokens = (card === undefined ? null : dialect.contextTokens(card)) ??
    await probeContext(baseUrl, looking, dialect.contextProbe);
  const { simulated, unlisted } = answer;
  return { ...detected, models, contextTokens, simulated, unlisted };
}

function namesOf(card: Wire): string[] {
  const aliases = listIn(card, "aliases").filter((alias) => typeof alias === "string");
  const id = textIn(card, "id");
  return id === null ? aliases : [id, ...aliases];
}

interface ModelsAnswer {
  readonly cards: readonly Wire[];
  readonly server: string | null;
  readonly simulated: boolean;
  readonly unlisted: string | null;
}

async function getModels(baseUrl: string, looking: Looking): Promise<ModelsAnswer> {
  const { config, redact } = looking;
  const url = `${baseUrl}/models`;
  let why = "";
  for (let left = TRIES; left > 0; left--) {
    if (left < TRIES) await pause(PAUSE_MS, looking.signal);
    let answer: Answered;
    try {
      answer = await get(url, looking);
    } catch (error) {
      looking.signal?.throwIfAborted();
      if (error instanceof BackendError) throw error;
      why = redact(connectionDetail(error));
      continue;
    }
    const { status, server, simulated, body } = answer;
    if (status === 401 || status === 403) {
      throw refusedKey(config, baseUrl, status, serverMessage(body));
    }
    const busy = status === 429 || status >= 500;
    if (busy && left > 1) continue;
    if (status !== 200) {
      const said = cleanText(serverMessage(body).text, 120);
      return {
        cards: [],
        server,
        simulated,
        unlisted: `HTTP ${status}${said === "" ? "" : `: ${said}`}`,
      };
    }
    const json = parseJson(body);
    if (!isWire(json) && !Array.isArray(json)) {
      const unlisted = `no JSON but "${cleanText(body, 60)}"`;
      return { cards: [], server, simulated, unlisted };
    }
    const list = Array.isArray(json) ? json : listIn(json, "data");
    return { cards: list.filter(isWire), server, simulated, unlisted: null };
  }
  throw new UnreachableError(
    `Cannot reach the server of "${config.label}" at ${baseUrl} (${why}): start it, or check the ` +
      `address`,
  );
}

/** The error for a refused key, with what the server said. */
export function refusedKey(
  config: EndpointConfig,
  baseUrl: string,
  status: number,
  message: ServerMessage,
): RefusedKeyError {
  const said = cleanText(message.text, 200);
  const what = config.apiKeyEnv === null
    ? "name the environment variable that holds a key (--api-key-env)"
    : `check the key in the environment variable "${config.apiKeyEnv}" and what it may use`;
  return new RefusedKeyError(
    `Cannot ask "${config.label}" as ${baseUrl} refuses with HTTP ${status}` +
      `${said === "" ? "" : ` (${said})`}: ${what}`,
  );
}

async function probeContext(
  baseUrl: string,
  looking: Looking,
  probe: { readonly path: string; read(answer: unknown): number | null } | null,
): Promise<number | null> {
  if (probe === null) return null;
  try {
    const { status, body } = await get(new URL(probe.path, baseUrl).href, looking);
    return status === 200 ? probe.read(parseJson(body)) : null;
  } catch {
    looking.signal?.throwIfAborted();
    return null;
  }
}

/** Whether a server answers at all, for a pool that waits for it to come back. */
export async function answers(baseUrl: string, looking: Looking): Promise<boolean> {
  try {
    return (await get(`${baseUrl}/models`, looking)).status < 500;
  } catch {
    return false;
  }
}

interface Answered {
  readonly status: number;
  readonly server: string | null;
  readonly simulated: boolean;
  /** Masked. */
  readonly body: string;
}

async function get(url: string, looking: Looking): Promise<Answered> {
  // A timer of our own rather than AbortSignal.timeout: that one would outlive the answer.
  const abort = new AbortController();
  const onAbort = () => abort.abort(looking.signal?.reason);
  looking.signal?.addEventListener("abort", onAbort);
  const timer = setTimeout(() => {
    abort.abort(new DOMException(`no answer within ${PATIENCE_MS / 1000} s`, "TimeoutError"));
  }, Math.min(PATIENCE_MS, looking.config.attemptTimeoutMs));
  const { signal } = abort;
  try {
    looking.signal?.throwIfAborted();
    const response = await send(
      { method: "GET", url, headers: looking.headers, signal },
      looking.fetch,
    );
    const body = response.ok
      ? await readText(response, { maxBytes: MOST_BYTES, signal })
      : await readErrorText(response, signal);
    return {
      status: response.status,
      server: response.headers.get("server"),
      simulated: response.headers.has(SIM_HEADER),
      body: looking.redact(body),
    };
  } finally {
    clearTimeout(timer);
    looking.signal?.removeEventListener("abort", onAbort);
  }
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onAbort = () => {};
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(resolve, ms);
      onAbort = () => reject(signal?.reason);
      signal?.addEventListener("abort", onAbort);
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}
