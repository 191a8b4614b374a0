# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# The last touches to a new root, run by mmdebstrap with the root's folder as $1.
set -eu

# D-Bus does not start without a machine id.
chroot "$1" dbus-uuidgen >"$1/etc/machine-id"

# The host's own fonts are mounted here when one looks at the window (enter.sh).
mkdir -p "$1/usr/local/share/fonts/host" "$1/usr/local/share/fonts/host-local"

# GNOME's fonts are younger than Debian 13; Inter, from which Adwaita Sans was drawn, stands in.
cat >"$1/etc/fonts/local.conf" <<'XML'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <alias><family>Adwaita Sans</family><accept><family>Inter</family></accept></alias>
  <alias><family>Adwaita Mono</family><accept><family>DejaVu Sans Mono</family></accept></alias>
</fontconfig>
XML
mkdir -p "$1/etc/gtk-4.0"
printf '[Settings]\ngtk-font-name=Adwaita Sans 11\n' >"$1/etc/gtk-4.0/settings.ini"
chroot "$1" fc-cache --system-only
