/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-test-list.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TESTS_STATUS (proctor_tests_status_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestsStatus, proctor_tests_status, PROCTOR, TESTS_STATUS, AdwBin)

void proctor_tests_status_show (ProctorTestsStatus *self,
                                ProctorTestList *list);

G_END_DECLS
