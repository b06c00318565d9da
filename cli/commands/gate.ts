import { Command } from "@commander-js/extra-typings";
import * as shared from "../flags.ts";
import { pairs } from "../flag_values.ts";

/** What `assay gate` was given. */
export type GateFlags = ReturnType<ReturnType<typeof define>["opts"]>;

/** `assay gate`. */
export function gateCommand(action: (run: string, flags: GateFlags) => Promise<void>) {
  return define().action((run, flags) => action(run, flags));
}

function define() {
  return new Command("gate")
    .description("end with 1 unless the numbers of a run reach given thresholds")
    .argument("<run>", "id of the run")
    .option(
      "--min <benchmark=value>",
      "least headline, as ifbench=60 or ifbench/task:metric=60; repeatable",
      pairs("--min", "ifbench=60"),
    )
    .option(
      "--max <benchmark=value>",
      "greatest headline, for metrics where less is better; repeatable",
      pairs("--max", "matbench=0.3"),
    )
    .option("--allow-unscored", "do not fail because samples are unscored")
    .addOption(shared.runsDir())
    .addOption(shared.json());
}
