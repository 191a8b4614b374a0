/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run-setup.h"

G_BEGIN_DECLS

AdwDialog *proctor_run_tests_ask (GtkWidget *widget,
                                  ProctorRunSetup *setup);
void proctor_run_tests_ask_for (GtkWidget *widget,
                                ProctorSession *session,
                                const char *const *test_ids,
                                ProctorFolderItem *folder);
void proctor_run_tests_ask_for_folder (GtkWidget *widget,
                                       ProctorSession *session,
                                       ProctorFolderItem *folder,
                                       GCancellable *cancellable);

G_END_DECLS
