import { Command } from "@commander-js/extra-typings";
import { each, numberBetween, pairs, wholeNumber } from "../flag_values.ts";

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
