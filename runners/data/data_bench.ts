/**
 * Test support: a hub server, a data folder and a cache folder that vanish together.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from "@zip.js/zip.js";
import { hub, type HubSource } from "../../benchmarks/define.ts";
import type { DownloadTiming } from "./download.ts";
import { type HubServer, type HubServerOptions, startHubServer } from "./hub_server.ts";
import type { DataOptions } from "./locate.ts";

/** Impatient, so that tests of failures are short. */
export const QUICK: DownloadTiming = {
  attempts: 2,
  backoffMs: 1,
  idleMs: 5_000,
  maxRetryAfterMs: 1_000,
};

export const COMMIT_1 = "1".repeat(40);
export const COMMIT_2 = "2".repeat(40);
export const REPO = "inv/set";
export const FILE = "data/test.jsonl";
export const ROWS = [{ id: "inv-1", answer: "4" }, { id: "inv-2", answer: "é" }, { id: "inv-3" }];
export const TEXT = ROWS.map((row) => JSON.stringify(row) + "\n").join("");

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** The invented file on the hub; fields can be replaced. */
export function source(changes: Partial<Omit<HubSource, "kind">> = {}): HubSource {
  return hub({
    repo: REPO,
    revision: "main",
    path: FILE,
    format: "jsonl",
    licence: "invented",
    ...changes,
  });
}

/** A ZIP archive of these files, in this order; bytes are not compressed. */
export async function zippedAll(
  files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [name, content] of Object.entries(files)) {
    if (typeof content === "string") await writer.add(name, new TextReader(content));
    else await writer.add(name, new Uint8ArrayReader(content), { level: 0 });
  }
  return new Uint8Array(await (await writer.close()).arrayBuffer());
}

/** See the module. */
export interface DataBench extends AsyncDisposable {
  readonly server: HubServer;
  readonly folder: string;
  readonly cache: string;
  /** Options with the server as `HF_ENDPOINT` and more variables. */
  options(env?: Readonly<Record<string, string>>): DataOptions & { readonly notes: string[] };
}

/**
 * Starts the server with the invented repository, gated where a token is given.
 *
 * @param into the folder to use, where a test may write to no other
 */
export async function dataBench(
  { token, ...options }: HubServerOptions & { token?: string } = {},
  into?: string,
): Promise<DataBench> {
  const server = startHubServer({
    [REPO]: {
      refs: { main: COMMIT_1 },
      files: { [FILE]: TEXT, "small.json": JSON.stringify(ROWS) },
      small: ["small.json"],
      ...(token === undefined ? {} : { token }),
    },
  }, options);
  const folder = into ?? await Deno.makeTempDir();
  const cache = join(folder, "cache");
  return {
    server,
    folder,
    cache,
    options(env = {}) {
      const variables: Readonly<Record<string, string>> = {
        HF_ENDPOINT: server.url,
        HF_HUB_CACHE: cache,
        ...env,
      };
      const notes: string[] = [];
      return {
        dataDir: join(folder, "data"),
        benchmark: "inv",
        env: (name) => variables[name],
        timing: QUICK,
        notes,
        onNote: (text) => notes.push(text),
      };
    },
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
