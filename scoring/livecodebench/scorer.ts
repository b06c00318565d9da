import type { JsonObject } from "../json.ts";
import type { Scored, Scorer } from "../types.ts";
import { extractCode, type Profile } from "./extract.ts";
import { CODE_LIMITS, type Grade, gradeSolution } from "./grade.ts";
import { problemTests } from "./problem_tests.ts";

/** What a problem's record gives to the scorer; tests stay packed until they are needed. */
export interface CodeTarget extends JsonObject {
  readonly publicTests: string;
  readonly privateTests: string;
  /** Name of the function of a functional problem; `null` for one that reads standard input. */
  readonly functionName: string | null;
}

/** How code is taken out of a reply and run. */
export interface CodeRules {
  readonly profile: Profile;
  /** Gives programs a standard input without upstream's quirks. */
  readonly lenientStdin: boolean;
}

/** Runs the program of a reply on the tests of its problem. */
export function passesTests(rules: CodeRules): Scorer<CodeTarget> {
  return {
    id: `livecodebench:${rules.profile}${rules.lenientStdin ? ":lenient-stdin" : ""}`,
    version: 1,
    needs: ["sandbox"],
    limits: CODE_LIMITS,
    async score({ text, target }, { sandbox }, signal) {
      if (sandbox === undefined) {
        const detail =
          "the program of a reply can only be run in a sandbox, and there is none here";
        return { kind: "unscored", reason: "scorer-failed", detail };
      }
      const code = extractCode(text, rules.profile);
      const tests = await problemTests(target.publicTests, target.privateTests);
      const solution = { ...rules, code, tests, functionName: target.functionName };
      return scoredGrade(text, code, await gradeSolution(solution, sandbox, signal));
    },
  };
}

function scoredGrade(reply: string, code: string, grade: Grade): Scored {
  const { results, passed, tests, errorCode, late, again, why, python } = grade;
  return {
    kind: "scored",
    outcome: passed ? "correct" : code === "" ? "no-answer" : "wrong",
    answer: code === "" ? null : code,
    values: {
      passed,
      errorCode,
      why,
      python,
      lateOnly: late,
      rerunAlone: again,
      extractionsDiffer: extractCode(reply, "official") !== extractCode(reply, "opencompass"),
    },
    perSample: { code, results, passed, tests, errorCode },
  };
}
