/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-library-errand.h"
#include "proctor-library-private.h"

#include "proctor-summaries.h"

/* What a refresh looks at beside the pass: the top of the list, and the tests in view. */

/* How many tests in view are looked at again: what the API likes to be asked for at once. */
#define MOST_IN_VIEW 1000

static void ask_for_refresh (ProctorLibrary *self);

/* A test that the server does not know any more is gone, unless it was made after it was asked. */
static void
remove_missing (ProctorLibrary *self,
                ProctorLibraryErrand *errand)
{
  for (gsize i = 0; errand->ids[i] != NULL; i++)
    {
      ProctorTestItem *item = g_hash_table_lookup (self->tests, errand->ids[i]);

      if (item != NULL && item->seen_in < errand->reading && !proctor_library_was_done_since (self, item->id, errand->asked))
        proctor_library_remove (self, errand->ids[i]);
    }
}

static void
summaries_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (ProctorLibraryErrand) errand = user_data;
  ProctorLibrary *self = errand->library;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) rows = proctor_summaries_load_finish (PROCTOR_CLIENT (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (rows == NULL)
    {
      proctor_library_errand_fail (errand, error);
    }
  else
    {
      proctor_library_errand_succeed (errand);
      if (!proctor_library_errand_read (errand, rows, proctor_library_errand_read_unranked))
        remove_missing (self, errand);
    }
  proctor_library_errand_end (errand);
}

/* Looks for what has changed among the tests that somebody sees. */
void
proctor_library_look_at_view (ProctorLibrary *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  ProctorLibraryErrand *errand;
  gsize n_ids = 0;

  for (gsize i = 0; self->in_view != NULL && self->in_view[i] != NULL && n_ids < MOST_IN_VIEW; i++)
    {
      if (!g_hash_table_contains (self->tests, self->in_view[i]))
        continue;
      g_strv_builder_add (ids, self->in_view[i]);
      n_ids++;
    }
  if (n_ids == 0)
    return;

  errand = proctor_library_errand_new (self, ++self->last_reading);
  errand->ids = g_strv_builder_end (ids);
  proctor_summaries_load_async (self->client, (const char *const *) errand->ids, self->cancellable, summaries_cb, errand);
}

static void
read_refresh_row (ProctorLibrary *self,
                  ProctorTestSummary *row,
                  ProctorLibraryErrand *errand)
{
  const char *id = proctor_test_summary_get_id (row);
  gint64 rank = self->refresh_rank++;

  if (id != NULL && g_hash_table_contains (self->tests, id))
    self->refresh_met_known = TRUE;
  proctor_library_read_row (self, row, errand->asked, errand->reading, &rank);
}

/* If everything on the first page is new, there may be more of that on the next. */
static void
end_refresh_page (ProctorLibrary *self)
{
  if (!proctor_pager_has_more (self->refresh_pager))
    {
      g_clear_object (&self->refresh_pager);
      proctor_library_end_reading (self, self->refresh_reading, self->refresh_has_unreadable);
      /* The pass has nothing left to read. */
      g_clear_object (&self->pass.pager);
    }
  else if (self->refresh_met_known)
    {
      g_clear_object (&self->refresh_pager);
    }
  else
    {
      ask_for_refresh (self);
    }
}

static void
refresh_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (ProctorLibraryErrand) errand = user_data;
  ProctorLibrary *self = errand->library;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = proctor_pager_next_finish (PROCTOR_PAGER (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (page == NULL)
    {
      proctor_library_errand_fail (errand, error);
      g_clear_object (&self->refresh_pager);
    }
  else
    {
      if (proctor_library_errand_read (errand, proctor_page_get_items (page), read_refresh_row))
        self->refresh_has_unreadable = TRUE;
      proctor_library_errand_succeed (errand);
      end_refresh_page (self);
    }
  proctor_library_errand_end (errand);
}

static void
ask_for_refresh (ProctorLibrary *self)
{
  proctor_pager_next_async (self->refresh_pager, self->cancellable, refresh_cb, proctor_library_errand_new (self, self->refresh_reading));
}

/* Looks for what is new: as many pages from the top as have only what nobody knew. */
void
proctor_library_look_at_first_page (ProctorLibrary *self)
{
  g_clear_object (&self->refresh_pager);
  self->refresh_pager = proctor_library_make_test_pager (self);
  self->refresh_reading = ++self->last_reading;
  self->refresh_rank = proctor_library_reserve_ranks (self);
  self->refresh_met_known = FALSE;
  self->refresh_has_unreadable = FALSE;
  ask_for_refresh (self);
}
