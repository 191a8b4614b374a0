/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void proctor_testing_init (int *argc,
                           char ***argv);
void proctor_testing_init_display (int *argc,
                                   char ***argv);

/**
 * ProctorTestingCondition:
 *
 * Something that is waited for. Returns whether it has come about.
 */
typedef gboolean (*ProctorTestingCondition) (gpointer user_data);

void proctor_testing_set_patience (guint seconds);
gboolean proctor_testing_wait (ProctorTestingCondition condition,
                               gpointer user_data);
void proctor_testing_wait_for (const char *what,
                               ProctorTestingCondition condition,
                               gpointer user_data);

void proctor_testing_assert_finalized (gpointer object);

char *proctor_testing_make_folder (void);
void proctor_testing_remove_folder (const char *folder);

G_END_DECLS
