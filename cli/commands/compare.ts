import { Command } from "@commander-js/extra-typings";
import * as shared from "../flags.ts";
import { numberBetween } from "../flag_values.ts";

/** What `assay compare` was given. */
export type CompareFlags = ReturnType<ReturnType<typeof define>["opts"]>;

/** `assay compare`. */
export function compareCommand(
  action: (runs: readonly string[], flags: CompareFlags) => Promise<void>,
) {
  return define().action((runs, flags) => action(runs, flags));
}

function define() {
  return new Command("compare")
    .description("compare columns sample by sample: difference, interval, significance")
    .argument("<runs...>", "ids of one or two runs, each optionally as run@column")
    .option("--parity", "whether two endpoints serve the same model: replies token by token")
    .option(
      "--margin <points>",
      "with --parity: a difference that would not matter",
      numberBetween("--margin", 0, 100),
    )
    .addOption(shared.benchmark())
    .addOption(shared.runsDir())
    .addOption(shared.json());
}
