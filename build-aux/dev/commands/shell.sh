# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
#: ./dev shell
#:
#: An interactive shell in the build environment, with the built programs on its PATH.

command_main() {
  prepare
  build_if_needed
  enter_open bash --norc -i "$@"
}
