import { UsageError } from "./errors.ts";

/**
 * Makes sure that a folder may be written to before anything is asked; Deno asks on a terminal.
 *
 * @throws {UsageError} that says how to allow it
 */
export async function ensureWritable(folder: string): Promise<void> {
  const wanted = { name: "write", path: folder } as const;
  if ((await Deno.permissions.query(wanted)).state === "granted") return;
  if (Deno.stdin.isTerminal() && (await Deno.permissions.request(wanted)).state === "granted") {
    return;
  }
  throw new UsageError(
    `Cannot write to "${folder}" as Deno was not given permission: put ` +
      `ASSAY_ALLOW=--allow-write=${folder} before the task's command`,
  );
}
