#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# installed.sh BUILD PREFIX COMMAND: installs what was built into a folder that stands for the root of
# a machine, and runs a test with the programs, the translations, the schemas and the sample that lie
# there; nothing of the build is named to it. The folder goes when the test has ended.
set -euo pipefail

build=$1 prefix=$2
shift 2
root=$(mktemp -d "${TMPDIR:-/tmp}/proctor-installed-XXXXXX")
trap 'rm -rf "$root"' EXIT

meson install -C "$build" --no-rebuild --quiet --destdir "$root" >&2
stage=$root$prefix
# What a package manager does when it installs a schema.
glib-compile-schemas --strict "$stage/share/glib-2.0/schemas"

unset PROCTOR_ENGINE PROCTOR_TEST_CTL
export PROCTOR_TEST_PROGRAM=$stage/bin/proctor
export GSETTINGS_SCHEMA_DIR=$stage/share/glib-2.0/schemas
export PROCTOR_LOCALE_DIR=$stage/share/locale PROCTOR_SAMPLE_DIR=$stage/share/proctor/sample
export XDG_DATA_DIRS=$stage/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}
"$@"
