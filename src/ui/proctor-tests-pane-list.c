/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-pane-private.h"

#include <glib/gi18n.h>

/* What the pane shows of the list beside its rows: title, states, what is being read. */

static ProctorLibrary *
get_library (ProctorTestsPane *self)
{
  return self->session != NULL ? proctor_session_get_library (self->session) : NULL;
}

static char *
describe_count (ProctorTestsPane *self,
                guint shown,
                guint all)
{
  const char *search = proctor_test_list_get_search (self->list);

  if (proctor_test_list_is_filtered (self->list) || (search != NULL && *search != '\0'))
    /* Translators: "12 of 128": how many tests a search found, and among how many. */
    return g_strdup_printf (_ ("%u of %u"), shown, MAX (shown, all));
  if (!proctor_library_is_complete (get_library (self)) && !proctor_library_is_cached (get_library (self)))
    /* Translators: there are at least this many; the rest has not been read. */
    return g_strdup_printf (ngettext ("%u+ test", "%u+ tests", shown), shown);

  return g_strdup_printf (ngettext ("%u test", "%u tests", shown), shown);
}

static void
update_title (ProctorTestsPane *self,
              ProctorTestListState state)
{
  ProctorLibrary *library = get_library (self);
  ProctorFolderItem *folder = self->folder_id != NULL ? proctor_library_find_folder (library, self->folder_id) : NULL;
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_autofree char *count = NULL;

  adw_window_title_set_title (self->title, folder != NULL ? proctor_folder_item_get_name (folder) : _ ("All Tests"));
  if (state == PROCTOR_TEST_LIST_CONTENT || state == PROCTOR_TEST_LIST_NO_MATCH)
    count = describe_count (self, shown, folder != NULL ? proctor_folder_item_get_n_tests (folder) : proctor_library_get_n_tests (library));
  adw_window_title_set_subtitle (self->title, count != NULL ? count : "");
  proctor_path_bar_show (self->path_bar, folder);
}

static void
update_filter_button (ProctorTestsPane *self)
{
  gboolean filtered = proctor_test_list_is_filtered (self->list);

  if (filtered)
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "filtered");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "filtered");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->filter_button), filtered ? _ ("Order and Filters (Filters Are On)") : _ ("Order and Filters"));
}

static void
update_more (ProctorTestsPane *self,
             ProctorTestListState state)
{
  ProctorLibrary *library = get_library (self);
  gboolean reading = state == PROCTOR_TEST_LIST_CONTENT && proctor_library_is_loading (library) && !proctor_library_is_complete (library);

  gtk_label_set_label (self->more_label, self->collecting != NULL ? _ ("Reading all tests to select them…") : _ ("Reading more tests…"));
  gtk_revealer_set_reveal_child (self->more, reading || self->collecting != NULL);
}

/* What was shown in the detail may be gone by now. */
static void
forget_item_if_gone (ProctorTestsPane *self)
{
  const char *id = self->item != NULL ? proctor_test_item_get_id (self->item) : NULL;
  ProctorTestItem *found = id != NULL ? proctor_library_find (get_library (self), id) : NULL;

  if (found != self->item && (found != NULL || !proctor_tests_pane_keep_draft (self, id)))
    proctor_tests_pane_set_item (self, NULL);
}

/* Nor is it selected any more: it would be drawn so when it is brought back, with nothing in the detail. What
 * the search hides stays selected. */
static void
unselect_if_gone (ProctorTestsPane *self)
{
  ProctorTestItem *only = proctor_test_selection_get_only (self->selection);

  if (only != NULL && proctor_library_find (get_library (self), proctor_test_item_get_id (only)) != only)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static void
update_item (ProctorTestsPane *self)
{
  forget_item_if_gone (self);
  unselect_if_gone (self);
  if (self->wanted_id != NULL && proctor_library_find (get_library (self), self->wanted_id) != NULL)
    {
      g_autofree char *id = g_steal_pointer (&self->wanted_id);

      proctor_tests_pane_show_test (self, id);
      /* A test that the list still has no row for is left out by its filters. */
      g_clear_pointer (&self->wanted_id, g_free);
    }
}

/* A day later, "yesterday" is another day. */
static void
update_day (ProctorTestsPane *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int today = g_date_time_get_day_of_year (now);

  if (self->today != today)
    proctor_tests_pane_update_rows (self);
  self->today = today;
}

/* Rows that were only waited for are there at once: to fade them in would be to wait longer. */
static void
show_rows_or_status (ProctorTestsPane *self,
                     ProctorTestListState state)
{
  gboolean waited = self->shown_state == PROCTOR_TEST_LIST_LOADING;

  if (state != PROCTOR_TEST_LIST_CONTENT)
    proctor_tests_status_show (self->status, self->list);
  gtk_stack_set_transition_type (self->stack, waited ? GTK_STACK_TRANSITION_TYPE_NONE : GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  gtk_stack_set_visible_child (self->stack, state == PROCTOR_TEST_LIST_CONTENT ? GTK_WIDGET (self->scroller) : GTK_WIDGET (self->status));
  self->shown_state = state;
}

static gboolean
update_cb (gpointer user_data)
{
  ProctorTestsPane *self = user_data;
  ProctorTestListState state = proctor_test_list_get_state (self->list);

  self->update_source = 0;

  update_day (self);
  update_item (self);
  update_title (self, state);
  update_filter_button (self);
  update_more (self, state);
  show_rows_or_status (self, state);
  proctor_tests_pane_update_actions (self);
  proctor_tests_pane_view_changed (self);

  return G_SOURCE_REMOVE;
}

/**
 * proctor_tests_pane_queue_update:
 * @self: a pane
 *
 * A change seldom comes alone; what is shown follows once, before it is drawn again.
 */
void
proctor_tests_pane_queue_update (ProctorTestsPane *self)
{
  if (self->update_source == 0 && self->list != NULL)
    self->update_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
}

static void
scroll_to_top (ProctorTestsPane *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_NONE, NULL);
}

/* Something else is shown, or in another order: from its beginning. */
static void
view_chosen_cb (ProctorTestsPane *self)
{
  if (!self->restoring)
    scroll_to_top (self);
  proctor_tests_pane_queue_save (self);
  proctor_tests_pane_queue_update (self);
}

static void
folder_changed_cb (ProctorTestsPane *self)
{
  if (g_set_str (&self->folder_id, proctor_test_list_get_folder_id (self->list)))
    {
      view_chosen_cb (self);
      proctor_tests_pane_update_rows (self);
      proctor_tests_pane_folder_changed (self);
    }
}

/* What was known from the last time is corrected before anybody has begun to read: new tests then come into view
 * at the top. Later the rows stay where they are, whatever comes above them. */
static void
stay_at_top (ProctorTestsPane *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  if (self->starting && gtk_adjustment_get_value (adjustment) <= gtk_adjustment_get_lower (adjustment) && proctor_test_selection_get_n_selected (self->selection) == 0)
    scroll_to_top (self);
}

static void
loading_changed_cb (ProctorTestsPane *self)
{
  self->starting = self->starting && proctor_library_is_loading (get_library (self));
}

static void
library_changed_cb (ProctorTestsPane *self)
{
  stay_at_top (self);
  proctor_tests_pane_update_rows (self);
  proctor_tests_pane_queue_update (self);
}

static void
watch (ProctorTestsPane *self,
       gpointer object,
       GCallback callback,
       const char *const names[])
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", names[i], NULL);

      g_signal_connect_object (object, signal, callback, self, G_CONNECT_SWAPPED);
    }
}

static void
create_filter_cb (GtkMenuButton *button,
                  gpointer user_data)
{
  ProctorTestsPane *self = user_data;

  if (self->filter != NULL)
    return;

  self->filter = PROCTOR_TESTS_FILTER (proctor_tests_filter_new ());
  proctor_tests_filter_set_list (self->filter, self->list);
  gtk_menu_button_set_popover (button, GTK_WIDGET (self->filter));
}

static void
create_menu_cb (GtkMenuButton *button,
                gpointer user_data)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_menu_model (button, PROCTOR_TESTS_PANE (user_data)->overflow_menu);
}

/**
 * proctor_tests_pane_prepare_buttons:
 * @self: a pane
 *
 * Has what opens from buttons made when somebody opens it: the window is there sooner.
 */
void
proctor_tests_pane_prepare_buttons (ProctorTestsPane *self)
{
  gtk_menu_button_set_create_popup_func (self->filter_button, create_filter_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);
}

/* Tests that are there again are selected as before. A folder is none of the list's rows. */
static void
undone_cb (ProctorTestsPane *self,
           const char *const *ids)
{
  if (ids[0] != NULL && proctor_library_find (get_library (self), ids[0]) != NULL)
    proctor_tests_pane_select_ids (self, ids);
}

/**
 * proctor_tests_pane_open_list:
 * @self: a pane with a session
 *
 * Shows the session's tests, and follows what becomes of them.
 */
void
proctor_tests_pane_open_list (ProctorTestsPane *self)
{
  ProctorLibrary *library = get_library (self);

  self->list = proctor_test_list_new (library);
  self->restoring = TRUE;
  if (self->folder_id != NULL)
    g_object_set (self->list, "folder-id", self->folder_id, NULL);
  proctor_tests_pane_restore_state (self);

  watch (self, self->list, G_CALLBACK (folder_changed_cb), (const char *const[]) { "folder-id", NULL });
  watch (self, self->list, G_CALLBACK (view_chosen_cb), (const char *const[]) { "search", "kinds", "shared-with-me", "mine", "creator", "sort", "descending", NULL });
  watch (self, self->list, G_CALLBACK (proctor_tests_pane_queue_update), (const char *const[]) { "state", NULL });
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (proctor_tests_pane_queue_update), self, G_CONNECT_SWAPPED);
  watch (self, library, G_CALLBACK (proctor_tests_pane_queue_update), (const char *const[]) { "loading", "complete", "cached", "error", "n-tests", "refreshed-at", NULL });
  self->starting = TRUE;
  watch (self, library, G_CALLBACK (loading_changed_cb), (const char *const[]) { "loading", NULL });
  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  watch (self, proctor_session_get_health (self->session), G_CALLBACK (proctor_tests_pane_queue_update), (const char *const[]) { "state", NULL });

  g_signal_connect_object (proctor_session_get_trash (self->session), "failed", G_CALLBACK (proctor_tests_pane_show_job), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (proctor_session_get_trash (self->session), "changed", G_CALLBACK (proctor_tests_pane_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (proctor_session_get_trash (self->session), "undone", G_CALLBACK (undone_cb), self, G_CONNECT_SWAPPED);

  proctor_unanswered_banner_set_trash (self->unanswered, proctor_session_get_trash (self->session));
  proctor_tests_pane_open_drafts (self);

  proctor_test_selection_set_model (self->selection, G_LIST_MODEL (self->list));
  if (self->filter != NULL)
    proctor_tests_filter_set_list (self->filter, self->list);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), proctor_test_list_get_search (self->list) != NULL ? proctor_test_list_get_search (self->list) : "");
  gtk_search_bar_set_search_mode (self->search_bar, *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0');
  folder_changed_cb (self);
  self->restoring = FALSE;
  update_cb (self);
}

static void
forget_list (ProctorTestsPane *self,
             gpointer object)
{
  if (object == NULL)
    return;

  g_signal_handlers_disconnect_by_func (object, folder_changed_cb, self);
  g_signal_handlers_disconnect_by_func (object, view_chosen_cb, self);
  g_signal_handlers_disconnect_by_func (object, library_changed_cb, self);
  g_signal_handlers_disconnect_by_func (object, loading_changed_cb, self);
  g_signal_handlers_disconnect_by_func (object, proctor_tests_pane_show_job, self);
  g_signal_handlers_disconnect_by_func (object, proctor_tests_pane_update_actions, self);
  g_signal_handlers_disconnect_by_func (object, undone_cb, self);
  g_signal_handlers_disconnect_by_func (object, proctor_tests_pane_queue_update, self);
}

/**
 * proctor_tests_pane_close_list:
 * @self: a pane
 *
 * Lets go of all that belongs to the session.
 */
void
proctor_tests_pane_close_list (ProctorTestsPane *self)
{
  if (self->list == NULL)
    return;

  if (self->save_source != 0)
    proctor_tests_pane_save_state (self);
  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_handle_id (&self->view_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_cancellable_cancel (self->collecting);
  g_clear_object (&self->collecting);
  g_clear_pointer (&self->wanted_id, g_free);

  proctor_tests_pane_forget_jobs (self);
  proctor_tests_pane_set_selecting (self, FALSE);
  proctor_tests_pane_set_item (self, NULL);
  proctor_tests_pane_close_drafts (self);
  proctor_library_set_in_view (get_library (self), NULL);
  forget_list (self, self->list);
  forget_list (self, get_library (self));
  forget_list (self, proctor_session_get_health (self->session));
  forget_list (self, proctor_session_get_trash (self->session));
  proctor_unanswered_banner_set_trash (self->unanswered, NULL);
  if (self->filter != NULL)
    proctor_tests_filter_set_list (self->filter, NULL);
  proctor_test_selection_set_model (self->selection, NULL);
  g_clear_object (&self->list);
  proctor_tests_pane_update_actions (self);
}
