import { Command } from "@commander-js/extra-typings";
import * as shared from "../flags.ts";
import { pairs } from "../flag_values.ts";

/** What `assay doctor` was given. */
export type DoctorFlags = ReturnType<ReturnType<typeof define>["opts"]>;

/** `assay doctor`. */
export function doctorCommand(action: (flags: DoctorFlags) => Promise<void>) {
  return define().action((flags) => action(flags));
}

function define() {
  return new Command("doctor")
    .description("check this machine, the data, and each configured model and judge")
    .addOption(shared.benchmark())
    .option("--oracle", "check that reference replies on the real data get full marks")
    .option(
      "--data <benchmark=file>",
      "your own copy of the data; repeatable",
      pairs("--data", "ifbench=FILE"),
    )
    .addOption(shared.model())
    .addOption(shared.baseUrl())
    .addOption(shared.apiKeyEnv())
    .addOption(shared.judgeModel())
    .addOption(shared.judgeBaseUrl())
    .addOption(shared.judgeApiKeyEnv())
    .addOption(shared.tool())
    .addOption(shared.config())
    .addOption(shared.runsDir())
    .addOption(shared.dataDir())
    .addOption(shared.json());
}
