# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What every part of ./dev uses. Everything said goes to standard error: standard output belongs
# to the command that is run.

say() { printf '%s\n' "$*" >&2; }

die() {
  say "dev: $*"
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# The comment that opens a command's file is its help; this prints it.
print_help() { sed -n '/^#:/{s/^#: \{0,1\}//;p}' "$1"; }

# version_at_least FOUND NEEDED
version_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# PIDs of the processes that this script started and has to end.
end_process() {
  kill -TERM "$1" 2>/dev/null || return 0
  wait "$1" 2>/dev/null || true
}
