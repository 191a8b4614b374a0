#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# look-around.sh KEY: what can be reached from inside the sandbox, tried from there, and what lies in
# the program's files.
set -euo pipefail

# shellcheck source=build-aux/dev/lib.sh
. "$PLACE/lib.sh"

key=$1
failed=0

# A person's file, another program's socket and the likes, which have to stay theirs.
echo secret >"$HOME/Diary.txt"
mkdir -p "$HOME/.config/other" "$HOME/.var/app/org.example.Other"
echo secret >"$HOME/.config/other/settings"
echo secret >"$HOME/.var/app/org.example.Other/data"
echo secret >"$XDG_RUNTIME_DIR/other.socket"
outside=$(mktemp /tmp/proctor-outside-XXXXXX)
sleep 600 &
stranger=$!

flatpak run --user --env=LOOK_HOME="$HOME" --env=LOOK_RUNTIME="$XDG_RUNTIME_DIR" --env=LOOK_OUTSIDE="$outside" \
  --env=LOOK_PLACE="$PLACE" --command=sh "$ID" -s <"$PLACE/sandbox/inside.sh" || failed=1

end_process "$stranger"
rm -f "$outside"
if grep -rqF "$key" "$HOME/.var/app"; then
  say "not ok: the key stands in $(grep -rlF "$key" "$HOME/.var/app" | head -n 1)"
  failed=1
else
  echo "ok: the key is in none of the program's files as it is"
fi
exit "$failed"
