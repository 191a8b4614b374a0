#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""count-tests.py TESTLOG STATUS: the closing line of ./dev test.

Meson counts programs; people count tests. This counts the "ok" and "not ok" lines that the
programs wrote (TAP), and a program that ended badly although none of its tests failed (a leak, a
crash, a time-out, fewer tests than it planned) as one failure more. STATUS is meson test's own.
"""

import json
import re
import sys

LINE = re.compile(r"^(not )?ok\b[^#]*(?:# *(\w+))?", re.IGNORECASE)
PLAN = re.compile(r"^1\.\.(\d+)", re.MULTILINE)


def count(program):
    passed = failed = skipped = 0
    output = program.get("stdout", "")
    for line in output.splitlines():
        match = LINE.match(line)
        if not match:
            continue
        if (match[2] or "").upper() == "SKIP":
            skipped += 1
        elif match[1]:
            failed += 1
        else:
            passed += 1

    plan = PLAN.search(output)
    if plan is None and program["result"] == "OK":
        passed = 1
    whole = plan is None or int(plan[1]) == passed + failed + skipped
    if failed == 0 and (program["result"] not in ("OK", "SKIP") or not whole):
        failed = 1
    return passed, failed, skipped


def main():
    passed = failed = skipped = 0
    try:
        with open(sys.argv[1], encoding="utf-8") as log:
            for line in log:
                totals = count(json.loads(line))
                passed += totals[0]
                failed += totals[1]
                skipped += totals[2]
    except OSError as error:
        print(f"There is no log of the tests: {error.strerror}.", file=sys.stderr)

    if failed == 0 and (passed == 0 or sys.argv[2] != "0"):
        failed = 1
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


sys.exit(main())
