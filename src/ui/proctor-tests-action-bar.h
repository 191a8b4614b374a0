/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_TESTS_ACTION_BAR (proctor_tests_action_bar_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestsActionBar, proctor_tests_action_bar, PROCTOR, TESTS_ACTION_BAR, AdwBin)

void proctor_tests_action_bar_set_revealed (ProctorTestsActionBar *self,
                                            gboolean revealed);
void proctor_tests_action_bar_set_tight (ProctorTestsActionBar *self,
                                         gboolean tight);
void proctor_tests_action_bar_set_number (ProctorTestsActionBar *self,
                                          const char *number);
void proctor_tests_action_bar_set_obstacles (ProctorTestsActionBar *self,
                                             const char *to_change,
                                             const char *to_copy);

G_END_DECLS
