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

# Some keep the API's contract beside the checkout; it is used if there is just one.
find_contract() {
  local found
  [ -z "${PROCTOR_TEST_CONTRACT:-}" ] || return 0
  found=("$TOP"/../*/api/openapi.json)
  [ "${#found[@]}" -eq 1 ] && [ -f "${found[0]}" ] || return 0
  PROCTOR_TEST_CONTRACT=$(readlink -f -- "${found[0]}")
  export PROCTOR_TEST_CONTRACT
}

command_main() {
  prepare
  find_contract
  build_sanitized
  enter_sealed "$TOP/build-aux/dev/inside/test.sh" "$@"
}
