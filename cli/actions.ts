import type { Io } from "./io.ts";
import type { Actions } from "./program.ts";

/** The actions of the program; each is loaded when its command runs. */
export function createActions(io: Io): Actions {
  return {
    list: async (flags) => (await import("./actions/list.ts")).list(flags, io),
    fetch: async (flags) => (await import("./actions/fetch.ts")).fetch(flags, io),
    doctor: async (flags) => (await import("./actions/doctor.ts")).doctor(flags, io),
    run: async (flags) => (await import("./actions/run.ts")).run(flags, io),
    resume: async (run, flags) => (await import("./actions/resume.ts")).resume(run, flags, io),
    score: async (run, flags) => (await import("./actions/score.ts")).score(run, flags, io),
    report: async (runs, flags) => (await import("./actions/report.ts")).report(runs, flags, io),
    compare: async (runs, flags) => (await import("./actions/compare.ts")).compare(runs, flags, io),
    gate: async (run, flags) => (await import("./actions/gate.ts")).gate(run, flags, io),
    export: async (run, flags) => (await import("./actions/export.ts")).exportRun(run, flags, io),
    verify: async (flags) => (await import("./actions/verify.ts")).verify(flags, io),
    sim: async (flags) => (await import("./actions/sim.ts")).sim(flags, io),
    completions: async (shell, program) =>
      (await import("./actions/completions.ts")).completions(shell, program, io),
  };
}
