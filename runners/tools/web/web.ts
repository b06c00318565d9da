/**
 * `search` and `visit` behind one interface: providers, recording, guard.
 *
 * @module
 */
import type { Json } from "../../../scoring/json.ts";
import type { HostRules } from "./address.ts";
import { WebError } from "./errors.ts";
import { httpPage, type PageLimits } from "./http_page.ts";
import { pageTexts, type ReadLimits } from "./read_page.ts";
import type { PageText } from "./page_text.ts";
import type { Recording, WebCall } from "./recording.ts";
import type { SearchHit, SearchProvider } from "./search.ts";

/** Reads pages. */
export interface PageReader extends AsyncDisposable {
  readonly id: string;
  /** @throws {WebError} */
  read(url: string, signal: AbortSignal): Promise<ReadPage>;
}

/** A page as it was read. */
export interface ReadPage extends PageText {
  /** Where it was found in the end. */
  readonly url: string;
}

/** Searches and pages, asked or from a recording. */
export interface Web {
  /** Names the providers. */
  readonly id: string;
  search(query: string, count: number, signal: AbortSignal): Promise<readonly SearchHit[]>;
  visit(url: string, signal: AbortSignal): Promise<ReadPage>;
}

/** Reads pages over HTTP, HTML and PDF as text. */
export function httpReader(
  rules: HostRules,
  { limits, reading }: { readonly limits?: PageLimits; readonly reading?: ReadLimits } = {},
): PageReader {
  const texts = pageTexts(reading);
  return {
    id: "http",
    async read(address, signal) {
      const got = await httpPage(address, rules, {
        signal,
        ...(limits === undefined ? {} : { limits }),
      });
      return { url: got.url, ...await texts.read(got, signal) };
    },
    [Symbol.asyncDispose]: () => texts[Symbol.asyncDispose](),
  };
}

/** What {@linkcode web} is made of. */
export interface WebParts {
  /** `null` where no engine is configured: searches fail as `no-search` unless they were recorded. */
  readonly search: SearchProvider | null;
  readonly pages: Pick<PageReader, "id" | "read">;
  readonly recording: Recording;
}

/** Puts providers and recording together. */
export function web({ search, pages, recording }: WebParts): Web {
  const engine = search?.id ?? "no search";
  const take = async <T>(call: WebCall, provider: string, ask: () => Promise<T>): Promise<T> =>
    // What a recording holds was made by the same providers.
    await recording.take(call, provider, ask as unknown as () => Promise<Json>) as unknown as T;
  return {
    id: `${engine}, ${pages.id}`,
    search: (query, count, signal) =>
      take({ tool: "search", query, count }, engine, () => {
        if (search !== null) return search.search(query, count, signal);
        const todo = "no search engine is configured";
        return Promise.reject(new WebError("no-search", `Cannot search: ${todo}`));
      }),
    visit: (url, signal) => take({ tool: "visit", url }, pages.id, () => pages.read(url, signal)),
  };
}
