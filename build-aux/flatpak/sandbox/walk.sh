#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Run in the session: unlocks the key ring, sends the walker through the program and looks around in
# the sandbox afterwards. What is said goes past the services' output, by the descriptors 5 and 6.
set -euo pipefail
exec 3>&1 4>&2 >&5 2>&6 5>&- 6>&-

# shellcheck source=build-aux/dev/lib.sh
. "$PLACE/lib.sh"
# shellcheck source=build-aux/dev/enter.sh
. "$PLACE/enter.sh"

# Nothing in the program's files may hold it.
key=sk_sandbox_0123456789
starter=

# shellcheck disable=SC2317 # the trap reaches it
finish() {
  trap - EXIT
  [ -z "$starter" ] || end_process "$starter"
  flatpak kill "$ID" 2>/dev/null || true
}
trap finish EXIT

# The walker is in the build environment, where there is no Flatpak; it asks for each start from there.
start_when_asked() {
  local argument status
  while read -r argument <"$HOME/start"; do
    status=0
    flatpak run --user --env=G_DEBUG=fatal-criticals "$ID" ${argument:+"$argument"} 2>"$HOME/errors" || status=$?
    echo "$status" >"$HOME/ended"
  done
}

walk() {
  export PROCTOR_TEST_PROGRAM=$PLACE/sandbox/start.sh PROCTOR_TEST_SANDBOXED=$ID PROCTOR_TEST_KEY=$key \
    PROCTOR_TEST_PICTURES=$PLACE/pictures
  if [ "$MODE" = host ]; then
    "$PLACE/walker"
    return
  fi
  BWRAP=(bwrap --die-with-parent)
  open_arguments
  "${BWRAP[@]}" --chdir / -- "$PLACE/walker"
}

printf test | gnome-keyring-daemon --unlock --components=secrets >&3 2>&4
mkfifo -m 600 "$HOME/start" "$HOME/ended"
start_when_asked 3>&- 4>&- &
starter=$!
# The portal names a document by where it is outside, and Flatpak shows it at one place inside.
if [ ! -w /dev/fuse ]; then
  export PROCTOR_TEST_NO_DOCUMENTS="this user may not use FUSE here"
elif [ "$XDG_RUNTIME_DIR" != "/run/user/$(id -u)" ]; then
  export PROCTOR_TEST_NO_DOCUMENTS="the documents of this user's own session are where they would have to be; root has no such session"
fi
walk 3>&- 4>&-

"$PLACE/sandbox/look-around.sh" "$key"
