#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# look-around.sh KEY: what can be reached from inside the sandbox, tried from outside and then from
# there, and what lies in the program's files.
set -euo pipefail

# shellcheck source=build-aux/dev/lib.sh
. "$PLACE/lib.sh"

key=$1
failed=0

# A person's file, another program's socket and the likes, which have to stay theirs.
echo secret >"$HOME/Diary.txt"
mkdir -p "$HOME/.config/other" "$HOME/.var/app/org.example.Other"
echo secret >"$HOME/.config/other/settings"
echo secret >"$HOME/.var/app/org.example.Other/data"
echo secret >"$XDG_RUNTIME_DIR/other.socket"
outside=$(mktemp /tmp/proctor-outside-XXXXXX)
sleep 600 &
stranger=$!

# Where there is no system bus, as in a /run of one's own, one that nobody uses stands in for it.
system_bus=/run/dbus/system_bus_socket
stand_in=
if [ ! -e "$system_bus" ] && [ -w "${system_bus%/*}" ]; then
  mkfifo "$HOME/bus"
  dbus-daemon --session --nofork --address="unix:path=$system_bus" --print-address=3 3>"$HOME/bus" &
  stand_in=$!
  read -r _ <"$HOME/bus"
fi
[ -e "$system_bus" ] || system_bus=

LOOK=(LOOK_HOME="$HOME" LOOK_RUNTIME="$XDG_RUNTIME_DIR" LOOK_OUTSIDE="$outside" LOOK_PLACE="$PLACE"
  LOOK_SYSTEM_BUS="$system_bus")
env "${LOOK[@]}" LOOK_FROM=outside FLATPAK_ID="$ID" sh -s <"$PLACE/sandbox/inside.sh" || failed=1
flatpak run --user --env=LOOK_FROM=inside "${LOOK[@]/#/--env=}" --command=sh "$ID" -s <"$PLACE/sandbox/inside.sh" || failed=1

[ -z "$stand_in" ] || end_process "$stand_in"
end_process "$stranger"
rm -f "$outside"
if grep -rqF "$key" "$HOME/.var/app"; then
  say "not ok: the key stands in $(grep -rlF "$key" "$HOME/.var/app" | head -n 1)"
  failed=1
elif [ ! -s "$HOME/.var/app/$ID/data/keyrings/default.keyring" ]; then
  say "not ok: no key was kept in the program's files, so that looking for it tells nothing"
  failed=1
else
  echo "ok: the key is in none of the program's files as it is"
fi
exit "$failed"
