import { Command } from "@commander-js/extra-typings";
import * as shared from "../flags.ts";

/** What `assay verify` was given. */
export type VerifyFlags = ReturnType<ReturnType<typeof define>["opts"]>;

/** `assay verify`. */
export function verifyCommand(action: (flags: VerifyFlags) => Promise<void>) {
  return define().action((flags) => action(flags));
}

function define() {
  return new Command("verify")
    .description("run the official scorers' answers through the installed scorers")
    .addOption(shared.benchmark())
    .option("--vectors-dir <folder>", "folder of golden vectors (default: those shipped)")
    .addOption(shared.json());
}
