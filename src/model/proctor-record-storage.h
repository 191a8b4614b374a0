/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How whoever reads and writes documents fills a record and remembers what it can't hold. Nobody
 * else has any use for it.
 */

#pragma once

#include "proctor-record.h"

G_BEGIN_DECLS

void proctor_record_fill_string (ProctorRecord *self,
                                 guint field,
                                 const char *value);
void proctor_record_fill_int (ProctorRecord *self,
                              guint field,
                              gint64 value);
void proctor_record_fill_double (ProctorRecord *self,
                                 guint field,
                                 double value,
                                 gboolean whole);
void proctor_record_fill_bool (ProctorRecord *self,
                               guint field,
                               gboolean value);
void proctor_record_fill_strings (ProctorRecord *self,
                                  guint field,
                                  char **value);
void proctor_record_fill_record (ProctorRecord *self,
                                 guint field,
                                 gpointer value);
void proctor_record_fill_list (ProctorRecord *self,
                               guint field,
                               GPtrArray *items);
void proctor_record_fill_null (ProctorRecord *self,
                               guint field);

gboolean proctor_record_is_whole (ProctorRecord *self,
                                  guint field);

void proctor_record_keep (ProctorRecord *self,
                          guint field,
                          char *text);
const char *proctor_record_get_kept (ProctorRecord *self,
                                     guint field);

void proctor_record_keep_extras (ProctorRecord *self,
                                 char *text);
const char *proctor_record_get_extras (ProctorRecord *self);

void proctor_record_set_problem (ProctorRecord *self,
                                 const char *problem);
void proctor_record_set_read_only (ProctorRecord *self,
                                   const char *reason);

G_END_DECLS
