import { StoreError } from "./errors.ts";

/** Held while a process writes to a run. */
export interface RunLock extends Disposable {
  readonly path: string;
}

/** Where the lock of a store's file lies: `run.lock` beside `run.sqlite`. */
export function lockPath(storePath: string): string {
  return `${storePath.replace(/\.sqlite$/, "")}.lock`;
}

/**
 * Takes the lock of a run, or refuses at once.
 *
 * It is a lock of the operating system on an open file, so it ends with its process however that
 * ends. The file stays: deleting it would let two processes each lock a file of that name. What is
 * written in it is for people only.
 *
 * @throws {StoreError} of kind `locked` if another process has it
 */
export async function takeRunLock(storePath: string, now: () => number): Promise<RunLock> {
  const path = lockPath(storePath);
  const file = await Deno.open(path, { create: true, read: true, write: true });
  let taken = false;
  try {
    taken = await file.tryLock(true);
    if (!taken) {
      throw new StoreError(
        "locked",
        storePath,
        `Cannot write to "${storePath}" as ${await holder(path)} is writing to it: wait until it ` +
          `ends, or stop it (reading goes on meanwhile)`,
      );
    }
    await describe(file, now());
  } catch (cause) {
    file.close();
    throw cause;
  }
  return {
    path,
    [Symbol.dispose]() {
      // Closing alone would leave the lock to a child process that is being started just now, for as
      // long as it has a copy of every open file.
      file.unlockSync();
      file.close();
    },
  };
}

/** Says who holds the lock. A full disk must not stand in the way of a lock that is held already. */
async function describe(file: Deno.FsFile, at: number): Promise<void> {
  try {
    await file.truncate(0);
    const text = JSON.stringify({ pid: Deno.pid, since: new Date(at).toISOString() });
    await file.write(new TextEncoder().encode(`${text}\n`));
  } catch {
    // The lock is what counts; its text is a courtesy.
  }
}

async function holder(path: string): Promise<string> {
  try {
    const { pid, since } = JSON.parse(await Deno.readTextFile(path));
    if (Number.isInteger(pid) && typeof since === "string") {
      return `process ${pid} (since ${since.slice(0, 40)})`;
    }
  } catch {
    // Being written just now, or not readable while locked.
  }
  return "another process";
}
