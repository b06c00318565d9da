import { StoreError } from "./errors.ts";

/** Says that writing stands still and why, or that it goes on. */
export function pauseSentence(
  path: string,
  state: { readonly obstacle: string; readonly waiting: number } | null,
  retryMs: number,
): string {
  if (state === null) return `Writing to "${path}" goes on; nothing was lost`;
  return `Writing to "${path}" is paused as ${state.obstacle}: ${state.waiting} rows wait in ` +
    `memory and nothing is lost; make room, and it goes on by itself (it tries every ` +
    `${Math.max(1, Math.round(retryMs / 1000))} s)`;
}

/** The error of what was handed in after the end, or could not be written at the end. */
export function endedError(
  path: string,
  state: "late" | { readonly obstacle: string },
): StoreError {
  if (state === "late") {
    return new StoreError("closed", path, `Cannot use "${path}" as it was closed`);
  }
  return new StoreError(
    "full",
    path,
    `Cannot write to "${path}" as ${state.obstacle}: what waited in memory is not kept; make ` +
      `room and go on with "resume", which asks for it again`,
  );
}
