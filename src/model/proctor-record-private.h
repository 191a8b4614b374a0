/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files that make up ProctorRecord share.
 */

#pragma once

#include "proctor-record-storage.h"

G_BEGIN_DECLS

typedef union
{
  char *string;
  char **strings;
  gint64 integer;
  double number;
  gboolean boolean;
  gpointer object;
} ProctorRecordValue;

typedef struct
{
  ProctorRecordValue value;
  guint8 presence;
  /* A number that came without a point, so that it leaves without one. */
  guint8 whole;
  /* Whether there is something in the leftovers for this field. */
  guint8 kept;
} ProctorRecordCell;

typedef struct
{
  guint field;
  char *text;
} ProctorRecordKept;

/* Few records have any of these. */
typedef struct
{
  GArray *kept;
  char *extras;
  char *problem;
  char *read_only;
} ProctorRecordLeftovers;

gboolean proctor_field_holds_string (const ProctorField *field);
gboolean proctor_field_holds_list (const ProctorField *field);

const ProctorField *proctor_record_get_field (ProctorRecord *self,
                                              guint field);
ProctorRecordCell *proctor_record_get_cell (ProctorRecord *self,
                                            guint field);
ProctorRecordLeftovers *proctor_record_get_leftovers (ProctorRecord *self);
ProctorRecordLeftovers *proctor_record_ensure_leftovers (ProctorRecord *self);

void proctor_record_touch (ProctorRecord *self,
                           guint field);
GListStore *proctor_record_ensure_list (ProctorRecord *self,
                                        guint field);
void proctor_record_freeze_list (ProctorRecord *self,
                                 guint field);
void proctor_record_thaw_list (ProctorRecord *self,
                               guint field);
void proctor_record_clear_value (ProctorRecord *self,
                                 guint field);
void proctor_record_forget (ProctorRecord *self,
                            guint field);

G_END_DECLS
