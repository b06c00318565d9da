import type { DialectName } from "../types.ts";
import { textIn, type Wire } from "../wire.ts";
import { dialects } from "./mod.ts";

/** A dialect and what told. */
export interface Detected {
  readonly dialect: DialectName;
  /** One clause for people, such as `owned_by is "vllm" in /v1/models`. */
  readonly why: string;
}

/**
 * Which server this is, by what it says about its model and about itself.
 *
 * `owned_by` of the model's entry decides, then the `Server` header. A server that gives itself
 * away by neither is asked as OpenAI is.
 *
 * @param cards entries of `/v1/models`, the asked model's first
 */
export function detectDialect(cards: readonly Wire[], server: string | null): Detected {
  for (const card of cards) {
    const owner = textIn(card, "owned_by");
    if (owner === null) continue;
    const found = dialects.find(({ ownedBy }) => ownedBy.includes(owner.toLowerCase()));
    if (found !== undefined) {
      return { dialect: found.name, why: `owned_by is "${owner}" in /v1/models` };
    }
  }
  const found = dialects.find(({ server: pattern }) => server !== null && pattern?.test(server));
  if (found !== undefined) {
    return { dialect: found.name, why: `the Server header is "${server}"` };
  }
  return { dialect: "openai", why: "nothing the server says names another" };
}
