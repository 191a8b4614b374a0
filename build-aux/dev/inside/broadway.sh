#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Serves the window to a browser on this machine, for machines with no display. The daemon listens
# on 127.0.0.1 only; it ends with the window, and the window with it.
set -eu

# The first port from 8085 on that nobody answers on; Broadway numbers its displays the same way.
port=8085
while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
display=:$((port - 8080))

folder=${XDG_RUNTIME_DIR:-}
if [ -z "$folder" ] || [ ! -d "$folder" ]; then
  folder=$(mktemp -d)
  export XDG_RUNTIME_DIR="$folder"
  made=$folder
fi

daemon=
window=
bus=
# shellcheck disable=SC2317 # the traps reach it
finish() {
  trap - EXIT INT TERM HUP
  [ -z "$window" ] || kill "$window" 2>/dev/null || true
  [ -z "$daemon" ] || kill "$daemon" 2>/dev/null || true
  [ -z "$bus" ] || kill "$bus" 2>/dev/null || true
  wait 2>/dev/null || true
  [ -z "${made:-}" ] || rm -rf "$made"
}
trap finish EXIT
trap 'finish; exit 130' INT TERM HUP

# Settings are kept by way of the session bus; a machine with no display seldom has one.
if [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ]; then
  { read -r DBUS_SESSION_BUS_ADDRESS && read -r bus; } < <(dbus-daemon --session --fork --print-address --print-pid 2>/dev/null)
  export DBUS_SESSION_BUS_ADDRESS
fi

gtk4-broadwayd --address 127.0.0.1 --port "$port" "$display" >/dev/null 2>&1 &
daemon=$!
tries=0
until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
  tries=$((tries + 1))
  if [ "$tries" -gt 100 ] || ! kill -0 "$daemon" 2>/dev/null; then
    echo "dev: the display server for the browser did not start." >&2
    exit 1
  fi
  sleep 0.05
done

echo "This machine has no display. Proctor's window is at http://127.0.0.1:$port/ (Ctrl+C ends it)."
GDK_BACKEND=broadway BROADWAY_DISPLAY=$display proctor "$@" &
window=$!
status=0
wait "$window" || status=$?
window=
exit "$status"
