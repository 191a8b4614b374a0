/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-reader-item.h"

G_BEGIN_DECLS

/**
 * PROCTOR_READER_MESSAGE:
 *
 * The part of a turn that is what was said; behind it are its tools, and then its details.
 */
#define PROCTOR_READER_MESSAGE 0
#define PROCTOR_READER_DETAILS 1
#define PROCTOR_READER_FIRST_TOOL 2

#define PROCTOR_TYPE_READER_STATE (proctor_reader_state_get_type ())

G_DECLARE_FINAL_TYPE (ProctorReaderState, proctor_reader_state, PROCTOR, READER_STATE, GObject)

ProctorReaderState *proctor_reader_state_new (void) G_GNUC_WARN_UNUSED_RESULT;

void proctor_reader_state_set_words (ProctorReaderState *self,
                                     const char *words);
void proctor_reader_state_set_current (ProctorReaderState *self,
                                       ProctorReaderItem *item,
                                       guint part,
                                       guint start);
gboolean proctor_reader_state_is_current (ProctorReaderState *self,
                                          ProctorReaderItem *item,
                                          guint part);
void proctor_reader_state_flash (ProctorReaderState *self,
                                 ProctorReaderItem *item);
gboolean proctor_reader_state_is_flashing (ProctorReaderState *self,
                                           ProctorReaderItem *item);
char *proctor_reader_state_dup_line (const char *start,
                                     gsize length) G_GNUC_WARN_UNUSED_RESULT;
void proctor_reader_state_set_quote (ProctorReaderState *self,
                                     ProctorReaderItem *item,
                                     GPtrArray *quote);
GtkLabel *proctor_reader_state_get_place (ProctorReaderState *self,
                                          guint *start);
void proctor_reader_state_mark (ProctorReaderState *self,
                                GtkLabel *label,
                                ProctorReaderItem *item,
                                guint part);

gboolean proctor_reader_state_get_shows_times (ProctorReaderState *self);
void proctor_reader_state_set_shows_times (ProctorReaderState *self,
                                           gboolean shows_times);
double proctor_reader_state_get_longest (ProctorReaderState *self);
void proctor_reader_state_set_longest (ProctorReaderState *self,
                                       double seconds);

G_END_DECLS
