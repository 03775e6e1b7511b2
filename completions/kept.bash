# Made by "kept generate completions-bash" from src/cli/flags.cpp; not edited by hand.
_kept() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} flags= values= files=yes
  # Bash makes three words of --flag=value.
  if [[ $current == "=" ]]; then
    current=
  elif [[ $before == "=" ]]; then
    before=${COMP_WORDS[COMP_CWORD-2]}
  fi
  COMPREPLY=()
  if (( COMP_CWORD == 1 )); then
    COMPREPLY=($(compgen -W "check compare diff due explain export help link load problems rates read review sources sql --help --version" -- "$current"))
    return
  fi
  case ${COMP_WORDS[1]} in
    check)
      flags='--all --as-of --country --data --date --explain --format --help --ledger --mapping --on --output --released --speaker --threads --version'
      case $before in
        --as-of) files=no ;;
        --country) files=no ;;
        --date) files=no ;;
        --explain|-e) files=no ;;
        --format|-f) values='table json jsonl html' ;;
        --on) files=no ;;
        --released|-r) files=no ;;
        --speaker) files=no ;;
        --threads|-t) files=no ;;
      esac
      ;;
    compare)
      flags='--date --format --help --output --version'
      case $before in
        --date) files=no ;;
        --format|-f) values='table json' ;;
      esac
      ;;
    diff)
      flags='--country --data --date --format --help --ledger --mapping --on --output --released --speaker --threads --version'
      case $before in
        --country) files=no ;;
        --date) files=no ;;
        --format|-f) values='table json' ;;
        --on) files=no ;;
        --released|-r) files=no ;;
        --speaker) files=no ;;
        --threads|-t) files=no ;;
      esac
      ;;
    due)
      flags='--as-of --country --data --date --format --help --ledger --mapping --on --output --released --speaker --threads --version'
      case $before in
        --as-of) files=no ;;
        --country) files=no ;;
        --date) files=no ;;
        --format|-f) values='table json ics' ;;
        --on) files=no ;;
        --released|-r) files=no ;;
        --speaker) files=no ;;
        --threads|-t) files=no ;;
      esac
      ;;
    explain)
      flags='--all --as-of --data --format --from --help --ledger --on --output --to --version'
      case $before in
        --as-of) files=no ;;
        --format|-f) values='table json' ;;
        --from) files=no ;;
        --on) files=no ;;
        --to) files=no ;;
      esac
      ;;
    export)
      flags='--as-of --csv --help --ledger --parquet --version --xlsx'
      case $before in
        --as-of) files=no ;;
      esac
      ;;
    help)
      flags='--help --version'
      values='check compare diff due explain export help link load problems rates read review sources sql'
      ;;
    link)
      flags='--help --learn --ledger --threads --version'
      case $before in
        --threads|-t) files=no ;;
      esac
      ;;
    load)
      flags='--help --ledger --mapping --released --version'
      case $before in
        --released|-r) files=no ;;
      esac
      ;;
    problems)
      flags='--all --format --help --ledger --version'
      case $before in
        --format|-f) values='table csv json' ;;
      esac
      ;;
    rates)
      flags='--data --format --help --ledger --on --policy --version'
      case $before in
        --format|-f) values='table json' ;;
        --on) files=no ;;
        --policy|-p) values='day previous_business_day month_mean year_mean fiscal_year_budget previous_fiscal_year_budget oecd_annual' ;;
      esac
      ;;
    read)
      flags='--country --date --explain --format --help --input --left-out --output --speaker --version'
      case $before in
        --country) files=no ;;
        --date) files=no ;;
        --explain|-e) files=no ;;
        --format|-f) values='table json jsonl' ;;
        --input|-i) values='text jsonl' ;;
        --speaker) files=no ;;
      esac
      ;;
    review)
      flags='--all --by --confirm --country --date --format --help --import --ledger --on --output --reason --reject --relation --speaker --undecided --version'
      case $before in
        --by) files=no ;;
        --country) files=no ;;
        --date) files=no ;;
        --format|-f) values='table csv json' ;;
        --on) files=no ;;
        --reason) files=no ;;
        --relation) values='kept partly_kept restated changed broken' ;;
        --speaker) files=no ;;
      esac
      ;;
    sources)
      flags='--format --help --ledger --version'
      case $before in
        --format|-f) values='table csv json' ;;
      esac
      ;;
    sql)
      flags='--format --help --ledger --version'
      case $before in
        --format|-f) values='table csv json' ;;
      esac
      ;;
  esac
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$current"))
  elif [[ -n $values ]]; then
    COMPREPLY=($(compgen -W "$values" -- "$current"))
  elif [[ $files == yes ]]; then
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _kept kept
