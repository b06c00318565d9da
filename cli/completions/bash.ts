import type { CompletedCommand, CompletionTree, Value } from "./tree.ts";

/** Completions for bash 4 and later, no extra package needed. */
export function bashCompletions(tree: CompletionTree): string {
  const name = tree.program;
  return `# Completions of ${name} for bash: source this file, or put it where bash-completion looks.
_${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= word
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in -*) ;; *) command=$word; break ;; esac
  done
  case $command in
    ${tree.commands.map(commandCase).join("\n    ")}
    *) COMPREPLY=($(compgen -W ${quote(commandWords(tree))} -- "$cur")) ;;
  esac
}
_${name}_benchmarks() {
  local head=
  case $cur in *,*) head=\${cur%,*}, ;; esac
  compopt -o nospace
  COMPREPLY=($(compgen -P "$head" -W ${quote(tree.benchmarks)} -- "\${cur##*,}"))
}
_${name}_pairs() {
  case $cur in
    *=*) ;;
    *) compopt -o nospace; COMPREPLY=($(compgen -S = -W ${quote(tree.benchmarkIds)} -- "$cur")) ;;
  esac
}
_${name}_runs() {
  local run
  for run in runs/"$cur"*/; do
    [ -d "$run" ] && run=\${run#runs/} && COMPREPLY+=("\${run%/}")
  done
}
complete -F _${name} ${name}
`;

  function commandCase({ name: command, options, argument }: CompletedCommand): string {
    const switches = options.filter(({ value }) => value === null).flatMap(({ names }) => names);
    const valued = options.filter(({ value }) => value !== null);
    const words = [...switches, ...valued.flatMap(({ names }) => names)].toSorted();
    return `${command})
      case $prev in
        ${
      valued.map(({ names, value }) => `${names.join("|")}) ${action(value)}; return ;;`)
        .join("\n        ")
    }${valued.length === 0 ? "" : "\n        "}*) ;;
      esac
      case $cur in
        -*) COMPREPLY=($(compgen -W ${quote(words)} -- "$cur")) ;;
        *) ${action(argument)} ;;
      esac ;;`;
  }

  function action(value: Value | null): string {
    switch (value?.kind) {
      case "words":
        return `COMPREPLY=($(compgen -W ${quote(value.words)} -- "$cur"))`;
      case "benchmarks":
        return `_${name}_benchmarks`;
      case "benchmark-pair":
        return `_${name}_pairs`;
      case "run":
        return `_${name}_runs`;
      case "file":
        return `compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur"))`;
      case "folder":
        return `compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur"))`;
      default:
        return ":";
    }
  }
}

function commandWords(tree: CompletionTree): string[] {
  return [...tree.commands.map(({ name }) => name), "--help", "--version"];
}

/** Words for `compgen -W`, which would expand what stands in them. */
function quote(words: readonly string[]): string {
  return `'${words.map((word) => word.replaceAll(/[^\w./,:=@%+-]/g, "")).join(" ")}'`;
}
