import { Command } from "@commander-js/extra-typings";
import * as shared from "../flags.ts";

/** What `assay export` was given. */
export type ExportFlags = ReturnType<ReturnType<typeof define>["opts"]>;

/** `assay export`. */
export function exportCommand(action: (run: string, flags: ExportFlags) => Promise<void>) {
  return define().action((run, flags) => action(run, flags));
}

function define() {
  return new Command("export")
    .description("write every ask of a run with its replies and verdict as JSON lines")
    .argument("<run>", "id of the run")
    .addOption(shared.benchmark())
    .option(
      "-o, --out <file>",
      "file to write, - for standard output (default: in the run's folder)",
    )
    .addOption(shared.runsDir());
}
