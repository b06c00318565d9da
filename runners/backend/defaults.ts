import type { EndpointConfig } from "./types.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What an endpoint is where its configuration says nothing. */
const DEFAULTS: Omit<EndpointConfig, "label" | "model" | "baseUrls"> = {
  apiKeyEnv: null,
  dialect: "auto",
  headers: {},
  extraBody: {},
  stream: true,
  contextTokens: null,
  concurrency: "auto",
  // A thinking reply of 65,536 tokens at 10 tokens a second takes 1.8 hours.
  attemptTimeoutMs: 2 * HOUR_MS,
  totalTimeoutMs: 6 * HOUR_MS,
  // A request may wait this long in the server's own queue before its first token.
  idleTimeoutMs: 10 * MINUTE_MS,
  maxAttempts: 6,
  // 65,536 tokens come as some 16 MiB of events.
  maxReplyBytes: 64 * 1024 * 1024,
  loopBreaker: false,
  logprobs: false,
};

/** The least that must be said about an endpoint; the rest has defaults. */
export type PartialEndpointConfig =
  & Pick<EndpointConfig, "label" | "model" | "baseUrls">
  & Partial<EndpointConfig>;

/**
 * Fills in what a configuration leaves out.
 *
 * Defaults: dialect and concurrency `auto`, streaming, no key, context length asked of the server,
 * 2 h for a try, 6 h for a request, 10 min of silence, 6 tries, 64 MiB a reply, no loop breaker.
 */
export function defaultEndpointConfig(partial: PartialEndpointConfig): EndpointConfig {
  return { ...DEFAULTS, ...partial };
}

/**
 * Checks a configuration before anything is sent.
 *
 * @throws {RangeError} naming the field, what it must be and what it is (never a secret)
 */
export function checkEndpointConfig(config: EndpointConfig): void {
  const refuse = (field: string, wanted: string, found: string): never => {
    throw new RangeError(
      `Cannot use endpoint "${config.label}" as "${field}" must be ${wanted}: current value is ${found}`,
    );
  };
  if (config.baseUrls.length === 0) refuse("baseUrls", "a list of at least one address", "empty");
  for (const baseUrl of config.baseUrls) {
    const url = URL.parse(baseUrl);
    const http = url?.protocol === "http:" || url?.protocol === "https:";
    if (url === null || !http) refuse("baseUrls", "addresses with http or https", "another");
    else if (url.username !== "" || url.password !== "") {
      refuse("baseUrls", "addresses without user name and password", "one with them");
    } else if (url.search !== "" || url.hash !== "") {
      refuse("baseUrls", 'addresses without "?" and "#"', "one with them");
    }
  }
  const positive = [
    "attemptTimeoutMs",
    "totalTimeoutMs",
    "idleTimeoutMs",
    "maxAttempts",
    "maxReplyBytes",
    "contextTokens",
    "concurrency",
  ] as const;
  const whole = new Set<string>(["maxAttempts", "maxReplyBytes", "contextTokens", "concurrency"]);
  for (const field of positive) {
    const value = config[field];
    if (value === null || value === "auto") continue;
    if (!(value > 0)) refuse(field, "above 0", String(value));
    if (whole.has(field) && !Number.isInteger(value)) refuse(field, "whole", String(value));
  }
}
