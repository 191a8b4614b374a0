/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TEST_HISTORY_DIALOG (proctor_test_history_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestHistoryDialog, proctor_test_history_dialog, PROCTOR, TEST_HISTORY_DIALOG, AdwDialog)

AdwDialog *proctor_test_history_dialog_new (ProctorSession *session,
                                            const char *test_id,
                                            const char *name);

G_END_DECLS
