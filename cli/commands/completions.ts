import { Argument, Command } from "@commander-js/extra-typings";

/** Shells that completions are written for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = typeof SHELLS[number];

/** `assay completions`. */
export function completionsCommand(action: (shell: Shell) => Promise<void>) {
  return new Command("completions")
    .description("print completions for a shell")
    .addArgument(new Argument("<shell>", "shell to write for").choices(SHELLS))
    .action((shell) => action(shell));
}
