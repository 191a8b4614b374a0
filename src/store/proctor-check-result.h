/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-finding.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CHECK_RESULT (proctor_check_result_get_type ())

G_DECLARE_FINAL_TYPE (ProctorCheckResult, proctor_check_result, PROCTOR, CHECK_RESULT, GObject)

ProctorCheckResult *proctor_check_result_new (const char *test_id,
                                              const char *test_name,
                                              ProctorFinding *finding,
                                              const char *place);

const char *proctor_check_result_get_test_id (ProctorCheckResult *self);
const char *proctor_check_result_get_test_name (ProctorCheckResult *self);
ProctorFinding *proctor_check_result_get_finding (ProctorCheckResult *self);
const char *proctor_check_result_get_place (ProctorCheckResult *self);

G_END_DECLS
