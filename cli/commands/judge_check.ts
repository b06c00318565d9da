import { Command, Option } from "@commander-js/extra-typings";
import * as shared from "../flags.ts";

/** What `assay judge-check` was given. */
export type JudgeCheckFlags = ReturnType<ReturnType<typeof define>["opts"]>;

/** `assay judge-check`. */
export function judgeCheckCommand(action: (flags: JudgeCheckFlags) => Promise<void>) {
  return define().action((flags) => action(flags));
}

/** Values of `--prompt`. */
export const PROMPTS = ["letter", "letter-boxed", "autograder"] as const;

function define() {
  return new Command("judge-check")
    .description("measure judges on labelled pairs: accuracy, false accepts, false rejects")
    .optionsGroup("Who is measured (default: the judges of the configuration file):")
    .addOption(shared.judgeModel())
    .addOption(shared.judgeBaseUrl())
    .addOption(shared.judgeApiKeyEnv())
    .addOption(shared.judgeConcurrency())
    .optionsGroup("On what, and how:")
    .option("--pairs <file>", "your own pairs as JSON Lines (default: the bundled ones)")
    .addOption(
      new Option("--prompt <name>", "grader prompt (default: letter)").choices(PROMPTS),
    )
    .addOption(
      new Option("--parser <name>", "how a letter is read (default: strict)")
        .choices(["strict", "generic", "cascade"]),
    )
    .addOption(
      new Option("--quoting <name>", "how the reply is quoted (default: labels)")
        .choices(["labels", "safe", "official"]),
    )
    .addOption(
      new Option("--judge-reasoning <name>", "what of the judge's reply is read (default: strip)")
        .choices(["content", "strip", "upstream"]),
    )
    .option("--no-sensitivity", "ask each pair once: no padding, no other order")
    .optionsGroup("Where, and what comes out:")
    .addOption(shared.config())
    .addOption(shared.runsDir())
    .option("--dry-run", "print what would be sent and what it may cost; send nothing")
    .addOption(shared.json());
}
