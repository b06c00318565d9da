/**
 * The command line as data: what can be typed, and which action each command calls.
 *
 * Nothing heavy is imported here, so that `--help` stays instant; the actions are passed in.
 *
 * @module
 */
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import manifest from "../deno.json" with { type: "json" };
import { compareCommand, type CompareFlags } from "./commands/compare.ts";
import { completionsCommand, type Shell } from "./commands/completions.ts";
import { doctorCommand, type DoctorFlags } from "./commands/doctor.ts";
import { exportCommand, type ExportFlags } from "./commands/export.ts";
import { fetchCommand, type FetchFlags } from "./commands/fetch.ts";
import { gateCommand, type GateFlags } from "./commands/gate.ts";
import { judgeCheckCommand, type JudgeCheckFlags } from "./commands/judge_check.ts";
import { listCommand, type ListFlags } from "./commands/list.ts";
import { reportCommand, type ReportFlags } from "./commands/report.ts";
import { resumeCommand, type ResumeFlags } from "./commands/resume.ts";
import { runCommand, type RunFlags } from "./commands/run.ts";
import { scoreCommand, type ScoreFlags } from "./commands/score.ts";
import { showCommand, type ShowFlags } from "./commands/show.ts";
import { simCommand, type SimFlags } from "./commands/sim.ts";
import { verifyCommand, type VerifyFlags } from "./commands/verify.ts";

/** What each command does. Actions throw; only `main.ts` prints errors and exits. */
export interface Actions {
  list(flags: ListFlags): Promise<void>;
  fetch(flags: FetchFlags): Promise<void>;
  doctor(flags: DoctorFlags): Promise<void>;
  run(flags: RunFlags): Promise<void>;
  resume(run: string, flags: ResumeFlags): Promise<void>;
  score(run: string, flags: ScoreFlags): Promise<void>;
  report(runs: readonly string[], flags: ReportFlags): Promise<void>;
  show(run: string, sample: string | undefined, flags: ShowFlags): Promise<void>;
  compare(runs: readonly string[], flags: CompareFlags): Promise<void>;
  gate(run: string, flags: GateFlags): Promise<void>;
  export(run: string, flags: ExportFlags): Promise<void>;
  verify(flags: VerifyFlags): Promise<void>;
  judgeCheck(flags: JudgeCheckFlags): Promise<void>;
  sim(flags: SimFlags): Promise<void>;
  completions(shell: Shell, program: CommandUnknownOpts): Promise<void>;
}

/** Builds the program around actions; a test passes recorders. */
export function createProgram(actions: Actions): CommandUnknownOpts {
  const program = new Command("assay")
    .description("Measure language models on published benchmarks, as the official scorers do.")
    .version(manifest.version, "-V, --version", "print the version")
    .option("--debug", "show where an error came from")
    .helpCommand(false)
    .commandsGroup("Measure:")
    .addCommand(runCommand(actions.run))
    .addCommand(resumeCommand(actions.resume))
    .addCommand(scoreCommand(actions.score))
    .commandsGroup("Read:")
    .addCommand(reportCommand(actions.report))
    .addCommand(showCommand(actions.show))
    .addCommand(compareCommand(actions.compare))
    .addCommand(gateCommand(actions.gate))
    .addCommand(exportCommand(actions.export))
    .commandsGroup("Prepare and check:")
    .addCommand(listCommand(actions.list))
    .addCommand(fetchCommand(actions.fetch))
    .addCommand(doctorCommand(actions.doctor))
    .addCommand(verifyCommand(actions.verify))
    .addCommand(judgeCheckCommand(actions.judgeCheck))
    .addCommand(simCommand(actions.sim))
    .addCommand(completionsCommand((shell) => actions.completions(shell, program)));
  for (const command of [program, ...program.commands]) {
    command.helpOption("-h, --help", "show this help");
    command.exitOverride().configureOutput({ writeErr: () => {} });
  }
  return program;
}
