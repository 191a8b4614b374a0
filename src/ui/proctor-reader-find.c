/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reader-private.h"

#include <glib/gi18n.h>

/* Going from one place to the next where what is looked for stands. */

/* As much is shown around a place that is far back in a long message. */
#define EXCERPT_BYTES 2500
#define MOST_MATCHES 10000

static void
show_count (ProctorReader *self)
{
  guint n = self->matches != NULL ? self->matches->len : 0;
  g_autofree char *words = NULL;

  if (*gtk_editable_get_text (self->search_entry) == '\0')
    words = g_strdup ("");
  else if (n == 0)
    words = g_strdup (_ ("Not found"));
  else
    /* Translators: which of how many places, and whether there are more than that. */
    words = g_strdup_printf (_ ("%u of %u%s"), self->at + 1, n, n >= MOST_MATCHES ? "+" : "");
  gtk_label_set_label (self->count_label, words);
  gtk_widget_set_sensitive (self->previous_button, n > 0);
  gtk_widget_set_sensitive (self->next_button, n > 0);
}

/* Whatever hides the place is opened. */
static void
unfold (ProctorReader *self,
        ProctorReaderItem *item,
        const ProctorReaderMatch *match)
{
  if (match->part == PROCTOR_READER_MESSAGE)
    {
      g_autofree char *excerpt = proctor_reader_search_dup_excerpt (self->search, match, EXCERPT_BYTES);

      if (excerpt != NULL)
        proctor_reader_item_set_shows_all (item, TRUE);
      proctor_reader_item_set_excerpt (item, excerpt);
    }
  else if (match->part == PROCTOR_READER_DETAILS)
    {
      proctor_reader_item_set_shows_details (item, TRUE);
    }
  else
    {
      proctor_reader_item_set_tool_is_open (item, match->part - PROCTOR_READER_FIRST_TOOL, TRUE);
    }
}

/* The list doesn't take the focus from what is typed, but the match is where it goes when the list
 * gets it. A transcript that was only read again is where somebody has scrolled to. */
static void
show_match (ProctorReader *self)
{
  const ProctorReaderMatch *match = &g_array_index (self->matches, ProctorReaderMatch, self->at);
  g_autoptr (ProctorReaderItem) item = g_list_model_get_item (self->items, match->position);

  unfold (self, item, match);
  proctor_reader_state_set_current (self->state, item, match->part, match->start);
  if (self->goes_to_match || proctor_list_jump_get_place (self->jump) == match->position)
    proctor_reader_go_to (self, match->position);
  self->goes_to_match = FALSE;
  show_count (self);
}

static void
found_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  ProctorReader *self;
  g_autoptr (GError) error = NULL;
  GArray *matches = proctor_reader_search_find_finish (PROCTOR_READER_SEARCH (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_READER (user_data);
  g_clear_pointer (&self->matches, g_array_unref);
  self->matches = matches;
  self->at = MIN (self->at, MAX (matches->len, 1) - 1);
  proctor_reader_state_set_words (self->state, self->words);
  if (matches->len > 0)
    show_match (self);
  else
    show_count (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_label (self->count_label), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
forget (ProctorReader *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->matches, g_array_unref);
}

/* What is found next is gone to, beginning with the first place. */
void
proctor_reader_forget_match (ProctorReader *self)
{
  self->at = 0;
  self->goes_to_match = TRUE;
}

/* In the transcript that is shown now; one is at the same of the places as before. */
void
proctor_reader_search_again (ProctorReader *self)
{
  forget (self);
  if (self->words == NULL || self->items == NULL)
    return;

  if (self->search == NULL)
    self->search = proctor_reader_search_new (self->items);
  proctor_reader_search_find_async (self->search, self->words, self->cancellable, found_cb, self);
}

/* An entry says some time later that it has changed, when its words may long have been found. */
void
proctor_reader_begin_search (ProctorReader *self)
{
  const char *words = gtk_editable_get_text (self->search_entry);

  if (*words == '\0')
    proctor_reader_end_search (self);
  if (*words == '\0' || !g_set_str (&self->words, words))
    return;

  proctor_reader_forget_match (self);
  proctor_reader_search_again (self);
}

void
proctor_reader_end_search (ProctorReader *self)
{
  forget (self);
  g_clear_pointer (&self->words, g_free);
  proctor_reader_state_set_words (self->state, NULL);
  show_count (self);
}

void
proctor_reader_step (ProctorReader *self,
                     int step)
{
  guint n = self->matches != NULL ? self->matches->len : 0;

  if (n == 0)
    return;

  self->at = (guint) (((int) self->at + step + (int) n) % (int) n);
  self->goes_to_match = TRUE;
  show_match (self);
}
