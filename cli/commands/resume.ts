import { Command } from "@commander-js/extra-typings";
import * as shared from "../flags.ts";

/** What `assay resume` was given. */
export type ResumeFlags = ReturnType<ReturnType<typeof define>["opts"]>;

/** `assay resume`. */
export function resumeCommand(action: (run: string, flags: ResumeFlags) => Promise<void>) {
  return define().action((run, flags) => action(run, flags));
}

function define() {
  return new Command("resume")
    .description("go on with a run; what is finished is not asked again")
    .argument("<run>", "id of the run")
    .optionsGroup("Where the servers are now:")
    .addOption(shared.baseUrl())
    .addOption(shared.apiKeyEnv())
    .addOption(shared.concurrencyFlag())
    .option("--no-probe", "show pictures without finding out first whether they are seen")
    .option("--keep-going", "go on although too many replies come with empty content")
    .addOption(shared.sandbox())
    .optionsGroup("Who grades:")
    .addOption(shared.judgeModel())
    .addOption(shared.judgeBaseUrl())
    .addOption(shared.judgeApiKeyEnv())
    .addOption(shared.judgeConcurrency())
    .addOption(shared.tool())
    .optionsGroup("Who plays the user:")
    .addOption(shared.userBaseUrl())
    .addOption(shared.userApiKeyEnv())
    .addOption(shared.userConcurrency())
    .optionsGroup("Where, and what comes out:")
    .addOption(shared.config())
    .addOption(shared.runsDir())
    .addOption(shared.dataDir())
    .addOption(shared.format())
    .addOption(shared.json());
}
