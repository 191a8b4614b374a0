# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
#: ./dev run [ARGUMENTS OF PROCTOR]
#:
#: Builds, then opens the window. On a machine with no display it serves the window to a browser
#: on this machine (GTK's Broadway, 127.0.0.1 only) and prints the address; Ctrl+C ends all of it.
#: "./dev exec proctor --help" says what arguments Proctor has.

command_main() {
  prepare
  build
  if [ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ]; then
    enter_open proctor "$@"
  else
    enter_open "$TOP/build-aux/dev/inside/broadway.sh" "$@"
  fi
}
