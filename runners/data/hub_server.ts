/**
 * Test support: a local server that speaks the Hugging Face hub's protocol, with a content server of
 * another origin behind it, filled with what a test gives it. Faults are scripted by file.
 *
 * @module
 */
import { createHash } from "node:crypto";

/** A dataset repository of the server. */
export interface ServedRepo {
  /** Commit hash by branch or tag; every commit has the same files. */
  readonly refs: Readonly<Record<string, string>>;
  /** Files as text or bytes. */
  readonly files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>;
  /** Paths of small files, which the hub answers itself; the others redirect to the content server. */
  readonly small?: readonly string[];
  /** The only token that may read it. */
  readonly token?: string;
}

/** What the next `GET` of a file does instead of answering well. */
export type Fault =
  | {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  }
  /** Announces the whole and breaks off. */
  | { readonly cutAfter: number }
  /** Announces the whole and falls silent. */
  | { readonly stallAfter: number }
  /** Sends this in place of the content, without announcing a size. */
  | { readonly instead: string; readonly type?: string }
  /** Does not know ranges. */
  | { readonly wholeOnly: true };

/** A request as it came in. */
export interface SeenRequest {
  readonly server: "hub" | "content";
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
  readonly range: string | null;
}

/** A running server. */
export interface HubServer extends AsyncDisposable {
  /** The hub's address, for `HF_ENDPOINT`. */
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** Queues faults for the coming downloads of a file. */
  fail(path: string, ...faults: readonly Fault[]): void;
  /** Replaces a file and moves a branch. */
  change(repo: string, served: ServedRepo): void;
}

/** How the server departs from the hub. */
export interface HubServerOptions {
  /** Leaves out every header of the hub's own, as a plain mirror does. */
  readonly bare?: boolean;
  /** Knows no ranges. */
  readonly wholeOnly?: boolean;
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const gitHash = (bytes: Uint8Array) =>
  createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
const bytesOf = (content: string | Uint8Array<ArrayBuffer>) =>
  typeof content === "string" ? new TextEncoder().encode(content) : content;

/** Starts hub and content server on free ports. */
export function startHubServer(
  repos: Readonly<Record<string, ServedRepo>>,
  options: HubServerOptions = {},
): HubServer {
  const served = new Map(Object.entries(repos));
  const requests: SeenRequest[] = [];
  const faults = new Map<string, Fault[]>();
  const stopped = new AbortController();

  const note = (server: SeenRequest["server"], request: Request) => {
    requests.push({
      server,
      method: request.method,
      path: decodeURIComponent(new URL(request.url).pathname),
      authorization: request.headers.get("authorization"),
      range: request.headers.get("range"),
    });
  };
  const contents = new Map<string, { path: string; bytes: Uint8Array<ArrayBuffer> }>();
  const serveOptions = { hostname: "127.0.0.1", port: 0, onListen: () => {} };

  const content = Deno.serve(serveOptions, (request) => {
    note("content", request);
    const found = contents.get(new URL(request.url).pathname);
    if (found === undefined) return new Response("no such object", { status: 404 });
    return answer(request, found.path, found.bytes, `"content-${sha256(found.bytes)}"`);
  });

  function answer(
    request: Request,
    path: string,
    bytes: Uint8Array<ArrayBuffer>,
    etag: string,
    extra: Readonly<Record<string, string>> = {},
  ): Response {
    const fault = request.method === "GET" ? faults.get(path)?.shift() : undefined;
    if (fault !== undefined && "status" in fault) {
      return new Response(fault.body ?? "", { status: fault.status, headers: fault.headers ?? {} });
    }
    if (fault !== undefined && "instead" in fault) {
      return new Response(streamed(bytesOf(fault.instead), null, stopped.signal), {
        headers: { "content-type": fault.type ?? "application/octet-stream" },
      });
    }
    const headers: Record<string, string> = {
      ...extra,
      etag,
      "accept-ranges": "bytes",
      "content-type": "application/octet-stream",
    };
    const unchanged = (request.headers.get("if-range") ?? etag) === etag;
    const wholeOnly = options.wholeOnly === true ||
      fault !== undefined && "wholeOnly" in fault;
    const asked = unchanged && !wholeOnly
      ? /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "")
      : null;
    const start = Number(asked?.[1] ?? 0);
    const end = Math.min(asked?.[2] ? Number(asked[2]) + 1 : Infinity, bytes.length);
    if (start >= bytes.length && start > 0) {
      return new Response("", {
        status: 416,
        headers: { "content-range": `bytes */${bytes.length}` },
      });
    }
    const rest = bytes.subarray(start, end);
    headers["content-length"] = String(rest.length);
    if (asked !== null) {
      headers["content-range"] = `bytes ${start}-${end - 1}/${bytes.length}`;
    }
    const status = asked === null ? 200 : 206;
    if (request.method === "HEAD") return new Response(null, { status, headers });
    return new Response(streamed(rest, fault ?? null, stopped.signal), { status, headers });
  }

  const hub = Deno.serve(serveOptions, (request) => {
    note("hub", request);
    const path = decodeURIComponent(new URL(request.url).pathname);
    const error = (status: number, code: string, message: string) =>
      new Response(request.method === "HEAD" ? null : JSON.stringify({ error: message }), {
        status,
        headers: options.bare ? {} : { "x-error-code": code, "x-error-message": message },
      });
    const match =
      /^\/(?:api\/datasets\/([^/]+\/[^/]+)\/revision\/(.+)|datasets\/([^/]+\/[^/]+)\/resolve\/(refs\/convert\/parquet|[^/]+)\/(.+))$/
        .exec(path);
    const repo = served.get(match?.[1] ?? match?.[3] ?? "");
    if (match === null || repo === undefined) {
      return error(404, "RepoNotFound", "Repository not found");
    }
    if (repo.token !== undefined) {
      const given = request.headers.get("authorization");
      if (given === null) {
        return error(401, "GatedRepo", "Access to this dataset is restricted. Please log in.");
      }
      if (given !== `Bearer ${repo.token}`) {
        return error(403, "GatedRepo", "You are not in the authorized list.");
      }
    }
    const revision = match[2] ?? match[4] ?? "";
    const commit = repo.refs[revision] ??
      Object.values(repo.refs).find((hash) => hash === revision);
    if (commit === undefined) return error(404, "RevisionNotFound", "Invalid rev id");
    if (match[5] === undefined) return Response.json({ sha: commit });
    const name = match[5];
    const file = repo.files[name];
    if (file === undefined) return error(404, "EntryNotFound", "Entry not found");
    const bytes = bytesOf(file);
    const own: Record<string, string> = options.bare ? {} : { "x-repo-commit": commit };
    if (repo.small?.includes(name)) {
      return answer(request, name, bytes, `"${gitHash(bytes)}"`, own);
    }
    const object = `/objects/${sha256(bytes)}`;
    contents.set(object, { path: name, bytes });
    return new Response(null, {
      status: 302,
      headers: {
        ...own,
        ...(options.bare
          ? {}
          : { "x-linked-etag": `"${sha256(bytes)}"`, "x-linked-size": String(bytes.length) }),
        location: `http://127.0.0.1:${content.addr.port}${object}?X-Signature=secret-signature`,
      },
    });
  });

  return {
    url: `http://127.0.0.1:${hub.addr.port}`,
    requests,
    fail: (path, ...more) => {
      faults.set(path, [...faults.get(path) ?? [], ...more]);
    },
    change: (repo, now) => {
      served.set(repo, now);
    },
    [Symbol.asyncDispose]: async () => {
      stopped.abort();
      await Promise.all([hub.shutdown(), content.shutdown()]);
    },
  };
}

/** A body in small pieces that may break off or fall silent. */
function streamed(
  bytes: Uint8Array<ArrayBuffer>,
  fault: Fault | null,
  stopped: AbortSignal,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const cut = fault !== null && "cutAfter" in fault ? fault.cutAfter : Infinity;
  const stall = fault !== null && "stallAfter" in fault ? fault.stallAfter : Infinity;
  const end = Math.min(bytes.length, cut, stall);
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      if (at < end) {
        const next = Math.min(at + 16_384, end);
        controller.enqueue(bytes.slice(at, next));
        at = next;
      } else if (at >= bytes.length) {
        controller.close();
      } else if (at >= cut) {
        // What was sent must arrive before the connection goes.
        await new Promise((resolve) => setTimeout(resolve, 20));
        // Fewer bytes than announced: the server drops the connection.
        controller.close();
      } else {
        await new Promise((resolve) => stopped.addEventListener("abort", resolve, { once: true }));
        controller.close();
      }
    },
  });
}
