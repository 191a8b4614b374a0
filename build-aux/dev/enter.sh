# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Entering the build environment. "sealed" is for building and testing: the project at its own
# path, a private home and /tmp, no network. "open" is for looking at the program: everything of
# the caller's is there and only /usr and /etc are the root's.

# The arguments that give bubblewrap a file system of the root's /usr and /etc.
root_arguments() {
  local entry
  BWRAP+=(--tmpfs / --ro-bind "$ROOT/usr" /usr --ro-bind "$ROOT/etc" /etc)
  for entry in bin sbin lib lib32 lib64 libx32; do
    [ ! -L "$ROOT/$entry" ] || BWRAP+=(--symlink "usr/$entry" "/$entry")
  done
}

# D-Bus and others want to know who the user is, and the root has never heard of them. The lines
# are read from the descriptors 5 and 6.
user_arguments() {
  exec 5< <(printf 'root:x:0:0:root:/root:/bin/sh\nproctor:x:%s:%s::/tmp/home:/bin/sh\n' "$(id -u)" "$(id -g)")
  exec 6< <(printf 'root:x:0:\nproctor:x:%s:\n' "$(id -g)")
  BWRAP+=(--ro-bind-data 5 /etc/passwd --ro-bind-data 6 /etc/group)
}

# In some containers a process namespace's own /proc or a private network is refused. Tests are
# then a little less alone, and that is better than not at all.
isolation_arguments() {
  if bwrap --ro-bind / / --unshare-pid --proc /proc true 2>/dev/null; then
    BWRAP+=(--unshare-pid --proc /proc)
  else
    BWRAP+=(--ro-bind /proc /proc)
  fi
  if bwrap --ro-bind / / --unshare-net true 2>/dev/null; then
    BWRAP+=(--unshare-net)
  fi
}

# The few variables that mean something to a build or a test; all others stay outside.
sealed_environment() {
  local name
  for name in TERM COLORTERM NO_COLOR CI CC CFLAGS LDFLAGS TZ SOURCE_DATE_EPOCH PROCTOR_SUITE \
    "${!G_TEST_@}" "${!MESON_@}" "${!PROCTOR_TEST_@}"; do
    [ -z "${!name:-}" ] || BWRAP+=(--setenv "$name" "${!name}")
  done
  BWRAP+=(--setenv PATH /usr/bin:/usr/sbin:/bin --setenv LANG C.UTF-8 --setenv HOME /tmp/home
    --setenv XDG_RUNTIME_DIR /tmp/runtime --setenv TOP "$TOP" --setenv BUILD "$BUILD" --setenv MODE "$MODE")
}

# The contract of the API lies where its owner keeps it, which the seal would hide.
contract_arguments() {
  [ -z "${PROCTOR_TEST_CONTRACT:-}" ] || BWRAP+=(--ro-bind "$PROCTOR_TEST_CONTRACT" "$PROCTOR_TEST_CONTRACT")
}

check_contract() {
  case ${PROCTOR_TEST_CONTRACT:-} in
    "") ;;
    /*) [ -r "$PROCTOR_TEST_CONTRACT" ] || die "PROCTOR_TEST_CONTRACT names $PROCTOR_TEST_CONTRACT, which can't be read." ;;
    *) die "PROCTOR_TEST_CONTRACT has to be an absolute path." ;;
  esac
}

enter_sealed() {
  check_contract
  BWRAP=(bwrap --die-with-parent)
  if [ "$MODE" = root ]; then
    case $TOP/ in
      /usr/* | /etc/*) die "the project lies in $TOP, where the build root has its own files. Move it elsewhere." ;;
    esac
    root_arguments
    [ "$(id -u)" = 0 ] || user_arguments
    BWRAP+=(--tmpfs /tmp --dir /var/tmp --ro-bind "$ROOT/var/cache/fontconfig" /var/cache/fontconfig)
  elif have bwrap; then
    BWRAP+=(--ro-bind / / --tmpfs /tmp)
  else
    enter_without_bwrap "$@"
    return
  fi
  isolation_arguments
  BWRAP+=(--unshare-ipc --dev /dev --perms 0700 --dir /tmp/home --perms 0700 --dir /tmp/runtime
    --bind "$TOP" "$TOP" --chdir "$TOP" --clearenv)
  contract_arguments
  sealed_environment
  "${BWRAP[@]}" -- "$@"
}

# A host that has everything but bubblewrap: a private home all the same.
enter_without_bwrap() {
  local private status=0
  private=$(mktemp -d)
  mkdir -m 700 "$private/home" "$private/runtime"
  env -u DISPLAY -u WAYLAND_DISPLAY -u DBUS_SESSION_BUS_ADDRESS -u XDG_DATA_HOME -u XDG_CONFIG_HOME \
    -u XDG_CACHE_HOME -u XDG_STATE_HOME HOME="$private/home" XDG_RUNTIME_DIR="$private/runtime" \
    LANG=C.UTF-8 TOP="$TOP" BUILD="$BUILD" MODE="$MODE" "$@" || status=$?
  rm -rf "$private"
  return "$status"
}

# The caller's locale, made on demand from the root's sources; without it GTK falls back to English.
locale_folder() {
  local wanted=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} folder=$CACHE/locale-$SUITE
  case ${wanted%%.*} in "" | C | POSIX) return ;; esac
  [ -d "$folder/${wanted%%.*}.UTF-8" ] || {
    mkdir -p "$folder"
    "${BWRAP[@]}" --bind "$folder" "$folder" -- localedef -i "${wanted%%.*}" -f UTF-8 \
      "$folder/${wanted%%.*}.UTF-8" >/dev/null 2>&1
  } || true
  [ ! -d "$folder/${wanted%%.*}.UTF-8" ] || echo "$folder"
}

# Everything of the host's but what the root brings, wherever it is mounted, so that the sockets
# of the display, the buses and the keyring are where the environment says.
open_arguments() {
  local entry
  root_arguments
  for entry in /*; do
    case $entry in
      /usr | /etc | /bin | /sbin | /lib* | /proc | /dev | /sys) ;;
      *) if [ -L "$entry" ]; then BWRAP+=(--symlink "$(readlink "$entry")" "$entry"); else BWRAP+=(--bind "$entry" "$entry"); fi ;;
    esac
  done
  BWRAP+=(--dev-bind /dev /dev --bind /proc /proc --ro-bind-try /sys /sys)
  for entry in passwd group hosts resolv.conf nsswitch.conf machine-id; do
    [ ! -s "/etc/$entry" ] || [ ! -f "$ROOT/etc/$entry" ] || BWRAP+=(--ro-bind "/etc/$entry" "/etc/$entry")
  done
  [ ! -d /usr/share/fonts ] || BWRAP+=(--ro-bind /usr/share/fonts /usr/local/share/fonts/host)
  [ ! -d /usr/local/share/fonts ] || BWRAP+=(--ro-bind /usr/local/share/fonts /usr/local/share/fonts/host-local)
}

# Where the built programs, their schemas and their translations are.
built_environment() {
  export PATH="$BUILD/src/app:$BUILD/src/cli:$BUILD/src/engine:$PATH"
  export GSETTINGS_SCHEMA_DIR="$BUILD/data" PROCTOR_LOCALE_DIR="$BUILD/po" PROCTOR_SAMPLE_DIR="$TOP/data/sample" TOP BUILD MODE
}

# Runs a command with everything of the caller's: arguments, streams, working folder, signals,
# exit status. bubblewrap dies of a signal and takes the command with it, so it ignores them; this
# shell passes on what it is sent. What the terminal sends reaches the command by itself, because
# all of them are in the terminal's foreground process group.
enter_open() {
  local locales
  built_environment
  if [ "$MODE" = host ]; then
    exec "$@"
  fi
  BWRAP=(bwrap --die-with-parent)
  open_arguments
  locales=$(locale_folder)
  [ -z "$locales" ] || export LOCPATH=$locales
  [ -n "${TZ:-}" ] || [ ! -L /etc/localtime ] || {
    TZ=$(readlink -f /etc/localtime)
    export TZ=":${TZ}"
  }
  BWRAP+=(--chdir "$PWD")
  pass_through "$@"
}

pass_through() {
  local info bwrap_pid status=0 signal
  CHILD='' SIGNALLED=''
  info=$(mktemp -u "${TMPDIR:-/tmp}/proctor-dev-XXXXXX")
  mkfifo -m 600 "$info"
  exec 8<>"$info"
  rm -f "$info"
  for signal in HUP INT QUIT TERM USR1 USR2; do
    # shellcheck disable=SC2064 # the signal's name is meant to be put in now
    trap "forward_signal $signal" "$signal"
  done
  (
    trap '' HUP INT QUIT TERM USR1 USR2
    exec "${BWRAP[@]}" --info-fd 8 -- env --default-signal=HUP,INT,QUIT,TERM,USR1,USR2 \
      sh -c 'exec "$@" 8>&-' sh "$@"
  ) <&0 &
  bwrap_pid=$!
  while :; do
    wait "$bwrap_pid"
    status=$?
    [ -n "$SIGNALLED" ] || break
    SIGNALLED=''
  done
  exit "$status"
}

# The pid of the command itself, which bubblewrap tells once it has started it.
command_pid() {
  local line
  while [ -z "$CHILD" ] && read -r -t 1 line <&8; do
    case $line in *child-pid*) CHILD=$(printf '%s' "$line" | tr -dc '0-9') ;; esac
  done
}

from_terminal() {
  local group foreground
  read -r _ _ _ _ group _ _ foreground _ <"/proc/$$/stat"
  [ "$group" = "$foreground" ]
}

forward_signal() {
  SIGNALLED=$1
  case $1 in INT | QUIT | HUP) ! from_terminal || return 0 ;; esac
  command_pid
  [ -z "$CHILD" ] || kill -s "$1" "$CHILD" 2>/dev/null
}
