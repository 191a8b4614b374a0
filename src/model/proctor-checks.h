/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-check-context.h"
#include "proctor-finding.h"
#include "proctor-test.h"

G_BEGIN_DECLS

/**
 * PROCTOR_TEST_MODEL_OF_SERVER:
 *
 * What a server puts where nobody has chosen a model.
 */
#define PROCTOR_TEST_MODEL_OF_SERVER "claude-sonnet-4-6"

GListModel *proctor_checks_run (ProctorTest *test,
                                ProctorCheckContext *context) G_GNUC_WARN_UNUSED_RESULT;

guint proctor_checks_count (GListModel *findings,
                            ProctorSeverity severity);

guint proctor_checks_get_n_rules (void);
const char *proctor_checks_get_rule (guint position);
const char *proctor_checks_get_help (const char *rule);
ProctorSeverity proctor_checks_get_severity (const char *rule);

G_END_DECLS
