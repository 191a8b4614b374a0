# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
#: ./dev clean [--root]
#:
#: Removes _build/. With --root, removes the private roots below the user's cache folder as well;
#: the next command makes one anew.

command_main() {
  local entry
  [ $# = 0 ] || [ "$*" = --root ] || die "clean knows only --root."
  remove_tree "$TOP/_build"
  say "Removed _build."
  [ "${1:-}" = --root ] || return 0
  [ -d "$CACHE" ] || return 0
  exec 9>"$CACHE/lock"
  flock -n 9 || die "another ./dev is making a root just now; try again when it is done."
  for entry in "$CACHE"/root-* "$CACHE"/.making-* "$CACHE"/locale-*; do
    [ -e "$entry" ] || continue
    remove_tree "$entry"
    say "Removed $entry."
  done
  rm -f "$CACHE/lock"
}
