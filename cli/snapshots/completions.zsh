#compdef assay
# Completions of assay for zsh: put this file as _assay into a folder of $fpath.
_assay_benchmarks() {
  local -a ids=('all' 'ifbench' 'scits' 'scits/X01' 'scits/X02')
  compset -P '*,'
  compadd -S '' -a ids
}
_assay_pairs() {
  local -a ids=('ifbench' 'scits')
  compadd -S '=' -a ids
}
_assay_runs() {
  local -a runs=(runs/*(N/:t))
  compadd -a runs
}
_assay() {
  local -a commands=(
    'run:ask models, score their replies and print a leaderboard'
    'resume:go on with a run; what is finished is not asked again'
    'score:score a run again from its kept replies; no model is asked'
    'report:print the leaderboard of one or several runs, side by side'
    'show:show one sample as it was asked, answered and judged; without one, list samples'
    'compare:compare columns sample by sample: difference, interval, significance'
    'gate:end with 1 unless the numbers of a run reach given thresholds'
    'export:write every ask of a run with its replies and verdict as JSON lines'
    'list:show benchmarks, their tasks and the state of their data'
    'fetch:download the benchmarks'\'' data and check its size, sum and rows'
    'doctor:check this machine, the data, and each configured model and judge'
    'verify:run the official scorers'\'' answers through the installed scorers'
    'judge-check:measure judges on labelled pairs: accuracy, false accepts, false rejects'
    'sim:start the simulated model server on its own'
    'completions:print completions for a shell'
  )
  local state line
  _arguments -C '(- *)'{-h,--help}'[show this help]' '(- *)'{-V,--version}'[print the version]' \
    '1: :->command' '*:: :->rest'
  case $state in
    command) _describe command commands ;;
    rest)
      case $words[1] in
        run) _arguments '*'{-b,--benchmark}'[benchmarks, as a,b or all or a/task; repeatable]: :_assay_benchmarks' \
          '*'{-n,--limit}'[only the first so many records of each task]: : ' \
          '*--repeats[independent asks of each sample]: : ' \
          '*--seed[seed of everything drawn (default: 0)]: : ' \
          '*--data[your own copy of the data; repeatable]: :_assay_pairs' \
          '*--option[option of a benchmark, as ifbench.profile=official; repeatable]: : ' \
          '*'{-m,--model}'[model to ask: its name on the server, or its label in the configuration file; repeatable]: : ' \
          '*'{-u,--base-url}'[address of the server up to /v1; several are one pool]: : ' \
          '*--api-key-env[environment variable that holds the key]: : ' \
          '*--mode[how the model is asked]: :(thinking non-thinking both)' \
          '*--dialect[how the server speaks]: :(auto openai vllm sglang lmdeploy llamacpp)' \
          '*--simulated[mark the numbers as simulated: the server is assay sim]' \
          '*--judge-model[model that grades: its name on the server, or its label; several are a panel]: : ' \
          '*--judge-base-url[address of the judges'\'' server up to /v1, or NAME=URL for one of them; repeatable]: : ' \
          '*--judge-api-key-env[environment variable that holds the judge'\''s key]: : ' \
          '*--judge-concurrency[requests to the judge in flight, or auto]: : ' \
          '*--tool[what a scorer needs, as bert-score=FOLDER; repeatable]: : ' \
          '*--user-model[model that plays the user of conversations: its name on the server]: : ' \
          '*--user-base-url[address of its server up to /v1; several are one pool]: : ' \
          '*--user-api-key-env[environment variable that holds its key]: : ' \
          '*--user-concurrency[requests to it in flight, or auto]: : ' \
          '*--search-url[address of the SearXNG instance that agents search with]: : ' \
          '*--web[searches and pages: asked, recorded, or from a recording alone]: :(live record replay)' \
          '*--web-recording[the recording (default: web.jsonl of the run)]: :_files' \
          '*--allow-host[read pages of this host although it is not public; repeatable]: : ' \
          '*--max-tokens[longest reply in tokens]: : ' \
          '*--temperature[temperature]: : ' \
          '*--top-p[nucleus]: : ' \
          '*--top-k[candidates; -1 for all]: : ' \
          '*--sample-seed[seed sent to the server]: : ' \
          '*--extra-body[merged over each request]: : ' \
          '*--no-stream[ask for whole replies instead of streams]' \
          '*--context[context length (default: asked)]: : ' \
          '*--loop-breaker[end replies that repeat themselves]' \
          '*--logprobs[keep the probability of each token, for compare --parity]' \
          '*--concurrency[requests in flight per model, or auto (default: auto)]: : ' \
          '*--attempt-timeout[longest time for one try]: : ' \
          '*--total-timeout[longest time for a request, tries and waits]: : ' \
          '*--idle-timeout[longest silence of a stream]: : ' \
          '*--max-attempts[tries of a request]: : ' \
          '*--score-timeout[longest time to score one sample]: : ' \
          '*--sandbox[where programs of a model run; none: bare, with all your rights]: :(bubblewrap none)' \
          '*--no-probe[show pictures without finding out first whether they are seen]' \
          '*--keep-going[go on although too many replies come with empty content]' \
          '*'{-c,--config}'[configuration file (default: assay.json where there is one)]: :_files' \
          '*--run-id[name of the run and its folder (default: made of the time)]: : ' \
          '*--runs-dir[folder of the run folders (default: runs)]: :_files -/' \
          '*--data-dir[folder of downloaded data (default: data)]: :_files -/' \
          '*--dry-run[print what would be sent and what it may cost; send nothing]' \
          '*--print-config[print the effective settings and where each came from]' \
          '*'{-y,--yes}'[do not ask before a run that costs money]' \
          '*--format[how to print the leaderboard]: :(table md json csv)' \
          '*--json[print the result as one JSON document]' \
          '*--demo[self-written samples instead of the benchmarks'\'' data]' \
          '*'{-V,--version}'[print the version]' \
          '*--debug[show where an error came from]' \
          '*'{-h,--help}'[show this help]' ;;
        resume) _arguments '*'{-u,--base-url}'[address of the server up to /v1; several are one pool]: : ' \
          '*--api-key-env[environment variable that holds the key]: : ' \
          '*--concurrency[requests in flight per model, or auto (default: auto)]: : ' \
          '*--no-probe[show pictures without finding out first whether they are seen]' \
          '*--keep-going[go on although too many replies come with empty content]' \
          '*--sandbox[where programs of a model run; none: bare, with all your rights]: :(bubblewrap none)' \
          '*--judge-model[model that grades: its name on the server, or its label; several are a panel]: : ' \
          '*--judge-base-url[address of the judges'\'' server up to /v1, or NAME=URL for one of them; repeatable]: : ' \
          '*--judge-api-key-env[environment variable that holds the judge'\''s key]: : ' \
          '*--judge-concurrency[requests to the judge in flight, or auto]: : ' \
          '*--tool[what a scorer needs, as bert-score=FOLDER; repeatable]: : ' \
          '*--user-base-url[address of its server up to /v1; several are one pool]: : ' \
          '*--user-api-key-env[environment variable that holds its key]: : ' \
          '*--user-concurrency[requests to it in flight, or auto]: : ' \
          '*'{-c,--config}'[configuration file (default: assay.json where there is one)]: :_files' \
          '*--runs-dir[folder of the run folders (default: runs)]: :_files -/' \
          '*--data-dir[folder of downloaded data (default: data)]: :_files -/' \
          '*--format[how to print the leaderboard]: :(table md json csv)' \
          '*--json[print the result as one JSON document]' \
          '*'{-V,--version}'[print the version]' \
          '*--debug[show where an error came from]' \
          '*'{-h,--help}'[show this help]' \
          '*: :_assay_runs' ;;
        score) _arguments '*--ask-judge[ask the run'\''s judges for verdicts that are not kept]' \
          '*--judge-base-url[address of the judges'\'' server up to /v1, or NAME=URL for one of them; repeatable]: : ' \
          '*--judge-api-key-env[environment variable that holds the judge'\''s key]: : ' \
          '*--judge-concurrency[requests to the judge in flight, or auto]: : ' \
          '*--tool[what a scorer needs, as bert-score=FOLDER; repeatable]: : ' \
          '*--runs-dir[folder of the run folders (default: runs)]: :_files -/' \
          '*--sandbox[where programs of a model run; none: bare, with all your rights]: :(bubblewrap none)' \
          '*--format[how to print the leaderboard]: :(table md json csv)' \
          '*--json[print the result as one JSON document]' \
          '*'{-V,--version}'[print the version]' \
          '*--debug[show where an error came from]' \
          '*'{-h,--help}'[show this help]' \
          '*: :_assay_runs' ;;
        report) _arguments '*--format[how to print the leaderboard]: :(table md json csv)' \
          '*--json[print the result as one JSON document]' \
          '*--rows[rows of the report'\''s table, or of the benchmarks that ran]: :(report run)' \
          '*--details[tables of tasks below the leaderboard]: :(none metrics all)' \
          '*--no-published[leave the published columns out]' \
          '*'{-o,--out}'[write the leaderboard to a file]: :_files' \
          '*--runs-dir[folder of the run folders (default: runs)]: :_files -/' \
          '*'{-V,--version}'[print the version]' \
          '*--debug[show where an error came from]' \
          '*'{-h,--help}'[show this help]' \
          '*: :_assay_runs' ;;
        show) _arguments '*--column[the column, where the run has several]: : ' \
          '*--repeat[which ask of the sample, from 1]: : ' \
          '*--html[write a page with pictures, boxes and curves; - for standard output]: :_files' \
          '*--full[show long texts whole]' \
          '*--outcome[of the list: only asks that ended so, such as wrong]: : ' \
          '*--limit[of the list: at most so many (default: 50)]: : ' \
          '*'{-b,--benchmark}'[benchmarks, as a,b or all or a/task; repeatable]: :_assay_benchmarks' \
          '*--runs-dir[folder of the run folders (default: runs)]: :_files -/' \
          '*--data-dir[folder of downloaded data (default: data)]: :_files -/' \
          '*--json[print the result as one JSON document]' \
          '*'{-V,--version}'[print the version]' \
          '*--debug[show where an error came from]' \
          '*'{-h,--help}'[show this help]' \
          '*: :_assay_runs' ;;
        compare) _arguments '*--parity[whether two endpoints serve the same model: replies token by token]' \
          '*--margin[with --parity: a difference that would not matter]: : ' \
          '*'{-b,--benchmark}'[benchmarks, as a,b or all or a/task; repeatable]: :_assay_benchmarks' \
          '*--runs-dir[folder of the run folders (default: runs)]: :_files -/' \
          '*--json[print the result as one JSON document]' \
          '*'{-V,--version}'[print the version]' \
          '*--debug[show where an error came from]' \
          '*'{-h,--help}'[show this help]' \
          '*: :_assay_runs' ;;
        gate) _arguments '*--min[least headline, as ifbench=60 or ifbench/task:metric=60; repeatable]: :_assay_pairs' \
          '*--max[greatest headline, for metrics where less is better; repeatable]: :_assay_pairs' \
          '*--allow-unscored[do not fail because samples are unscored]' \
          '*--runs-dir[folder of the run folders (default: runs)]: :_files -/' \
          '*--json[print the result as one JSON document]' \
          '*'{-V,--version}'[print the version]' \
          '*--debug[show where an error came from]' \
          '*'{-h,--help}'[show this help]' \
          '*: :_assay_runs' ;;
        export) _arguments '*'{-b,--benchmark}'[benchmarks, as a,b or all or a/task; repeatable]: :_assay_benchmarks' \
          '*'{-o,--out}'[file to write, - for standard output (default: in the run'\''s folder)]: :_files' \
          '*--runs-dir[folder of the run folders (default: runs)]: :_files -/' \
          '*'{-V,--version}'[print the version]' \
          '*--debug[show where an error came from]' \
          '*'{-h,--help}'[show this help]' \
          '*: :_assay_runs' ;;
        list) _arguments '*'{-b,--benchmark}'[benchmarks, as a,b or all or a/task; repeatable]: :_assay_benchmarks' \
          '*--data-dir[folder of downloaded data (default: data)]: :_files -/' \
          '*--json[print the result as one JSON document]' \
          '*'{-V,--version}'[print the version]' \
          '*--debug[show where an error came from]' \
          '*'{-h,--help}'[show this help]' ;;
        fetch) _arguments '*'{-b,--benchmark}'[benchmarks, as a,b or all or a/task; repeatable]: :_assay_benchmarks' \
          '*--data-dir[folder of downloaded data (default: data)]: :_files -/' \
          '*--json[print the result as one JSON document]' \
          '*'{-V,--version}'[print the version]' \
          '*--debug[show where an error came from]' \
          '*'{-h,--help}'[show this help]' ;;
        doctor) _arguments '*'{-b,--benchmark}'[benchmarks, as a,b or all or a/task; repeatable]: :_assay_benchmarks' \
          '*--oracle[check that reference replies on the real data get full marks]' \
          '*--data[your own copy of the data; repeatable]: :_assay_pairs' \
          '*'{-m,--model}'[model to ask: its name on the server, or its label in the configuration file; repeatable]: : ' \
          '*'{-u,--base-url}'[address of the server up to /v1; several are one pool]: : ' \
          '*--api-key-env[environment variable that holds the key]: : ' \
          '*--judge-model[model that grades: its name on the server, or its label; several are a panel]: : ' \
          '*--judge-base-url[address of the judges'\'' server up to /v1, or NAME=URL for one of them; repeatable]: : ' \
          '*--judge-api-key-env[environment variable that holds the judge'\''s key]: : ' \
          '*--tool[what a scorer needs, as bert-score=FOLDER; repeatable]: : ' \
          '*'{-c,--config}'[configuration file (default: assay.json where there is one)]: :_files' \
          '*--runs-dir[folder of the run folders (default: runs)]: :_files -/' \
          '*--data-dir[folder of downloaded data (default: data)]: :_files -/' \
          '*--json[print the result as one JSON document]' \
          '*'{-V,--version}'[print the version]' \
          '*--debug[show where an error came from]' \
          '*'{-h,--help}'[show this help]' ;;
        verify) _arguments '*'{-b,--benchmark}'[benchmarks, as a,b or all or a/task; repeatable]: :_assay_benchmarks' \
          '*--vectors-dir[folder of golden vectors (default: those shipped)]: :_files -/' \
          '*--json[print the result as one JSON document]' \
          '*'{-V,--version}'[print the version]' \
          '*--debug[show where an error came from]' \
          '*'{-h,--help}'[show this help]' ;;
        judge-check) _arguments '*--judge-model[model that grades: its name on the server, or its label; several are a panel]: : ' \
          '*--judge-base-url[address of the judges'\'' server up to /v1, or NAME=URL for one of them; repeatable]: : ' \
          '*--judge-api-key-env[environment variable that holds the judge'\''s key]: : ' \
          '*--judge-concurrency[requests to the judge in flight, or auto]: : ' \
          '*--pairs[your own pairs as JSON Lines (default: the bundled ones)]: :_files' \
          '*--prompt[grader prompt (default: letter)]: :(letter letter-boxed autograder)' \
          '*--parser[how a letter is read (default: strict)]: :(strict generic cascade)' \
          '*--quoting[how the reply is quoted (default: labels)]: :(labels safe official)' \
          '*--judge-reasoning[what of the judge'\''s reply is read (default: strip)]: :(content strip upstream)' \
          '*--no-sensitivity[ask each pair once: no padding, no other order]' \
          '*'{-c,--config}'[configuration file (default: assay.json where there is one)]: :_files' \
          '*--runs-dir[folder of the run folders (default: runs)]: :_files -/' \
          '*--dry-run[print what would be sent and what it may cost; send nothing]' \
          '*--json[print the result as one JSON document]' \
          '*'{-V,--version}'[print the version]' \
          '*--debug[show where an error came from]' \
          '*'{-h,--help}'[show this help]' ;;
        sim) _arguments '*'{-p,--port}'[port (default: 8000; 0 for a free one)]: : ' \
          '*--host[address to listen on (default: 127.0.0.1)]: : ' \
          '*'{-m,--model}'[name of a model it serves; repeatable (default: sim)]: : ' \
          '*--seed[seed of its replies (default: 1)]: : ' \
          '*--skill[chance of a right answer (default: 0.7)]: : ' \
          '*'{-b,--benchmark}'[answer the real data of these too; repeatable]: :_assay_benchmarks' \
          '*--data[your own copy of the data; repeatable]: :_assay_pairs' \
          '*--data-dir[folder of downloaded data (default: data)]: :_files -/' \
          '*--run-seed[seed of the run that asks (default: 0)]: : ' \
          '*--fault[share of requests that meet a fault, as rate-limited=0.1; repeatable]: : ' \
          '*--set[any other setting, as latency.perTokenMs=5; repeatable]: : ' \
          '*--settings[JSON file of settings; flags win over it]: :_files' \
          '*'{-V,--version}'[print the version]' \
          '*--debug[show where an error came from]' \
          '*'{-h,--help}'[show this help]' ;;
        completions) _arguments '*'{-V,--version}'[print the version]' \
          '*--debug[show where an error came from]' \
          '*'{-h,--help}'[show this help]' \
          '*: :(bash zsh fish)' ;;
      esac ;;
  esac
}
if [ "$funcstack[1]" = "_assay" ]; then _assay "$@"; else compdef _assay assay; fi
