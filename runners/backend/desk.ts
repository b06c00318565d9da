import type { MediaSpeller } from "../media/types.ts";
import type { Adaptation } from "./adaptation.ts";
import type { AskScope } from "./ask_scope.ts";
import type { Dialect } from "./dialects/types.ts";
import type { AdaptiveLimit } from "./limit.ts";
import type { Notes } from "./notes.ts";
import type { Pool } from "./pool.ts";
import type { Redact } from "./redact.ts";
import type { EndpointConfig } from "./types.ts";

/** What the asks of an endpoint share. */
export interface Desk {
  readonly config: EndpointConfig;
  readonly notes: Notes;
  readonly adaptation: Adaptation;
  readonly limit: AdaptiveLimit;
  readonly pool: Pool;
  /** Asks in flight. */
  readonly open: Set<AskScope>;
  readonly redact: Redact;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof globalThis.fetch;
  /** `null` where nothing but text is asked. */
  readonly media: MediaSpeller | null;
  readonly now: () => number;
  readonly random: () => number;
  dialect: Dialect;
  /** What the server said it serves; empty where it did not say. */
  models: readonly string[];
  /** Context length in tokens, as configured, found or told in a refusal. */
  contextTokens: number | null;
}
