#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs in the build environment: every test of $BUILD, or those named, in a session of their own.
# The count at the end is of the single tests, and comes from what they said themselves.
set -eu
cd "$TOP"

if [ "${1:-}" = --list ]; then
  exec meson test -C "$BUILD" --list
fi

rm -rf "$BUILD/pictures" "$BUILD/meson-logs/testlog.json"
status=0
build-aux/dev/inside/session.sh \
  meson test -C "$BUILD" --no-rebuild --print-errorlogs "$@" || status=$?
exec python3 build-aux/count-tests.py "$BUILD/meson-logs/testlog.json" "$status"
