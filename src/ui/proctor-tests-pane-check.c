/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-pane-private.h"

#include "proctor-check-dialog.h"
#include "proctor-toasts.h"

/* Having tests checked: some of them, or all that are listed. */

static void
check_tests (ProctorTestsPane *self,
             GPtrArray *items)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < items->len; i++)
    g_strv_builder_add (builder, proctor_test_item_get_id (g_ptr_array_index (items, i)));
  ids = g_strv_builder_end (builder);
  if (ids[0] != NULL && self->session != NULL)
    adw_dialog_present (proctor_check_dialog_new (self->session, (const char *const *) ids), GTK_WIDGET (self));
}

/**
 * proctor_tests_pane_check_selected:
 * @self: a pane
 *
 * Checks what is selected, and shows what was found.
 */
void
proctor_tests_pane_check_selected (ProctorTestsPane *self)
{
  g_autoptr (GPtrArray) items = proctor_test_selection_dup_items (self->selection);

  check_tests (self, items);
}

static void
collected_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (ProctorTestsPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = proctor_test_list_collect_finish (PROCTOR_TEST_LIST (source), result, &error);

  /* The workspace may have gone from the pane in the meantime. */
  if (items != NULL && PROCTOR_TEST_LIST (source) == self->list)
    check_tests (self, items);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    proctor_toasts_say_error (GTK_WIDGET (self), error);
}

/**
 * proctor_tests_pane_check_all:
 * @self: a pane
 *
 * The same for every test that the list is about, also those that have not been read: a folder's, or what the
 * search and the filters leave.
 */
void
proctor_tests_pane_check_all (ProctorTestsPane *self)
{
  proctor_test_list_collect_async (self->list, self->cancellable, collected_cb, g_object_ref (self));
}
