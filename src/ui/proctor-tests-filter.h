/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-test-list.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TESTS_FILTER (proctor_tests_filter_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestsFilter, proctor_tests_filter, PROCTOR, TESTS_FILTER, GtkPopover)

GtkWidget *proctor_tests_filter_new (void);

void proctor_tests_filter_set_list (ProctorTestsFilter *self,
                                    ProctorTestList *list);

G_END_DECLS
