/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-choice-list.h"
#include "proctor-draft.h"
#include "proctor-outcome.h"
#include "proctor-run.h"

G_BEGIN_DECLS

/**
 * ProctorMendError:
 * @PROCTOR_MEND_ERROR_READ_ONLY: the test can't be changed
 * @PROCTOR_MEND_ERROR_NOTHING: there is nothing in the run that could be used
 * @PROCTOR_MEND_ERROR_FULL: the test has as many as it can have
 * @PROCTOR_MEND_ERROR_KNOWN: the test has it already
 * @PROCTOR_MEND_ERROR_KIND: a test of another kind has no such thing
 *
 * Why a test is not mended.
 */
typedef enum
{
  PROCTOR_MEND_ERROR_READ_ONLY,
  PROCTOR_MEND_ERROR_NOTHING,
  PROCTOR_MEND_ERROR_FULL,
  PROCTOR_MEND_ERROR_KNOWN,
  PROCTOR_MEND_ERROR_KIND,
} ProctorMendError;

#define PROCTOR_MEND_ERROR (proctor_mend_error_quark ())
GQuark proctor_mend_error_quark (void);

char *proctor_mend_dup_reply (ProctorRun *run,
                              guint position) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_mend_has_results (ProctorRun *run);
gboolean proctor_mend_can_copy (ProctorRun *run);

char *proctor_mend_add_example (ProctorDraft *draft,
                                const char *reply,
                                gboolean is_success,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_mend_add_mocks (ProctorDraft *draft,
                              ProctorRun *run,
                              GPtrArray *results,
                              ProctorChoiceList *tools,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
ProctorTest *proctor_mend_copy_turn (ProctorRun *run,
                                     guint position,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_mend_dup_failing_place (ProctorRun *run) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
