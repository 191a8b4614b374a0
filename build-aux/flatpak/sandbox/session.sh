#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Run as an ordinary user: a session with an X server that nobody sees, the buses, a key ring and the
# portals, with a home that is thrown away, and in it the journey. The environment names PLACE, a
# folder with all that is needed; ID, the program; FLATPAK, the installation that it is in; and MODE
# and ROOT, which say where the walker can run.
set -euo pipefail

# shellcheck source=build-aux/dev/lib.sh
. "$PLACE/lib.sh"

: "${ID:?}" "${FLATPAK:?}" "${MODE:?}"
home=$PLACE/home
# Somebody who is logged in has a session already, and its folder is none of ours.
runtime=${RUNTIME:-$home/run}
server=

# shellcheck disable=SC2317 # the trap reaches it
finish() {
  trap - EXIT
  [ -z "$server" ] || end_process "$server"
  # The document portal has its folder mounted.
  fusermount3 -u "$runtime/doc" 2>/dev/null || true
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

[ -d "$runtime" ] || mkdir -m 700 "$runtime"
cd "$home"
mkdir -p .config/xdg-desktop-portal .config/glib-2.0/settings
printf '[preferred]\ndefault=gtk\norg.freedesktop.impl.portal.Secret=gnome-keyring\n' >.config/xdg-desktop-portal/portals.conf
# The font that GNOME has, which the program is told by a portal; this system's may be another.
printf "[org/gnome/desktop/interface]\nfont-name='Adwaita Sans 11'\ncursor-blink=false\n" >.config/glib-2.0/settings/keyfile
mkfifo -m 600 "$home/display"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp -noreset 3>"$home/display" >"$home/x.log" 2>&1 &
server=$!
read -r -t 20 number <"$home/display" || {
  tail -n 5 "$home/x.log" >&2
  die "the X server did not start."
}

# Portals of Debian 12 go by the desktop's name, younger ones by portals.conf. Where there is no
# graphics card, Mesa would take seconds to compile what cairo draws at once.
status=0
env -i PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 HOME="$home" USER="$(id -un)" XDG_RUNTIME_DIR="$runtime" \
  DISPLAY=":$number" XDG_CURRENT_DESKTOP=GNOME XDG_SESSION_TYPE=x11 \
  XDG_DATA_DIRS="$FLATPAK/exports/share:/usr/local/share:/usr/share" GSETTINGS_BACKEND=keyfile \
  GSK_RENDERER=cairo GDK_DISABLE=gl,vulkan \
  FLATPAK_USER_DIR="$FLATPAK" PLACE="$PLACE" ID="$ID" MODE="$MODE" ROOT="$ROOT" \
  dbus-run-session -- "$PLACE/sandbox/walk.sh" 5>&1 6>&2 >"$home/buses.log" 2>&1 || status=$?
[ "$status" = 0 ] || { say "What the session's services said last:" && tail -n 20 "$home/buses.log" >&2; }
exit "$status"
