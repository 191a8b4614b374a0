# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
#: ./dev soak [NAME [TIMES]]
#:
#: The long runs, under the sanitizers like the tests; their figures are for reports, not for CI.
#: There is:
#:
#:   journeys   every journey through the real window, TIMES times (25): what fails now and then

command_main() {
  local name=${1:-} times=${2:-25}
  [ -n "$name" ] || {
    print_help "$TOP/build-aux/dev/commands/soak.sh"
    exit 0
  }
  case $name in
    journeys) ;;
    *) die "there is no soak '$name'; './dev soak' lists them." ;;
  esac
  [ "$times" -gt 0 ] 2>/dev/null || die "how many times? '$times' is no number."
  prepare
  build_sanitized
  enter_sealed "$TOP/build-aux/dev/inside/test.sh" --repeat "$times" --suite display
}
