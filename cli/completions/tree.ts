/**
 * What can be completed: the commands as data, read off the program once.
 *
 * @module
 */
import type { CommandUnknownOpts } from "@commander-js/extra-typings";

/** What a value is, by which a shell completes it. */
export type Value =
  | { readonly kind: "words"; readonly words: readonly string[] }
  /** `a,b/task`: benchmark and task ids in a list. */
  | { readonly kind: "benchmarks" }
  /** `benchmark=…`. */
  | { readonly kind: "benchmark-pair" }
  /** Id of a run: a folder below `runs`. */
  | { readonly kind: "run" }
  | { readonly kind: "file" }
  | { readonly kind: "folder" }
  | { readonly kind: "other" };

export interface CompletedOption {
  /** `-b`, `--benchmark`: one or both. */
  readonly names: readonly string[];
  readonly description: string;
  /** `null` for a switch. */
  readonly value: Value | null;
}

export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  readonly argument: Value | null;
}

/** Everything a completion script knows. */
export interface CompletionTree {
  readonly program: string;
  readonly commands: readonly CompletedCommand[];
  /** Ids for `--benchmark`: `all`, benchmarks, then `benchmark/task` where there are several tasks. */
  readonly benchmarks: readonly string[];
  readonly benchmarkIds: readonly string[];
}

/** Benchmarks as far as completions need them. */
export interface CompletedBenchmark {
  readonly id: string;
  readonly tasks: readonly string[];
}

/** Reads the tree off the program. */
export function completionTree(
  program: CommandUnknownOpts,
  benchmarks: readonly CompletedBenchmark[],
): CompletionTree {
  return {
    program: program.name(),
    commands: program.commands.map((command) => {
      const [argument] = command.registeredArguments;
      const options = [...command.options, ...program.options].filter(({ hidden }) => !hidden);
      return {
        name: command.name(),
        description: command.description(),
        options: [
          ...options.map((option) => ({
            names: [option.short, option.long].filter((name) => name !== undefined),
            description: option.description,
            value: option.required ? valueOf(option.flags, option.argChoices) : null,
          })),
          { names: ["-h", "--help"], description: "show this help", value: null },
        ],
        argument: argument === undefined
          ? null
          : valueOf(`<${argument.name()}>`, argument.argChoices),
      };
    }),
    benchmarks: [
      "all",
      ...benchmarks.flatMap(({ id, tasks }) => [
        id,
        ...tasks.length > 1 ? tasks.map((task) => `${id}/${task}`) : [],
      ]),
    ],
    benchmarkIds: benchmarks.map(({ id }) => id),
  };
}

/** What a placeholder such as `<file>` stands for. */
function valueOf(flags: string, choices: readonly string[] | undefined): Value {
  if (choices !== undefined) return { kind: "words", words: choices };
  const [, placeholder = ""] = /<([^>]*)>/.exec(flags) ?? [];
  if (placeholder === "ids") return { kind: "benchmarks" };
  if (placeholder.startsWith("benchmark=")) return { kind: "benchmark-pair" };
  if (placeholder === "run" || placeholder === "runs") return { kind: "run" };
  if (placeholder === "file" || placeholder === "folder") return { kind: placeholder };
  return { kind: "other" };
}
