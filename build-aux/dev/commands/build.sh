# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
#: ./dev build
#:
#: Configures (the first time) and compiles into _build/host or _build/SUITE.

command_main() {
  prepare
  build
}
