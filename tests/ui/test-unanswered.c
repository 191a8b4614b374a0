/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "proctor-trash.h"
#include "proctor-ui.h"
#include "proctor-unanswered-banner.h"
#include "testing-picture.h"

#define TESTS "/v1/convai/agent-testing"
#define ROW(id, name) "{\"id\": \"" id "\", \"name\": \"" name "\", \"type\": \"llm\", \"created_at_unix_secs\": 1700000000, \"last_updated_at_unix_secs\": 1700000000}"

/* What an earlier program deleted and never heard of. */

typedef struct
{
  /* Owned */
  ProctorTestingServer *server;
  char *folder;
  ProctorHistory *history;
  ProctorSession *session;
  GtkWidget *window;
  GAsyncResult *result;

  /* Borrowed from the window */
  GtkWidget *banner;
} Fixture;

static void
keep_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static gboolean
has_result (gpointer user_data)
{
  return ((Fixture *) user_data)->result != NULL;
}

static void
note (Fixture *fixture)
{
  const char *const names[] = { "Books a double room and confirms the price", "Cancels a booking that was made by somebody else", "Long gone" };
  GPtrArray *things = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_unanswered_free);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      ProctorUnanswered *thing = g_new0 (ProctorUnanswered, 1);

      thing->id = g_strdup_printf ("test_%" G_GSIZE_FORMAT, i + 1);
      thing->name = g_strdup (names[i]);
      thing->at = 1700000000;
      g_ptr_array_add (things, thing);
    }
  proctor_history_note_unanswered_async (fixture->history, "workspace-1", things, keep_cb, fixture);
  proctor_testing_wait_for ("the notes", has_result, fixture);
  g_assert_true (proctor_history_note_unanswered_finish (fixture->history, fixture->result, NULL));
  g_clear_object (&fixture->result);
}

static gpointer
get_banner (Fixture *fixture)
{
  return adw_bin_get_child (ADW_BIN (fixture->banner));
}

static gboolean
is_revealed (gpointer user_data)
{
  gpointer banner = get_banner (user_data);

  return banner != NULL && adw_banner_get_revealed (banner);
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  GtkWidget *view = adw_toolbar_view_new ();

  fixture->server = proctor_testing_server_new ();
  fixture->folder = proctor_testing_make_folder ();
  fixture->history = proctor_history_new (fixture->folder);
  note (fixture);
  proctor_testing_server_answer (fixture->server, "GET", TESTS,
                                 &(ProctorTestingAnswer) { .body = "{\"tests\": [" ROW ("test_1", "One") "," ROW ("test_2", "Two") "], \"has_more\": false, \"next_cursor\": null}" });
  fixture->session = proctor_testing_session_new (fixture->server, NULL, fixture->history);

  fixture->window = g_object_ref_sink (adw_window_new ());
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 560);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  fixture->banner = proctor_unanswered_banner_new ();
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), fixture->banner);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), adw_status_page_new ());
  adw_window_set_content (ADW_WINDOW (fixture->window), view);
  gtk_window_present (GTK_WINDOW (fixture->window));
  proctor_testing_wait_for ("the window", is_mapped, fixture->window);
  proctor_unanswered_banner_set_trash (PROCTOR_UNANSWERED_BANNER (fixture->banner), proctor_session_get_trash (fixture->session));
  g_assert_false (is_revealed (fixture));

  proctor_session_start (fixture->session);
  proctor_testing_wait_for ("the banner", is_revealed, fixture);
  g_assert_cmpstr (adw_banner_get_title (get_banner (fixture)), ==, "2 items that you deleted are still there");
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->window));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->session));
  proctor_history_close_async (fixture->history, keep_cb, fixture);
  proctor_testing_wait_for ("the history to close", has_result, fixture);
  proctor_history_close_finish (fixture->history, fixture->result);
  g_clear_object (&fixture->result);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->history));
  g_clear_object (&fixture->server);
  proctor_testing_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static AdwDialog *
get_dialog (Fixture *fixture)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (fixture->window));
}

static gboolean
has_dialog (gpointer user_data)
{
  return get_dialog (user_data) != NULL && gtk_widget_get_mapped (GTK_WIDGET (get_dialog (user_data)));
}

static gboolean
is_hidden (gpointer user_data)
{
  return !is_revealed (user_data) && get_dialog (user_data) == NULL;
}

static gboolean
is_idle (gpointer user_data)
{
  return !proctor_trash_is_busy (user_data);
}

static guint
count_deletions (Fixture *fixture)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (fixture->server);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += g_str_equal (((const ProctorTestingRequest *) g_ptr_array_index (requests, i))->method, "DELETE") ? 1 : 0;

  return n;
}

static void
decide (Fixture *fixture,
        const char *response)
{
  testing_picture_save (fixture->window, "unanswered-banner");
  g_signal_emit_by_name (get_banner (fixture), "button-clicked");
  proctor_testing_wait_for ("the dialog", has_dialog, fixture);
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (get_dialog (fixture))), ==, "Delete 2 Items?");
  g_assert_cmpint (gtk_widget_get_width (fixture->window), <=, 360);
  testing_picture_save (fixture->window, "unanswered-dialog");
  if (response != NULL)
    g_signal_emit_by_name (get_dialog (fixture), "response", response);
  adw_dialog_force_close (get_dialog (fixture));
}

static void
test_delete (Fixture *fixture,
             gconstpointer data)
{
  proctor_testing_server_answer (fixture->server, "DELETE", "*", &(ProctorTestingAnswer) { .body = "" });
  decide (fixture, "delete");
  proctor_testing_wait_for ("the banner to go", is_hidden, fixture);
  proctor_testing_wait_for ("the deletions", is_idle, proctor_session_get_trash (fixture->session));
  g_assert_cmpuint (count_deletions (fixture), ==, 2);
}

static void
test_keep (Fixture *fixture,
           gconstpointer data)
{
  decide (fixture, "keep");
  proctor_testing_wait_for ("the banner to go", is_hidden, fixture);
  g_assert_cmpuint (count_deletions (fixture), ==, 0);
}

/* Who closes the dialog hasn't decided anything. */
static void
test_later (Fixture *fixture,
            gconstpointer data)
{
  decide (fixture, NULL);
  g_assert_true (is_revealed (fixture));
  g_assert_cmpuint (proctor_trash_get_unanswered (proctor_session_get_trash (fixture->session))->len, ==, 2);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add ("/unanswered/delete", Fixture, NULL, set_up, test_delete, tear_down);
  g_test_add ("/unanswered/keep", Fixture, NULL, set_up, test_keep, tear_down);
  g_test_add ("/unanswered/later", Fixture, NULL, set_up, test_later, tear_down);

  return g_test_run ();
}
