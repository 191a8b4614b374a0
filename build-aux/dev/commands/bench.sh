# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
#: ./dev bench [NAMES]
#:
#: Builds as for users (release) and measures. Every figure stands beside a yardstick of the same
#: run, because machines differ and are noisy. There is:
#:
#:   window   from exec to the first frame, beside an empty libadwaita window
#:   ui       the list of 10,000 and of 100,000 tests, from a real engine: to its first rows, with and
#:            without a copy from the last time, a keystroke in its search, frames while it is scrolled,
#:            and memory, beside an empty libadwaita window; some minutes. Then what "editor",
#:            "reader" and "search" are
#:   editor   a test of 200 turns opened, beside one of 2; a key in a message of 50 KB, beside a bare
#:            text view; 1,000 steps taken back; the memory of 50 tests opened in turn
#:   reader   a transcript of 10 MB and 5,000 turns opened, beside one of 10; frames while it is scrolled,
#:            a search, and memory
#:   search   all that was said in 100,000 runs, searched as somebody types; memory
#:   watch    an invocation of 2,000 runs to its end: bytes and CPU beside asking each second, the main
#:            thread's longest stall, memory, a cell's change to what is painted; one of 250,000; and
#:            the program with 5,000, 100,000 and 250,000 runs in its history: from exec to the matrix,
#:            frames while it is scrolled, and filters, beside an empty libadwaita window; some minutes
#:   wire     reading and writing invocations of 20, 200 and 2,000 runs, beside json-glib
#:   engine   what the engine answers, beside a bare server with the same bytes; runs a second, beside
#:            what the models' thinking alone allows; memory

command_main() {
  local name names=()
  [ $# -gt 0 ] || set -- window ui watch wire engine
  for name in "$@"; do
    names+=("$name")
    # The list, the editor and the reader are what there is to see.
    [ "$name" != ui ] || names+=(editor reader search)
  done
  set -- "${names[@]}"
  prepare
  export BUILD=$BUILD-release
  for name in "$@"; do
    [ -f "$TOP/tests/bench/bench-$name.c" ] || die "there is no benchmark '$name'; './dev bench --help' lists them."
  done
  build -Dprofile=default -Dbuildtype=release
  # shellcheck disable=SC2016 # the shell inside is to expand this
  enter_open "$TOP/build-aux/dev/inside/session.sh" sh -c \
    'for name in "$@"; do "$BUILD/tests/bench/bench-$name" || exit; done' sh "$@"
}
