/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-import-row.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_IMPORT_HEADER (proctor_import_header_get_type ())

G_DECLARE_FINAL_TYPE (ProctorImportHeader, proctor_import_header, PROCTOR, IMPORT_HEADER, GtkWidget)

GtkWidget *proctor_import_header_new (void);
void proctor_import_header_show (ProctorImportHeader *self,
                                 ProctorImportVerdict verdict,
                                 guint n_rows);
void proctor_import_header_set_n_included (ProctorImportHeader *self,
                                           guint n_included);
ProctorImportVerdict proctor_import_header_get_verdict (ProctorImportHeader *self);

G_END_DECLS
