import { DatasetError, reasonOf } from "./errors.ts";
import type { Digest } from "./digest.ts";
import { type Expected, mismatch } from "./expected.ts";
import { IdleClock } from "./idle_clock.ts";
import { PartFile, type PartOrigin } from "./part_file.ts";
import { pause } from "./pause.ts";
import { ask, CannotAsk, networkReason, retryAfterMs, TryAgain } from "./request.ts";
import { sniff, SNIFF_BYTES } from "./sniff.ts";

/** A file to be downloaded. */
export interface DownloadJob {
  readonly url: string;
  readonly token: string | null;
  /** The partial file. */
  readonly part: string;
  /** Final name, which may depend on the content. */
  target(digest: Digest): string;
  readonly expected: Expected;
  /** A name of the content that the server vouches for: equal names may be continued. */
  readonly contentId: string | null;
  /** How sentences call it: `"data/test.jsonl" of "owner/name"`. */
  readonly what: string;
  /** What the user can do instead, behind "or". */
  readonly instead: string;
  /** The sentence for 401, 403, 404, 410 and 451. */
  refused(status: number, headers: Headers): DatasetError;
}

/** How much of a download has come; `total` is `null` where nobody announced it. */
export interface DownloadProgress {
  readonly bytes: number;
  readonly total: number | null;
}

/** Patience, in milliseconds; tests shorten it. */
export interface DownloadTiming {
  /** Tries without progress before giving up. */
  readonly attempts: number;
  /** First back-off; doubles each time, up to 30 s, with jitter. */
  readonly backoffMs: number;
  /** Longest silence of a server. */
  readonly idleMs: number;
  /** Longest `Retry-After` that is waited for. */
  readonly maxRetryAfterMs: number;
}

/** The patience of a terminal user. */
export const DOWNLOAD_TIMING: DownloadTiming = {
  attempts: 5,
  backoffMs: 500,
  idleMs: 60_000,
  maxRetryAfterMs: 120_000,
};

/** Options of {@linkcode download}. */
export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called at most ten times a second, and at the end. */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  readonly onNote?: ((text: string) => void) | undefined;
  readonly timing?: DownloadTiming | undefined;
}

/** More than any published benchmark file, where neither source nor server says how much comes. */
const MAX_BYTES = 256 * 1024 ** 3;
/** A try that brought this much counts as progress. */
const PROGRESS_BYTES = 64 * 1024;
const REPORT_MS = 100;

/**
 * Downloads a file: continues what an earlier try left, checks size and digests, and gives the file
 * its final name only when everything is right.
 *
 * @returns `null` when another process downloaded it meanwhile: look again
 * @throws {DatasetError}
 */
export async function download(
  job: DownloadJob,
  options: DownloadOptions = {},
): Promise<{ readonly path: string; readonly digest: Digest } | null> {
  using part = await openPart(job, options);
  if (part === null) return null;
  await transferAll(job, part, options);
  const digest = part.digest();
  const wrong = mismatch(digest, job.expected);
  if (wrong !== null) {
    await part.discard();
    throw new DatasetError({
      kind: "changed",
      message: `Cannot use ${job.what}: what was downloaded is not what was published: ${wrong}: ` +
        `try again, or ${job.instead}`,
    });
  }
  const path = job.target(digest);
  try {
    await part.finish(path);
  } catch (cause) {
    throw cannotWrite(job, cause);
  }
  return { path, digest };
}

async function openPart(job: DownloadJob, options: DownloadOptions): Promise<PartFile | null> {
  try {
    return await PartFile.open(job.part, {
      signal: options.signal,
      onWait: () => options.onNote?.(`Waiting for another process that downloads ${job.what}`),
    });
  } catch (cause) {
    options.signal?.throwIfAborted();
    throw cannotWrite(job, cause);
  }
}

async function transferAll(
  job: DownloadJob,
  part: PartFile,
  options: DownloadOptions,
): Promise<void> {
  const timing = options.timing ?? DOWNLOAD_TIMING;
  for (let failures = 0;;) {
    const before = part.bytes;
    try {
      return await transfer(job, part, options);
    } catch (cause) {
      options.signal?.throwIfAborted();
      if (cause instanceof CannotAsk) throw unreachable(job, cause.message);
      if (!(cause instanceof TryAgain)) throw cause;
      failures = part.bytes - before >= PROGRESS_BYTES ? 1 : failures + 1;
      const wait = cause.afterMs ??
        Math.min(timing.backoffMs * 2 ** (failures - 1), 30_000) * (0.5 + Math.random() / 2);
      if (failures >= timing.attempts || wait > timing.maxRetryAfterMs) {
        throw unreachable(job, cause.reason, failures);
      }
      await pause(wait, options.signal);
    }
  }
}

/** One request and what it brings. Throws {@linkcode TryAgain} where the rest may still come. */
async function transfer(
  job: DownloadJob,
  part: PartFile,
  options: DownloadOptions,
): Promise<void> {
  const timing = options.timing ?? DOWNLOAD_TIMING;
  using idle = new IdleClock(timing.idleMs, options.signal);
  const resume = resumeHeaders(part, job.contentId);
  if (part.bytes > 0 && resume === null) await onDisk(job, () => part.clear());
  if (isWhole(part)) return;
  let response: Response;
  try {
    response = await ask({
      url: job.url,
      method: "GET",
      token: job.token,
      ...(resume === null ? {} : { headers: resume }),
      signal: idle.signal,
    });
  } catch (cause) {
    throw idle.expired ? new TryAgain(idle.reason) : cause;
  }
  const body = response.body;
  try {
    const total = await accept(job, part, response);
    const limit = total ?? MAX_BYTES;
    let reported = 0;
    const report = () => {
      reported = performance.now();
      options.onProgress?.({ bytes: part.bytes, total });
    };
    report();
    const reader = body?.getReader();
    while (reader !== undefined) {
      let chunk: ReadableStreamReadResult<Uint8Array>;
      try {
        chunk = await reader.read();
      } catch (cause) {
        options.signal?.throwIfAborted();
        throw new TryAgain(
          idle.expired ? idle.reason : `the connection broke off: ${networkReason(cause)}`,
        );
      }
      idle.restart();
      if (chunk.done) break;
      if (part.bytes === 0) refusePage(job, response, chunk.value);
      if (part.bytes + chunk.value.length > limit) {
        await part.discard();
        throw new DatasetError({
          kind: "changed",
          message: `Cannot download ${job.what}: the server sends more than the ${limit} bytes ` +
            `that were announced: try again, or ${job.instead}`,
        });
      }
      await onDisk(job, () => part.append(chunk.value ?? new Uint8Array()));
      if (performance.now() - reported >= REPORT_MS) report();
    }
    report();
    if (total !== null && part.bytes < total) {
      throw new TryAgain(`the connection ended after ${part.bytes} of ${total} bytes`);
    }
  } finally {
    if (body?.locked === false) await body.cancel().catch(() => {});
    idle.end();
  }
}

function isWhole(part: PartFile): boolean {
  return part.origin !== null && part.origin.total === part.bytes;
}

/** Headers that ask for the rest, where what is there is known to be the beginning of it. */
function resumeHeaders(part: PartFile, contentId: string | null): Record<string, string> | null {
  const origin = part.origin;
  if (part.bytes === 0 || origin === null) return null;
  const range = { range: `bytes=${part.bytes}-` };
  if (origin.etag !== null) return { ...range, "if-range": origin.etag };
  return origin.contentId !== null && origin.contentId === contentId ? range : null;
}

/** Judges status and headers, readies the partial file, and tells the size of the whole. */
async function accept(
  job: DownloadJob,
  part: PartFile,
  response: Response,
): Promise<number | null> {
  const { status, headers } = response;
  if (status === 206) {
    const range = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15})$/.exec(
      headers.get("content-range") ?? "",
    );
    const total = Number(range?.[2]);
    if (range !== null && Number(range[1]) === part.bytes && total === part.origin?.total) {
      return total;
    }
    await onDisk(job, () => part.clear());
    throw new TryAgain("the server continues another file than the one that was begun");
  }
  if (status === 200) {
    const total = wholeSize(headers);
    if (job.expected.bytes !== undefined && total !== null && total !== job.expected.bytes) {
      throw new DatasetError({
        kind: isPage(headers) ? "html-instead-of-json" : "changed",
        message: isPage(headers)
          ? pageSentence(job)
          : `Cannot use ${job.what}: the server announces ${total} bytes, wanted ` +
            `${job.expected.bytes}: the published file has changed: ${job.instead}`,
      });
    }
    const etag = headers.get("etag");
    const origin: PartOrigin = {
      url: job.url,
      etag: etag !== null && /^"[^"]{1,200}"$/.test(etag) ? etag : null,
      contentId: job.contentId,
      total: total ?? job.expected.bytes ?? null,
    };
    await onDisk(job, () => part.begin(origin));
    return origin.total;
  }
  if (status === 416) {
    await onDisk(job, () => part.clear());
    throw new TryAgain("the server has another file than the one that was begun");
  }
  if (REFUSALS.has(status)) throw job.refused(status, headers);
  if (status >= 500 || status === 408 || status === 425 || status === 429) {
    throw new TryAgain(`it answers ${status}`, retryAfterMs(headers, Date.now()));
  }
  throw unreachable(job, `it answers ${status}`);
}

const REFUSALS = new Set([401, 403, 404, 410, 451]);

/** Size of the content as it will be read; a content coding would make the header another number. */
function wholeSize(headers: Headers): number | null {
  const coding = headers.get("content-encoding");
  const length = headers.get("content-length");
  if (length === null || (coding !== null && coding !== "identity")) return null;
  return /^\d{1,15}$/.test(length) ? Number(length) : null;
}

function isPage(headers: Headers): boolean {
  return /^\s*text\/html\b/i.test(headers.get("content-type") ?? "");
}

function refusePage(job: DownloadJob, response: Response, head: Uint8Array): void {
  if (!isPage(response.headers) && sniff(head.subarray(0, SNIFF_BYTES)) !== "html") return;
  throw new DatasetError({ kind: "html-instead-of-json", message: pageSentence(job) });
}

function pageSentence(job: DownloadJob): string {
  return `Cannot download ${job.what}: "${
    new URL(job.url).host
  }" answers with an HTML page instead ` +
    `of data, as a login page of a network or a wrong mirror does: ${job.instead}`;
}

function unreachable(job: DownloadJob, reason: string, tries = 1): DatasetError {
  return new DatasetError({
    kind: "offline",
    message: `Cannot download ${job.what} from "${new URL(job.url).host}"` +
      `${tries > 1 ? ` after ${tries} tries` : ""}: ${reason}: check the network, or ` +
      `${job.instead}`,
  });
}

function cannotWrite(job: DownloadJob, cause: unknown): DatasetError {
  return new DatasetError({
    kind: "unreadable",
    path: job.part,
    message: `Cannot write "${job.part}" while downloading ${job.what}: ${reasonOf(cause)}`,
    cause,
  });
}

async function onDisk(job: DownloadJob, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    throw cannotWrite(job, cause);
  }
}
