#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# session.sh COMMAND: runs a command in a desktop session of its own: an X server that nobody sees,
# a D-Bus session bus with the accessibility bus on it, an unlocked keyring, and a home that is
# thrown away. All of it ends with the command, and the exit status is the command's.
set -euo pipefail

private=$(mktemp -d "${TMPDIR:-/tmp}/proctor-session-XXXXXX")
server=

# shellcheck disable=SC2317 # the traps reach it
finish() {
  trap - EXIT
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$private"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

mkdir -m 700 "$private/home" "$private/runtime"
# A caret that blinks makes two pictures of the same different, and GTK warns when it blinks in a
# window that has just lost the focus.
mkdir -p "$private/home/.config/gtk-4.0"
printf '[Settings]\ngtk-cursor-blink=0\n' >"$private/home/.config/gtk-4.0/settings.ini"
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS XAUTHORITY
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME
export HOME=$private/home XDG_RUNTIME_DIR=$private/runtime
# Without a graphics card GTK would load 70 MB of Mesa to draw what cairo draws as well.
export GDK_BACKEND=x11 GSK_RENDERER=cairo GDK_DISABLE=gl,vulkan
export LC_ALL=C.UTF-8
unset LANGUAGE

# Languages that are wanted are made here; a build root has none of its own.
for name in ${PROCTOR_SESSION_LOCALES:-}; do
  export LOCPATH=$private/locales
  mkdir -p "$LOCPATH"
  localedef -i "$name" -f UTF-8 "$LOCPATH/$name.UTF-8"
done

mkfifo "$private/display"
# The largest screen a test asks for; the X server picks a number that is free and tells it.
Xvfb -displayfd 3 -screen 0 2560x1440x24 -nolisten tcp -noreset 3>"$private/display" >"$private/x.log" 2>&1 &
server=$!
if ! read -r -t 20 number <"$private/display"; then
  echo "dev: the X server for the tests did not start:" >&2
  tail -n 5 "$private/x.log" >&2
  exit 1
fi
export DISPLAY=:$number

# What the buses and their services say of themselves is not for the one who runs a test; the
# command's own output goes past it, by way of descriptors 5 and 6.
status=0
# shellcheck disable=SC2016 # "$@" is for the shell inside
dbus-run-session -- sh -c '
  : >"$0"
  printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || true
  exec "$@" >&5 2>&6 5>&- 6>&-
' "$private/begun" "$@" 5>&1 6>&2 >"$private/buses.log" 2>&1 || status=$?
if [ ! -e "$private/begun" ]; then
  echo "dev: the buses for the tests did not start:" >&2
  tail -n 5 "$private/buses.log" >&2
fi
exit "$status"
