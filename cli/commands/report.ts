import { Command } from "@commander-js/extra-typings";
import * as shared from "../flags.ts";

/** What `assay report` was given. */
export type ReportFlags = ReturnType<ReturnType<typeof define>["opts"]>;

/** `assay report`. */
export function reportCommand(
  action: (runs: readonly string[], flags: ReportFlags) => Promise<void>,
) {
  return define().action((runs, flags) => action(runs, flags));
}

function define() {
  return new Command("report")
    .description("print the leaderboard of one or several runs, side by side")
    .argument("<runs...>", "ids of the runs")
    .addOption(shared.format())
    .addOption(shared.json())
    .addOption(shared.out("the leaderboard"))
    .addOption(shared.runsDir());
}
