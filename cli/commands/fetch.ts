import { Command } from "@commander-js/extra-typings";
import * as shared from "../flags.ts";

/** What `assay fetch` was given. */
export type FetchFlags = ReturnType<ReturnType<typeof define>["opts"]>;

/** `assay fetch`. */
export function fetchCommand(action: (flags: FetchFlags) => Promise<void>) {
  return define().action((flags) => action(flags));
}

function define() {
  return new Command("fetch")
    .description("download the benchmarks' data and check its size, sum and rows")
    .addOption(shared.benchmark())
    .addOption(shared.dataDir())
    .addOption(shared.json());
}
