import { Command } from "@commander-js/extra-typings";
import * as shared from "../flags.ts";

/** What `assay score` was given. */
export type ScoreFlags = ReturnType<ReturnType<typeof define>["opts"]>;

/** `assay score`. */
export function scoreCommand(action: (run: string, flags: ScoreFlags) => Promise<void>) {
  return define().action((run, flags) => action(run, flags));
}

function define() {
  return new Command("score")
    .description("score a run again from its kept replies; no model is asked")
    .argument("<run>", "id of the run")
    .optionsGroup("Who grades (default: verdicts that are kept, and nobody):")
    .option("--ask-judge", "ask the run's judges for verdicts that are not kept")
    .addOption(shared.judgeBaseUrl())
    .addOption(shared.judgeApiKeyEnv())
    .addOption(shared.judgeConcurrency())
    .addOption(shared.tool())
    .optionsGroup("Where, and what comes out:")
    .addOption(shared.runsDir())
    .addOption(shared.sandbox())
    .addOption(shared.format())
    .addOption(shared.json());
}
