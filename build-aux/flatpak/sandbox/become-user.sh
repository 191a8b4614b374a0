#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Run as root in a mount and a process namespace of its own: whatever is done to the file system here
# is seen by what is started here, and goes with it, as all processes do. It makes an ordinary user
# of a number that nobody has, lets it see what lies in folders that are root's own, and goes on as
# that user.
set -euo pipefail

user=proctor-tester number=61500
mount --make-rprivate /

# for_this_session FILE LINE: the system's file with a line more, here only.
for_this_session() {
  local copy
  copy=$PLACE/$(basename "$1")
  { cat "$1" && echo "$2"; } >"$copy"
  chmod 644 "$copy"
  mount --bind "$copy" "$1"
}

# what_is_there FOLDER NAME: makes it visible below the place, to be looked at and not to be changed.
what_is_there() {
  mkdir "$PLACE/$2"
  mount --bind "$1" "$PLACE/$2"
  mount -o remount,bind,ro "$PLACE/$2"
}

for_this_session /etc/passwd "$user:x:$number:$number::$PLACE/home:/bin/sh"
for_this_session /etc/group "$user:x:$number:"
what_is_there "$FLATPAK" flatpak
export FLATPAK=$PLACE/flatpak
if [ "$MODE" = root ]; then
  what_is_there "$ROOT" root
  export ROOT=$PLACE/root
fi

# Where Flatpak shows the session's sockets and documents inside, they have to be outside as well.
mount -t tmpfs -o mode=755 proctor /run
mkdir -p "/run/user/$number" /run/dbus
chmod 700 "/run/user/$number"
export RUNTIME=/run/user/$number

# Everybody may use FUSE on a machine where somebody logs in; where nobody does, only root may, and
# here nobody else has to be let in.
if [ -c /dev/fuse ] && mknod "$PLACE/fuse" c 10 229 2>/dev/null; then
  chmod 666 "$PLACE/fuse"
  mount --bind "$PLACE/fuse" /dev/fuse
fi

chown -R "$number:$number" "$PLACE/home" "$PLACE/pictures" "$RUNTIME" /run/dbus
exec setpriv --reuid "$number" --regid "$number" --clear-groups --inh-caps=-all \
  "$PLACE/sandbox/session.sh"
