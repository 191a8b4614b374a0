/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-draft.h"
#include "proctor-library.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TEST_HEADER (proctor_test_header_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestHeader, proctor_test_header, PROCTOR, TEST_HEADER, GtkBox)

void proctor_test_header_show (ProctorTestHeader *self,
                               ProctorTestItem *item,
                               ProctorLibrary *library);

void proctor_test_header_show_draft (ProctorTestHeader *self,
                                     ProctorDraft *draft,
                                     ProctorLibrary *library);
GtkWidget *proctor_test_header_get_folder_button (ProctorTestHeader *self);

G_END_DECLS
