import { Command, Option } from "@commander-js/extra-typings";
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
    .addOption(
      new Option("--rows <which>", "rows of the report's table, or of the benchmarks that ran")
        .choices(["report", "run"]),
    )
    .addOption(
      new Option("--details <which>", "tables of tasks below the leaderboard")
        .choices(["none", "metrics", "all"]),
    )
    .option("--no-published", "leave the published columns out")
    .addOption(shared.out("the leaderboard"))
    .addOption(shared.runsDir());
}
