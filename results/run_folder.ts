import { join } from "node:path";
import { exportedAsks } from "./export.ts";
import { StoreError } from "./store/errors.ts";
import type { Store } from "./store/types.ts";

/** Where the files of a run lie. All but the store are derived from it, and can be made again. */
export interface RunFolder {
  readonly runId: string;
  readonly path: string;
  /** The truth: everything else is derived from it. */
  readonly store: string;
  readonly manifest: string;
  readonly leaderboardJson: string;
  readonly leaderboardMarkdown: string;
  readonly leaderboardCsv: string;
  readonly samples: string;
}

const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

/**
 * The folder of a run below the folder of runs. Touches nothing.
 *
 * @throws {StoreError} of kind `run-id` if the id could name anything but a folder just there
 */
export function runFolder(root: string, runId: string): RunFolder {
  if (!RUN_ID.test(runId)) {
    throw new StoreError(
      "run-id",
      root,
      `Cannot use ${
        JSON.stringify(runId.slice(0, 100))
      } as a run id: it must begin with a letter ` +
        `or a digit and hold only letters, digits, ".", "_" and "-", at most 80 of them`,
    );
  }
  const path = join(root, runId);
  return {
    runId,
    path,
    store: join(path, "run.sqlite"),
    manifest: join(path, "manifest.json"),
    leaderboardJson: join(path, "leaderboard.json"),
    leaderboardMarkdown: join(path, "leaderboard.md"),
    leaderboardCsv: join(path, "leaderboard.csv"),
    samples: join(path, "samples.jsonl"),
  };
}

/**
 * A run id such as `2026-02-05-081500-k3f9`: sorts by time (UTC), and two runs of one second differ.
 *
 * @param now Unix time in milliseconds
 * @param random uniform numbers in [0, 1)
 */
export function newRunId(now: number, random: () => number): string {
  const time = new Date(now).toISOString().slice(0, 19).replace("T", "-").replaceAll(":", "");
  const tail = Array.from({ length: 4 }, () => Math.floor(random() * 36).toString(36)).join("");
  return `${time}-${tail}`;
}

/** The runs below a folder, sorted by id; none where the folder does not exist. */
export async function listRuns(root: string): Promise<readonly RunFolder[]> {
  const runs: RunFolder[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(root)) {
      if (!isDirectory || !RUN_ID.test(name)) continue;
      const folder = runFolder(root, name);
      if (await isFile(folder.store)) runs.push(folder);
    }
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
  }
  return runs.sort((a, b) => a.runId < b.runId ? -1 : 1);
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return false;
    throw cause;
  }
}

/**
 * Writes `samples.jsonl`: one line for each ask that has a verdict, with its sample, every reply and
 * the verdict. Memory does not grow with the run.
 *
 * @returns the number of lines
 */
export async function exportSamples(store: Store, folder: RunFolder): Promise<number> {
  let lines = 0;
  await writeAtomically(
    folder.samples,
    (async function* () {
      for await (const ask of exportedAsks(store, { runId: folder.runId, benchmarks: null })) {
        lines++;
        yield `${JSON.stringify(ask)}\n`;
      }
    })(),
  );
  return lines;
}

/** Text gathered before it is written, in UTF-16 code units. */
const CHUNK = 1 << 16;
let writes = 0;

/**
 * Writes a file whole or not at all: beside its place first, then moved there. A reader sees the
 * old text or the new one, and a run that is killed leaves the old one.
 *
 * @throws {StoreError} if the file cannot be written; the old one is still there
 */
export async function writeAtomically(
  path: string,
  content: string | AsyncIterable<string>,
): Promise<void> {
  const fresh = `${path}.${Deno.pid}-${++writes}.new`;
  try {
    {
      using file = await Deno.open(fresh, { write: true, createNew: true });
      for await (const text of gathered(content)) await writeAll(file, text);
      await file.syncData();
    }
    await Deno.rename(fresh, path);
  } catch (cause) {
    await Deno.remove(fresh).catch(() => {});
    if (cause instanceof StoreError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError("failed", path, `Cannot write "${path}": ${why}`, { cause });
  }
}

async function* gathered(content: string | AsyncIterable<string>): AsyncGenerator<string> {
  if (typeof content === "string") return yield content;
  let parts: string[] = [];
  let length = 0;
  for await (const part of content) {
    parts.push(part);
    length += part.length;
    if (length < CHUNK) continue;
    yield parts.join("");
    parts = [];
    length = 0;
  }
  yield parts.join("");
}

async function writeAll(file: Deno.FsFile, text: string): Promise<void> {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(await file.write(bytes));
}
