# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Whether this machine has what floor.txt names. The cheap questions come first and the first
# "no" ends it, so that a machine far below the floor is known at once.

floor_lines() { sed -e 's/#.*//' "$TOP/build-aux/floor.txt" | grep "^$1 "; }

library_missing() {
  local name=$1 oldest=${2:-} found
  if ! found=$(pkg-config --modversion "$name" 2>/dev/null); then
    echo "this machine has no $name for pkg-config to find"
  elif [ -n "$oldest" ] && ! pkg-config --atleast-version="$oldest" "$name"; then
    echo "this machine's $name is $found, Proctor needs $oldest"
  fi
}

program_missing() {
  local name=$1 oldest=${2:-} found
  if ! have "$name"; then
    echo "this machine has no $name"
  elif [ -n "$oldest" ]; then
    found=$("$name" --version 2>/dev/null | head -n 1)
    version_at_least "${found##* }" "$oldest" ||
      echo "this machine's $name is ${found##* }, Proctor needs $oldest"
  fi
}

# Prints what is missing, a line each; with the word "first", only the first of it.
floor_missing() {
  local how=${1:-all} kind name oldest missing
  have pkg-config || {
    echo "this machine has no pkg-config"
    return
  }
  for kind in library program; do
    while read -r _ name oldest; do
      missing=$("${kind}_missing" "$name" "$oldest")
      [ -n "$missing" ] || continue
      printf '%s\n' "$missing"
      [ "$how" = all ] || return 0
    done < <(floor_lines "$kind")
  done
}

# Sets MODE (host or root) and WHY. The answer "host" is remembered, because asking every program
# for its version takes half a second; a changed floor or an upgraded compiler asks again.
choose_mode() {
  local stamp=$TOP/_build/host/.floor-met
  case $MODE in
    host) WHY="asked for with --host" ;;
    root) WHY="asked for with --root" ;;
    *)
      if [ -n "${PROCTOR_SUITE:-}" ]; then
        MODE=root WHY="PROCTOR_SUITE names one"
      elif [ "$stamp" -nt "$TOP/build-aux/floor.txt" ] && have meson && have blueprint-compiler &&
        pkg-config --exists gtk4 libadwaita-1; then
        MODE=host WHY="it has everything that build-aux/floor.txt names"
      else
        WHY=$(floor_missing first)
        if [ -n "$WHY" ]; then
          MODE=root
        else
          MODE=host WHY="it has everything that build-aux/floor.txt names"
          mkdir -p "${stamp%/*}" && touch "$stamp"
        fi
      fi
      ;;
  esac
}
