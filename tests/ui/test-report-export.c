/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-feed.h"
#include "proctor-history.h"
#include "proctor-invocation-page.h"
#include "proctor-report-export.h"
#include "proctor-ui.h"
#include "testing-listing.h"
#include "testing-picture.h"

#include <adwaita.h>

/* Results are written to a file from the page that shows them. */

#define RUNS "/v1/convai/test-invocations"
#define ROW "{\"id\":\"r1\",\"title\":\"Bookings\",\"created_at_unix_secs\":1760000000,\"test_run_count\":2,\"passed_count\":1,\"failed_count\":1,\"pending_count\":0}"
#define INVOCATION "{\"id\":\"r1\",\"agent_id\":\"agent_1\",\"created_at\":1760000000,\"repeat_count\":1,\"test_runs\":["                                                       \
                   "{\"test_run_id\":\"run_1\",\"agent_id\":\"agent_1\",\"test_id\":\"t1\",\"test_name\":\"Greets\",\"status\":\"passed\",\"last_updated_at_unix\":1760000100," \
                   "\"condition_result\":{\"result\":\"success\"}},"                                                                                                            \
                   "{\"test_run_id\":\"run_2\",\"agent_id\":\"agent_1\",\"test_id\":\"t2\",\"test_name\":\"Helps\",\"status\":\"failed\",\"last_updated_at_unix\":1760000100,"  \
                   "\"condition_result\":{\"result\":\"failure\",\"rationale\":{\"messages\":[\"It did not.\"],\"summary\":\"No\"}}}]}"

typedef struct
{
  TestingListing listing;
  ProctorHistory *history;
  ProctorWatcher *watcher;
  char *folder;
} Fixture;

static void
closed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  proctor_history_close_finish (PROCTOR_HISTORY (source), result);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

/* What the window says goes into toasts. */
static void
open_page (Fixture *self)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  self->listing.pane = g_object_ref_sink (proctor_invocation_page_new ());
  self->listing.window = adw_window_new ();
  g_object_set (self->listing.pane, "session", self->listing.session, NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), self->listing.pane);
  adw_window_set_content (ADW_WINDOW (self->listing.window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (self->listing.window), 700, 640);
  gtk_window_present (GTK_WINDOW (self->listing.window));
  proctor_testing_wait_for ("the page", is_mapped, self->listing.pane);
}

typedef struct
{
  GtkWidget *widget;
  const char *beginning;
} Wanted;

static gboolean
shows (GtkWidget *widget,
       const char *beginning)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), beginning))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (shows (child, beginning))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_shown (gpointer user_data)
{
  Wanted *wanted = user_data;

  return shows (wanted->widget, wanted->beginning);
}

static void
wait_shown (Fixture *self,
            const char *beginning)
{
  proctor_testing_wait_for (beginning, is_shown, &(Wanted) { self->listing.window, beginning });
}

static void
set_up (Fixture *self,
        gconstpointer data)
{
  testing_listing_set_up (&self->listing, data);
  g_clear_object (&self->listing.session);
  self->folder = proctor_testing_make_folder ();
  self->history = proctor_history_new (self->folder);
  self->listing.session = proctor_testing_session_new (self->listing.server, NULL, self->history);
  testing_listing_answer (&self->listing, RUNS, "results", ROW, NULL);
  proctor_testing_server_answer (self->listing.server, "GET", RUNS "/r1", &(ProctorTestingAnswer) { .body = INVOCATION });
  open_page (self);
  proctor_invocation_page_show (PROCTOR_INVOCATION_PAGE (self->listing.pane), "r1");
  testing_listing_wait_shown (&self->listing, "1 failed");
  self->watcher = proctor_history_feed_watch (proctor_session_get_history_feed (self->listing.session), "r1");
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  gboolean closed = FALSE;

  g_clear_object (&self->watcher);
  testing_listing_tear_down (&self->listing, data);
  proctor_history_close_async (self->history, closed_cb, &closed);
  proctor_testing_wait_for ("the history to close", is_true, &closed);
  g_clear_object (&self->history);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
}

static char *
save (Fixture *self,
      const char *kind,
      const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *said = g_strdup_printf ("Report saved as “%s”", name);
  char *contents = NULL;

  proctor_report_export_save (self->listing.pane, self->listing.session, self->watcher, kind, file);
  wait_shown (self, said);
  g_file_get_contents (path, &contents, NULL, NULL);
  g_assert_nonnull (contents);

  return contents;
}

static void
test_save (Fixture *self,
           gconstpointer data)
{
  g_autofree char *html = save (self, "html", "a.html");
  g_autofree char *junit = NULL;
  g_autofree char *tests = NULL;

  g_assert_true (g_str_has_prefix (html, "<!DOCTYPE html>"));
  g_assert_nonnull (g_strrstr (html, "It did not."));
  g_assert_nonnull (g_strrstr (html, "Bookings"));
  wait_shown (self, "Show in Folder");
  testing_picture_save (self->listing.window, "report-saved");
  junit = save (self, "junit", "b.xml");
  g_assert_nonnull (g_strrstr (junit, "<failure message=\"No\""));
  tests = save (self, "junit-tests", "c.xml");
  g_assert_nonnull (g_strrstr (tests, "<failure message=\"0/1 passed\""));
}

/* Why it can't be is said, in words. */
static void
test_refused (Fixture *self,
              gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "missing", "a.html", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  proctor_report_export_save (self->listing.pane, self->listing.session, self->watcher, "html", file);
  wait_shown (self, "The report can't be written: ");
  g_assert_false (g_file_query_exists (file, NULL));
}

static guint
count_items (GMenuModel *menu,
             const char *action)
{
  guint n = 0;

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *name = NULL;

      if (section != NULL)
        n += count_items (section, action);
      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &name);
      n += g_strcmp0 (name, action) == 0;
    }

  return n;
}

/* The page has a button for it, with all formats, once there is something to write. The dialog that it leads to is GTK's,
 * which loses some of its own memory. */
static void
test_menu (Fixture *self,
           gconstpointer data)
{
  GtkWidget *button = NULL;

  for (guint i = 0; (button = testing_listing_find (&self->listing, GTK_TYPE_MENU_BUTTON, i)) != NULL; i++)
    {
      if (g_strcmp0 (gtk_widget_get_tooltip_text (button), "Export Report") == 0)
        break;
    }
  g_assert_nonnull (button);
  g_assert_cmpuint (count_items (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)), "invocation.export"), ==, 6);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

  g_test_add ("/report-export/save", Fixture, NULL, set_up, test_save, tear_down);
  g_test_add ("/report-export/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/report-export/menu", Fixture, NULL, set_up, test_menu, tear_down);

  return g_test_run ();
}
