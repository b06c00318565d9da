import type { CompletedCommand, CompletedOption, CompletionTree, Value } from "./tree.ts";

/** Completions for fish. */
export function fishCompletions(tree: CompletionTree): string {
  const name = tree.program;
  return `# Completions of ${name} for fish: put this file into ~/.config/fish/completions.
function __${name}_benchmarks
    set -l head (string match -r '.*,' -- (commandline -ct); or echo)
    printf '%s\\n' $head{${tree.benchmarks.join(",")}}
end
function __${name}_runs
    for run in runs/*/
        string replace -r '^runs/(.*)/$' '$1' -- $run
    end
end
complete -c ${name} -f
complete -c ${name} -n __fish_use_subcommand -s h -l help -d 'show this help'
complete -c ${name} -n __fish_use_subcommand -s V -l version -d 'print the version'
${
    tree.commands.map((each) =>
      `complete -c ${name} -n __fish_use_subcommand -a ${each.name} -d ${word(each.description)}`
    ).join("\n")
  }
${tree.commands.flatMap(commandLines).join("\n")}
`;

  function commandLines({ name: command, options, argument }: CompletedCommand): string[] {
    const seen = `complete -c ${name} -n '__fish_seen_subcommand_from ${command}'`;
    const lines = options.map((option) => `${seen} ${optionWords(option)}`);
    if (argument !== null) lines.push(`${seen}${action(argument)}`);
    return lines;
  }

  function optionWords({ names, description, value }: CompletedOption): string {
    const flags = names.map((flag) =>
      flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`
    );
    const rest = value === null ? "" : ` -r${action(value)}`;
    return `${flags.join(" ")}${rest} -d ${word(description)}`;
  }

  function action(value: Value): string {
    switch (value.kind) {
      case "words":
        return ` -f -a ${word(value.words.join(" "))}`;
      case "benchmarks":
        return ` -f -a '(__${name}_benchmarks)'`;
      case "benchmark-pair":
        return ` -f -a ${word(tree.benchmarkIds.map((id) => `${id}=`).join(" "))}`;
      case "run":
        return ` -f -a '(__${name}_runs)'`;
      case "file":
        return " -F";
      case "folder":
        return ` -f -a '(__fish_complete_directories)'`;
      case "other":
        return " -f";
    }
  }
}

/** A text as one word of the shell. */
function word(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
