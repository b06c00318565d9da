import type { FailureKind } from "./types.ts";

/** Why one try failed. Thrown inside the client only: the caller gets it as an `Answer`. */
export class AttemptError extends Error {
  override readonly name = "AttemptError";

  /**
   * @param kind what it is called in `docs/faults.md`
   * @param message one line for a person, masked already
   * @param retryAfterMs how long the server asks to wait
   */
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }
}

const NEVER_RETRIED: ReadonlySet<FailureKind> = new Set([
  "rejected",
  "too-large",
  "context-overflow",
  "unreadable-media",
  "content-filter",
]);

/** Whether asking the same again may help. */
export function isRetried(kind: FailureKind): boolean {
  return !NEVER_RETRIED.has(kind);
}

/** Whether a failure says that the server has more to do than it can. */
export function isOverload(kind: FailureKind): boolean {
  return kind === "rate-limited" || kind === "overloaded" || kind === "timeout" || kind === "idle";
}

/** What an HTTP status of 400 and more is called. */
export function statusKind(status: number): FailureKind {
  switch (status) {
    case 408:
      return "timeout";
    case 409:
    case 425:
    case 503:
    case 529: // "site is overloaded" at several hosted APIs
      return "overloaded";
    case 429:
      return "rate-limited";
    default:
      return status >= 500 ? "server-error" : "rejected";
  }
}

/**
 * What a failed `fetch` is called, by the words Deno has for it: `refused` when no connection came
 * about (nobody listens, no such name, no certificate), `reset` when one broke.
 */
export function connectionKind(error: unknown): "refused" | "reset" {
  return /\(Connect\)|connect error|dns error/i.test(chain(error)) ? "refused" : "reset";
}

/** The innermost reason of a failed `fetch`, such as "Connection refused (os error 111)". */
export function connectionDetail(error: unknown): string {
  const text = chain(error);
  const reason = /client error \(\w+\): ([^\n]+)/.exec(text)?.[1] ?? text.split("\n")[0] ?? "";
  return reason.replace(/^(tcp connect error|dns error): /, "").slice(0, 300);
}

function chain(error: unknown): string {
  const messages: string[] = [];
  let at: unknown = error;
  while (at instanceof Error && messages.length < 8) {
    messages.push(at.message);
    at = at.cause;
  }
  return messages.join("\n") || String(error);
}
