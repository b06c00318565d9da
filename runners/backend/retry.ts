/** First pause, in milliseconds; doubled with each failed try. */
const BASE_MS = 500;
/** Longest pause this client chooses itself. */
const MOST_MS = 60_000;
/** Longest pause a server can ask for with `Retry-After`. */
const MOST_ASKED_MS = 300_000;

/**
 * Pause before the next try, in milliseconds: exponential, with jitter over its upper half so that
 * requests that failed together do not come back together.
 *
 * @param failures tries that failed so far, from 1
 * @param askedMs what the server asked for, or `null`; at least this is waited
 * @param random a number in [0, 1)
 */
export function pauseMs(failures: number, askedMs: number | null, random: number): number {
  const full = Math.min(MOST_MS, BASE_MS * 2 ** (failures - 1));
  const own = full * (0.5 + random / 2);
  if (askedMs === null) return own;
  return Math.max(own, Math.min(askedMs, MOST_ASKED_MS) * (1 + random / 10));
}

/**
 * What a server asks to wait, in milliseconds: `retry-after-ms`, or `Retry-After` as seconds or as
 * an HTTP date. `null` where it says nothing that can be read.
 *
 * @param now Unix time in milliseconds
 */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const exact = seconds(headers.get("retry-after-ms"));
  if (exact !== null) return exact;
  const header = headers.get("retry-after");
  if (header === null) return null;
  const wait = seconds(header);
  if (wait !== null) return wait * 1000;
  const date = parseDate(header);
  return date === null ? null : Math.max(0, date - now);
}

function seconds(text: string | null): number | null {
  const trimmed = text?.trim() ?? "";
  if (!/^\d{1,9}(\.\d{1,9})?$/.test(trimmed)) return null;
  return Number(trimmed);
}

/** An HTTP date as Unix milliseconds, or `null`; only the forms HTTP knows are taken. */
function parseDate(text: string): number | null {
  if (!/^[A-Za-z]{3,9},? /.test(text) || text.length > 40) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}
