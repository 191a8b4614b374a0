#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Stands where the walker has the program: asks for a start outside, waits for the end, and hands over
# what the program said and its exit status. With --by-bus it is the session bus that starts it.
set -eu

name_is_there() {
  gdbus call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus \
    --method org.freedesktop.DBus.NameHasOwner "$PROCTOR_TEST_SANDBOXED" | grep -q true
}

if [ "${1:-}" = --by-bus ]; then
  gdbus call --session --dest "$PROCTOR_TEST_SANDBOXED" \
    --object-path "/$(echo "$PROCTOR_TEST_SANDBOXED" | tr . /)" --method org.freedesktop.Application.Activate '{}' >/dev/null
  while name_is_there; do sleep 0.2; done
  exit 0
fi

printf '%s\n' "${1:-}" >"$PLACE/home/start"
read -r status <"$PLACE/home/ended"
cat "$PLACE/home/errors" >&2
exit "$status"
