#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# stand-in.sh FOLDER: makes stand-ins for org.gnome.Platform and org.gnome.Sdk from Debian packages,
# for where GNOME's own can't be had. They are good enough to build Proctor's Flatpak, to run it in
# the real sandbox, and to look at both; they are not what users get.
#
# FOLDER is made, and holds then: user, a Flatpak installation (FLATPAK_USER_DIR) with both in it,
# which is nobody else's; modules, the Debian packages of the manifest's modules; and repo, where the
# two came from, which flatpak wants to keep. SUITE, VERSION and MIRROR come from the environment.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
folder=$1
suite=${SUITE:-trixie}
version=${VERSION:?the version of the runtime}
arch=$(flatpak --default-arch)
making=$folder/making

packages() { sed -n "s/^$1 *//p" "$here/packages.txt"; }

# A root with the SDK, and the platform alone in its folder /platform. It comes through a tar, so
# that an ordinary user's files are the user's own.
make_root() {
  local hook valid mode=root arguments
  [ "$(id -u)" = 0 ] || mode=unshare
  hook=$(sed -e "s/SDK_PACKAGES/$(packages sdk | paste -sd' ')/" -e "s/MODULE_PACKAGES/$(packages module | paste -sd' ')/" \
    -e 's/LOCALES/en_US de_DE/' "$here/finish-stand-in.sh")
  arguments=(--verbose --mode="$mode" --format=tar --variant=apt --aptopt='APT::Install-Recommends "false"'
    --include="$(packages platform | paste -sd,)" --customize-hook="$hook"
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*'
    --dpkgopt='path-exclude=/usr/share/info/*')
  # mmdebstrap does not read the host's apt.conf; see root.sh.
  valid=$(apt-config dump 2>/dev/null | sed -n 's/^\(Acquire::Check-Valid-Until .*\);$/\1/p')
  [ -z "$valid" ] || arguments+=(--aptopt="$valid")
  mkdir -p "$making/root"
  TMPDIR=/var/tmp mmdebstrap "${arguments[@]}" "$suite" - ${MIRROR:+"$MIRROR"} |
    tar --extract --no-same-owner --exclude='./dev/*' --directory="$making/root"
}

# Fonts have no dates in a runtime, and Flatpak maps the host's to where the runtime has its own: a
# cache that the program made would mix them up. So the runtime brings its cache along.
settle_fonts() {
  local files=$1
  sed -i '0,/<cachedir>/s|<cachedir>|<cachedir>/usr/cache/fontconfig</cachedir>\n&|' "$files/etc/fonts/fonts.conf"
  cat >"$files/etc/fonts/conf.d/50-flatpak.conf" <<'XML'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/app/share/fonts</dir>
  <include ignore_missing="yes">/run/host/font-dirs.xml</include>
  <alias><family>Adwaita Sans</family><accept><family>Inter</family></accept></alias>
  <alias><family>Adwaita Mono</family><accept><family>DejaVu Sans Mono</family></accept></alias>
</fontconfig>
XML
  # Where nobody says which font to use, on X11 without a desktop, it is GNOME's all the same.
  mkdir -p "$files/etc/gtk-4.0"
  printf '[Settings]\ngtk-font-name=Adwaita Sans 11\n' >"$files/etc/gtk-4.0/settings.ini"
  find "$files/share/fonts" -type d -exec touch -d @0 {} +
  bwrap --bind "$files" /usr --ro-bind "$files/etc" /etc --symlink usr/lib /lib --symlink usr/lib64 /lib64 \
    --symlink usr/bin /bin --dev /dev --tmpfs /tmp fc-cache -s
}

# The dynamic linker looks into the program's folders by what Flatpak tells it when it starts.
settle_linker() {
  local files=$1
  ln -sf ../sbin/ldconfig "$files/bin/ldconfig"
  printf '%s\n' 'include /run/flatpak/ld.so.conf.d/app-*.conf' "/app/lib/$arch-linux-gnu" /app/lib \
    'include /run/flatpak/ld.so.conf.d/runtime-*.conf' 'include /etc/ld.so.conf.d/*.conf' >"$files/etc/ld.so.conf"
}

# A machine's own, secret, or given by Flatpak itself.
drop_machine() {
  (cd "$1/etc" && rm -rf passwd* group* shadow* gshadow* subuid* subgid* machine-id hostname hosts host.conf \
    resolv.conf localtime mtab fstab apt dpkg ld.so.cache)
}

write_metadata() {
  cat >"$2/metadata" <<INI
[Runtime]
name=$1
runtime=org.gnome.Platform/$arch/$version
sdk=org.gnome.Sdk/$arch/$version

[Environment]
GI_TYPELIB_PATH=/app/lib/girepository-1.0
XDG_DATA_DIRS=/app/share:/usr/share:/usr/share/runtime/share:/run/host/user-share:/run/host/share
INI
}

# export_runtime ID ROOT: a runtime is a /usr with the /etc in it.
export_runtime() {
  local id=$1 root=$2 at=$making/$1
  mkdir "$at"
  mv "$root/usr" "$at/files"
  rm -rf "$at/files/etc" "$at/files/local"
  mv "$root/etc" "$at/files/etc"
  drop_machine "$at/files"
  settle_linker "$at/files"
  settle_fonts "$at/files"
  write_metadata "$id" "$at"
  # Files that only root may read would make a repository that only root can use.
  chmod -R a+rX "$at/files"
  flatpak build-export --runtime --files=files --arch="$arch" -s "A stand-in for $id, made from Debian $suite" \
    "$making/repo" "$at" "$version"
  rm -rf "$at"
}

rm -rf "$folder"
mkdir -p "$making"
make_root
ostree init --mode=bare-user-only --repo="$making/repo"
mv "$making/root/modules" "$making/modules"
export_runtime org.gnome.Platform "$making/root/platform"
export_runtime org.gnome.Sdk "$making/root"
flatpak build-update-repo "$making/repo"
mv "$making/repo" "$making/modules" "$folder/"

export FLATPAK_USER_DIR=$folder/user
flatpak remote-add --user --no-gpg-verify stand-in "file://$folder/repo"
flatpak install --user --noninteractive stand-in "runtime/org.gnome.Platform/$arch/$version" \
  "runtime/org.gnome.Sdk/$arch/$version"
# Others than the one who made it may use it, too.
chmod a+rx "$folder/user"
rm -rf "$making"
: >"$folder/whole"
