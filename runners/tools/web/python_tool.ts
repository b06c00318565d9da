import type { Sandbox, SandboxResult } from "../../../scoring/types.ts";
import { SandboxMissingError } from "../python/sandbox.ts";
import { WebError } from "./errors.ts";

/** Time a program of an agent has, in milliseconds. */
const WALL_MS = 60_000;
/** Characters of its output that are shown. */
const SHOWN_CHARS = 10_000;

/**
 * Runs a program of an agent in a fresh interpreter and tells what it wrote. One that fails is no
 * failed call: its error is what the model is to read.
 *
 * @throws {WebError} `no-sandbox`
 */
export async function runPython(
  code: string,
  sandbox: Sandbox | null,
  signal: AbortSignal,
): Promise<string> {
  if (sandbox === null) throw noSandbox();
  try {
    return shown(
      await sandbox.run({
        program: code,
        stdin: "",
        wallMs: WALL_MS,
        cpuMs: WALL_MS,
        memoryBytes: 2 * 1024 ** 3,
        outputBytes: 1024 ** 2,
      }, signal),
    );
  } catch (cause) {
    if (cause instanceof SandboxMissingError) throw noSandbox();
    throw cause;
  }
}

function noSandbox(): WebError {
  return new WebError("no-sandbox", "Cannot run Python here: go on without it");
}

function shown({ stdout, stderr, status, code }: SandboxResult): string {
  const ends = {
    "exited": code === 0 ? "" : `[ended with code ${code}]`,
    "killed": "[ended: too much memory or processor time]",
    "timed-out": `[ended after ${WALL_MS / 1_000} seconds]`,
    "output-limit": "[ended: too much output]",
  };
  const text = [stdout, stderr].map((part) => part.trimEnd()).filter((part) => part !== "")
    .join("\n");
  const cut = text.length <= SHOWN_CHARS
    ? text
    : `${text.slice(0, SHOWN_CHARS)}\n[${text.length - SHOWN_CHARS} characters left out]`;
  const all = [cut, ends[status]].filter((part) => part !== "").join("\n");
  return all === "" ? "[no output: print what you want to see]" : all;
}
