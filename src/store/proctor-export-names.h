/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _ProctorExportNames ProctorExportNames;

ProctorExportNames *proctor_export_names_new (GFile *folder) G_GNUC_WARN_UNUSED_RESULT;
void proctor_export_names_free (ProctorExportNames *self);

void proctor_export_names_take (ProctorExportNames *self,
                                const char *path);
char *proctor_export_names_make (ProctorExportNames *self,
                                 const char *const *folders,
                                 const char *name,
                                 const char *suffix);

G_END_DECLS
