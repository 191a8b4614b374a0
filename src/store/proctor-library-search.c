/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-library-private.h"

#include "proctor-tests.h"

/* What the server finds is among what is here once everything has been read. Until then it is asked:
 * for what somebody searches, and which tests are shared or one's own. */

/* A question that is under way. */
typedef struct
{
  /* Borrowed: nobody looks at it once the question has been given up. */
  ProctorLibrary *library;

  guint64 asked;
  ProctorLibraryLesson lesson;
} Question;

static const char *const test_types[] = { "llm", "tool", "simulation", NULL };

static Question *
question_new (ProctorLibrary *self)
{
  Question *question = g_new0 (Question, 1);

  question->library = self;
  question->asked = self->clock;
  self->n_searching++;
  proctor_library_update_loading (self);

  return question;
}

static void
end_question (ProctorLibrary *self)
{
  self->n_searching--;
  proctor_library_update_loading (self);
}

static void
note_failure (ProctorLibrary *self,
              const GError *error)
{
  proctor_library_answered (self, error);
  proctor_library_set_error (self, error);
}

/* They are there now, whatever a reading that has begun before did not come across. */
static void
read_found (ProctorLibrary *self,
            ProctorPage *page,
            Question *question)
{
  GListModel *rows = proctor_page_get_items (page);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);

      if (PROCTOR_IS_TEST_SUMMARY (row))
        proctor_library_read_row (self, PROCTOR_TEST_SUMMARY (row), question->asked, self->last_reading, NULL);
    }
}

static void
found_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autofree Question *question = user_data;
  ProctorLibrary *self = question->library;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = proctor_pager_next_finish (PROCTOR_PAGER (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->search_is_asking = FALSE;
  if (page == NULL)
    {
      note_failure (self, error);
      g_clear_object (&self->search_pager);
    }
  else
    {
      proctor_library_answered (self, NULL);
      read_found (self, page, question);
      self->search_is_answered = TRUE;
    }
  end_question (self);
}

/**
 * proctor_library_search_more:
 * @self: a library
 *
 * Reads another page of what the server has found.
 */
void
proctor_library_search_more (ProctorLibrary *self)
{
  if (self->search_pager == NULL || self->search_is_asking || !proctor_pager_has_more (self->search_pager))
    return;

  self->search_is_asking = TRUE;
  proctor_pager_next_async (self->search_pager, self->search_cancellable, found_cb, question_new (self));
}

/* Whether all has been read that the server has found. */
gboolean
proctor_library_is_search_done (ProctorLibrary *self)
{
  return self->search_pager != NULL && self->search_is_answered && !proctor_pager_has_more (self->search_pager);
}

/* Whether it has been asked, and may find more yet. */
gboolean
proctor_library_is_searching (ProctorLibrary *self)
{
  return self->search_pager != NULL && proctor_pager_has_more (self->search_pager);
}

void
proctor_library_clear_search (ProctorLibrary *self)
{
  g_cancellable_cancel (self->search_cancellable);
  g_clear_object (&self->search_cancellable);
  g_clear_object (&self->search_pager);
  if (self->search_is_asking)
    self->n_searching--;
  self->search_is_asking = FALSE;
  self->search_is_answered = FALSE;
}

/**
 * proctor_library_search_server:
 * @self: a library
 * @text: (nullable): what somebody is looking for; %NULL when he has stopped
 *
 * Asks the server for what is not here yet; what it finds comes to the rest.
 */
void
proctor_library_search_server (ProctorLibrary *self,
                               const char *text)
{
  g_return_if_fail (PROCTOR_IS_LIBRARY (self));

  proctor_library_clear_search (self);
  if (text != NULL && *text != '\0' && !self->is_complete)
    {
      const ProctorTestsQuery query = { .search = text, .types = test_types, .page_size = PROCTOR_LIBRARY_PAGE_SIZE };

      self->search_cancellable = g_cancellable_new ();
      self->search_pager = proctor_tests_list_all (self->client, &query);
      proctor_library_search_more (self);
    }
  proctor_library_update_loading (self);
}

static void learn_on (ProctorLibrary *self,
                      ProctorPager *pager,
                      ProctorLibraryLesson lesson);

static void
learn_from (ProctorLibrary *self,
            ProctorPage *page,
            ProctorLibraryLesson lesson)
{
  GListModel *rows = proctor_page_get_items (page);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (rows, i);
      const char *id = PROCTOR_IS_TEST_SUMMARY (row) ? proctor_test_summary_get_id (PROCTOR_TEST_SUMMARY (row)) : NULL;
      ProctorTestItem *item = id != NULL ? g_hash_table_lookup (self->tests, id) : NULL;

      if (item != NULL)
        proctor_library_note (self, item, proctor_test_item_learn (item, lesson == PROCTOR_LIBRARY_LESSON_MINE, lesson == PROCTOR_LIBRARY_LESSON_SHARED));
    }
}

static void
learned_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autofree Question *question = user_data;
  ProctorLibrary *self = question->library;
  ProctorPager *pager = PROCTOR_PAGER (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = proctor_pager_next_finish (pager, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (page == NULL)
    {
      note_failure (self, error);
      self->has_failed_lesson = TRUE;
    }
  else
    {
      proctor_library_answered (self, NULL);
      read_found (self, page, question);
      learn_from (self, page, question->lesson);
      if (proctor_pager_has_more (pager))
        learn_on (self, pager, question->lesson);
    }
  end_question (self);
}

static void
learn_on (ProctorLibrary *self,
          ProctorPager *pager,
          ProctorLibraryLesson lesson)
{
  Question *question = question_new (self);

  question->lesson = lesson;
  proctor_pager_next_async (pager, self->cancellable, learned_cb, question);
}

/**
 * proctor_library_learn:
 * @self: a library
 * @lesson: what somebody wants to know
 *
 * Asks the server for it, once, unless every row has said so itself. What failed is asked again
 * after the next refresh.
 */
void
proctor_library_learn (ProctorLibrary *self,
                       ProctorLibraryLesson lesson)
{
  const ProctorTestsQuery query = {
    .types = test_types,
    .page_size = PROCTOR_LIBRARY_PAGE_SIZE,
    .shared_with_me = lesson == PROCTOR_LIBRARY_LESSON_SHARED,
    .created_by_user_id = lesson == PROCTOR_LIBRARY_LESSON_MINE ? "@me" : NULL,
  };
  g_autoptr (ProctorPager) pager = NULL;

  if (!self->is_started || self->has_lesson[lesson] || (self->is_complete && !self->lacks_access))
    return;

  self->has_lesson[lesson] = TRUE;
  pager = proctor_tests_list_all (self->client, &query);
  learn_on (self, pager, lesson);
}
