/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-pane-private.h"

#include "proctor-toasts.h"

#include <glib/gi18n.h>

/* Which tests are selected. There are two ways: as in any list, with Ctrl and Shift; and the selection
 * mode, for a finger, in which every row has a box to check. */

/* What is only there while several are selected is made when they first are. */
static void
create_bars (ProctorTestsPane *self)
{
  self->action_bar = g_object_new (PROCTOR_TYPE_TESTS_ACTION_BAR, NULL);
  proctor_tests_action_bar_set_tight (self->action_bar, self->tightest);
  adw_bin_set_child (self->action_bin, GTK_WIDGET (self->action_bar));
  self->selection_header = g_object_new (PROCTOR_TYPE_SELECTION_HEADER, NULL);
  adw_bin_set_child (self->selection_bin, GTK_WIDGET (self->selection_header));
}

static void
update_bars (ProctorTestsPane *self)
{
  guint n = proctor_test_selection_get_n_selected (self->selection);
  gboolean several = self->selecting || n > 1;
  g_autofree char *number = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);

  if (several && self->action_bar == NULL)
    create_bars (self);
  gtk_widget_set_visible (self->header, !self->selecting);
  gtk_widget_set_visible (GTK_WIDGET (self->selection_bin), self->selecting);
  if (self->action_bar == NULL)
    return;

  proctor_tests_action_bar_set_number (self->action_bar, number);
  proctor_selection_header_set_title (self->selection_header, n > 0 ? number : _ ("Select Tests"));
  proctor_tests_action_bar_set_revealed (self->action_bar, several);
}

/* One that is selected alone is shown; none or several leave what is shown as it is. */
void
proctor_tests_pane_selection_changed (ProctorTestsPane *self)
{
  ProctorTestItem *only = proctor_test_selection_get_only (self->selection);

  if (only != NULL && !self->selecting)
    proctor_tests_pane_set_item (self, only);
  update_bars (self);
  proctor_tests_pane_update_actions (self);
  g_object_notify (G_OBJECT (self), "n-selected");
}

void
proctor_tests_pane_prepare_selection (ProctorTestsPane *self)
{
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (proctor_tests_pane_selection_changed), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
}

/**
 * proctor_tests_pane_set_selecting:
 * @self: a pane
 * @selecting: whether the rows have boxes to check
 *
 * Begins or ends the selection mode. At its end what is shown in the detail is selected again.
 */
void
proctor_tests_pane_set_selecting (ProctorTestsPane *self,
                                  gboolean selecting)
{
  if (self->selecting == selecting)
    return;

  self->selecting = selecting;
  proctor_test_selection_set_sticky (self->selection, selecting);
  if (selecting)
    gtk_widget_add_css_class (GTK_WIDGET (self->list_view), "selecting");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->list_view), "selecting");

  if (selecting)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  else
    {
      g_autoptr (GPtrArray) items = g_ptr_array_new ();

      if (self->item != NULL)
        g_ptr_array_add (items, self->item);
      proctor_test_selection_set_items (self->selection, items);
    }
  proctor_tests_pane_update_rows (self);
  proctor_tests_pane_selection_changed (self);
}

/**
 * proctor_tests_pane_leave:
 * @self: a pane
 *
 * What Escape does: ends the reading for a selection, the selection mode, a selection of several, the
 * search, whichever of them there is.
 *
 * Returns: whether there was anything to leave
 */
gboolean
proctor_tests_pane_leave (ProctorTestsPane *self)
{
  if (self->collecting != NULL)
    {
      g_cancellable_cancel (self->collecting);
      return TRUE;
    }
  if (self->selecting)
    {
      proctor_tests_pane_set_selecting (self, FALSE);
      return TRUE;
    }
  if (proctor_test_selection_get_n_selected (self->selection) > 1)
    {
      g_autoptr (GPtrArray) items = g_ptr_array_new ();

      if (self->item != NULL)
        g_ptr_array_add (items, self->item);
      proctor_test_selection_set_items (self->selection, items);
      return TRUE;
    }
  if (gtk_search_bar_get_search_mode (self->search_bar))
    {
      gtk_search_bar_set_search_mode (self->search_bar, FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
      return TRUE;
    }

  return FALSE;
}

static void
announce (ProctorTestsPane *self)
{
  guint n = proctor_test_selection_get_n_selected (self->selection);
  g_autofree char *text = g_strdup_printf (ngettext ("%u test selected", "%u tests selected", n), n);

  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
collected_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = proctor_test_list_collect_finish (PROCTOR_TEST_LIST (source), result, &error);
  g_autoptr (ProctorTestsPane) self = user_data;

  /* The list may be another one's by now, and this answer nobody's. */
  if (self->list != PROCTOR_TEST_LIST (source))
    return;

  g_clear_object (&self->collecting);
  proctor_tests_pane_queue_update (self);
  if (items == NULL)
    {
      proctor_toasts_say_error (GTK_WIDGET (self), error);
      return;
    }

  proctor_test_selection_set_items (self->selection, items);
  announce (self);
}

/**
 * proctor_tests_pane_select_all:
 * @self: a pane
 *
 * Selects all that match, also those that have not been read: they are read first.
 */
void
proctor_tests_pane_select_all (ProctorTestsPane *self)
{
  if (self->list == NULL || self->collecting != NULL)
    return;

  self->collecting = g_cancellable_new ();
  proctor_test_list_collect_async (self->list, self->collecting, collected_cb, g_object_ref (self));
  proctor_tests_pane_queue_update (self);
}

/**
 * proctor_tests_pane_dup_selected_ids:
 * @self: a pane
 * @writable_only: whether to leave out what may not be changed
 *
 * Returns: (transfer full): the ids of what is selected, in the list's order
 */
char **
proctor_tests_pane_dup_selected_ids (ProctorTestsPane *self,
                                     gboolean writable_only)
{
  g_autoptr (GPtrArray) items = proctor_test_selection_dup_items (self->selection);
  GStrvBuilder *builder = g_strv_builder_new ();

  for (guint i = 0; i < items->len; i++)
    if (!writable_only || !proctor_test_item_is_read_only (g_ptr_array_index (items, i)))
      g_strv_builder_add (builder, proctor_test_item_get_id (g_ptr_array_index (items, i)));

  return g_strv_builder_unref_to_strv (builder);
}

/**
 * proctor_tests_pane_select_ids:
 * @self: a pane
 * @ids: tests
 *
 * Selects those of @ids that are there, and nothing else.
 */
void
proctor_tests_pane_select_ids (ProctorTestsPane *self,
                               const char *const *ids)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (gsize i = 0; self->list != NULL && ids[i] != NULL; i++)
    {
      ProctorTestItem *item = proctor_library_find (proctor_test_list_get_library (self->list), ids[i]);

      if (item != NULL)
        g_ptr_array_add (items, item);
    }
  proctor_test_selection_set_items (self->selection, items);
}

/**
 * proctor_tests_pane_act_on:
 * @self: a pane
 * @test_id: a test
 * @action: one of the actions "tests.…"
 *
 * Does something with a test, whatever was selected.
 */
void
proctor_tests_pane_act_on (ProctorTestsPane *self,
                           const char *test_id,
                           const char *action)
{
  g_return_if_fail (PROCTOR_IS_TESTS_PANE (self));
  g_return_if_fail (test_id != NULL);

  proctor_tests_pane_set_selecting (self, FALSE);
  proctor_tests_pane_select_ids (self, (const char *const[]) { test_id, NULL });
  proctor_tests_pane_update_actions (self);
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}
