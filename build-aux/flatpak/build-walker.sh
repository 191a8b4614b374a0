#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs in the build environment: compiles the one test that walks through the Flatpak's sandbox.
set -eu
cd "$TOP"

if [ ! -e "$BUILD/build.ninja" ]; then
  mkdir -p "$BUILD"
  meson setup "$BUILD" -Dprofile=development >"$BUILD/setup.log" 2>&1 || {
    tail -n 30 "$BUILD/setup.log"
    exit 1
  }
fi
ninja -C "$BUILD" build.ninja >"$BUILD/setup.log" 2>&1 || {
  tail -n 30 "$BUILD/setup.log"
  exit 1
}
ninja -C "$BUILD" --quiet tests/journeys/journey-sandbox
