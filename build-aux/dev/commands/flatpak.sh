# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
#: ./dev flatpak [--release] [--stand-in] [--no-run | --bundle | --test]
#:
#: Builds Proctor as a Flatpak below _build/flatpak, with the tests that need no display, installs
#: it for this user and opens it, on a machine with no display in a browser.
#:
#:   --release    the program as users get it; otherwise the development profile
#:   --no-run     does not open it
#:   --bundle     writes _build/flatpak/proctor.flatpak instead of opening it: one file that can be
#:                given to others, with all languages
#:   --test       walks through it in its sandbox instead of opening it: as an ordinary user, in a
#:                session of its own with a key ring and portals, and looks at what can be reached
#:                from inside. The session's programs are the system's: it wants xvfb, at-spi2-core,
#:                gnome-keyring, xdg-desktop-portal, xdg-desktop-portal-gtk, fuse3 and libglib2.0-bin
#:                as well
#:   --stand-in   builds with a stand-in for GNOME's runtime, also where that can be had
#:
#: It is built with GNOME's runtime from Flathub. Where that can't be had, a stand-in for it is made
#: once of Debian's packages, below ~/.cache/proctor (1.2 GB, about three minutes), and it says so;
#: programs of others never see it. On the system itself it wants flatpak, flatpak-builder, ostree,
#: elfutils and dbus-daemon; as root it installs these, otherwise it shows the line and asks.
#: PROCTOR_FLATPAK_BUILDER_ARGS holds further arguments for flatpak-builder, separated by spaces.

# shellcheck source=build-aux/flatpak/runtime.sh
. "$TOP/build-aux/flatpak/runtime.sh"
# shellcheck source=build-aux/flatpak/test.sh
. "$TOP/build-aux/flatpak/test.sh"

# rofiles-fuse is not everybody's to use, and what a failed build leaves mounted can't be removed.
build_flatpak() {
  local folder=$1 manifest=$2 arguments=()
  read -ra arguments <<<"${PROCTOR_FLATPAK_BUILDER_ARGS:-}"
  with_buses flatpak-builder --user --install --force-clean --disable-rofiles-fuse --ccache \
    --state-dir="$folder/state" --repo="$folder/repo" "${arguments[@]}" \
    "$folder/app" "$manifest" >"$folder/build.log" 2>&1 </dev/null 7>&-
}

# in_words BYTES: as people write it, such as 4.9 MB.
in_words() { numfmt --to=si --suffix=B "$1" | sed 's/[A-Za-z]*$/ &/'; }

write_bundle() {
  local folder=$1 id=$2
  flatpak build-bundle --runtime-repo="$FLATHUB" "$folder/repo" "$folder/proctor.flatpak" "$id" >>"$folder/build.log" 2>&1 7>&- ||
    die "the bundle could not be written; _build/flatpak/build.log says why."
  say "Wrote _build/flatpak/proctor.flatpak, $(in_words "$(stat -c %s "$folder/proctor.flatpak")"). This installs it:"
  say "  flatpak install --user _build/flatpak/proctor.flatpak"
}

# What the services of a bus of our own have to say goes past whoever looks at the program: there is no
# desktop that they could belong to.
start_with_bus() {
  [ -z "${DBUS_SESSION_BUS_ADDRESS:-}" ] || exec "$@"
  # shellcheck disable=SC2016 # the inner shell is meant to expand these
  exec dbus-run-session -- sh -c 'exec "$@" >&5 2>&6 5>&- 6>&-' sh "$@" \
    5>&1 6>&2 >"$TOP/_build/flatpak/services.log" 2>&1
}

# With no display, GTK serves the window to a browser from inside the sandbox.
run_flatpak() {
  local id=$1 port=8085
  [ -z "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ] || start_with_bus flatpak run --user "$id"
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  say "This machine has no display. Proctor's window is at http://127.0.0.1:$port/ (Ctrl+C ends it)."
  # shellcheck disable=SC2016 # the shell in the sandbox is meant to expand these
  start_with_bus flatpak run --user --die-with-parent --env=GDK_BACKEND=broadway --env=BROADWAY_DISPLAY=:5 --command=sh "$id" -c '
    gtk4-broadwayd --address 127.0.0.1 --port "$0" :5 >/dev/null 2>&1 &
    until [ -S "$XDG_RUNTIME_DIR/broadway6.socket" ] || ! kill -0 "$!" 2>/dev/null; do sleep 0.1; done
    # Nobody else would end the server, and with it the sandbox, when the window is closed.
    trap : INT TERM
    proctor
    status=$?
    kill "$!"
    exit "$status"' "$port"
}

command_main() {
  local folder=$TOP/_build/flatpak id=io.github.proctor_app.Proctor.Devel what=run how='' BUNDLE=''
  while [ $# != 0 ]; do
    case $1 in
      --release) id=${id%.Devel} ;;
      --stand-in) how=stand-in ;;
      --no-run) what=none ;;
      --bundle) what=bundle BUNDLE=yes ;;
      --test) what='test' ;;
      *) die "flatpak does not know $1. './dev flatpak --help' lists what it knows." ;;
    esac
    shift
  done
  need_flatpak
  choose_runtime "$(runtime_version "$TOP/flatpak/$id.json")" "$how"
  mkdir -p "$folder" || die "$folder can't be written."
  exec 7>"$folder/.lock"
  flock -n 7 || {
    say "Another ./dev is building the Flatpak; waiting for it."
    flock 7
  }
  prepare_manifest "$id" "$folder/manifest"
  say "Building the Flatpak. What its tools say goes to _build/flatpak/build.log."
  build_flatpak "$folder" "$folder/manifest/$id.json" || {
    tail -n 30 "$folder/build.log" >&2
    die "the Flatpak could not be built or installed; the end of what was said stands above," \
      "all of it in _build/flatpak/build.log."
  }
  say "Installed $id for you, $(in_words "$(flatpak info --user --show-size "$id" 2>/dev/null)"). This opens it:"
  say "  ${FLATPAK_USER_DIR:+FLATPAK_USER_DIR=$FLATPAK_USER_DIR }flatpak run $id"
  [ "$what" != bundle ] || write_bundle "$folder" "$id"
  exec 7>&-
  [ "$what" != test ] || test_flatpak "$id"
  [ "$what" != run ] || run_flatpak "$id"
}
