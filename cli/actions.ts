import type { Io } from "./io.ts";
import type { Actions } from "./program.ts";

/** Names of the files in `actions/`. */
interface ActionFiles {
  list: typeof import("./actions/list.ts");
  fetch: typeof import("./actions/fetch.ts");
  doctor: typeof import("./actions/doctor.ts");
  run: typeof import("./actions/run.ts");
  resume: typeof import("./actions/resume.ts");
  score: typeof import("./actions/score.ts");
  report: typeof import("./actions/report.ts");
  show: typeof import("./actions/show.ts");
  compare: typeof import("./actions/compare.ts");
  gate: typeof import("./actions/gate.ts");
  export: typeof import("./actions/export.ts");
  verify: typeof import("./actions/verify.ts");
  judge_check: typeof import("./actions/judge_check.ts");
  sim: typeof import("./actions/sim.ts");
  completions: typeof import("./actions/completions.ts");
}

/**
 * Loads an action when its command runs. The path is put together here so that Deno does not see
 * it: what it can see of a dynamic import it reads at start, and `--help` would read every module.
 */
function load<Name extends keyof ActionFiles>(name: Name): Promise<ActionFiles[Name]> {
  const file = new URL(`actions/${name}.ts`, import.meta.url);
  return import(file.href);
}

/** The actions of the program. */
export function createActions(io: Io): Actions {
  return {
    list: async (flags) => (await load("list")).list(flags, io),
    fetch: async (flags) => (await load("fetch")).fetch(flags, io),
    doctor: async (flags) => (await load("doctor")).doctor(flags, io),
    run: async (flags) => (await load("run")).run(flags, io),
    resume: async (run, flags) => (await load("resume")).resume(run, flags, io),
    score: async (run, flags) => (await load("score")).score(run, flags, io),
    report: async (runs, flags) => (await load("report")).report(runs, flags, io),
    show: async (run, sample, flags) => (await load("show")).show(run, sample, flags, io),
    compare: async (runs, flags) => (await load("compare")).compare(runs, flags, io),
    gate: async (run, flags) => (await load("gate")).gate(run, flags, io),
    export: async (run, flags) => (await load("export")).exportRun(run, flags, io),
    verify: async (flags) => (await load("verify")).verify(flags, io),
    judgeCheck: async (flags) => (await load("judge_check")).judgeCheck(flags, io),
    sim: async (flags) => (await load("sim")).sim(flags, io),
    completions: async (shell, program) =>
      (await load("completions")).completions(shell, program, io),
  };
}
