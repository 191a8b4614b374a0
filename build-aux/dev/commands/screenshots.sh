# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
#: ./dev screenshots [--all]
#:
#: Opens the real window, as users get it, on an X server that nobody sees, and takes pictures of
#: the main screens. Those that README and the software centre show go to data/screenshots/. With
#: --all, these and the ones to look at while one works on a screen (narrow, dark, high contrast,
#: large text, right to left, dialogs) go to _build/SUITE-release/pictures/ instead.

command_main() {
  local folder=$TOP/data/screenshots
  prepare
  export BUILD=$BUILD-release
  build -Dprofile=default -Dbuildtype=release
  if [ "${1:-}" = --all ]; then
    folder=$BUILD/pictures
    export PROCTOR_SESSION_LOCALES="ar_EG de_DE"
  fi
  export PROCTOR_TEST_PROGRAM=$BUILD/src/app/proctor
  enter_open "$TOP/build-aux/dev/inside/session.sh" "$BUILD/tests/screenshots/screenshots" "$folder" "$@"
}
