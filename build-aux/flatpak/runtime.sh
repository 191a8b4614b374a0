# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What the Flatpak is built with: flatpak's programs, GNOME's runtime or a stand-in for it, and the
# manifest as flatpak-builder gets it. A stand-in is kept in an installation of its own, where no
# other program meets it.

FLATHUB=https://dl.flathub.org/repo/flathub.flatpakrepo
# So long it is waited for somebody who may not be there at all.
PATIENCE=25

need_flatpak() {
  have flatpak && have flatpak-builder && have ostree && have eu-strip && have dbus-run-session && return 0
  install_packages flatpak flatpak-builder ostree elfutils dbus-daemon
}

# Flatpak asks on the system bus whether an ordinary user may install programs. Where there is no
# such bus, as in a container, an empty one of our own stands in for it.
with_buses() {
  local stand_in=()
  if [ "$(id -u)" != 0 ] && [ -z "${DBUS_SYSTEM_BUS_ADDRESS:-}" ] && [ ! -S /run/dbus/system_bus_socket ]; then
    # shellcheck disable=SC2016 # the inner shell is meant to expand these
    stand_in=(dbus-run-session -- sh -c 'DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS exec "$@"' sh)
  fi
  "${stand_in[@]}" "$@"
}

runtime_version() { sed -n 's/.*"runtime-version": "\(.*\)".*/\1/p' "$1"; }

has_runtime() {
  flatpak info "org.gnome.Platform//$1" >/dev/null 2>&1 && flatpak info "org.gnome.Sdk//$1" >/dev/null 2>&1
}

# Whether Flathub can be reached, and has been made known to flatpak; where it can't be, nothing is touched.
has_flathub() {
  timeout "$PATIENCE" bash -c 'exec 3<>/dev/tcp/dl.flathub.org/443' 2>/dev/null || return 1
  if ! flatpak remotes --user --columns=name 2>/dev/null | grep -qx flathub &&
    ! flatpak remotes --columns=name 2>/dev/null | grep -qx flathub; then
    timeout "$PATIENCE" flatpak remote-add --user --if-not-exists flathub "$FLATHUB" >/dev/null 2>&1 || return 1
  fi
  timeout "$PATIENCE" flatpak remote-info flathub "org.gnome.Platform//$1" >/dev/null 2>&1
}

install_runtime() {
  local version=$1
  say "Installing GNOME's runtime and SDK for you from Flathub, about 2 GB."
  with_buses flatpak install --user --noninteractive flathub "org.gnome.Platform//$version" "org.gnome.Sdk//$version" >&2 ||
    die "that did not work; './dev flatpak --stand-in' does with Debian's packages."
}

locate_stand_in() {
  local key
  key=$({
    printf '%s\n' "$SUITE" "$1"
    cat "$TOP"/build-aux/flatpak/{packages.txt,finish-stand-in.sh,stand-in.sh}
  } | sha256sum)
  STAND_IN=$CACHE/flatpak-$SUITE-${key:0:12}
}

# The stand-in is made under a lock, and counts only when its last file is there.
make_stand_in() {
  local version=$1 log=$CACHE/flatpak-stand-in.log pid status=0
  mkdir -p "$CACHE" || die "$CACHE can't be written. Set XDG_CACHE_HOME to a folder that can."
  exec 9>"$CACHE/lock"
  flock -n 9 || {
    say "Another ./dev is at work below $CACHE; waiting for it."
    flock 9
  }
  if [ ! -e "$STAND_IN/whole" ]; then
    need_tools
    need_namespaces
    ROOT_SIZE_MIB=3500 need_space
    say "Making a stand-in for GNOME's runtime from packages of $(suite_name), in $STAND_IN:" \
      "once, 1.2 GB, about three minutes."
    SUITE=$SUITE VERSION=$version with_buses "$TOP/build-aux/flatpak/stand-in.sh" "$STAND_IN" >"$log" 2>&1 </dev/null 9>&- &
    pid=$!
    # shellcheck disable=SC2064 # these are to be put in now
    trap "interrupted $pid '$STAND_IN'" INT TERM HUP
    watch_progress "$pid" "$log"
    wait "$pid" || status=$?
    trap - INT TERM HUP
    if [ "$status" != 0 ]; then
      trap 'remove_tree "'"$STAND_IN"'"' EXIT
      explain_failure "$log"
    fi
    rm -f "$log"
  fi
  exec 9>&-
}

# choose_runtime VERSION HOW: sets STAND_IN, which is empty where GNOME's own is there. Says which.
choose_runtime() {
  local version=$1 how=$2
  STAND_IN=
  if [ "$how" != stand-in ]; then
    has_runtime "$version" && return 0
    if has_flathub "$version"; then
      install_runtime "$version"
      return 0
    fi
    say "GNOME's runtime $version is not installed, and Flathub can't be reached to get it."
  fi
  locate_stand_in "$version"
  [ -e "$STAND_IN/whole" ] || make_stand_in "$version"
  export FLATPAK_USER_DIR=$STAND_IN/user
  say "This is NOT GNOME's runtime: the Flatpak is built and run with a stand-in made of packages of $(suite_name)."
  say "The sandbox is the real one; the libraries are $(suite_name)'s. Only $FLATPAK_USER_DIR knows it."
}

# Whether a module's source can be fetched, by the manifest of it.
can_fetch() {
  local url
  url=$(sed -n 's/.*"url": "\(.*\)".*/\1/p' "$1")
  GIT_TERMINAL_PROMPT=0 timeout "$PATIENCE" git ls-remote --tags "$url" >/dev/null 2>&1
}

# prepare_manifest NAME FOLDER: writes FOLDER/NAME.json: flatpak/NAME.json with absolute paths, its
# languages in the program where a bundle is wanted, and with the stand-in's yyjson where its own
# can't be fetched.
prepare_manifest() {
  local name=$1 folder=$2 module=$TOP/flatpak/yyjson.json locales=()
  rm -rf "$folder"
  mkdir -p "$folder"
  if [ -n "$STAND_IN" ] && ! can_fetch "$module"; then
    say "The source of yyjson can't be fetched: this module is $(suite_name)'s packages" \
      "$(cd "$STAND_IN/modules" && echo *.deb)."
    module=$folder/yyjson.json
    sed -e "s|\"path\": \"modules\"|\"path\": \"$STAND_IN/modules\"|" "$TOP/build-aux/flatpak/yyjson-debian.json" >"$module"
  fi
  grep -q '"separate-locales"' "$TOP/flatpak/$name.json" || [ -z "${BUNDLE:-}" ] ||
    locales=(-e 's|^  "command":|  "separate-locales": false,\n&|')
  sed -e "s|\"yyjson.json\"|\"$module\"|" -e "s|\"path\": \"\.\.\"|\"path\": \"$TOP\"|" "${locales[@]}" \
    "$TOP/flatpak/$name.json" >"$folder/$name.json"
}
