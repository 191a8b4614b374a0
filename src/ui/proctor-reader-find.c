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
 * gets it: a page that has just been opened would be back at its beginning. A list that can't be
 * seen yet forgets it, and is told again. */
static void
go_to_match (ProctorReader *self,
             const ProctorReaderMatch *match)
{
  self->goes_there_when_mapped = !gtk_widget_get_mapped (GTK_WIDGET (self->view));
  gtk_list_view_scroll_to (self->view, match->position, GTK_LIST_SCROLL_FOCUS, NULL);
}

static void
show_match (ProctorReader *self)
{
  const ProctorReaderMatch *match = &g_array_index (self->matches, ProctorReaderMatch, self->at);
  g_autoptr (ProctorReaderItem) item = g_list_model_get_item (self->items, match->position);

  unfold (self, item, match);
  proctor_reader_state_set_current (self->state, item, match->part, match->start);
  proctor_reader_grow (self);
  go_to_match (self, match);
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
  self->at = 0;
  proctor_reader_state_set_words (self->state, gtk_editable_get_text (self->search_entry));
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
  self->at = 0;
}

void
proctor_reader_begin_search (ProctorReader *self)
{
  const char *words = gtk_editable_get_text (self->search_entry);

  forget (self);
  if (*words == '\0' || self->items == NULL)
    {
      proctor_reader_end_search (self);
      return;
    }

  if (self->search == NULL)
    self->search = proctor_reader_search_new (self->items);
  proctor_reader_search_find_async (self->search, words, self->cancellable, found_cb, self);
}

void
proctor_reader_note_map (ProctorReader *self)
{
  if (self->goes_there_when_mapped && self->matches != NULL && self->matches->len > 0)
    go_to_match (self, &g_array_index (self->matches, ProctorReaderMatch, self->at));
}

void
proctor_reader_end_search (ProctorReader *self)
{
  forget (self);
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
  show_match (self);
}
