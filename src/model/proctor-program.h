/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int proctor_program_run (int argc,
                         char **argv,
                         const char *summary);

G_END_DECLS
