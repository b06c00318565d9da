import { Command, Option } from "@commander-js/extra-typings";
import * as shared from "../flags.ts";
import { each, list, numberBetween, pairs, wholeNumber } from "../flag_values.ts";

/** What `assay sim` was given. */
export type SimFlags = ReturnType<ReturnType<typeof define>["opts"]>;

/** `assay sim`. */
export function simCommand(action: (flags: SimFlags) => Promise<void>) {
  return define().action((flags) => action(flags));
}

function define() {
  return new Command("sim")
    .description("start the simulated model server on its own")
    .option("-p, --port <n>", "port (default: 8000; 0 for a free one)", wholeNumber("--port", 0))
    .option("--host <address>", "address to listen on (default: 127.0.0.1)")
    .option("-m, --model <name>", "name of a model it serves; repeatable (default: sim)", each)
    .option("--seed <n>", "seed of its replies (default: 1)", wholeNumber("--seed", 0))
    .option(
      "--skill <p>",
      "chance of a right answer (default: 0.7)",
      numberBetween("--skill", 0, 1),
    )
    .addOption(
      new Option("-b, --benchmark <ids>", "answer the real data of these too; repeatable")
        .argParser(list),
    )
    .option(
      "--data <benchmark=file>",
      "your own copy of the data; repeatable",
      pairs("--data", "ifbench=FILE"),
    )
    .addOption(shared.dataDir())
    .option(
      "--run-seed <n>",
      "seed of the run that asks (default: 0)",
      wholeNumber("--run-seed", 0),
    )
    .option(
      "--fault <kind=rate>",
      "share of requests that meet a fault, as rate-limited=0.1; repeatable",
      pairs("--fault", "rate-limited=0.1"),
    )
    .option(
      "--set <path=value>",
      "any other setting, as latency.perTokenMs=5; repeatable",
      pairs("--set", "latency.perTokenMs=5"),
    )
    .option("--settings <file>", "JSON file of settings; flags win over it");
}
