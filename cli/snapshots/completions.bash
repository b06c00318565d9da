# Completions of assay for bash: source this file, or put it where bash-completion looks.
_assay() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= word
  COMPREPLY=()
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in -*) ;; *) command=$word; break ;; esac
  done
  case $command in
    run)
      case $prev in
        -b|--benchmark) _assay_benchmarks; return ;;
        -n|--limit) :; return ;;
        --repeats) :; return ;;
        --seed) :; return ;;
        --data) _assay_pairs; return ;;
        --option) :; return ;;
        -m|--model) :; return ;;
        -u|--base-url) :; return ;;
        --api-key-env) :; return ;;
        --mode) COMPREPLY=($(compgen -W 'thinking non-thinking both' -- "$cur")); return ;;
        --dialect) COMPREPLY=($(compgen -W 'auto openai vllm sglang lmdeploy llamacpp' -- "$cur")); return ;;
        --judge-model) :; return ;;
        --judge-base-url) :; return ;;
        --judge-api-key-env) :; return ;;
        --judge-concurrency) :; return ;;
        --tool) :; return ;;
        --user-model) :; return ;;
        --user-base-url) :; return ;;
        --user-api-key-env) :; return ;;
        --user-concurrency) :; return ;;
        --search-url) :; return ;;
        --web) COMPREPLY=($(compgen -W 'live record replay' -- "$cur")); return ;;
        --web-recording) compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --allow-host) :; return ;;
        --max-tokens) :; return ;;
        --temperature) :; return ;;
        --top-p) :; return ;;
        --top-k) :; return ;;
        --sample-seed) :; return ;;
        --extra-body) :; return ;;
        --context) :; return ;;
        --concurrency) :; return ;;
        --attempt-timeout) :; return ;;
        --total-timeout) :; return ;;
        --idle-timeout) :; return ;;
        --max-attempts) :; return ;;
        --score-timeout) :; return ;;
        --sandbox) COMPREPLY=($(compgen -W 'bubblewrap none' -- "$cur")); return ;;
        -c|--config) compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --run-id) :; return ;;
        --runs-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        --data-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        --format) COMPREPLY=($(compgen -W 'table md json csv' -- "$cur")); return ;;
        *) ;;
      esac
      case $cur in
        -*) COMPREPLY=($(compgen -W '--allow-host --api-key-env --attempt-timeout --base-url --benchmark --concurrency --config --context --data --data-dir --debug --demo --dialect --dry-run --extra-body --format --help --idle-timeout --json --judge-api-key-env --judge-base-url --judge-concurrency --judge-model --keep-going --limit --logprobs --loop-breaker --max-attempts --max-tokens --mode --model --no-probe --no-stream --option --print-config --repeats --run-id --runs-dir --sample-seed --sandbox --score-timeout --search-url --seed --simulated --temperature --tool --top-k --top-p --total-timeout --user-api-key-env --user-base-url --user-concurrency --user-model --version --web --web-recording --yes -V -b -c -h -m -n -u -y' -- "$cur")) ;;
        *) : ;;
      esac ;;
    resume)
      case $prev in
        -u|--base-url) :; return ;;
        --api-key-env) :; return ;;
        --concurrency) :; return ;;
        --sandbox) COMPREPLY=($(compgen -W 'bubblewrap none' -- "$cur")); return ;;
        --judge-model) :; return ;;
        --judge-base-url) :; return ;;
        --judge-api-key-env) :; return ;;
        --judge-concurrency) :; return ;;
        --tool) :; return ;;
        --user-base-url) :; return ;;
        --user-api-key-env) :; return ;;
        --user-concurrency) :; return ;;
        -c|--config) compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --runs-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        --data-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        --format) COMPREPLY=($(compgen -W 'table md json csv' -- "$cur")); return ;;
        *) ;;
      esac
      case $cur in
        -*) COMPREPLY=($(compgen -W '--api-key-env --base-url --concurrency --config --data-dir --debug --format --help --json --judge-api-key-env --judge-base-url --judge-concurrency --judge-model --keep-going --no-probe --runs-dir --sandbox --tool --user-api-key-env --user-base-url --user-concurrency --version -V -c -h -u' -- "$cur")) ;;
        *) _assay_runs ;;
      esac ;;
    score)
      case $prev in
        --judge-base-url) :; return ;;
        --judge-api-key-env) :; return ;;
        --judge-concurrency) :; return ;;
        --tool) :; return ;;
        --runs-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        --sandbox) COMPREPLY=($(compgen -W 'bubblewrap none' -- "$cur")); return ;;
        --format) COMPREPLY=($(compgen -W 'table md json csv' -- "$cur")); return ;;
        *) ;;
      esac
      case $cur in
        -*) COMPREPLY=($(compgen -W '--ask-judge --debug --format --help --json --judge-api-key-env --judge-base-url --judge-concurrency --runs-dir --sandbox --tool --version -V -h' -- "$cur")) ;;
        *) _assay_runs ;;
      esac ;;
    report)
      case $prev in
        --format) COMPREPLY=($(compgen -W 'table md json csv' -- "$cur")); return ;;
        --rows) COMPREPLY=($(compgen -W 'report run' -- "$cur")); return ;;
        --details) COMPREPLY=($(compgen -W 'none metrics all' -- "$cur")); return ;;
        -o|--out) compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --runs-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        *) ;;
      esac
      case $cur in
        -*) COMPREPLY=($(compgen -W '--debug --details --format --help --json --no-published --out --rows --runs-dir --version -V -h -o' -- "$cur")) ;;
        *) _assay_runs ;;
      esac ;;
    show)
      case $prev in
        --column) :; return ;;
        --repeat) :; return ;;
        --html) compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --outcome) :; return ;;
        --limit) :; return ;;
        -b|--benchmark) _assay_benchmarks; return ;;
        --runs-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        --data-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        *) ;;
      esac
      case $cur in
        -*) COMPREPLY=($(compgen -W '--benchmark --column --data-dir --debug --full --help --html --json --limit --outcome --repeat --runs-dir --version -V -b -h' -- "$cur")) ;;
        *) _assay_runs ;;
      esac ;;
    compare)
      case $prev in
        --margin) :; return ;;
        -b|--benchmark) _assay_benchmarks; return ;;
        --runs-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        *) ;;
      esac
      case $cur in
        -*) COMPREPLY=($(compgen -W '--benchmark --debug --help --json --margin --parity --runs-dir --version -V -b -h' -- "$cur")) ;;
        *) _assay_runs ;;
      esac ;;
    gate)
      case $prev in
        --min) _assay_pairs; return ;;
        --max) _assay_pairs; return ;;
        --runs-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        *) ;;
      esac
      case $cur in
        -*) COMPREPLY=($(compgen -W '--allow-unscored --debug --help --json --max --min --runs-dir --version -V -h' -- "$cur")) ;;
        *) _assay_runs ;;
      esac ;;
    export)
      case $prev in
        -b|--benchmark) _assay_benchmarks; return ;;
        -o|--out) compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --runs-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        *) ;;
      esac
      case $cur in
        -*) COMPREPLY=($(compgen -W '--benchmark --debug --help --out --runs-dir --version -V -b -h -o' -- "$cur")) ;;
        *) _assay_runs ;;
      esac ;;
    list)
      case $prev in
        -b|--benchmark) _assay_benchmarks; return ;;
        --data-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        *) ;;
      esac
      case $cur in
        -*) COMPREPLY=($(compgen -W '--benchmark --data-dir --debug --help --json --version -V -b -h' -- "$cur")) ;;
        *) : ;;
      esac ;;
    fetch)
      case $prev in
        -b|--benchmark) _assay_benchmarks; return ;;
        --data-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        *) ;;
      esac
      case $cur in
        -*) COMPREPLY=($(compgen -W '--benchmark --data-dir --debug --help --json --version -V -b -h' -- "$cur")) ;;
        *) : ;;
      esac ;;
    doctor)
      case $prev in
        -b|--benchmark) _assay_benchmarks; return ;;
        --data) _assay_pairs; return ;;
        -m|--model) :; return ;;
        -u|--base-url) :; return ;;
        --api-key-env) :; return ;;
        --judge-model) :; return ;;
        --judge-base-url) :; return ;;
        --judge-api-key-env) :; return ;;
        --tool) :; return ;;
        -c|--config) compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --runs-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        --data-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        *) ;;
      esac
      case $cur in
        -*) COMPREPLY=($(compgen -W '--api-key-env --base-url --benchmark --config --data --data-dir --debug --help --json --judge-api-key-env --judge-base-url --judge-model --model --oracle --runs-dir --tool --version -V -b -c -h -m -u' -- "$cur")) ;;
        *) : ;;
      esac ;;
    verify)
      case $prev in
        -b|--benchmark) _assay_benchmarks; return ;;
        --vectors-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        *) ;;
      esac
      case $cur in
        -*) COMPREPLY=($(compgen -W '--benchmark --debug --help --json --vectors-dir --version -V -b -h' -- "$cur")) ;;
        *) : ;;
      esac ;;
    judge-check)
      case $prev in
        --judge-model) :; return ;;
        --judge-base-url) :; return ;;
        --judge-api-key-env) :; return ;;
        --judge-concurrency) :; return ;;
        --pairs) compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --prompt) COMPREPLY=($(compgen -W 'letter letter-boxed autograder' -- "$cur")); return ;;
        --parser) COMPREPLY=($(compgen -W 'strict generic cascade' -- "$cur")); return ;;
        --quoting) COMPREPLY=($(compgen -W 'labels safe official' -- "$cur")); return ;;
        --judge-reasoning) COMPREPLY=($(compgen -W 'content strip upstream' -- "$cur")); return ;;
        -c|--config) compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --runs-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        *) ;;
      esac
      case $cur in
        -*) COMPREPLY=($(compgen -W '--config --debug --dry-run --help --json --judge-api-key-env --judge-base-url --judge-concurrency --judge-model --judge-reasoning --no-sensitivity --pairs --parser --prompt --quoting --runs-dir --version -V -c -h' -- "$cur")) ;;
        *) : ;;
      esac ;;
    sim)
      case $prev in
        -p|--port) :; return ;;
        --host) :; return ;;
        -m|--model) :; return ;;
        --seed) :; return ;;
        --skill) :; return ;;
        -b|--benchmark) _assay_benchmarks; return ;;
        --data) _assay_pairs; return ;;
        --data-dir) compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur")); return ;;
        --run-seed) :; return ;;
        --fault) :; return ;;
        --set) :; return ;;
        --settings) compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur")); return ;;
        *) ;;
      esac
      case $cur in
        -*) COMPREPLY=($(compgen -W '--benchmark --data --data-dir --debug --fault --help --host --model --port --run-seed --seed --set --settings --skill --version -V -b -h -m -p' -- "$cur")) ;;
        *) : ;;
      esac ;;
    completions)
      case $prev in
        *) ;;
      esac
      case $cur in
        -*) COMPREPLY=($(compgen -W '--debug --help --version -V -h' -- "$cur")) ;;
        *) COMPREPLY=($(compgen -W 'bash zsh fish' -- "$cur")) ;;
      esac ;;
    *) COMPREPLY=($(compgen -W 'run resume score report show compare gate export list fetch doctor verify judge-check sim completions --help --version' -- "$cur")) ;;
  esac
}
_assay_benchmarks() {
  local head=
  case $cur in *,*) head=${cur%,*}, ;; esac
  compopt -o nospace
  COMPREPLY=($(compgen -P "$head" -W 'all ifbench scits scits/X01 scits/X02' -- "${cur##*,}"))
}
_assay_pairs() {
  case $cur in
    *=*) ;;
    *) compopt -o nospace; COMPREPLY=($(compgen -S = -W 'ifbench scits' -- "$cur")) ;;
  esac
}
_assay_runs() {
  local run
  for run in runs/"$cur"*/; do
    [ -d "$run" ] && run=${run#runs/} && COMPREPLY+=("${run%/}")
  done
}
complete -F _assay assay
