/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-library-errand.h"
#include "proctor-library-private.h"

#include <string.h>

#include "proctor-api-error.h"
#include "proctor-tests.h"

/* Reading the server's list. There is one pass through all pages, which goes on when somebody wants
 * more and begins anew when everything is to be read again; beside it a refresh
 * (proctor-library-refresh.c) looks at the first page, the folders and the tests in view. A load is all that is under way at one time. */

/* How long the next page waits when one has come. */
#define BREATH_MSECS 1
/* Each pass counts its rows from a rank far below those of the one before. */
#define RANKS_OF_A_PASS ((gint64) 1 << 32)

static void read_on (ProctorLibrary *self);
static void ask_for_folders (ProctorLibrary *self);

static ProctorPager *
make_pager (ProctorLibrary *self,
            const char *const *types)
{
  const ProctorTestsQuery query = { .types = types, .page_size = PROCTOR_LIBRARY_PAGE_SIZE };

  return proctor_tests_list_all (self->client, &query);
}

/* A list of tests alone. */
ProctorPager *
proctor_library_make_test_pager (ProctorLibrary *self)
{
  const char *const types[] = { "llm", "tool", "simulation", NULL };

  return make_pager (self, types);
}

/* The whole list has been gone through, and what is not in it is not there. Of what could not be
 * read nobody knows which test it was. */
void
proctor_library_end_reading (ProctorLibrary *self,
                             guint reading,
                             gboolean has_unreadable)
{
  if (!has_unreadable)
    proctor_library_remove_unseen (self, reading);
  proctor_library_tell (self);
  proctor_library_set_complete (self);
}

/* Rows that come in another order than the last time have to be put in order again. */
static void
read_pass_row (ProctorLibrary *self,
               ProctorTestSummary *row,
               ProctorLibraryErrand *errand)
{
  ProctorLibraryPass *pass = &self->pass;
  const char *id = proctor_test_summary_get_id (row);
  ProctorTestItem *item = id != NULL ? g_hash_table_lookup (self->tests, id) : NULL;
  gint64 created_at = proctor_test_summary_get_created_at (row);
  gint64 rank = pass->next_rank++;

  if (item != NULL && item->rank < pass->last_old_rank)
    proctor_library_note (self, item, PROCTOR_TEST_CHANGE_RANK);
  else if (item != NULL)
    pass->last_old_rank = item->rank;
  if (created_at > pass->last_created_at)
    pass->is_newest_first = FALSE;
  pass->last_created_at = created_at;
  proctor_library_read_row (self, row, errand->asked, errand->reading, &rank);
}

/* A refresh may have found out meanwhile that there are no more pages. */
static void
end_page (ProctorLibrary *self,
          ProctorPager *pager)
{
  ProctorLibraryPass *pass = &self->pass;

  pass->n_read++;
  if (pass->pager != pager || proctor_pager_has_more (pager))
    return;

  g_clear_object (&pass->pager);
  proctor_library_end_reading (self, pass->reading, pass->has_unreadable);
}

/* A place in the list that the server does not know any more leads nowhere. */
static void
end_failed_page (ProctorLibrary *self,
                 ProctorPager *pager,
                 const GError *error)
{
  ProctorLibraryPass *pass = &self->pass;

  pass->is_stuck = TRUE;
  if (pass->pager != pager)
    return;
  if (!proctor_pager_has_more (pager) || (pass->n_read > 0 && g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID)))
    {
      g_clear_object (&pass->pager);
      pass->is_broken = TRUE;
    }
}

static void
page_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (ProctorLibraryErrand) errand = user_data;
  ProctorLibrary *self = errand->library;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = proctor_pager_next_finish (PROCTOR_PAGER (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->pass.is_asking = FALSE;
  if (page == NULL)
    {
      proctor_library_errand_fail (errand, error);
      end_failed_page (self, PROCTOR_PAGER (object), error);
    }
  else
    {
      if (proctor_library_errand_read (errand, proctor_page_get_items (page), read_pass_row))
        self->pass.has_unreadable = TRUE;
      proctor_library_errand_succeed (errand);
      proctor_library_set_cached (self, FALSE);
      end_page (self, PROCTOR_PAGER (object));
      read_on (self);
    }
  proctor_library_errand_end (errand);
}

static void
ask_for_page (ProctorLibrary *self)
{
  proctor_pager_next_async (self->pass.pager, self->cancellable, page_cb, proctor_library_errand_new (self, self->pass.reading));
}

static gboolean
next_page_cb (gpointer user_data)
{
  ProctorLibrary *self = user_data;

  self->page_source = 0;
  /* A refresh may have found out meanwhile that there are no more pages. */
  if (self->pass.pager != NULL)
    ask_for_page (self);
  else
    self->pass.is_asking = FALSE;
  proctor_library_end_question (self);

  return G_SOURCE_REMOVE;
}

/* Between two pages there is a breath: a server that answers at once would leave the main loop no
 * time to draw. */
static void
read_on (ProctorLibrary *self)
{
  ProctorLibraryPass *pass = &self->pass;

  if (pass->pager == NULL || pass->is_asking || pass->is_stuck || pass->n_read >= pass->n_wanted)
    return;

  pass->is_asking = TRUE;
  if (self->load == PROCTOR_LIBRARY_LOAD_NOTHING)
    self->load = PROCTOR_LIBRARY_LOAD_MORE;
  if (pass->n_read == 0)
    {
      ask_for_page (self);
      return;
    }

  /* It is under way as far as everybody else is concerned. */
  self->n_asking++;
  proctor_library_update_loading (self);
  self->page_source = g_timeout_add (BREATH_MSECS, next_page_cb, self);
}

/* Whoever goes through the list from its top needs ranks that are above all others. */
gint64
proctor_library_reserve_ranks (ProctorLibrary *self)
{
  return self->lowest_rank -= RANKS_OF_A_PASS;
}

static void
begin_pass (ProctorLibrary *self,
            guint n_wanted)
{
  ProctorLibraryPass *pass = &self->pass;

  g_clear_object (&pass->pager);
  *pass = (ProctorLibraryPass) {
    .pager = proctor_library_make_test_pager (self),
    .reading = ++self->last_reading,
    .n_wanted = n_wanted,
    .next_rank = proctor_library_reserve_ranks (self),
    .last_old_rank = G_MININT64,
    .last_created_at = G_MAXINT64,
    .is_newest_first = TRUE,
  };
}

static void
folders_cb (GObject *object,
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
      g_clear_object (&self->folder_pager);
    }
  else
    {
      proctor_library_errand_succeed (errand);
      if (proctor_library_errand_read (errand, proctor_page_get_items (page), proctor_library_errand_read_unranked))
        self->folders_have_unreadable = TRUE;
      if (proctor_pager_has_more (self->folder_pager))
        {
          ask_for_folders (self);
        }
      else
        {
          g_clear_object (&self->folder_pager);
          self->folders_are_known = TRUE;
          if (!self->folders_have_unreadable && proctor_folder_tree_remove_unseen (self->folders, self->folder_reading))
            self->hides_anew = TRUE;
        }
    }
  proctor_library_errand_end (errand);
}

static void
ask_for_folders (ProctorLibrary *self)
{
  proctor_pager_next_async (self->folder_pager, self->cancellable, folders_cb, proctor_library_errand_new (self, self->folder_reading));
}

static void
read_all_folders (ProctorLibrary *self)
{
  const char *const types[] = { "folder", NULL };

  if (self->folder_pager != NULL)
    return;

  self->folder_pager = make_pager (self, types);
  self->folder_reading = ++self->last_reading;
  self->folders_have_unreadable = FALSE;
  ask_for_folders (self);
}

/* How many pages have to be read so that all is read again that was. */
static guint
count_pages_to_read_again (ProctorLibrary *self)
{
  if (self->is_complete || self->pass.n_wanted == PROCTOR_LIBRARY_ALL_PAGES)
    return PROCTOR_LIBRARY_ALL_PAGES;

  return MAX (self->pass.n_wanted, 1);
}

/* Begins to look at the server, as far as @load says. */
void
proctor_library_begin_load (ProctorLibrary *self,
                            ProctorLibraryLoad load)
{
  ProctorLibraryPass *pass = &self->pass;
  gboolean is_first = pass->n_read == 0;

  self->load = load;
  pass->is_stuck = FALSE;
  if (self->has_failed_lesson)
    memset (self->has_lesson, 0, sizeof self->has_lesson);
  self->has_failed_lesson = FALSE;
  if (load == PROCTOR_LIBRARY_LOAD_THOROUGH || pass->is_broken || (is_first && pass->pager == NULL))
    begin_pass (self, count_pages_to_read_again (self));
  else if (!is_first)
    proctor_library_look_at_first_page (self);
  read_on (self);
  read_all_folders (self);
  if (!is_first && (pass->pager == NULL || pass->n_wanted != PROCTOR_LIBRARY_ALL_PAGES))
    proctor_library_look_at_view (self);
}

/**
 * proctor_library_start:
 * @self: a library
 *
 * Shows what was known when the program last ran, and begins to read.
 */
void
proctor_library_start (ProctorLibrary *self)
{
  g_return_if_fail (PROCTOR_IS_LIBRARY (self));

  if (self->is_started)
    return;

  self->is_started = TRUE;
  proctor_library_load_cache (self);
  proctor_library_load_results (self);
  proctor_library_begin_load (self, PROCTOR_LIBRARY_LOAD_THOROUGH);
}

/**
 * proctor_library_refresh:
 * @self: a library
 * @thorough: whether everything is to be read again that was read
 *
 * Looks for what has changed at the server. What is being read already is not read twice.
 */
void
proctor_library_refresh (ProctorLibrary *self,
                         gboolean thorough)
{
  ProctorLibraryLoad load = thorough ? PROCTOR_LIBRARY_LOAD_THOROUGH : PROCTOR_LIBRARY_LOAD_REFRESH;

  g_return_if_fail (PROCTOR_IS_LIBRARY (self));

  if (!self->is_started)
    proctor_library_start (self);
  else if (self->n_asking == 0)
    proctor_library_begin_load (self, load);
  else if (self->load < load)
    self->next_load = MAX (self->next_load, load);
}

static void
want (ProctorLibrary *self,
      guint n_pages)
{
  self->pass.n_wanted = MAX (self->pass.n_wanted, n_pages);
  read_on (self);
}

/**
 * proctor_library_want_more:
 * @self: a library
 *
 * Reads another page, unless there is none, or the last answer was an error: whoever scrolls does
 * not ask again and again what can't be had.
 */
void
proctor_library_want_more (ProctorLibrary *self)
{
  g_return_if_fail (PROCTOR_IS_LIBRARY (self));

  if (self->pass.n_wanted <= self->pass.n_read)
    want (self, self->pass.n_read + 1);
}

/**
 * proctor_library_want_all:
 * @self: a library
 *
 * Reads every page that has not been read.
 */
void
proctor_library_want_all (ProctorLibrary *self)
{
  g_return_if_fail (PROCTOR_IS_LIBRARY (self));

  if (!self->is_started)
    {
      proctor_library_start (self);
    }
  else if (self->pass.is_stuck)
    {
      self->pass.is_stuck = FALSE;
      if (self->pass.is_broken)
        begin_pass (self, PROCTOR_LIBRARY_ALL_PAGES);
    }
  want (self, PROCTOR_LIBRARY_ALL_PAGES);
}

/* The same for an order that needs everything: it does not ask again and again what can't be had. */
void
proctor_library_go_to_end (ProctorLibrary *self)
{
  want (self, PROCTOR_LIBRARY_ALL_PAGES);
}

/* Whether the pages have come in the order that lists begin with. */
gboolean
proctor_library_is_newest_first (ProctorLibrary *self)
{
  return self->pass.is_newest_first;
}

/* Only when the library ends. */
void
proctor_library_clear_load (ProctorLibrary *self)
{
  g_clear_handle_id (&self->page_source, g_source_remove);
  g_clear_object (&self->pass.pager);
  g_clear_object (&self->refresh_pager);
  g_clear_object (&self->folder_pager);
  g_clear_error (&self->load_error);
}
