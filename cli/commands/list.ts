import { Command } from "@commander-js/extra-typings";
import * as shared from "../flags.ts";

/** What `assay list` was given. */
export type ListFlags = ReturnType<ReturnType<typeof define>["opts"]>;

/** `assay list`. */
export function listCommand(action: (flags: ListFlags) => Promise<void>) {
  return define().action((flags) => action(flags));
}

function define() {
  return new Command("list")
    .description("show benchmarks, their tasks and the state of their data")
    .addOption(shared.benchmark())
    .addOption(shared.dataDir())
    .addOption(shared.json());
}
