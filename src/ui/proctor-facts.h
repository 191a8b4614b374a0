/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-record.h"

G_BEGIN_DECLS

/**
 * ProctorFact:
 * @depth: how many facts it is a part of
 * @title: what it is
 * @text: (nullable): what it says; %NULL if that follows, deeper
 * @is_code: whether it is meant for machines
 *
 * Something that is said of a turn.
 */
typedef struct
{
  guint depth;
  char *title;
  char *text;
  gboolean is_code;
} ProctorFact;

/**
 * PROCTOR_FACTS_BIT:
 * @field: a field of a record
 *
 * The bit for a field that is left out.
 */
#define PROCTOR_FACTS_BIT(field) (G_GUINT64_CONSTANT (1) << (field))

GPtrArray *proctor_facts_new (void);
void proctor_facts_add (GPtrArray *facts,
                        guint depth,
                        const char *title,
                        const char *text);
void proctor_facts_take (GPtrArray *facts,
                         guint depth,
                         const char *title,
                         char *text);
void proctor_facts_add_record (GPtrArray *facts,
                               guint depth,
                               gpointer record,
                               guint64 left_out);
void proctor_facts_add_unknown (GPtrArray *facts,
                                guint depth,
                                gpointer record);

G_END_DECLS
