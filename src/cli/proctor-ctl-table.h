/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl-output.h"

G_BEGIN_DECLS

typedef struct _ProctorCtlTable ProctorCtlTable;

ProctorCtlTable *proctor_ctl_table_new (const char *const *titles);
ProctorCtlTable *proctor_ctl_table_new_fields (void);
void proctor_ctl_table_free (ProctorCtlTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorCtlTable, proctor_ctl_table_free)

void proctor_ctl_table_add (ProctorCtlTable *self,
                            ProctorCtlPaint paint,
                            const char *text);
void proctor_ctl_table_add_time (ProctorCtlTable *self,
                                 gint64 time);
void proctor_ctl_table_end_row (ProctorCtlTable *self);
void proctor_ctl_table_add_note (ProctorCtlTable *self,
                                 const char *text);
void proctor_ctl_table_add_field (ProctorCtlTable *self,
                                  const char *name,
                                  const char *value);

void proctor_ctl_table_print (ProctorCtlTable *self);

G_END_DECLS
