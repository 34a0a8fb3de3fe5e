#!/bin/bash
# Completion in bash and zsh: every verb, every verb of a verb, and every option that --help tells, and no others.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99
# with words too, or bash completion's shell options
shopt -s extglob

of_help () { "$routectl" "$@" --help | grep -oE -- '--[a-z][a-z-]*=?' | sort -u | tr '\n' ' '; }
verbs_of () { "$routectl" "$@" --help | sed -nE 's/^  ([a-z][a-z-]*) .*/\1/p' | sort | tr '\n' ' '; }

. "$top_srcdir/routectl/completion/routectl"
compopt () { :; }
bash_offers () {
  COMP_WORDS=("$routectl" "$@") COMP_CWORD=$# COMPREPLY=()
  _routectl "$routectl"
  printf '%s\n' "${COMPREPLY[@]}" | sort | tr '\n' ' '
}
zsh_offers () { zsh -f "$here/complete.zsh" "$top_srcdir/routectl/completion/_routectl" "$routectl" "$@" | sort | tr '\n' ' '; }

shells=bash
command -v zsh >/dev/null && shells="bash zsh"
for shell in $shells; do
  check "$shell: verbs" same "$("${shell}_offers" "")" "$(verbs_of)"
  for verb in $(verbs_of); do
    subs=$([[ $verb == @(rules|plugins) ]] && verbs_of "$verb")
    [ -z "$subs" ] || check "$shell: verbs of $verb" same "$("${shell}_offers" "$verb" "")" "$subs"
    for sub in ${subs:-""}; do
      check "$shell: options of $verb $sub" same "$("${shell}_offers" "$verb" $sub --)" "$(of_help "$verb" $sub)"
    done
  done
  check "$shell: words of an option" same "$("${shell}_offers" test --format "")" "json junit tap "
  check "$shell: words with a comma behind them" same "$("${shell}_offers" advise --format "")" "json text "
  check "$shell: ids of rules" same "$("${shell}_offers" rules show pad/P | tr ' ' '\n' | grep -c '^pad/P[1-6]$')" 6
  check "$shell: of another" same "$("${shell}_offers" advise --audience "")" "director person registrant "
done
check "zsh: files" same "$([ "$shells" = bash ] && echo "files  " || zsh_offers advise one.j)" "files  "
check "zsh: words behind an equals sign" same "$([ "$shells" = bash ] && echo "json text " || zsh_offers diff --format=)" "json text "
check "zsh: directories" same "$([ "$shells" = bash ] && echo "files -/ " || zsh_offers diff --from "")" "files -/ "
check "zsh: its first line says whose it is" same "$(head -n 1 "$top_srcdir/routectl/completion/_routectl")" "#compdef routectl"
finish
