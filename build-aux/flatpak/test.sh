# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# ./dev flatpak --test: a journey through the installed Flatpak, in its sandbox, in a session of its
# own, as an ordinary user, and a look at what can be reached from inside. What runs as that user is
# in the folder sandbox beside this.

SERVICES=/usr/share/dbus-1/services

# The X server, the buses, the key ring and the portals are the system's: Flatpak is as well, and the
# portals look at it from outside.
need_portals() {
  have Xvfb && have gnome-keyring-daemon && have gdbus && have fusermount3 && [ -e "$SERVICES/org.a11y.Bus.service" ] &&
    [ -e "$SERVICES/org.freedesktop.portal.Desktop.service" ] &&
    [ -e "$SERVICES/org.freedesktop.impl.portal.desktop.gtk.service" ] && return 0
  install_packages xvfb at-spi2-core gnome-keyring xdg-desktop-portal xdg-desktop-portal-gtk fuse3 libglib2.0-bin
}

# The program that walks is one of the tests', and of those only this one is compiled.
build_walker() {
  lock_builds
  enter_sealed "$TOP/build-aux/flatpak/build-walker.sh" >&2 7>&- ||
    die "what walks through the sandbox could not be built; what the compiler said stands above."
  exec 7>&-
}

flatpak_folder() { echo "${FLATPAK_USER_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/flatpak}"; }

# test_flatpak ID: the place is short, because sockets are in it, and holds the user's home.
test_flatpak() {
  local id=$1 place status=0 pictures=$TOP/_build/flatpak/pictures
  need_portals
  prepare
  build_walker
  place=$(mktemp -d /var/tmp/proctor-XXXXXX)
  # shellcheck disable=SC2064 # the place is to be put in now
  trap "rm -rf --one-file-system '$place'" EXIT
  mkdir "$place/home" "$place/pictures"
  cp "$BUILD/tests/journeys/journey-sandbox" "$place/walker"
  cp -R "$TOP/build-aux/flatpak/sandbox" "$TOP/build-aux/dev/enter.sh" "$TOP/build-aux/dev/lib.sh" "$place/"
  export PLACE=$place ID=$id MODE ROOT=${ROOT:-} FLATPAK=
  FLATPAK=$(flatpak_folder)
  say "Walking through $id in its sandbox."
  if [ "$(id -u)" = 0 ]; then
    say "root is no ordinary user: it is done as one who is known for that long only, by namespaces of its own."
    chmod 755 "$place"
    unshare --mount --pid --fork --kill-child --mount-proc "$place/sandbox/become-user.sh" || status=$?
  else
    "$place/sandbox/session.sh" || status=$?
  fi
  rm -rf "$pictures"
  cp -R "$place/pictures" "$pictures"
  [ "$status" = 0 ] || die "the journey through the sandbox failed; pictures are in _build/flatpak/pictures."
  say "The journey through the sandbox went well. Pictures are in _build/flatpak/pictures."
}
