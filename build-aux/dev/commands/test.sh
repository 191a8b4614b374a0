# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
#: ./dev test [NAMES]
#:
#: Builds with the address and undefined-behaviour sanitizers and runs every test, or those named,
#: in a session of its own: an X server that nobody sees, its own buses and keyring, a home that is
#: thrown away, no network. "./dev test --list" lists the names.
#:
#: The last line is "N passed, N failed", with ", N skipped" where some were; the exit status is 0
#: only if none failed. Logs and pictures of failures stay in _build/SUITE-sanitized/.

command_main() {
  prepare
  build_sanitized
  enter_sealed "$TOP/build-aux/dev/inside/test.sh" "$@"
}
