/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ProctorQuotes:
 *
 * What was said in a conversation, made ready for quotations to be looked up in it.
 */
typedef struct _ProctorQuotes ProctorQuotes;

/**
 * ProctorQuote:
 * @start: at which byte it begins, with its quotation mark
 * @end: at which byte it has ended, with its quotation mark
 * @position: in which of the texts that were added it was found
 *
 * A part of a text that is between quotation marks, and that was really said.
 */
typedef struct
{
  guint start;
  guint end;
  guint position;
} ProctorQuote;

ProctorQuotes *proctor_quotes_new (void) G_GNUC_WARN_UNUSED_RESULT;
void proctor_quotes_free (ProctorQuotes *self);

void proctor_quotes_add (ProctorQuotes *self,
                         const char *said,
                         guint position,
                         guint rank);
GArray *proctor_quotes_find (ProctorQuotes *self,
                             const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorQuotes, proctor_quotes_free)

G_END_DECLS
