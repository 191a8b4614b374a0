# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# The private Debian root: where it is, and how it is made. It is built under a temporary name and
# renamed when it is whole, so that whatever has its name can be used.

SUITE=${PROCTOR_SUITE:-trixie}
[ -n "${XDG_CACHE_HOME:-}${HOME:-}" ] ||
  die "neither HOME nor XDG_CACHE_HOME is set, and the build root is kept below one of them. Set one."
CACHE=${XDG_CACHE_HOME:-${HOME:-}/.cache}/proctor
ROOT_SIZE_MIB=1500

root_packages() { grep -v -e '^#' -e '^$' "$TOP/build-aux/dev/packages.txt"; }

locate_root() {
  local key
  key=$({
    printf '%s\n' "$SUITE"
    root_packages
    cat "$TOP/build-aux/dev/finish-root.sh"
  } | sha256sum)
  ROOT=$CACHE/root-$SUITE-${key:0:12}
}

suite_name() {
  case $SUITE in
    trixie) echo "Debian 13 (trixie)" ;;
    forky) echo "Debian 14 (forky)" ;;
    *) echo "Debian $SUITE" ;;
  esac
}

# install_packages PACKAGES…: by apt-get where root asks for it; anybody else is shown the line, and asked.
install_packages() {
  local answer
  if ! have apt-get; then
    die "please install what Debian calls $* with this system's package manager, then start again."
  fi
  if [ "$(id -u)" = 0 ]; then
    say "Installing $* with apt-get."
    mkdir -p "$CACHE"
    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y \
      --no-install-recommends "$@"; } >"$CACHE/apt.log" 2>&1 || {
      tail -n 5 "$CACHE/apt.log" >&2
      rm -f "$CACHE/apt.log"
      die "apt-get could not install $*. Is there a network? Then start again."
    }
    rm -f "$CACHE/apt.log"
    return 0
  fi
  say "This needs some packages of the host:"
  say "  sudo apt-get install --no-install-recommends $*"
  if [ ! -t 0 ] || [ ! -t 2 ]; then
    die "please run that line, then start again."
  fi
  read -rp "Run it now? [y/N] " answer
  case $answer in
    [yY]*) sudo apt-get install --no-install-recommends "$@" || die "that did not work; please install them, then start again." ;;
    *) die "please run that line, then start again." ;;
  esac
}

# Makes sure of the programs of which the root's making and entering consist.
need_tools() {
  if have mmdebstrap && have bwrap && { [ "$(id -u)" = 0 ] || have newuidmap; }; then
    return 0
  fi
  install_packages mmdebstrap bubblewrap uidmap debian-archive-keyring
}

need_namespaces() {
  bwrap --dev-bind / / true 2>/dev/null && return 0
  die "bubblewrap can't make a namespace here. In a container, allow user namespaces (or run it" \
    "privileged); on a host, see the sysctls kernel.unprivileged_userns_clone and" \
    "kernel.apparmor_restrict_unprivileged_userns."
}

need_space() {
  local free
  free=$(df -Pk "$CACHE" | awk 'NR == 2 { print int ($4 / 1024) }')
  [ "$free" -ge "$ROOT_SIZE_MIB" ] ||
    die "the build root needs $ROOT_SIZE_MIB MiB below $CACHE and $free MiB are free. Make room, or set XDG_CACHE_HOME."
}

# What a failed mmdebstrap said, as a sentence with something to do in it.
explain_failure() {
  local log=$1
  tail -n 8 "$log" | cut -c 1-200 >&2
  if grep -qi 'no space left' "$log"; then
    die "the disk is full. Make room below $CACHE (or set XDG_CACHE_HOME), then start again."
  elif grep -qiE 'could not resolve|temporary failure|unable to connect|connection (refused|timed out)|network is unreachable' "$log"; then
    die "Debian's packages could not be reached. Is there a network? Then start again."
  elif grep -qi 'unable to locate package' "$log"; then
    die "$(suite_name) has no such package: $(grep -i 'unable to locate package' "$log" | sed 's/.* //' | xargs)." \
      "Mend build-aux/dev/packages.txt, or choose another PROCTOR_SUITE."
  elif grep -qiE 'subuid|newuidmap|unshare' "$log"; then
    die "this user may not make user namespaces with several ids: /etc/subuid and /etc/subgid need a line for $(id -un)."
  fi
  die "mmdebstrap failed; what it said last stands above."
}

# How far mmdebstrap is, read from its log: "downloading packages, 312 of 518".
progress_line() {
  local log=$1 total phase
  total=$(grep -o '[0-9]* newly installed' "$log" | tail -n 1)
  phase=$(grep -oE '^(Get:|Unpacking |Setting up )' "$log" | tail -n 1)
  case $phase in
    Get*) phase=downloading ;;
    Unp*) phase=unpacking ;;
    Set*) phase="setting up" ;;
    *) phase=starting ;;
  esac
  echo "$phase${total:+ (${total%% *} packages)}"
}

watch_progress() {
  local pid=$1 log=$2 started=$SECONDS shown=0
  while kill -0 "$pid" 2>/dev/null; do
    sleep 1
    if [ -t 2 ]; then
      printf '\r\033[K  %3d s  %s' $((SECONDS - started)) "$(progress_line "$log")" >&2
    elif [ $((SECONDS - shown)) -ge 15 ]; then
      shown=$SECONDS
      say "  $((SECONDS - started)) s  $(progress_line "$log")"
    fi
  done
  [ ! -t 2 ] || printf '\r\033[K' >&2
}

# Fills the folder $1; runs in the background, as a process of its own. An ordinary user's root comes through a tar, so that its files are the
# user's own: what mmdebstrap makes by itself belongs to sub-ids, which only it could remove again.
bootstrap() {
  local target=$1 log=$2 packages valid
  packages=$(root_packages | paste -sd,)
  local arguments=(--verbose --variant=apt --include="$packages"
    --aptopt='APT::Install-Recommends "false"'
    --dpkgopt='path-exclude=/usr/share/doc/*'
    --dpkgopt='path-exclude=/usr/share/man/*'
    --dpkgopt='path-exclude=/usr/share/info/*'
    --customize-hook="$(cat "$TOP/build-aux/dev/finish-root.sh")")
  # mmdebstrap does not read the host's apt.conf. Where the host accepts a mirror whose Release
  # file is past its date, the root has to as well; signatures are checked all the same.
  valid=$(apt-config dump 2>/dev/null | sed -n 's/^\(Acquire::Check-Valid-Until .*\);$/\1/p')
  [ -z "$valid" ] || arguments+=(--aptopt="$valid")
  if [ "$(id -u)" = 0 ]; then
    # Namespaces of its own: what it mounts is nobody else's, and when it is killed all of it goes.
    exec setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child=KILL --mount-proc \
      mmdebstrap --mode=root --format=directory "${arguments[@]}" "$SUITE" "$target" >"$log" 2>&1 </dev/null
  else
    mkdir -p "$target"
    TMPDIR=/var/tmp setpriv --pdeathsig TERM mmdebstrap --mode=unshare --format=tar "${arguments[@]}" "$SUITE" - 2>"$log" </dev/null |
      tar --extract --no-same-owner --exclude='./dev/*' --directory="$target" 2>>"$log"
  fi
}

# What mmdebstrap made as root dies with its namespace; an ordinary user's removes by itself what it
# has in /var/tmp, for which it wants to come to the end of a step.
interrupted() {
  local pid=$1 making=$2
  trap '' INT TERM HUP
  say "Interrupted; cleaning up."
  if [ "$(id -u)" = 0 ]; then
    kill -KILL "$pid"
  else
    pkill -TERM -P "$pid"
  fi
  { wait "$pid"; } 2>/dev/null
  remove_tree "$making"
  exit 130
}

remove_tree() {
  [ -e "$1" ] || return 0
  [ "$(id -u)" = 0 ] || chmod -R u+rwX "$1" 2>/dev/null || true
  rm -rf --one-file-system "$1" 2>/dev/null || die "$1 can't be removed by $(id -un); whoever made it can."
}

make_root() {
  local making log pid status=0
  mkdir -p "$CACHE" 2>/dev/null
  [ -w "$CACHE" ] || die "$CACHE can't be written. Set XDG_CACHE_HOME to a folder that can."
  exec 9>"$CACHE/lock"
  if ! flock -n 9; then
    say "Another ./dev is at work on the build root; waiting for it."
    flock 9
  fi
  if [ ! -d "$ROOT" ]; then
    need_tools
    need_namespaces
    # Whatever has the temporary name now was left by somebody who was killed: we have the lock.
    for making in "$CACHE"/.making-*; do remove_tree "$making"; done
    need_space
    making=$(mktemp -d "$CACHE/.making-XXXXXX")
    log=$making/log
    say "Making the build root of $(suite_name) in $ROOT:" \
      "once, 1.3 GB, about two minutes. The host's own packages stay as they are."
    bootstrap "$making/root" "$log" &
    pid=$!
    # shellcheck disable=SC2064 # these are to be put in now
    trap "interrupted $pid '$making'" INT TERM HUP
    watch_progress "$pid" "$log"
    wait "$pid" || status=$?
    trap - INT TERM HUP
    if [ "$status" != 0 ]; then
      trap 'remove_tree "'"$making"'"' EXIT
      explain_failure "$log"
    fi
    chmod 755 "$making/root"
    mv -T "$making/root" "$ROOT"
    remove_tree "$making"
  fi
  exec 9>&-
}

ensure_root() {
  locate_root
  if [ ! -d "$ROOT" ]; then
    make_root
  else
    have bwrap || need_tools
  fi
}
