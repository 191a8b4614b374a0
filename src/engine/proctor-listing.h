/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-call.h"

G_BEGIN_DECLS

char *proctor_listing_fold (const char *text);
char *proctor_listing_make_id (const char *prefix);

gint64 proctor_listing_get_page_size (ProctorCall *call,
                                      gint64 fallback);
gboolean proctor_listing_get_cursor (ProctorCall *call,
                                     char **key,
                                     gint64 *sequence);
void proctor_listing_answer (ProctorCall *call,
                             const char *member,
                             JsonArray *rows,
                             gboolean has_more,
                             const char *last_key,
                             gint64 last_sequence);
void proctor_listing_answer_text (ProctorCall *call,
                                  const char *member,
                                  GString *rows,
                                  gboolean has_more,
                                  const char *last_key,
                                  gint64 last_sequence);

G_END_DECLS
