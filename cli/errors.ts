/** Something the person typing got wrong: a flag, the configuration file, the name of a run. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * What the process ends with: 0 done; 1 finished, but samples are unscored, a gate failed or
 * something broke that has no code of its own; 2 usage; 3 dataset; 4 backend; 130 interrupted and
 * resumable.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130;

/** An error as it is told: its sentence, the code to exit with, where to read on. */
export interface ErrorReport {
  readonly code: ExitCode;
  readonly sentence: string;
  readonly hint: string | null;
}

/** Exit codes by name of the error class; the classes live in rooms that `--help` does not load. */
const CODES: Readonly<Record<string, ExitCode>> = {
  UsageError: 2,
  SelectionError: 2,
  StoreError: 2,
  DatasetError: 3,
  BackendError: 4,
};

/** Kinds of store errors that are nobody's wrong name: the disk, or a bug. */
const BROKEN: readonly string[] = ["full", "failed", "closed"];

/** Says an error in one sentence and finds its exit code. Never throws. */
export function reportError(error: unknown): ErrorReport {
  if (isCommanderError(error)) {
    return { code: 2, sentence: commanderSentence(error.message), hint: "--help shows the usage" };
  }
  if (!(error instanceof Error)) {
    return { code: 1, sentence: `Failed: ${String(error)}`, hint: null };
  }
  if (error.name === "AbortError") return { code: 130, sentence: "Interrupted", hint: null };
  if (error.name === "NotCapable") return { code: 2, ...permissionSentence(error.message) };
  if (error.name === "StoreError" && "kind" in error && BROKEN.includes(String(error.kind))) {
    return { code: 1, sentence: error.message, hint: null };
  }
  for (const name of ancestry(error)) {
    const code = CODES[name];
    if (code !== undefined) return { code, sentence: error.message, hint: null };
  }
  return {
    code: 1,
    sentence: `Failed unexpectedly: ${error.message || error.name}`,
    hint: "--debug shows where",
  };
}

/** Names of the error's own class and of those it extends, the nearest first. */
function ancestry(error: Error): string[] {
  const names = [error.name];
  for (
    let prototype: unknown = Object.getPrototypeOf(error);
    prototype !== null && prototype !== Error.prototype;
    prototype = Object.getPrototypeOf(prototype)
  ) {
    const { constructor } = prototype as { constructor?: { name?: string } };
    if (constructor?.name !== undefined) names.push(constructor.name);
  }
  return names;
}

function isCommanderError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string" &&
    error.code.startsWith("commander.");
}

/** Commander's message in our wording: `error: unknown option '--x'` → `Unknown option "--x"`. */
function commanderSentence(message: string): string {
  const text = message
    .replace(/^error: /, "")
    .replace(/\n\(Did you mean (.*?)\?\)$/s, (_, names: string) => ` (did you mean ${names}?)`)
    .replaceAll(/'([^'\n]*)'/g, '"$1"')
    .replaceAll("\n", " ")
    .trim()
    .replace(/\.$/, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Deno refused something that the task's permissions do not name. */
function permissionSentence(message: string): { sentence: string; hint: string } {
  const asked = /Requires (\w+) access to (?:"([^"]*)"|([^,]+))/.exec(message);
  const [, kind = "all", quoted, bare = "something"] = asked ?? [];
  const what = quoted ?? bare;
  return {
    sentence: `Deno was not given permission to ${kind} ${kind === "write" ? "to " : ""}"${what}"`,
    hint: kind === "write"
      ? `tasks write below "runs" and "data" only; ASSAY_ALLOW=--allow-write=${what} before the ` +
        `task's command allows this one`
      : `ASSAY_ALLOW=--allow-${kind} before the task's command allows it`,
  };
}
