/**
 * The program as its users have it: child processes on a real command line, a simulated server
 * beside them, a folder of their own.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { DatabaseSync } from "node:sqlite";

const root = fileURLToPath(new URL("../../", import.meta.url));
const decoder = new TextDecoder();

/** What a finished command left. */
export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with invented data that ends with the test. */
export interface Workspace extends AsyncDisposable {
  readonly path: string;
  readonly runsDir: string;
  /** Runs a command to its end. */
  assay(args: readonly string[], env?: Record<string, string>): Promise<Finished>;
  /** Starts a command. */
  start(args: readonly string[], env?: Record<string, string>): Deno.ChildProcess;
}

/** Makes a workspace. */
export async function workspace(): Promise<Workspace> {
  const path = await Deno.makeTempDir({ prefix: "assay_e2e_" });
  const command = (args: readonly string[], env: Record<string, string>) =>
    new Deno.Command("deno", {
      args: [
        "run",
        "--allow-read",
        "--allow-env",
        `--allow-write=${path}`,
        "--allow-net=127.0.0.1,localhost",
        "--allow-sys=hostname,statfs",
        `${root}cli/main.ts`,
        ...args,
      ],
      cwd: path,
      env: { NO_COLOR: "1", ...env },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    });
  return {
    path,
    runsDir: `${path}/runs`,
    async assay(args, env = {}) {
      const { code, stdout, stderr } = await command(args, env).output();
      return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
    },
    start: (args, env = {}) => command(args, env).spawn(),
    async [Symbol.asyncDispose]() {
      await Deno.remove(path, { recursive: true });
    },
  };
}

/** Rows of a query on a run's store. */
export function query(store: string, sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(store, { readOnly: true });
  try {
    return database.prepare(sql).all() as Record<string, unknown>[];
  } finally {
    database.close();
  }
}

/** Every file below a folder, as text. */
export async function* filesBelow(folder: string): AsyncGenerator<{ path: string; text: string }> {
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) yield* filesBelow(path);
    else yield { path, text: decoder.decode(await Deno.readFile(path)) };
  }
}
