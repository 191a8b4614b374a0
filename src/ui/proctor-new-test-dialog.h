/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_NEW_TEST_DIALOG (proctor_new_test_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorNewTestDialog, proctor_new_test_dialog, PROCTOR, NEW_TEST_DIALOG, AdwDialog)

AdwDialog *proctor_new_test_dialog_new (ProctorSession *session,
                                        const char *folder_id);

G_END_DECLS
