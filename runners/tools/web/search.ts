/**
 * Search engines, each spoken to in its own way and told in one.
 *
 * @module
 */
import type { Json } from "../../../scoring/json.ts";
import { headerValues } from "../../backend/header_values.ts";
import { redactor } from "../../backend/redact.ts";
import { WebError } from "./errors.ts";

/** One result. */
export interface SearchHit {
  readonly title: string;
  readonly url: string;
  readonly snippet: string;
  /** As the engine writes it; `null` where it tells none. */
  readonly date: string | null;
}

/** A search engine. */
export interface SearchProvider {
  /** Names engine and host, for the record of a run: another one moves scores. */
  readonly id: string;
  /** @throws {WebError} `search-failed` or `timed-out` */
  search(query: string, count: number, signal: AbortSignal): Promise<readonly SearchHit[]>;
}

/** An engine that speaks SearXNG's JSON. */
export interface SearxngConfig {
  readonly kind: "searxng";
  /** Address of the instance, without `/search`. Its settings must allow the format `json`. */
  readonly url: string;
}

/** Any engine with an address for queries that answers in JSON. */
export interface JsonSearchConfig {
  readonly kind: "json";
  /** Address with `{query}` and, where the engine takes one, `{count}`. */
  readonly url: string;
  /** Headers; `$NAME` stands for an environment variable. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Body of a POST, whose texts may hold `{query}` and `{count}`. Default: a GET */
  readonly body?: Json;
  /** Where the list of results lies in the answer, as `web.results`. */
  readonly results: string;
  /** Where parts lie in a result; `date` may be left out. */
  readonly title: string;
  readonly link: string;
  readonly snippet: string;
  readonly date?: string;
}

export type SearchConfig = SearxngConfig | JsonSearchConfig;

/** Options of {@linkcode searchProvider}. */
export interface SearchOptions {
  readonly env: (name: string) => string | undefined;
  /** Time for one search in milliseconds. Default: 30000 */
  readonly ms?: number;
  /** Most bytes of an answer. Default: 4 MiB */
  readonly bytes?: number;
}

/** The engine that a configuration describes. */
export function searchProvider(config: SearchConfig, options: SearchOptions): SearchProvider {
  return config.kind === "searxng" ? searxng(config, options) : jsonSearch(config, options);
}

function searxng({ url }: SearxngConfig, options: SearchOptions): SearchProvider {
  return jsonEngine(`searxng ${new URL(url).host}`, {
    kind: "json",
    url: `${url.replace(/\/+$/, "")}/search?q={query}&format=json`,
    results: "results",
    title: "title",
    link: "url",
    snippet: "content",
    date: "publishedDate",
  }, options);
}

function jsonSearch(config: JsonSearchConfig, options: SearchOptions): SearchProvider {
  return jsonEngine(`json ${new URL(config.url.replaceAll(/[{}]/g, "")).host}`, config, options);
}

function jsonEngine(
  id: string,
  config: JsonSearchConfig,
  { env, ms = 30_000, bytes = 4 * 1024 * 1024 }: SearchOptions,
): SearchProvider {
  const { values, secrets, missing } = headerValues(config.headers ?? {}, env);
  const masked = redactor(secrets);
  const failed = (why: string) =>
    new WebError("search-failed", masked(`Cannot search with "${id}": ${why}`).slice(0, 500));
  return {
    id,
    async search(query, count, signal) {
      if (missing !== null) throw failed(`the environment variable "${missing}" is not set`);
      const time = AbortSignal.timeout(ms);
      try {
        const { body } = config;
        const response = await fetch(fill(config.url, query, count, encodeURIComponent), {
          method: body === undefined ? "GET" : "POST",
          headers: {
            accept: "application/json",
            ...(body === undefined ? {} : { "content-type": "application/json" }),
            ...values,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(filled(body, query, count)) }),
          // A key does not go where the engine was not configured to be.
          redirect: "manual",
          signal: AbortSignal.any([signal, time]),
        });
        const text = await textOf(response, bytes);
        if (!response.ok) throw failed(`it answers ${response.status}`);
        if (text === null) throw failed(`its answer has more than ${bytes} bytes`);
        return hitsOf(text, config, failed).slice(0, count);
      } catch (cause) {
        signal.throwIfAborted();
        if (cause instanceof WebError) throw cause;
        if (time.aborted) {
          throw new WebError(
            "timed-out",
            `Cannot search with "${id}" within ${ms / 1_000} seconds`,
          );
        }
        throw failed("it does not answer");
      }
    },
  };
}

function fill(
  template: string,
  query: string,
  count: number,
  spell: (text: string) => string,
): string {
  return template.replaceAll(
    /\{(query|count)\}/g,
    (_, name: string) => name === "query" ? spell(query) : String(count),
  );
}

function filled(value: Json, query: string, count: number): Json {
  if (value === "{count}") return count;
  if (typeof value === "string") return fill(value, query, count, (text) => text);
  if (Array.isArray(value)) return value.map((one: Json) => filled(one, query, count));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, filled(one, query, count)]),
  );
}

/** The body as text, or `null` where it is longer than allowed. */
async function textOf({ body }: Response, limit: number): Promise<string | null> {
  if (body === null) return "";
  const decoder = new TextDecoder();
  let [text, size] = ["", 0];
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function hitsOf(
  text: string,
  config: JsonSearchConfig,
  failed: (why: string) => WebError,
): SearchHit[] {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw failed("its answer is not JSON");
  }
  const list = at(answer, config.results);
  if (!Array.isArray(list)) throw failed(`its answer has no list at "${config.results}"`);
  return list.flatMap((result: unknown): SearchHit[] => {
    const url = textAt(result, config.link);
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) return [];
    const date = config.date === undefined ? "" : textAt(result, config.date);
    return [{
      title: textAt(result, config.title).slice(0, 300),
      url: url.slice(0, 2_000),
      snippet: textAt(result, config.snippet).slice(0, 1_000),
      date: date === "" ? null : date.slice(0, 40),
    }];
  });
}

/** What lies at a path such as `web.results`; numbers are places in a list. */
function at(value: unknown, path: string): unknown {
  let found = value;
  for (const name of path.split(".")) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) {
      return undefined;
    }
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}

/** A text on one line without marks of HTML, which engines put around what matches. */
function textAt(value: unknown, path: string): string {
  const found = at(value, path);
  if (typeof found !== "string") return typeof found === "number" ? String(found) : "";
  return found.slice(0, 10_000).replaceAll(/<\/?[a-z]{1,10}>/gi, "").replaceAll(/\s+/g, " ").trim()
    .toWellFormed();
}
