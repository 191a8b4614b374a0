/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-pane.h"

void
testing_pane_set_up (TestingPane *self,
                     gconstpointer data)
{
  self->settings = g_settings_new (APPLICATION_ID);
  self->server = proctor_testing_server_new ();
  self->session = proctor_testing_session_new (self->server, NULL, NULL);
  proctor_testing_server_answer (self->server, "POST", TESTING_TESTS "/summaries", &(ProctorTestingAnswer) { .body = "{\"tests\":{}}" });
}

void
testing_pane_tear_down (TestingPane *self,
                        gconstpointer data)
{
  if (self->window != NULL)
    testing_pane_close (self);
  g_settings_reset (self->settings, "library-states");
  g_clear_object (&self->settings);
  proctor_testing_assert_finalized (g_steal_pointer (&self->session));
  g_clear_object (&self->server);
}

/**
 * testing_pane_make_rows:
 * @from: the first
 * @to: the one after the last
 *
 * Returns: (transfer full): rows of tests "Test @from" and on, each older than the one before
 */
char *
testing_pane_make_rows (guint from,
                        guint to)
{
  GString *rows = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    g_string_append_printf (rows,
                            "%s{\"id\":\"t%u\",\"name\":\"Test %u\",\"type\":\"llm\",\"entity_type\":\"test\",\"created_at_unix_secs\":%u,\"last_updated_at_unix_secs\":%u}",
                            i > from ? "," : "", i, i, 1000000 - i, 1000000 + i);

  return g_string_free_and_steal (rows);
}

/**
 * testing_pane_answer:
 * @self: a fixture
 * @path: %TESTING_PAGE or %TESTING_FOLDERS, and what else has to be in the query
 * @rows: the rows of the answer
 * @next_cursor: (nullable): where the next page is
 *
 * Has the server answer a page.
 */
void
testing_pane_answer (TestingPane *self,
                     const char *path,
                     const char *rows,
                     const char *next_cursor)
{
  g_autofree char *cursor = next_cursor != NULL ? g_strdup_printf ("\"%s\"", next_cursor) : g_strdup ("null");
  g_autofree char *body = g_strdup_printf ("{\"tests\":[%s],\"next_cursor\":%s,\"has_more\":%s}", rows, cursor, next_cursor != NULL ? "true" : "false");

  proctor_testing_server_answer (self->server, "GET", path, &(ProctorTestingAnswer) { .body = body });
}

/**
 * testing_pane_answer_hotel:
 * @self: a fixture
 *
 * Has the server answer with four tests of all kinds, one of them read-only, and two folders, one in
 * the other.
 */
void
testing_pane_answer_hotel (TestingPane *self)
{
  testing_pane_answer (self,
                       TESTING_FOLDERS,
                       "{\"id\":\"f1\",\"name\":\"Bookings\",\"type\":\"folder\",\"entity_type\":\"folder\",\"created_at_unix_secs\":1,\"last_updated_at_unix_secs\":1},"
                       "{\"id\":\"f2\",\"name\":\"Late\",\"type\":\"folder\",\"entity_type\":\"folder\",\"folder_parent_id\":\"f1\",\"created_at_unix_secs\":1,\"last_updated_at_unix_secs\":1}",
                       NULL);
  testing_pane_answer (self,
                       TESTING_PAGE,
                       "{\"id\":\"t1\",\"name\":\"Refund after 30 days\",\"type\":\"llm\",\"entity_type\":\"test\",\"folder_parent_id\":\"f2\",\"created_at_unix_secs\":400,\"last_updated_at_unix_secs\":400},"
                       "{\"id\":\"t2\",\"name\":\"Books a room\",\"type\":\"tool\",\"entity_type\":\"test\",\"folder_parent_id\":\"f1\",\"created_at_unix_secs\":300,\"last_updated_at_unix_secs\":300},"
                       "{\"id\":\"t3\",\"name\":\"Opening hours\",\"type\":\"simulation\",\"entity_type\":\"test\",\"created_at_unix_secs\":200,\"last_updated_at_unix_secs\":200},"
                       "{\"id\":\"t4\",\"name\":\"Somebody else’s\",\"type\":\"llm\",\"entity_type\":\"test\",\"created_at_unix_secs\":100,\"last_updated_at_unix_secs\":100,"
                       "\"access_info\":{\"is_creator\":false,\"creator_name\":\"Ada\",\"creator_email\":\"ada@example.com\",\"role\":\"viewer\"}}",
                       NULL);
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data) && gtk_widget_get_width (user_data) > 0;
}

static void
item_activated_cb (TestingPane *self)
{
  self->n_activated++;
}

/**
 * testing_pane_open:
 * @self: a fixture
 * @width: how wide the window is
 *
 * Opens a window with the pane, and begins to read.
 */
void
testing_pane_open (TestingPane *self,
                   int width)
{
  GtkWidget *toasts = adw_toast_overlay_new ();

  self->window = adw_window_new ();
  self->pane = PROCTOR_TESTS_PANE (g_object_ref_sink (proctor_tests_pane_new (self->settings)));
  g_signal_connect_swapped (self->pane, "item-activated", G_CALLBACK (item_activated_cb), self);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), GTK_WIDGET (self->pane));
  adw_window_set_content (ADW_WINDOW (self->window), toasts);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 640);
  proctor_session_start (self->session);
  proctor_tests_pane_set_session (self->pane, self->session);
  gtk_window_present (GTK_WINDOW (self->window));
  proctor_testing_wait_for ("the pane", is_mapped, self->pane);
}

void
testing_pane_close (TestingPane *self)
{
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->window)));
  proctor_testing_assert_finalized (g_steal_pointer (&self->pane));
}

gpointer
testing_pane_get_child (TestingPane *self,
                        const char *name)
{
  GObject *child = gtk_widget_get_template_child (GTK_WIDGET (self->pane), PROCTOR_TYPE_TESTS_PANE, name);

  g_assert_nonnull (child);

  return child;
}

void
testing_pane_activate (TestingPane *self,
                       const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->pane), action, NULL));
}

/* Whether an action can be used shows only in what uses it. */
gboolean
testing_pane_is_enabled (TestingPane *self,
                         const char *action)
{
  GtkWidget *probe = gtk_button_new ();
  gboolean enabled;

  gtk_actionable_set_action_name (GTK_ACTIONABLE (probe), action);
  gtk_widget_set_parent (probe, GTK_WIDGET (self->pane));
  enabled = gtk_widget_get_sensitive (probe);
  gtk_widget_unparent (probe);

  return enabled;
}

guint
testing_pane_count_rows (TestingPane *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (proctor_tests_pane_get_list (self->pane)));
}

typedef struct
{
  TestingPane *self;
  guint wanted;
} Wanted;

static gboolean
has_rows (gpointer user_data)
{
  Wanted *wanted = user_data;

  return testing_pane_count_rows (wanted->self) == wanted->wanted;
}

void
testing_pane_wait_rows (TestingPane *self,
                        guint n)
{
  Wanted wanted = { self, n };

  proctor_testing_wait_for ("the rows", has_rows, &wanted);
  testing_pane_settle (self);
}

static gboolean
has_state (gpointer user_data)
{
  Wanted *wanted = user_data;

  return proctor_test_list_get_state (proctor_tests_pane_get_list (wanted->self->pane)) == wanted->wanted;
}

void
testing_pane_wait_state (TestingPane *self,
                         ProctorTestListState state)
{
  Wanted wanted = { self, state };

  proctor_testing_wait_for ("the state", has_state, &wanted);
  testing_pane_settle (self);
}

GtkSelectionModel *
testing_pane_get_selection (TestingPane *self)
{
  return gtk_list_view_get_model (testing_pane_get_child (self, "list_view"));
}

void
testing_pane_select (TestingPane *self,
                     guint position,
                     guint n)
{
  gtk_selection_model_select_range (testing_pane_get_selection (self), position, n, TRUE);
}

guint
testing_pane_count_selected (TestingPane *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (testing_pane_get_selection (self));

  return (guint) gtk_bitset_get_size (selected);
}

static gboolean
is_idle (gpointer user_data)
{
  return !g_main_context_pending (NULL);
}

/* Until everybody has heard of everything. */
void
testing_pane_settle (TestingPane *self)
{
  proctor_testing_wait (is_idle, NULL);
}
