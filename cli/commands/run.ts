import { Command, Option } from "@commander-js/extra-typings";
import * as shared from "../flags.ts";
import { jsonObject, numberBetween, pairs, wholeNumber } from "../flag_values.ts";

/** Values of `--mode`. */
export const MODES = ["thinking", "non-thinking", "both"] as const;

/** Values of `--dialect`. */
export const DIALECTS = ["auto", "openai", "vllm", "sglang", "lmdeploy", "llamacpp"] as const;

/** What `assay run` was given; `undefined` leaves it to the file or the protocol. */
export type RunFlags = ReturnType<ReturnType<typeof define>["opts"]>;

/** `assay run`. */
export function runCommand(action: (flags: RunFlags) => Promise<void>) {
  return define().action((flags) => action(flags));
}

function define() {
  return new Command("run")
    .description("ask models, score their replies and print a leaderboard")
    .optionsGroup("What is run:")
    .addOption(shared.benchmark())
    .addOption(shared.limit())
    .option("--repeats <n>", "independent asks of each sample", wholeNumber("--repeats", 1))
    .option("--seed <n>", "seed of everything drawn (default: 0)", wholeNumber("--seed", 0))
    .option(
      "--data <benchmark=file>",
      "your own copy of the data; repeatable",
      pairs("--data", "ifbench=FILE"),
    )
    .option(
      "--option <name=value>",
      "option of a benchmark, as ifbench.profile=official; repeatable",
      pairs("--option", "ifbench.profile=official"),
    )
    .optionsGroup("Who is asked:")
    .addOption(shared.model())
    .addOption(shared.baseUrl())
    .addOption(shared.apiKeyEnv())
    .addOption(new Option("--mode <mode>", "how the model is asked").choices(MODES))
    .addOption(new Option("--dialect <name>", "how the server speaks").choices(DIALECTS))
    .option("--simulated", "mark the numbers as simulated: the server is assay sim")
    .optionsGroup("Who grades:")
    .addOption(shared.judgeModel())
    .addOption(shared.judgeBaseUrl())
    .addOption(shared.judgeApiKeyEnv())
    .addOption(shared.judgeConcurrency())
    .addOption(shared.tool())
    .optionsGroup("Who plays the user:")
    .addOption(shared.userModel())
    .addOption(shared.userBaseUrl())
    .addOption(shared.userApiKeyEnv())
    .addOption(shared.userConcurrency())
    .optionsGroup("How agents reach the web:")
    .addOption(shared.searchUrl())
    .addOption(shared.web())
    .addOption(shared.webRecording())
    .addOption(shared.allowHost())
    .optionsGroup("How it is asked (default: the mode's values):")
    .option("--max-tokens <n>", "longest reply in tokens", wholeNumber("--max-tokens", 1))
    .option("--temperature <t>", "temperature", numberBetween("--temperature", 0, 2))
    .option("--top-p <p>", "nucleus", numberBetween("--top-p", 0, 1))
    .option("--top-k <k>", "candidates; -1 for all", wholeNumber("--top-k", -1))
    .option("--sample-seed <n>", "seed sent to the server", wholeNumber("--sample-seed", 0))
    .option("--extra-body <json>", "merged over each request", jsonObject("--extra-body"))
    .option("--no-stream", "ask for whole replies instead of streams")
    .option("--context <tokens>", "context length (default: asked)", wholeNumber("--context", 1))
    .option("--loop-breaker", "end replies that repeat themselves")
    .option("--logprobs", "keep the probability of each token, for compare --parity")
    .addOption(shared.concurrencyFlag())
    .addOption(shared.time("--attempt-timeout", "longest time for one try"))
    .addOption(shared.time("--total-timeout", "longest time for a request, tries and waits"))
    .addOption(shared.time("--idle-timeout", "longest silence of a stream"))
    .option("--max-attempts <n>", "tries of a request", wholeNumber("--max-attempts", 1))
    .addOption(shared.time("--score-timeout", "longest time to score one sample"))
    .addOption(shared.sandbox())
    .option("--no-probe", "show pictures without finding out first whether they are seen")
    .option("--keep-going", "go on although too many replies come with empty content")
    .optionsGroup("Where, and what comes out:")
    .addOption(shared.config())
    .option("--run-id <id>", "name of the run and its folder (default: made of the time)")
    .addOption(shared.runsDir())
    .addOption(shared.dataDir())
    .option("--dry-run", "print what would be sent and what it may cost; send nothing")
    .option("--print-config", "print the effective settings and where each came from")
    .option("-y, --yes", "do not ask before a run that costs money")
    .addOption(shared.format())
    .addOption(shared.json())
    .option("--demo", "self-written samples instead of the benchmarks' data");
}
