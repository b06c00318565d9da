import { Command } from "@commander-js/extra-typings";
import * as shared from "../flags.ts";
import { wholeNumber } from "../flag_values.ts";

/** What `assay show` was given. */
export type ShowFlags = ReturnType<ReturnType<typeof define>["opts"]>;

/** `assay show`. */
export function showCommand(
  action: (run: string, sample: string | undefined, flags: ShowFlags) => Promise<void>,
) {
  return define().action((run, sample, flags) => action(run, sample, flags));
}

function define() {
  return new Command("show")
    .description("show one sample as it was asked, answered and judged; without one, list samples")
    .argument("<run>", "id of the run")
    .argument("[sample]", "benchmark/task/id, or an id that only one task has")
    .option("--column <id>", "the column, where the run has several")
    .option("--repeat <n>", "which ask of the sample, from 1", wholeNumber("--repeat", 1))
    .option("--html <file>", "write a page with pictures, boxes and curves; - for standard output")
    .option("--full", "show long texts whole")
    .option("--outcome <word>", "of the list: only asks that ended so, such as wrong")
    .option("--limit <n>", "of the list: at most so many (default: 50)", wholeNumber("--limit", 1))
    .addOption(shared.benchmark())
    .addOption(shared.runsDir())
    .addOption(shared.dataDir())
    .addOption(shared.json());
}
