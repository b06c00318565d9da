import type { JsonObject } from "../../../scoring/json.ts";
import type { DialectName } from "../types.ts";
import type { Wire } from "../wire.ts";

/** How a server says that prompt and reply do not fit into its context. */
export interface OverflowWording {
  /** A message as the server writes it: for the docs, and what the tests feed to `pattern`. */
  readonly example: string;
  /**
   * Finds the numbers by named groups: `context` (tokens of the whole context), `prompt` (tokens of
   * the prompt), `most` (largest reply the model may give). Each may be missing.
   */
  readonly pattern: RegExp;
  /** The server stopped counting: the prompt has at least this many tokens. */
  readonly promptAtLeast?: boolean;
}

/**
 * How a server spells what the standard does not say: one plain object a server.
 *
 * All of them are asked with `max_tokens`, `temperature`, `top_p`, `top_k` and `seed` at the top of
 * the body. A parameter that one refuses by name is dropped (see `refusal.ts`), so a dialect says what
 * to try first, not what every version of a server takes.
 */
export interface Dialect {
  readonly name: DialectName;
  /** As its makers write it. */
  readonly title: string;
  /** What switches thinking on or off, merged into the body. */
  thinking(on: boolean): JsonObject;
  /**
   * The part for a time series, given its data URL and its rate in Hz; `null` where there is none.
   */
  readonly series: ((url: string, rate: number | null) => JsonObject) | null;
  /** Fields of a message or delta that hold reasoning, the newest spelling first. */
  readonly reasoningFields: readonly string[];
  /** What makes the server itself end a reply that repeats itself; `null` where nothing does. */
  readonly loopBreaker: JsonObject | null;
  /**
   * Next value to try where the server knows a parameter and refuses its value; a parameter
   * without a next value is dropped.
   */
  readonly fallbacks: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Values of `owned_by` in `/v1/models` that give the server away. */
  readonly ownedBy: readonly string[];
  /** Matches the `Server` header where that gives the server away; `null` where it does not. */
  readonly server: RegExp | null;
  /** Whether `/v1/models` lists everything that can be asked, so that a missing name is a mistake. */
  readonly listsAllModels: boolean;
  /** Context length in tokens by the model's entry in `/v1/models`, or `null`. */
  contextTokens(card: Wire): number | null;
  /** Another place to look: a path from the host's root, and how to read what it answers. */
  readonly contextProbe: {
    readonly path: string;
    read(answer: unknown): number | null;
  } | null;
  readonly overflow: readonly OverflowWording[];
  /** Where all this was read. */
  readonly upstream: readonly string[];
}
