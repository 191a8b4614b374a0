# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What Tab offers after "proctorctl" in bash. The program itself knows.

_proctorctl() {
  local typed='' before='' line word i
  local -a words=() found=()
  COMPREPLY=()

  # Bash takes "=" and ":" for words of their own; they are put together again.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [ ${#words[@]} -gt 0 ] && { [[ $word == [=:]* ]] || [[ ${words[-1]} == *[=:] ]]; }; then
      words[-1]+=$word
    else
      words+=("$word")
    fi
  done
  [ ${#words[@]} -gt 0 ] || words=('')
  typed=${words[-1]}
  # What bash will not replace.
  case ${typed} in
    *[=:]*) before=${typed%"${typed##*[=:]}"} ;;
  esac
  # The quotes of what is typed are the shell's.
  words[-1]=${typed//[\"\'\\]/}

  while IFS= read -r line; do
    if [ "$line" = :files ]; then
      compopt -o filenames 2>/dev/null
      mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "${typed##*[=:]}")
      continue
    fi
    found+=("${line%%$'\t'*}")
  done < <(proctorctl complete "${words[@]}" 2>/dev/null)

  for word in "${found[@]}"; do
    [[ $word != *= ]] || compopt -o nospace 2>/dev/null
    word=${word#"$before"}
    [[ $word == *[!A-Za-z0-9=._/:@%+,-]* ]] && printf -v word %q "$word"
    COMPREPLY+=("$word")
  done
}

complete -F _proctorctl proctorctl
