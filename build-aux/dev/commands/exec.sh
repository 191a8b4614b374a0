# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
#: ./dev exec COMMAND [ARGUMENTS]
#:
#: Runs a command in the build environment, with the built programs on its PATH. Arguments,
#: standard streams, signals and the exit status pass through untouched; what ./dev itself has to
#: say, when it has to build first, goes to standard error.

command_main() {
  [ $# -gt 0 ] || die "exec needs a command, as in './dev exec proctor --version'."
  prepare quiet
  build_if_needed
  enter_open "$@"
}
