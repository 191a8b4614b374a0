# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
#: ./dev soak [NAME [TIMES]]
#:
#: The long runs; their figures are for reports, not for CI. There is:
#:
#:   journeys   every journey through the real window, under the sanitizers, TIMES times (25): what
#:              fails now and then
#:   wire       TIMES random documents (1000000) read, written, changed and compared, in a release
#:              build; G_TEST_SEED=R02S… repeats one
#:   editor     the program killed TIMES times (100), in a release build, while somebody types in the
#:              editor: what the window had shown for a second is there at the next start
#:   engine     the engine killed TIMES times (200), in a release build, while clients edit tests and
#:              start invocations: what it had answered is there, and every run ends once
#:   watch      an invocation of TIMES runs (250000), in a release build, watched until all have ended

command_main() {
  local name=${1:-} times=${2:-}
  [ -n "$name" ] || {
    print_help "$TOP/build-aux/dev/commands/soak.sh"
    exit 0
  }
  case $name in
    journeys) times=${times:-25} ;;
    wire) times=${times:-1000000} ;;
    editor) times=${times:-100} ;;
    engine) times=${times:-200} ;;
    watch) times=${times:-250000} ;;
    *) die "there is no soak '$name'; './dev soak' lists them." ;;
  esac
  [ "$times" -gt 0 ] 2>/dev/null || die "how many times? '$times' is no number."
  prepare
  "soak_$name" "$times"
}

soak_journeys() {
  build_sanitized
  enter_sealed "$TOP/build-aux/dev/inside/test.sh" --repeat "$1" --suite display
}

soak_wire() {
  export BUILD=$BUILD-release PROCTOR_TEST_DOCUMENTS=$1
  build -Dprofile=default -Dbuildtype=release
  # shellcheck disable=SC2016 # the shell inside is to expand this
  enter_sealed bash -o pipefail -c '"$0" "$@" | grep -v GLib-DEBUG' "$BUILD/tests/wire/test-round-trip" \
    -p /round-trip/wild -p /round-trip/one-change ${G_TEST_SEED:+--seed "$G_TEST_SEED"}
}

soak_editor() {
  export BUILD=$BUILD-release PROCTOR_TEST_KILLS=$1
  build -Dprofile=default -Dbuildtype=release
  enter_sealed "$TOP/build-aux/dev/inside/test.sh" --verbose --timeout-multiplier 30 journey-crash
}

soak_engine() {
  export BUILD=$BUILD-release PROCTOR_TEST_KILLS=$1
  build -Dprofile=default -Dbuildtype=release
  export PROCTOR_TEST_ENGINE=$BUILD/src/engine/proctor-engine
  # shellcheck disable=SC2016 # the shell inside is to expand this
  enter_sealed bash -o pipefail -c '"$0" "$@" | grep -v GLib-' "$BUILD/tests/engine/test-engine-durability" \
    ${G_TEST_SEED:+--seed "$G_TEST_SEED"}
}

soak_watch() {
  export BUILD=$BUILD-release PROCTOR_TEST_RUNS=$1
  build -Dprofile=default -Dbuildtype=release
  # shellcheck disable=SC2016 # the shell inside is to expand this
  enter_sealed bash -o pipefail -c '"$0" "$@" | grep -v GLib-' "$BUILD/tests/store/test-watcher-troubles" -p /watcher-troubles/many
}
