import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { benchmarks } from "../../benchmarks/mod.ts";
import type { Shell } from "../commands/completions.ts";
import { bashCompletions } from "../completions/bash.ts";
import { fishCompletions } from "../completions/fish.ts";
import { completionTree } from "../completions/tree.ts";
import { zshCompletions } from "../completions/zsh.ts";
import type { Io } from "../io.ts";

const RENDERERS = { bash: bashCompletions, zsh: zshCompletions, fish: fishCompletions };

/** Prints the completions of the program for a shell. */
export function completions(shell: Shell, program: CommandUnknownOpts, io: Io): Promise<void> {
  const tree = completionTree(
    program,
    benchmarks.map(({ id, tasks, options }) => ({
      id,
      tasks: tasks(options.parse({})).map((task) => task.id),
    })),
  );
  io.out(RENDERERS[shell](tree));
  return Promise.resolve();
}
