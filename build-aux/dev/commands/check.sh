# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
#: ./dev check [--fix]
#:
#: Looks for what no test notices: formatting, licences, translations that are missing, metadata
#: that does not validate, what shellcheck and cppcheck find, includes against the layers' arrows.
#: Every finding names its file and line. --fix lets the formatters mend what they can.
#:
#: Formatters change their mind from one version to the next; the floor's are the ones that count.

command_main() {
  [ -z "${PROCTOR_SUITE:-}" ] || [ "$PROCTOR_SUITE" = trixie ] ||
    die "style is checked with the floor's formatters: start it without PROCTOR_SUITE."
  prepare
  build
  enter_sealed python3 "$TOP/build-aux/check.py" "$BUILD" "$@"
}
