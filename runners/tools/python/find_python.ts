import type { Interpreter } from "./bubblewrap.ts";
import { type Confinement, runConfined } from "./confined.ts";
import { PROBE } from "./python_text.ts";

/** Names an interpreter may be found under, best first; an absolute path is taken as it is. */
export const PYTHON_NAMES = [
  "python3",
  "/usr/bin/python3",
  "python3.14",
  "python3.13",
  "python3.12",
  "python3.11",
] as const;

/** Oldest version that is used: what the golden vectors were made with. */
const WANTED_MINOR = 11;
const PROBE_MS = 30_000;

/** What was found, or why nothing was. */
export type Found =
  | { readonly kind: "found"; readonly confinement: Confinement }
  | { readonly kind: "missing"; readonly detail: string };

/** Looks for an interpreter that runs programs as they are. */
export async function findBare(signal: AbortSignal): Promise<Found> {
  const reasons: string[] = [];
  for (const python of await interpretersHere(reasons)) {
    const confinement = { python, stepDown: false, limitsThreads: false, bare: true };
    const reason = await greet(confinement, signal);
    if (reason === null) return { kind: "found", confinement };
    reasons.push(`${python.executable}: ${reason}`);
  }
  return { kind: "missing", detail: `no Python 3.${WANTED_MINOR} or newer: ${reasons.join("; ")}` };
}

/**
 * Looks for an interpreter that runs inside `bwrap`. One that has numpy goes first, since solutions
 * of contest problems import it; where Assay runs as root, stepping down goes before a user
 * namespace.
 *
 * @param uid The user of this process
 */
export async function findConfinement(uid: number | null, signal: AbortSignal): Promise<Found> {
  const reasons: string[] = [];
  const interpreters = await interpretersHere(reasons);
  for (const python of interpreters) {
    for (const stepDown of uid === 0 ? [true, false] : [false]) {
      // Before 5.14 the limit counts every process of a user, namespaces or not.
      const limitsThreads = stepDown || (uid !== 0 && python.newKernel);
      const confinement = { python, stepDown, limitsThreads, bare: false };
      const reason = await greet(confinement, signal);
      if (reason === null) return { kind: "found", confinement };
      reasons.push(`${python.executable}: ${reason}`);
    }
  }
  const detail = interpreters.length === 0
    ? `no Python 3.${WANTED_MINOR} or newer: ${reasons.join("; ")}`
    : `${reasons.slice(-2).join("; ")} (as ${uid === 0 ? "root" : "an ordinary user"})`;
  return { kind: "missing", detail };
}

/** Interpreters of this machine, those with numpy first; `reasons` says what of the others. */
async function interpretersHere(reasons: string[]): Promise<readonly Interpreter[]> {
  const interpreters: Interpreter[] = [];
  for (const name of PYTHON_NAMES) {
    const told = await probe(name);
    if (typeof told === "string") reasons.push(told);
    else if (!interpreters.some(({ executable }) => executable === told.executable)) {
      interpreters.push(told);
      if (told.numpy !== null) break;
    }
  }
  return interpreters.sort((a, b) => Number(b.numpy !== null) - Number(a.numpy !== null));
}

/** Runs a harmless program inside; `null` if that went well. */
async function greet(confinement: Confinement, signal: AbortSignal): Promise<string | null> {
  try {
    const { stdout, stderr } = await runConfined(confinement, {
      program: "import json, random, re, statistics, typing\nprint('inside')",
      stdin: "",
      wallMs: PROBE_MS,
      cpuMs: PROBE_MS,
      memoryBytes: 1024 ** 3,
      outputBytes: 1024,
    }, signal);
    return stdout === "inside\n" ? null : stderr.trim().split("\n").at(-1) ?? "it said nothing";
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") {
      return "bwrap is not installed";
    }
    return cause instanceof Error ? cause.message : String(cause);
  }
}

/** What an interpreter says about itself, or why it is of no use. */
async function probe(name: string): Promise<Interpreter | string> {
  try {
    const { success, stdout } = await new Deno.Command(name, {
      args: ["-I", "-B", "-c", PROBE],
      // Version managers put a script under the name, which looks the interpreter up.
      env: { PATH: Deno.env.get("PATH") ?? "", PYENV_ROOT: Deno.env.get("PYENV_ROOT") ?? "" },
      clearEnv: true,
      cwd: "/",
      stdin: "null",
      stderr: "null",
      signal: AbortSignal.timeout(PROBE_MS),
    }).output();
    return success ? read(name, new TextDecoder().decode(stdout)) : `${name} failed`;
  } catch {
    return `${name} is not installed`;
  }
}

function read(name: string, text: string): Interpreter | string {
  try {
    const python: Interpreter = { ...JSON.parse(text) as Interpreter, name };
    const [major = 0, minor = 0] = python.version.split(".").map(Number);
    if (major === 3 && minor >= WANTED_MINOR) return python;
    return `${name} is Python ${python.version}`;
  } catch {
    return `${name} did not answer`;
  }
}
