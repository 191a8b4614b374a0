# SPDX-FileCopyrightText: 2026 The Proctor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What Tab offers after "proctorctl" in fish. The program itself knows.

function __proctorctl_offer
    set -l typed (commandline -ct | string unescape 2>/dev/null; or commandline -ct)
    set -l before (commandline -opc)[2..]
    test -n "$typed[1]"; or set typed ''
    for line in (proctorctl complete $before $typed 2>/dev/null)
        if test "$line" = :files
            set -l start (string replace -r '[^=]*$' '' -- $typed)
            string match -q '*=*' -- $typed; or set start ''
            for file in (__fish_complete_path (string replace -- "$start" '' $typed))
                echo -- $start$file
            end
        else
            echo -- $line
        end
    end
end

complete -c proctorctl -f -a '(__proctorctl_offer)'
