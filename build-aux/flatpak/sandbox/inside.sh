# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2317
#
# Read by a shell in the sandbox: tries what the program must not be able to do, and the little that
# it must. Says each as a line; the exit status is whether all is as it should be.
#
# Read by a shell outside as well, with LOOK_FROM=outside: what is withheld in the sandbox has to be
# there for whoever is not in it. A question that comes to nothing everywhere would tell nothing.

failed=0

# check WORDS COMMAND…: the command has to succeed in the sandbox. refuse: it has to fail there.
# withhold: it has to fail there, and to succeed outside.
check() {
  [ "$LOOK_FROM" != outside ] || return 0
  words=$1
  shift
  if "$@" >/dev/null 2>&1; then
    echo "ok: $words"
  else
    echo "not ok: $words"
    failed=1
  fi
}

fails() { ! "$@" >/dev/null 2>&1; }

refuse() {
  words=$1
  shift
  check "$words" fails "$@"
}

withhold() {
  words=$1
  shift
  if [ "$LOOK_FROM" != outside ]; then
    refuse "$words" "$@"
  elif ! "$@" >/dev/null 2>&1; then
    echo "not ok: this can't be done outside either, so that it tells nothing: $words"
    failed=1
  fi
}

have_means() { for means in cat find gdbus grep touch tr unshare; do command -v "$means" || return 1; done; }

# Whoever starts the sandbox has the session's folder somewhere; what of it is let in has its usual place.
is_in_session() { test -e "$LOOK_RUNTIME/$1" || test -e "$XDG_RUNTIME_DIR/$1"; }

call() { gdbus call --session --timeout 5 "$@"; }

# Whoever is not there is started for it, if only the question gets through.
reach() { call --dest "$1" --object-path "$2" --method org.freedesktop.DBus.Peer.Ping; }

ask_bus() { call --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus --method "org.freedesktop.DBus.$1"; }

# Whoever is on the session bus is the bus itself, the portals, or this program.
strangers_on_bus() {
  ask_bus ListNames |
    grep -o "'[a-zA-Z][^']*'" | tr -d "'" |
    grep -v -e '^org.freedesktop.DBus$' -e '^org.freedesktop.portal\.' -e "^$FLATPAK_ID" -e '^org.a11y.Bus$'
}

# What every sandbox has; "dri" is what the manifest asks for.
strange_devices() {
  find /dev -mindepth 1 -maxdepth 1 -printf '%f\n' |
    grep -v -x -e console -e core -e dri -e fd -e full -e null -e ptmx -e pts -e random -e shm -e stderr -e stdin -e stdout -e tty -e urandom -e zero
}

strange_processes() {
  for status in /proc/[0-9]*/comm; do cat "$status"; done | grep -E 'Xvfb|dbus-daemon|gnome-keyring|xdg-desktop|sleep'
}

has_line() { grep -qx "$2" "$1"; }

check "the means to try all this are there" have_means
check "there is a sandbox" test -e /.flatpak-info
check "it has no capabilities" has_line /proc/self/status 'CapEff:.0000000000000000'
check "it can gain none" has_line /proc/self/status 'NoNewPrivs:.1'
check "system calls are filtered" has_line /proc/self/status 'Seccomp:.2'
refuse "a namespace of its own is refused" unshare --user true

withhold "the user's files can't be read" cat "$LOOK_HOME/Diary.txt"
withhold "nor other programs' settings" cat "$LOOK_HOME/.config/other/settings"
withhold "nor other sandboxes' data" cat "$LOOK_HOME/.var/app/org.example.Other/data"
withhold "nor what lies in /tmp" test -e "$LOOK_OUTSIDE"
withhold "nor where the session's things are" test -e "$LOOK_PLACE/walker"
withhold "nor other programs' sockets" is_in_session other.socket
withhold "nor the key ring's socket" is_in_session keyring/control
refuse "the program can't be changed" touch /app/bin/proctor
refuse "nor the runtime" touch /usr/bin/proctor
check "its own data can be written" touch "$XDG_DATA_HOME/looked"

check "the session bus is there" ask_bus GetId
check "and the portals" reach org.freedesktop.portal.Desktop /org/freedesktop/portal/desktop
withhold "the key ring can't be asked" reach org.freedesktop.secrets /org/freedesktop/secrets
withhold "nor what the portals ask" reach org.freedesktop.impl.portal.desktop.gtk /org/freedesktop/portal/desktop
withhold "nor what they remember" reach org.freedesktop.impl.portal.PermissionStore /org/freedesktop/impl/portal/PermissionStore
withhold "nor Flatpak outside" reach org.freedesktop.Flatpak /org/freedesktop/Flatpak/Development
withhold "nobody else is on the session bus" strangers_on_bus
if [ -n "$LOOK_SYSTEM_BUS" ]; then
  withhold "there is no system bus" test -e /run/dbus/system_bus_socket
elif [ "$LOOK_FROM" != outside ]; then
  echo "not tried: whether there is a system bus, because this machine has none"
fi
withhold "there are no devices but those for drawing" strange_devices
withhold "other programs can't be seen" strange_processes
exit "$failed"
