/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-pane-private.h"

#include "proctor-draft-item.h"
#include "proctor-drafts.h"
#include "proctor-test-row.h"
#include "proctor-toasts.h"

#include <glib/gi18n.h>

/* What isn't saved: marks in the rows of tests that are being edited, and above the list the tests
 * that the server doesn't have. One of these can be shown in the detail in place of a test. */

static ProctorDrafts *
get_drafts (ProctorTestsPane *self)
{
  return self->session != NULL ? proctor_session_get_drafts (self->session) : NULL;
}

/**
 * proctor_tests_pane_mark_row:
 * @self: a pane
 * @row: one of its rows
 * @test_id: the test in it
 */
void
proctor_tests_pane_mark_row (ProctorTestsPane *self,
                             GtkWidget *row,
                             const char *test_id)
{
  proctor_test_row_set_draft (PROCTOR_TEST_ROW (row), proctor_drafts_has (get_drafts (self), test_id));
}

static void
draft_noticed_cb (ProctorTestsPane *self,
                  const char *id)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      ProctorTestRow *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (proctor_test_item_get_id (proctor_test_row_get_item (row)), id))
        proctor_tests_pane_mark_row (self, GTK_WIDGET (row), id);
    }

  proctor_tests_pane_note_draft (self);
  /* What was shown when it was thrown away is shown again when it is brought back. */
  if (g_strcmp0 (self->discarded_id, id) == 0 && proctor_drafts_has (get_drafts (self), id))
    proctor_tests_pane_show_draft (self, id);
}

/* One that was saved is a test of the list now; one that the server has lost is to be another. */
static void
draft_renamed_cb (ProctorTestsPane *self)
{
  g_autofree char *id = g_strdup (proctor_draft_get_id (self->draft));

  if (proctor_draft_get_test_id (self->draft) != NULL)
    proctor_tests_pane_show_test (self, id);
  else
    proctor_tests_pane_show_draft (self, id);
}

/* It is remembered which one it was, for it may be brought back. */
static void
forget_draft (ProctorTestsPane *self)
{
  g_autofree char *id = g_strdup (self->draft_id);

  proctor_tests_pane_set_draft_id (self, NULL);
  g_set_str (&self->discarded_id, id);
}

static void
draft_discarded_cb (ProctorTestsPane *self)
{
  gboolean discarded;

  g_object_get (self->draft, "discarded", &discarded, NULL);
  if (discarded)
    forget_draft (self);
}

/**
 * proctor_tests_pane_let_go_of_draft:
 * @self: a pane
 *
 * What becomes of the draft that was shown is of no interest any more.
 */
void
proctor_tests_pane_let_go_of_draft (ProctorTestsPane *self)
{
  if (self->draft == NULL)
    return;

  g_signal_handlers_disconnect_by_func (self->draft, draft_renamed_cb, self);
  g_signal_handlers_disconnect_by_func (self->draft, draft_discarded_cb, self);
  g_clear_object (&self->draft);
}

static void
opened_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ProctorTestsPane) self = user_data;
  g_autoptr (ProctorDraft) draft = proctor_drafts_open_finish (PROCTOR_DRAFTS (source), result, NULL);

  /* Why it can't be opened is said where it would be shown. */
  if (draft == NULL || get_drafts (self) != PROCTOR_DRAFTS (source) || g_strcmp0 (proctor_draft_get_id (draft), self->draft_id) != 0)
    return;

  proctor_tests_pane_let_go_of_draft (self);
  self->draft = g_steal_pointer (&draft);
  g_signal_connect_object (self->draft, "notify::id", G_CALLBACK (draft_renamed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "notify::discarded", G_CALLBACK (draft_discarded_cb), self, G_CONNECT_SWAPPED);
}

/* A test that was thought to be deleted may be there again. */
static void
unplaced_changed_cb (ProctorTestsPane *self)
{
  if (self->draft_id != NULL && proctor_library_find (proctor_session_get_library (self->session), self->draft_id) != NULL)
    proctor_tests_pane_show_test (self, self->draft_id);
}

/* Has a draft shown in place of a test, and follows what becomes of it. */
static void
choose_draft (ProctorTestsPane *self,
              const char *id)
{
  if (g_strcmp0 (id, self->draft_id) == 0)
    return;

  proctor_tests_pane_set_draft_id (self, id);
  proctor_drafts_open_async (get_drafts (self), id, self->cancellable, opened_cb, g_object_ref (self));
}

/**
 * proctor_tests_pane_show_draft:
 * @self: a pane
 * @id: a draft of a test that the server doesn't have
 *
 * Shows a draft in the detail, in place of a test.
 */
void
proctor_tests_pane_show_draft (ProctorTestsPane *self,
                               const char *id)
{
  g_return_if_fail (PROCTOR_IS_TESTS_PANE (self));
  g_return_if_fail (id != NULL);

  if (self->session == NULL)
    return;

  g_clear_pointer (&self->wanted_id, g_free);
  proctor_tests_pane_set_selecting (self, FALSE);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  choose_draft (self, id);
  proctor_tests_pane_activate_item (self);
}

/**
 * proctor_tests_pane_begin:
 * @self: a pane
 * @id: a draft that was made just now
 *
 * Shows it, to be written.
 */
void
proctor_tests_pane_begin (ProctorTestsPane *self,
                          const char *id)
{
  proctor_tests_pane_show_draft (self, id);
  g_signal_emit_by_name (self, "begun");
}

/**
 * proctor_tests_pane_keep_draft:
 * @self: a pane whose item has gone
 * @test_id: which test that was
 *
 * What somebody was writing stays before their eyes when the test is deleted elsewhere.
 *
 * Returns: whether there was anything to keep
 */
gboolean
proctor_tests_pane_keep_draft (ProctorTestsPane *self,
                               const char *test_id)
{
  if (!proctor_drafts_has (get_drafts (self), test_id) || proctor_trash_has_thing (proctor_session_get_trash (self->session), test_id))
    return FALSE;

  choose_draft (self, test_id);

  return TRUE;
}

static void
bring_back_cb (ProctorDraft *draft)
{
  gboolean thrown_away;

  g_object_get (draft, "discarded", &thrown_away, NULL);
  if (thrown_away)
    proctor_draft_bring_back (draft);
  else
    /* It wasn't known yet that the server has lost the test, so it became what it was there. */
    proctor_undo_undo (proctor_draft_get_undo (draft));
}

static void
offer_to_bring_back (ProctorTestsPane *self,
                     ProctorDraft *draft)
{
  const char *name = proctor_test_get_name (proctor_draft_get_test (draft));
  g_autofree char *title = NULL;
  AdwToast *toast;

  if (name != NULL && *name != '\0')
    /* Translators: %s is a test that was never saved. */
    title = g_strdup_printf (_ ("“%s” discarded"), name);
  else
    title = g_strdup (_ ("Test discarded"));

  toast = adw_toast_new (title);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (bring_back_cb), g_object_ref (draft), (GClosureNotify) (void *) g_object_unref, G_CONNECT_SWAPPED);
  proctor_toasts_add (GTK_WIDGET (self), toast);
}

static void
discard_opened_cb (GObject *source,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (ProctorTestsPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorDraft) draft = proctor_drafts_open_finish (PROCTOR_DRAFTS (source), result, &error);
  gboolean shown;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (draft == NULL)
    {
      proctor_toasts_say_error (GTK_WIDGET (self), error);
      return;
    }

  shown = g_strcmp0 (self->draft_id, proctor_draft_get_id (draft)) == 0;
  proctor_draft_discard (draft);
  if (shown && self->draft_id != NULL)
    forget_draft (self);
  offer_to_bring_back (self, draft);
}

static void
discarded_cb (ProctorTestsPane *self,
              const char *id)
{
  proctor_drafts_open_async (get_drafts (self), id, self->cancellable, discard_opened_cb, g_object_ref (self));
}

static gboolean
is_found (gpointer item,
          gpointer user_data)
{
  ProctorTestsPane *self = user_data;
  const char *search = self->list != NULL ? proctor_test_list_get_search (self->list) : NULL;

  return search == NULL || proctor_draft_item_matches (item, search);
}

static void
search_changed_cb (ProctorTestsPane *self)
{
  gtk_filter_changed (self->unsaved_filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * proctor_tests_pane_open_drafts:
 * @self: a pane with a session
 *
 * Shows what isn't saved in the session, and follows it.
 */
void
proctor_tests_pane_open_drafts (ProctorTestsPane *self)
{
  ProctorDrafts *drafts = get_drafts (self);
  GListModel *unplaced = proctor_drafts_get_unplaced (drafts);
  g_autoptr (GtkFilterListModel) found = gtk_filter_list_model_new (g_object_ref (unplaced), g_object_ref (self->unsaved_filter));

  g_signal_connect_object (drafts, "changed", G_CALLBACK (draft_noticed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (unplaced, "items-changed", G_CALLBACK (unplaced_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::search", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  proctor_unsaved_list_set_model (self->unsaved, G_LIST_MODEL (found));
  proctor_tests_pane_begin_resume (self);
}

/**
 * proctor_tests_pane_close_drafts:
 * @self: a pane
 *
 * Lets go of what isn't saved in the session; it is kept there.
 */
void
proctor_tests_pane_close_drafts (ProctorTestsPane *self)
{
  ProctorDrafts *drafts = get_drafts (self);

  proctor_tests_pane_end_resume (self);
  g_signal_handlers_disconnect_by_func (drafts, draft_noticed_cb, self);
  g_signal_handlers_disconnect_by_func (proctor_drafts_get_unplaced (drafts), unplaced_changed_cb, self);
  proctor_unsaved_list_set_model (self->unsaved, NULL);
  proctor_tests_pane_set_draft_id (self, NULL);
}

void
proctor_tests_pane_prepare_drafts (ProctorTestsPane *self)
{
  self->unsaved_filter = GTK_FILTER (gtk_custom_filter_new (is_found, self, NULL));
  g_signal_connect_object (self->unsaved, "chosen", G_CALLBACK (proctor_tests_pane_show_draft), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->unsaved, "discarded", G_CALLBACK (discarded_cb), self, G_CONNECT_SWAPPED);
}
