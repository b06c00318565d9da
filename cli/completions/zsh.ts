import type { CompletedCommand, CompletedOption, CompletionTree, Value } from "./tree.ts";

/** Completions for zsh. */
export function zshCompletions(tree: CompletionTree): string {
  const name = tree.program;
  return `#compdef ${name}
# Completions of ${name} for zsh: put this file as _${name} into a folder of $fpath.
_${name}_benchmarks() {
  local -a ids=(${tree.benchmarks.map(word).join(" ")})
  compset -P '*,'
  compadd -S '' -a ids
}
_${name}_pairs() {
  local -a ids=(${tree.benchmarkIds.map(word).join(" ")})
  compadd -S '=' -a ids
}
_${name}_runs() {
  local -a runs=(runs/*(N/:t))
  compadd -a runs
}
_${name}() {
  local -a commands=(
    ${tree.commands.map((each) => word(`${each.name}:${each.description}`)).join("\n    ")}
  )
  local state line
  _arguments -C '(- *)'{-h,--help}'[show this help]' '(- *)'{-V,--version}'[print the version]' \\
    '1: :->command' '*:: :->rest'
  case $state in
    command) _describe command commands ;;
    rest)
      case $words[1] in
        ${tree.commands.map(commandCase).join("\n        ")}
      esac ;;
  esac
}
if [ "$funcstack[1]" = "_${name}" ]; then _${name} "$@"; else compdef _${name} ${name}; fi
`;

  function commandCase({ name: command, options, argument }: CompletedCommand): string {
    const specs = options.map(optionSpec);
    if (argument !== null) specs.push(word(`*: :${action(argument)}`));
    return `${command}) _arguments ${specs.join(" \\\n          ")} ;;`;
  }

  function optionSpec({ names, description, value }: CompletedOption): string {
    const tail = `[${description.replaceAll(/[\[\]]/g, "")}]` +
      (value === null ? "" : `: :${action(value)}`);
    const [only = ""] = names;
    return names.length === 1 ? word(`*${only}${tail}`) : `'*'{${names.join(",")}}${word(tail)}`;
  }

  function action(value: Value): string {
    switch (value.kind) {
      case "words":
        return `(${value.words.join(" ")})`;
      case "benchmarks":
        return `_${name}_benchmarks`;
      case "benchmark-pair":
        return `_${name}_pairs`;
      case "run":
        return `_${name}_runs`;
      case "file":
        return "_files";
      case "folder":
        return "_files -/";
      case "other":
        return " ";
    }
  }
}

/** A text as one word of the shell. */
function word(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
