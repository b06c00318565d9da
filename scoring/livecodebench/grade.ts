import type { Json, JsonObject } from "../json.ts";
import { pyJson } from "../python/json.ts";
import type { Sandbox, SandboxJob, SandboxResult } from "../types.ts";
import { officialOutput, openCompassOutput } from "./compare_output.ts";
import { officialResult, openCompassResult, readTree } from "./compare_result.ts";
import { DRIVER } from "./driver.ts";
import type { Profile } from "./extract.ts";
import type { ProblemTest } from "./problem_tests.ts";

/** A solution and what it is run on. */
export interface Solution {
  readonly code: string;
  readonly tests: readonly ProblemTest[];
  /** Name of the function of a functional problem; `null` for one that reads standard input. */
  readonly functionName: string | null;
  readonly profile: Profile;
  /** Gives programs a standard input without upstream's quirks. Numbers are then not comparable. */
  readonly lenientStdin: boolean;
}

/**
 * What running a solution gave. `results` and `errorCode` are spelled as upstream spells them and
 * end at the first test that failed.
 */
export interface Grade {
  readonly results: readonly (boolean | number)[];
  readonly passed: boolean;
  readonly tests: number;
  /** -2 wrong, -3 time, -4 runtime or compile error, -1 whole run, -5 harness; `null` if solved. */
  readonly errorCode: number | null;
  /** What went wrong, in the interpreter's words. */
  readonly why: string | null;
  /** True if nothing but the clock stood against the solution. */
  readonly late: boolean;
  /** True if this is the verdict of a second run, alone, after one that failed by time only. */
  readonly again: boolean;
  /** Version of the interpreter; `null` where it said nothing. */
  readonly python: string | null;
}

/** Wall time of one test and of compiling, in seconds; address space of a solution, in bytes. */
export const CODE_LIMITS = { secondsPerTest: 6, memoryBytes: 4 * 1024 ** 3 } as const;
const { secondsPerTest: SECONDS, memoryBytes: MEMORY_BYTES } = CODE_LIMITS;
/** Replies that are taken from a solution beyond the size of what it should print. */
const SPARE_BYTES = 64 * 1024 ** 2;

/**
 * Runs a solution on its tests and compares what came out. A solution that failed by time only is
 * run a second time while nothing else runs, and that verdict counts.
 *
 * @throws {Error} if the solution needs numpy and the sandbox has none
 */
export async function gradeSolution(
  solution: Solution,
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<Grade> {
  if (solution.code === "") return noCode(solution);
  const nonce = await nonceOf(solution);
  const job = jobOf(solution, nonce);
  const run = await sandbox.run(job, signal);
  const first = readGrade(solution, nonce, run);
  if (!first.late || run.wasAlone === true) return first;
  const second = readGrade(solution, nonce, await sandbox.run({ ...job, alone: true }, signal));
  return { ...second, again: true };
}

/** Both profiles wrap nothing into a function, which is a syntax error, or find no function. */
function noCode({ profile, tests }: Solution): Grade {
  const official = profile === "official";
  return {
    results: [official ? -4 : -2],
    passed: false,
    tests: tests.length,
    errorCode: official ? -4 : -1,
    why: "the reply holds no code",
    late: false,
    again: false,
    python: null,
  };
}

/** Differs by solution and rests on what no program inside can know: the expected outputs. */
async function nonceOf({ code, tests }: Solution): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify([code, tests]));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", text)).toHex();
}

function jobOf(solution: Solution, nonce: string): SandboxJob {
  const { code, tests, functionName, profile, lenientStdin } = solution;
  const wallMs = ((SECONDS + 1) * tests.length + 5) * 1000;
  const expected = tests.reduce((sum, { output }) => sum + output.length, 0);
  return {
    program: DRIVER,
    stdin: JSON.stringify({
      nonce,
      code,
      seconds: SECONDS,
      official: profile === "official",
      lenient: lenientStdin,
      name: functionName,
      inputs: tests.map(({ input }) => input),
    }),
    wallMs,
    cpuMs: wallMs,
    memoryBytes: MEMORY_BYTES,
    outputBytes: SPARE_BYTES + 4 * expected,
  };
}

/** Turns the driver's answers into upstream's results. */
function readGrade(solution: Solution, nonce: string, run: SandboxResult): Grade {
  const official = solution.profile === "official";
  const total = solution.tests.length;
  const results: (boolean | number)[] = [];
  let python: string | null = null;
  const grade = (
    errorCode: number | null,
    why: string | null,
    given: Partial<Grade> = {},
  ): Grade => ({
    results,
    passed: errorCode === null,
    tests: total,
    errorCode,
    why,
    late: false,
    again: false,
    python,
    ...given,
  });
  for (const answer of answersOf(run.stdout, nonce)) {
    const why = typeof answer.why === "string" ? answer.why : null;
    switch (answer.s) {
      case "ready":
        python = typeof answer.python === "string" ? answer.python : null;
        break;
      case "compile":
        checkNumpy(why);
        return grade(official ? -4 : -1, why, { results: [official ? -4 : -2] });
      case "time":
        results.push(official ? -3 : -1);
        return grade(-3, why, { late: true });
      case "error":
        checkNumpy(why);
        results.push(official ? -4 : -1);
        return grade(-4, why);
      case "ok": {
        const test = solution.tests[results.length];
        // A test that was never asked for, or one answered twice: not from the driver.
        if (test === undefined || answer.i !== results.length) break;
        const right = isRight(solution, answer, test);
        results.push(right || (official && solution.functionName === null ? (right || -2) : false));
        if (!right) return grade(-2, "wrong answer");
        break;
      }
    }
  }
  if (results.length === total && run.status === "exited") return grade(null, null);
  if (run.stdout.includes("\nTimeout (")) {
    results.push(official ? -3 : -1);
    return grade(-3, "the clock ran out and was not heeded", { late: true });
  }
  if (run.status === "timed-out") {
    const all = solution.tests.map(() => -1);
    return grade(official ? -1 : -3, "the whole run took too long", { results: all, late: true });
  }
  const how = run.status === "output-limit"
    ? "it wrote too much"
    : `the run ended with code ${run.code} before its last test`;
  return official
    ? grade(-5, how, { results: [-2] })
    : grade(-3, how, { results: solution.tests.map(() => -1) });
}

/** The driver's answers: lines of its nonce and a JSON object, everything else left out. */
function* answersOf(stdout: string, nonce: string): Generator<JsonObject> {
  for (const line of stdout.split("\n")) {
    if (!line.startsWith(nonce)) continue;
    try {
      const answer = JSON.parse(line.slice(nonce.length)) as Json;
      if (typeof answer === "object" && answer !== null && !Array.isArray(answer)) {
        yield answer as JsonObject;
      }
    } catch {
      // A line the solution wrote into.
    }
  }
}

/** Upstream's interpreter has numpy: without it the harness fails, not the solution. */
function checkNumpy(why: string | null): void {
  if (why?.includes("No module named 'numpy'")) {
    throw new Error(
      "Cannot run a solution as it imports numpy, which the sandbox's Python does not have: " +
        "install it (on Debian: apt-get install python3-numpy)",
    );
  }
}

function isRight(
  { functionName, profile }: Solution,
  answer: JsonObject,
  test: ProblemTest,
): boolean {
  if (functionName === null) {
    const printed = typeof answer.out === "string" ? answer.out : "";
    return profile === "official"
      ? officialOutput(printed, test.output)
      : openCompassOutput(printed, test.output);
  }
  const expected = pyJson(test.output);
  if (expected === null) throw new Error(`Cannot read an expected output as it is no JSON`);
  const got = readTree(answer.tree);
  return profile === "official" ? officialResult(got, expected) : openCompassResult(got, expected);
}
