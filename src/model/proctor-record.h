/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proctor-field.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_RECORD (proctor_record_get_type ())

G_DECLARE_DERIVABLE_TYPE (ProctorRecord, proctor_record, PROCTOR, RECORD, GObject)

/**
 * ProctorRecordClass:
 * @fields: the properties
 * @n_fields: how many there are
 */
struct _ProctorRecordClass
{
  GObjectClass parent_class;

  const ProctorField *fields;
  guint n_fields;
  GParamSpec **properties;

  /*< private >*/
  gpointer codec;
};

void proctor_record_class_set_fields (ProctorRecordClass *klass,
                                      const ProctorField *fields,
                                      guint n_fields);
int proctor_record_class_find (ProctorRecordClass *klass,
                               ProctorFieldFlags flag);

const char *proctor_record_get_string (ProctorRecord *self,
                                       guint field);
void proctor_record_set_string (ProctorRecord *self,
                                guint field,
                                const char *value);
gint64 proctor_record_get_int (ProctorRecord *self,
                               guint field);
void proctor_record_set_int (ProctorRecord *self,
                             guint field,
                             gint64 value);
double proctor_record_get_double (ProctorRecord *self,
                                  guint field);
void proctor_record_set_double (ProctorRecord *self,
                                guint field,
                                double value);
gboolean proctor_record_get_bool (ProctorRecord *self,
                                  guint field);
void proctor_record_set_bool (ProctorRecord *self,
                              guint field,
                              gboolean value);
const char *const *proctor_record_get_strings (ProctorRecord *self,
                                               guint field);
void proctor_record_set_strings (ProctorRecord *self,
                                 guint field,
                                 const char *const *value);
gpointer proctor_record_get_record (ProctorRecord *self,
                                    guint field);
void proctor_record_set_record (ProctorRecord *self,
                                guint field,
                                gpointer value);
GListModel *proctor_record_get_list (ProctorRecord *self,
                                     guint field);

ProctorPresence proctor_record_get_presence (ProctorRecord *self,
                                             guint field);
void proctor_record_unset (ProctorRecord *self,
                           guint field);

const char *proctor_record_get_problem (ProctorRecord *self);
const char *proctor_record_get_read_only (ProctorRecord *self);
const char *proctor_record_get_identity (ProctorRecord *self);

void proctor_record_assign (ProctorRecord *self,
                            ProctorRecord *other);
void proctor_record_list_assign (GListStore *list,
                                 GListModel *other);

G_END_DECLS
