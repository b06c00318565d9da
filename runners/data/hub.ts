/**
 * What Assay asks of the Hugging Face hub: one `HEAD` of a file's resolve address, which names the
 * commit, the content and its size, and the download itself. Why not the hub's own client:
 * `docs/decisions/hub_client.md`.
 *
 * @module
 */
import { z } from "zod";
import type { HubSource } from "../../benchmarks/define.ts";
import { type Env, isCommit } from "./cache.ts";
import { DatasetError, quotable } from "./errors.ts";
import type { DownloadTiming } from "./download.ts";
import { pause } from "./pause.ts";
import { ask, CannotAsk, retryAfterMs, TryAgain } from "./request.ts";

/** How the hub is reached, from the environment. */
export interface HubSettings {
  /** Without a slash at the end. */
  readonly endpoint: string;
  readonly token: string | null;
}

/**
 * Reads `HF_ENDPOINT` (a mirror) and `HF_TOKEN`.
 *
 * @throws {DatasetError} if one of them cannot be what it says
 */
export function hubSettings(env: Env): HubSettings {
  const endpoint = (env("HF_ENDPOINT") || "https://huggingface.co").trim().replace(/\/{1,9}$/, "");
  if (!/^https?:$/.test(URL.parse(endpoint)?.protocol ?? "")) {
    throw new DatasetError({
      kind: "offline",
      message: `Cannot use HF_ENDPOINT as it must be an http or https address: current value is ` +
        `"${quotable(endpoint)}"`,
    });
  }
  const token = env("HF_TOKEN")?.trim() || null;
  if (token !== null && !/^[\x21-\x7e]+$/.test(token)) {
    throw new DatasetError({
      kind: "gated",
      message: "Cannot use HF_TOKEN as it holds characters that no token has",
    });
  }
  return { endpoint, token };
}

/** Address of a file at a revision. */
export function resolveUrl(settings: HubSettings, source: HubSource, revision: string): string {
  const path = source.path.split("/").map(encodeURIComponent).join("/");
  return `${settings.endpoint}/datasets/${source.repo}/resolve/${
    encodeURIComponent(revision)
  }/${path}`;
}

/** What the hub says about a file. */
export interface HubFileInfo {
  readonly commit: string;
  /** The content's name: sha256 of a large file, git's hash of a small one; `null` from odd mirrors. */
  readonly contentId: string | null;
  readonly bytes: number | null;
}

/** How a failed question is told. */
export interface HubSentences {
  readonly what: string;
  readonly instead: string;
}

/** Options of {@linkcode hubFileInfo}. */
export interface HubOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timing: DownloadTiming;
}

/**
 * Asks the hub which commit a revision is and what the file is there.
 *
 * @throws {DatasetError}
 */
export async function hubFileInfo(
  source: HubSource,
  settings: HubSettings,
  sentences: HubSentences,
  options: HubOptions,
): Promise<HubFileInfo> {
  const headers = await patiently(settings, sentences, options, async (signal) => {
    const response = await ask({
      url: resolveUrl(settings, source, source.revision),
      method: "HEAD",
      token: settings.token,
      stay: true,
      signal,
    });
    await response.body?.cancel();
    judge(response, source, settings, sentences);
    return response.headers;
  });
  const stated = headers.get("x-repo-commit") ?? "";
  const commit = isCommit(source.revision)
    ? source.revision
    : isCommit(stated)
    ? stated
    : await askCommit(source, settings, sentences, options);
  const etag = (headers.get("x-linked-etag") ?? headers.get("etag") ?? "")
    .replace(/^W\//, "").replaceAll('"', "");
  const size = headers.get("x-linked-size") ??
    // The size of a redirect's own body would say nothing.
    (headers.has("location") ? null : headers.get("content-length"));
  return {
    commit,
    contentId: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(etag) ? etag : null,
    bytes: size !== null && /^\d{1,15}$/.test(size) ? Number(size) : null,
  };
}

const Revision = z.object({ sha: z.string().refine(isCommit) });

/** For mirrors that leave the commit out of the file's headers. */
async function askCommit(
  source: HubSource,
  settings: HubSettings,
  sentences: HubSentences,
  options: HubOptions,
): Promise<string> {
  const parsed = await patiently(settings, sentences, options, async (signal) => {
    const response = await ask({
      url: `${settings.endpoint}/api/datasets/${source.repo}/revision/${
        encodeURIComponent(source.revision)
      }`,
      method: "GET",
      token: settings.token,
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel();
      judge(response, source, settings, sentences);
    }
    return Revision.safeParse(await smallJson(response));
  });
  if (parsed.success) return parsed.data.sha;
  throw new DatasetError({
    kind: "unreadable",
    message:
      `Cannot download ${sentences.what}: "${new URL(settings.endpoint).host}" does not say ` +
      `which commit "${source.revision}" is: ${sentences.instead}`,
  });
}

/** A repository's description with all its file names; more than this is not one. */
const MAX_JSON_BYTES = 64 * 1024 * 1024;

async function smallJson(response: Response): Promise<unknown> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_JSON_BYTES) return null;
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  try {
    return JSON.parse(parts.join(""));
  } catch {
    return null;
  }
}

/**
 * Asks until there is an answer or patience ends; one try must end within the longest silence.
 *
 * @throws {DatasetError} of kind `offline`, or what the question throws
 */
export async function patiently<T>(
  settings: HubSettings,
  { what, instead }: HubSentences,
  { signal, timing }: HubOptions,
  question: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const failed = (reason: string) =>
    new DatasetError({
      kind: "offline",
      message: `Cannot download ${what} from "${new URL(settings.endpoint).host}": ${reason}: ` +
        `check the network, set HF_ENDPOINT to a mirror, or ${instead}`,
    });
  for (let failures = 1;; failures++) {
    const timeout = AbortSignal.timeout(timing.idleMs);
    try {
      return await question(signal === undefined ? timeout : AbortSignal.any([timeout, signal]));
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof DatasetError) throw cause;
      if (cause instanceof CannotAsk) throw failed(cause.message);
      const again = cause instanceof TryAgain ? cause : new TryAgain(
        timeout.aborted ? `it is silent for ${timing.idleMs / 1_000} s` : "no answer",
      );
      const wait = again.afterMs ??
        Math.min(timing.backoffMs * 2 ** (failures - 1), 30_000) * (0.5 + Math.random() / 2);
      if (failures >= timing.attempts || wait > timing.maxRetryAfterMs) throw failed(again.reason);
      await pause(wait, signal);
    }
  }
}

/** Throws unless the answer is one to go on with. */
export function judge(
  response: Response,
  source: HubSource,
  settings: HubSettings,
  sentences: HubSentences,
): void {
  const { status, headers } = response;
  if (status < 400) return;
  if (status >= 500 || status === 408 || status === 425 || status === 429) {
    throw new TryAgain(`it answers ${status}`, retryAfterMs(headers, Date.now()));
  }
  throw hubRefusal(status, headers, source, settings, sentences);
}

/** The sentence for a hub that will not hand a file out, with what to do about it. */
export function hubRefusal(
  status: number,
  headers: Headers,
  source: HubSource,
  settings: HubSettings,
  { what, instead }: HubSentences,
): DatasetError {
  const said = quotable(headers.get("x-error-message") ?? "");
  const host = new URL(settings.endpoint).host;
  const page = `${settings.endpoint}/datasets/${source.repo}`;
  if (status === 401 || status === 403) {
    const ask = source.gated ?? "accept its conditions";
    const todo = settings.token === null
      ? `${ask} at ${page}, then set HF_TOKEN to a read token of your account`
      : status === 401
      ? `the token in HF_TOKEN is not valid, or its account has no access: ${ask} at ${page}`
      : `the account of the token in HF_TOKEN has no access: ${ask} at ${page}, and see that the ` +
        `token may read gated repositories`;
    return new DatasetError({
      kind: "gated",
      message: `Cannot download ${what}: "${host}" answers ${status}` +
        `${said === "" ? "" : ` ("${said}")`}: ${todo}; or ${instead}`,
    });
  }
  const code = headers.get("x-error-code");
  const missing = code === "EntryNotFound"
    ? `the repository has no such file at "${source.revision}"`
    : code === "RevisionNotFound"
    ? `the repository has no revision "${source.revision}"`
    : code === "RepoNotFound"
    ? `there is no such repository`
    : null;
  return new DatasetError({
    kind: missing !== null || status === 404 || status === 410 ? "missing" : "offline",
    message: `Cannot download ${what}: "${host}" answers ${status}` +
      `${missing !== null ? `: ${missing}` : said === "" ? "" : ` ("${said}")`}: see ${page}, or ` +
      `${instead}`,
  });
}
