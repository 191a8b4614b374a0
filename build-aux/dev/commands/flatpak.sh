# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
#: ./dev flatpak [--bundle]
#:
#: Builds the development profile as a Flatpak, below _build/flatpak, runs the tests that need no
#: display and installs it for this user. With --bundle, also writes _build/flatpak/proctor.flatpak:
#: one file that can be given to others.
#:
#: It needs flatpak, flatpak-builder and GNOME's SDK, installs none of them, and says how to.
#: PROCTOR_FLATPAK_BUILDER_ARGS holds further arguments for flatpak-builder, separated by spaces.

FLATPAK_ID=io.github.proctor_app.Proctor.Devel

need_flatpak_builder() {
  local missing=()
  have flatpak || missing+=(flatpak)
  have flatpak-builder || missing+=(flatpak-builder)
  [ "${#missing[@]}" != 0 ] || return 0
  if have apt-get; then
    say "The Flatpak's tools are not all here. This line installs what is missing:"
    say "  sudo apt-get install ${missing[*]}"
    die "please run that line, then start again."
  fi
  die "please install ${missing[*]} with this system's package manager, then start again."
}

# need_runtime MANIFEST: the runtime and the SDK that the manifest names.
need_runtime() {
  local version name missing=()
  version=$(sed -n 's/.*"runtime-version": "\(.*\)".*/\1/p' "$1")
  for name in org.gnome.Platform org.gnome.Sdk; do
    flatpak info "$name//$version" >/dev/null 2>&1 || missing+=("$name//$version")
  done
  [ "${#missing[@]}" != 0 ] || return 0
  say "The Flatpak is built with GNOME's SDK, about 2 GB from Flathub. This installs what is missing:"
  say "  flatpak install flathub ${missing[*]}"
  flatpak remotes --columns=name 2>/dev/null | grep -qx flathub ||
    say "Flathub is not set up here yet; its web page says how that is done on your distribution."
  die "please run that, then start again."
}

# Flatpak asks on the system bus whether an ordinary user may install programs. Where there is no
# such bus, as in a container, an empty one of our own stands in for it.
run_flatpak_builder() {
  local stand_in=()
  if [ "$(id -u)" != 0 ] && [ -z "${DBUS_SYSTEM_BUS_ADDRESS:-}" ] &&
    [ ! -S /run/dbus/system_bus_socket ] && have dbus-run-session; then
    # shellcheck disable=SC2016 # the inner shell is meant to expand these
    stand_in=(dbus-run-session -- sh -c 'DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS exec "$@"' sh)
  fi
  "${stand_in[@]}" flatpak-builder "$@"
}

# rofiles-fuse is not everybody's to use, and what a failed build leaves mounted can't be removed.
build_flatpak() {
  local folder=$1 manifest=$2 arguments=()
  read -ra arguments <<<"${PROCTOR_FLATPAK_BUILDER_ARGS:-}"
  run_flatpak_builder --user --install --force-clean --disable-rofiles-fuse \
    --state-dir="$folder/state" --repo="$folder/repo" "${arguments[@]}" \
    "$folder/app" "$manifest" >"$folder/build.log" 2>&1 </dev/null 7>&-
}

command_main() {
  local folder=$TOP/_build/flatpak manifest=$TOP/flatpak/$FLATPAK_ID.json
  [ $# = 0 ] || [ "$*" = --bundle ] || die "flatpak knows only --bundle."
  need_flatpak_builder
  need_runtime "$manifest"
  mkdir -p "$folder" || die "$folder can't be written."
  exec 7>"$folder/.lock"
  flock -n 7 || {
    say "Another ./dev is building the Flatpak; waiting for it."
    flock 7
  }
  say "Building the Flatpak. What its tools say goes to _build/flatpak/build.log."
  build_flatpak "$folder" "$manifest" || {
    tail -n 30 "$folder/build.log" >&2
    die "the Flatpak could not be built or installed; the end of what was said stands above," \
      "all of it in _build/flatpak/build.log."
  }
  if [ "${1:-}" = --bundle ]; then
    flatpak build-bundle "$folder/repo" "$folder/proctor.flatpak" "$FLATPAK_ID" \
      >>"$folder/build.log" 2>&1 7>&- ||
      die "the bundle could not be written; _build/flatpak/build.log says why."
    say "Wrote _build/flatpak/proctor.flatpak."
  fi
  say "Installed $FLATPAK_ID for you. This opens it:"
  say "  flatpak run $FLATPAK_ID"
}
