#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs in the build environment: configures $BUILD where that has not been done, and compiles.
# What goes well is said in a line; only what goes wrong is said at length. The options of meson
# setup are this script's arguments.
set -eu
cd "$TOP"

if [ ! -e "$BUILD/build.ninja" ]; then
  echo "Configuring ${BUILD#"$TOP/"}."
  # A folder that an interrupted set-up left behind is no build folder.
  [ ! -d "$BUILD" ] || find "$BUILD" -mindepth 1 -maxdepth 1 ! -name .floor-met -exec rm -rf {} +
  mkdir -p "$BUILD"
  if ! meson setup "$BUILD" -Dprofile=development ${CI:+-Dwerror=true} "$@" >"$BUILD/setup.log" 2>&1; then
    tail -n 30 "$BUILD/setup.log"
    exit 1
  fi
fi

# .built is as old as the start of the last compilation that went well: ./dev exec looks for
# sources that are newer.
: >"$BUILD/.building"
if ! ninja -C "$BUILD" -n 2>/dev/null | grep -q 'no work to do'; then
  echo "Compiling ${BUILD#"$TOP/"}."
  # Where a meson.build changed it is configured anew, at great length.
  if ! ninja -C "$BUILD" build.ninja >"$BUILD/setup.log" 2>&1; then
    tail -n 30 "$BUILD/setup.log"
    exit 1
  fi
  ninja -C "$BUILD" --quiet
fi
mv "$BUILD/.building" "$BUILD/.built"
