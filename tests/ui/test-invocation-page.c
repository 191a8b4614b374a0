/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history.h"
#include "proctor-invocation-header.h"
#include "proctor-invocation-page.h"
#include "proctor-matrix-cells.h"
#include "proctor-matrix-view.h"
#include "proctor-reader.h"
#include "proctor-run-dialog.h"
#include "proctor-run-form.h"
#include "proctor-ui.h"
#include "proctor-until-failure-dialog.h"
#include "testing-listing.h"
#include "testing-picture.h"

#include <string.h>

#define RUNS "/v1/convai/test-invocations"

typedef struct
{
  TestingListing listing;
  ProctorHistory *history;
  char *folder;
} Fixture;

static void
set_up (Fixture *self,
        gconstpointer data)
{
  testing_listing_set_up (&self->listing, data);
  g_clear_object (&self->listing.session);
  self->folder = proctor_testing_make_folder ();
  self->history = proctor_history_new (self->folder);
  self->listing.session = proctor_testing_session_new (self->listing.server, NULL, self->history);
}

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

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  gboolean closed = FALSE;

  testing_listing_tear_down (&self->listing, data);
  proctor_history_close_async (self->history, closed_cb, &closed);
  proctor_testing_wait_for ("the history to close", is_true, &closed);
  g_clear_object (&self->history);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
}

/* What ended in a letter: P, F, E, - and so on; a word a test, and a letter a repeat. */
static void
answer_runs (Fixture *self,
             const char *words,
             const char *more)
{
  g_auto (GStrv) tests = g_strsplit (words, " ", -1);
  g_autoptr (GString) json = g_string_new (NULL);
  guint n = 0;
  const char *const names[] = { "Refund policy", "Opening hours of the restaurant on public holidays and the day before", "Hand-over to a person", "Complaint" };

  g_string_append_printf (json, "{\"id\": \"r1\", %s \"agent_id\": \"agent_1\", \"created_at\": 1760000000, \"repeat_count\": %u, \"test_runs\": [", more != NULL ? more : "", (guint) strlen (tests[0]));
  for (guint j = 0; j < strlen (tests[0]); j++)
    {
      for (guint i = 0; tests[i] != NULL; i++)
        {
          char letter = j < strlen (tests[i]) ? tests[i][j] : 0;
          const char *status = letter == '-' ? "pending" : letter == 'P' ? "passed"
                                                       : letter == 'C'   ? "cancelled"
                                                                         : "failed";
          const char *result = letter == 'P' ? "success" : letter == 'F' ? "failure"
                                                       : letter == 'I'   ? "unknown"
                                                                         : NULL;

          if (letter == 0)
            continue;
          g_string_append_printf (json, "%s{\"test_run_id\": \"run_%u_%u\", \"test_invocation_id\": \"r1\", \"agent_id\": \"agent_1\", \"test_id\": \"t%u\", \"test_name\": \"%s\", \"status\": \"%s\","
                                        " \"last_updated_at_unix\": 1760000100",
                                  n++ > 0 ? ", " : "", i, j, i, names[i % 4], status);
          if (result != NULL)
            g_string_append_printf (json, ", \"condition_result\": {\"result\": \"%s\", \"rationale\": {\"messages\": [\"The agent named 30 days.\"], \"summary\": \"Because of that\"}},"
                                          " \"agent_responses\": [{\"role\": \"user\", \"time_in_call_secs\": 0, \"message\": \"May I send it back?\"},"
                                          " {\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": \"Within 30 days.\"}]",
                                    result);
          g_string_append_c (json, '}');
        }
    }
  g_string_append (json, "]}");
  proctor_testing_server_answer (self->listing.server, "GET", RUNS "/r1", &(ProctorTestingAnswer) { .body = json->str });
}

static void
answer_list (Fixture *self,
             guint n_passed,
             guint n_pending)
{
  g_autofree char *row = g_strdup_printf ("{\"id\":\"r1\",\"title\":\"Bookings\",\"created_at_unix_secs\":1760000000,\"test_run_count\":%u,\"passed_count\":%u,\"failed_count\":0,\"pending_count\":%u}",
                                          n_passed + n_pending, n_passed, n_pending);

  testing_listing_answer (&self->listing, RUNS, "results", row, NULL);
}

static void
open_page (Fixture *self,
           int width)
{
  testing_listing_open (&self->listing, proctor_invocation_page_new (), width);
  proctor_invocation_page_show (PROCTOR_INVOCATION_PAGE (self->listing.pane), "r1");
}

static gpointer
find (Fixture *self,
      GType type,
      guint nth)
{
  return testing_listing_find (&self->listing, type, nth);
}

static void
assert_label (Fixture *self,
              guint nth,
              const char *label)
{
  GtkWidget *cells = find (self, PROCTOR_TYPE_MATRIX_CELLS, nth);
  g_autofree char *said = NULL;

  g_assert_nonnull (cells);
  g_object_get (cells, "label", &said, NULL);
  g_assert_cmpstr (said, ==, label);
}

static void
test_empty (Fixture *self,
            gconstpointer data)
{
  testing_listing_open (&self->listing, proctor_invocation_page_new (), 360);
  testing_listing_wait_title (&self->listing, "No Run Chosen");
  testing_picture_save (self->listing.window, "invocation-empty");
}

static void
test_settled (Fixture *self,
              gconstpointer data)
{
  g_autofree char *description = NULL;

  answer_list (self, 6, 0);
  answer_runs (self, "PPP PFP EFF", NULL);
  open_page (self, 900);
  testing_listing_wait_shown (&self->listing, "5 passed");
  g_assert_true (testing_listing_shows (&self->listing, "3 failed"));
  g_assert_true (testing_listing_shows (&self->listing, "1 error"));
  g_assert_true (testing_listing_shows (&self->listing, "Bookings"));
  /* Errors count neither way: five of eight; and two in a row can be spoken of. */
  g_assert_true (testing_listing_shows (&self->listing, "63 % passed (31–86 %) · pass^2 44 % · 1 flaky test · 1 min 40 s"));
  assert_label (self, 0, "Refund policy");
  g_object_get (find (self, PROCTOR_TYPE_MATRIX_CELLS, 1), "description", &description, NULL);
  g_assert_cmpstr (description, ==, "2 passed, 1 failed, likely 21–94 % pass, pass^3 0 %, flaky");
  testing_picture_save (self->listing.window, "invocation-wide");
}

static gboolean
has_origin (gpointer user_data)
{
  GtkWidget *header = find (user_data, PROCTOR_TYPE_INVOCATION_HEADER, 0);
  const char *origin = gtk_label_get_label (GTK_LABEL (gtk_widget_get_template_child (header, PROCTOR_TYPE_INVOCATION_HEADER, "origin_label")));

  return g_str_has_prefix (origin, "Harbour Hotel · Main · ") && g_str_has_suffix (origin, " · Version v_1 · Ran against a draft · Versions diverged · Folder “Bookings” · From node_7");
}

/* Where it was run is said by name, and what is to be known before one trusts it. */
static void
test_origin (Fixture *self,
             gconstpointer data)
{
  testing_listing_answer (&self->listing, "/v1/convai/agents", "agents", "{\"agent_id\": \"agent_1\", \"name\": \"Harbour Hotel\", \"created_at_unix_secs\": 1}", NULL);
  testing_listing_answer (&self->listing, "/v1/convai/agents/agent_1/branches", "results", "{\"id\": \"b_1\", \"name\": \"Main\"}", NULL);
  answer_list (self, 2, 0);
  proctor_testing_server_answer (self->listing.server, "GET", RUNS "/r1", &(ProctorTestingAnswer) { .body = "{\"id\": \"r1\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"version_id\": \"v_1\", \"ran_against_draft\": true, \"created_at\": 1760000000, \"test_runs\": ["
                                                                                                            "{\"test_run_id\": \"a\", \"test_id\": \"t0\", \"test_name\": \"Refund policy\", \"status\": \"passed\", \"version_id\": \"v_1\", \"workflow_node_id\": \"node_7\", \"root_folder_name\": \"Bookings\"},"
                                                                                                            "{\"test_run_id\": \"b\", \"test_id\": \"t1\", \"test_name\": \"Complaint\", \"status\": \"passed\", \"version_id\": \"v_2\", \"workflow_node_id\": \"node_7\", \"root_folder_name\": \"Bookings\"}]}" });
  open_page (self, 360);
  testing_listing_wait_shown (&self->listing, "2 passed");
  proctor_testing_wait_for ("the names", has_origin, self);
  testing_picture_save (self->listing.window, "invocation-origin");
}

/* Results appear where they are, in rows that stay. */
static void
test_running (Fixture *self,
              gconstpointer data)
{
  GtkWidget *cells;

  answer_list (self, 0, 6);
  answer_list (self, 1, 5);
  answer_list (self, 6, 0);
  answer_runs (self, "--- ---", NULL);
  answer_runs (self, "--- P--", NULL);
  answer_runs (self, "PPP PPP", NULL);
  open_page (self, 360);
  testing_listing_wait_shown (&self->listing, "6 pending");
  g_assert_true (testing_listing_shows (&self->listing, "Stop Watching"));
  cells = find (self, PROCTOR_TYPE_MATRIX_CELLS, 1);
  testing_picture_save (self->listing.window, "invocation-running");
  testing_listing_wait_shown (&self->listing, "1 passed");
  testing_listing_wait_shown (&self->listing, "6 passed");
  g_assert_false (testing_listing_shows (&self->listing, "Stop Watching"));
  g_assert_true (find (self, PROCTOR_TYPE_MATRIX_CELLS, 1) == cells);
}

static gboolean
has_run (gpointer user_data)
{
  return find (user_data, PROCTOR_TYPE_READER, 0) != NULL;
}

static gboolean
has_search (gpointer user_data)
{
  GtkWidget *entry = find (user_data, GTK_TYPE_SEARCH_ENTRY, 0);

  return entry != NULL && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), "within") == 0;
}

/* A cell opens its run, with all there is of it, and Escape or the button lead back. */
static void
test_run (Fixture *self,
          gconstpointer data)
{
  answer_list (self, 4, 0);
  answer_runs (self, "PF PP", NULL);
  open_page (self, 360);
  testing_listing_wait_shown (&self->listing, "3 passed");
  g_signal_emit_by_name (find (self, GTK_TYPE_LIST_VIEW, 0), "activate", 0);
  proctor_testing_wait_for ("the run", has_run, self);
  g_assert_true (testing_listing_shows (&self->listing, "May I send it back?"));
  g_assert_true (testing_listing_shows (&self->listing, "Within 30 days."));
  /* In short above it, as there is no room beside it; all of it is behind the button. */
  testing_listing_wait_shown (&self->listing, "The agent named 30 days.\nBecause of that");
  g_assert_true (testing_listing_shows (&self->listing, "Repeat 1"));
  testing_picture_save (self->listing.window, "invocation-run");
  g_assert_true (gtk_widget_activate_action (find (self, PROCTOR_TYPE_READER, 0), "navigation.pop", NULL));
  testing_listing_wait_shown (&self->listing, "3 passed");
}

/* From elsewhere a run is opened that isn't known yet. */
static void
test_show_run (Fixture *self,
               gconstpointer data)
{
  answer_list (self, 4, 0);
  answer_runs (self, "PF PP", NULL);
  open_page (self, 360);
  proctor_invocation_page_show_run (PROCTOR_INVOCATION_PAGE (self->listing.pane), "run_0_1", NULL);
  proctor_testing_wait_for ("the run", has_run, self);
  testing_listing_wait_shown (&self->listing, "Repeat 2");
  g_assert_true (gtk_widget_activate_action (find (self, PROCTOR_TYPE_READER, 0), "navigation.pop", NULL));
  testing_listing_wait_shown (&self->listing, "3 passed");

  /* From one run to another, too. */
  proctor_invocation_page_show_run (PROCTOR_INVOCATION_PAGE (self->listing.pane), "run_0_0", "within");
  testing_listing_wait_shown (&self->listing, "Repeat 1");
  /* What was looked for is looked for in it. */
  proctor_testing_wait_for ("the search", has_search, self);
  proctor_invocation_page_show_run (PROCTOR_INVOCATION_PAGE (self->listing.pane), "run_1_1", "");
  testing_listing_wait_shown (&self->listing, "Repeat 2");
  proctor_testing_wait_for ("the other run", has_run, self);
  g_assert_true (gtk_widget_activate_action (find (self, PROCTOR_TYPE_READER, 0), "navigation.pop", NULL));
  testing_listing_wait_shown (&self->listing, "3 passed");

  /* One that was never there leaves all as it is. */
  proctor_invocation_page_show_run (PROCTOR_INVOCATION_PAGE (self->listing.pane), "nobody", NULL);
  g_assert_true (testing_listing_shows (&self->listing, "3 passed"));
}

static void
choose_filter (Fixture *self,
               ProctorMatrixFilter filter)
{
  proctor_matrix_view_set_filter (find (self, PROCTOR_TYPE_MATRIX_VIEW, 0), filter);
}

static void
test_filter (Fixture *self,
             gconstpointer data)
{
  answer_list (self, 6, 0);
  answer_runs (self, "PP PF EP", NULL);
  open_page (self, 600);
  testing_listing_wait_rows (&self->listing, 3);
  choose_filter (self, PROCTOR_MATRIX_FLAKY);
  testing_listing_wait_rows (&self->listing, 1);
  choose_filter (self, PROCTOR_MATRIX_ERRORS);
  testing_listing_wait_rows (&self->listing, 1);
  choose_filter (self, PROCTOR_MATRIX_PENDING);
  testing_listing_wait_title (&self->listing, "No Test Is Pending");
  choose_filter (self, PROCTOR_MATRIX_ALL);
  testing_listing_wait_rows (&self->listing, 3);
}

static void
press (Fixture *self,
       guint keyval,
       GdkModifierType state)
{
  GListModel *controllers = gtk_widget_observe_controllers (find (self, GTK_TYPE_LIST_VIEW, 0));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }
  g_object_unref (controllers);
}

static gboolean
is_focused (gpointer user_data)
{
  GtkWidget *cells = find (user_data, PROCTOR_TYPE_MATRIX_CELLS, 0);

  return cells != NULL && gtk_widget_grab_focus (gtk_widget_get_parent (cells)) && gtk_widget_has_focus (gtk_widget_get_parent (cells));
}

/* What a screen reader finds in a row of the matrix. */
static GPtrArray *
list_cells (Fixture *self,
            guint nth)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *row = gtk_widget_get_parent (find (self, PROCTOR_TYPE_MATRIX_CELLS, nth));
  GtkAccessible *child = gtk_accessible_get_first_accessible_child (GTK_ACCESSIBLE (row));

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_ROLE_ROW);
  while (child != NULL)
    {
      g_autoptr (GtkAccessible) parent = gtk_accessible_get_accessible_parent (child);
      GtkAccessible *next = gtk_accessible_get_next_accessible_sibling (child);

      g_assert_true (GTK_WIDGET (parent) == row);
      if (gtk_accessible_get_accessible_role (child) == GTK_ACCESSIBLE_ROLE_GRID_CELL)
        g_ptr_array_add (cells, g_object_ref (child));
      g_object_unref (child);
      child = next;
    }

  return cells;
}

static void
assert_focused (Fixture *self,
                guint nth,
                guint column,
                const char *name)
{
  g_autoptr (GPtrArray) cells = list_cells (self, nth);

  for (guint i = 0; i < cells->len; i++)
    g_assert_cmpint (gtk_accessible_get_platform_state (g_ptr_array_index (cells, i), GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSED), ==, i == column);
  if (column < cells->len)
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (g_ptr_array_index (cells, column)), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

/* Each repeat is a cell in the row of its test, with a name and a state that follow what becomes of it. */
static void
test_cells (Fixture *self,
            gconstpointer data)
{
  g_autoptr (GPtrArray) cells = NULL;
  g_autoptr (GPtrArray) others = NULL;

  answer_list (self, 1, 3);
  answer_list (self, 5, 0);
  answer_runs (self, "P- F-", NULL);
  answer_runs (self, "PPE F", NULL);
  open_page (self, 600);
  testing_listing_wait_shown (&self->listing, "1 passed");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (find (self, GTK_TYPE_LIST_VIEW, 0)), GTK_ACCESSIBLE_ROLE_GRID);
  cells = list_cells (self, 0);
  g_assert_cmpuint (cells->len, ==, 2);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cells->pdata[1]), GTK_ACCESSIBLE_PROPERTY_LABEL, "Refund policy, repeat 2, running");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (cells->pdata[1]), GTK_ACCESSIBLE_STATE_SELECTED, FALSE);

  testing_listing_wait_shown (&self->listing, "2 passed");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cells->pdata[1]), GTK_ACCESSIBLE_PROPERTY_LABEL, "Refund policy, repeat 2, passed");
  g_clear_pointer (&cells, g_ptr_array_unref);
  cells = list_cells (self, 0);
  g_assert_cmpuint (cells->len, ==, 3);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cells->pdata[2]), GTK_ACCESSIBLE_PROPERTY_LABEL, "Refund policy, repeat 3, error");
  others = list_cells (self, 1);
  g_assert_cmpuint (others->len, ==, 1);
}

/* Each repeat can be reached with the keyboard, says what it is, and can be selected. */
static void
test_keyboard (Fixture *self,
               gconstpointer data)
{
  ProctorMatrixView *view;
  g_autoptr (GPtrArray) cells = NULL;
  g_auto (GStrv) ids = NULL;

  answer_list (self, 6, 0);
  answer_runs (self, "PFE PFE", NULL);
  open_page (self, 600);
  testing_listing_wait_rows (&self->listing, 2);
  proctor_testing_wait_for ("the focus", is_focused, self);
  assert_label (self, 0, "Refund policy");
  assert_focused (self, 0, 0, "Refund policy, repeat 1, passed");
  press (self, GDK_KEY_Right, 0);
  assert_focused (self, 0, 1, "Refund policy, repeat 2, failed");
  press (self, GDK_KEY_Right, 0);
  press (self, GDK_KEY_Right, 0);
  assert_focused (self, 0, 2, "Refund policy, repeat 3, error");
  assert_focused (self, 1, G_MAXUINT, NULL);
  press (self, GDK_KEY_Home, 0);
  assert_focused (self, 0, 0, "Refund policy, repeat 1, passed");

  view = find (self, PROCTOR_TYPE_MATRIX_VIEW, 0);
  press (self, GDK_KEY_space, 0);
  g_assert_cmpuint (proctor_matrix_view_get_n_selected (view), ==, 1);
  press (self, GDK_KEY_Right, GDK_SHIFT_MASK);
  g_assert_cmpuint (proctor_matrix_view_get_n_selected (view), ==, 2);
  g_assert_true (testing_listing_shows (&self->listing, "2 runs selected"));
  cells = list_cells (self, 0);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (cells->pdata[1]), GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (cells->pdata[2]), GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
  ids = proctor_matrix_view_dup_selected (view);
  g_assert_cmpstr (ids[0], ==, "run_0_0");
  g_assert_cmpstr (ids[1], ==, "run_0_1");
  testing_picture_save (self->listing.window, "invocation-selected");
  press (self, GDK_KEY_a, GDK_CONTROL_MASK);
  g_assert_cmpuint (proctor_matrix_view_get_n_selected (view), ==, 6);
  press (self, GDK_KEY_Escape, 0);
  g_assert_cmpuint (proctor_matrix_view_get_n_selected (view), ==, 0);
}

/* Why it can't be had is said, and one can try again. */
static void
test_error (Fixture *self,
            gconstpointer data)
{
  proctor_testing_server_answer (self->listing.server, "GET", RUNS, &(ProctorTestingAnswer) { .status = 403, .body = "{\"detail\":\"No\"}" });
  open_page (self, 360);
  testing_listing_wait_title (&self->listing, "These Runs Can’t Be Shown");
  testing_picture_save (self->listing.window, "invocation-error");
}

static void
test_gone (Fixture *self,
           gconstpointer data)
{
  testing_listing_answer (&self->listing, RUNS, "results", "", NULL);
  proctor_testing_server_answer (self->listing.server, "GET", RUNS "/r1", &(ProctorTestingAnswer) { .status = 404, .body = "{\"detail\":\"Not Found\"}" });
  open_page (self, 360);
  testing_listing_wait_title (&self->listing, "These Runs Are Gone");
}

static gboolean
has_dialog (gpointer user_data)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (((Fixture *) user_data)->listing.window)) != NULL;
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static gboolean
has_no_dialog (gpointer user_data)
{
  return !has_dialog (user_data);
}

static gpointer
get_form_part (ProctorRunForm *form,
               const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (form), PROCTOR_TYPE_RUN_FORM, name);
}

static gboolean
has_branch (gpointer user_data)
{
  return g_strcmp0 (adw_action_row_get_subtitle (get_form_part (user_data, "branch_row")), "Late") == 0;
}

/* The same tests as often as before; where they are run can be chosen. */
static void
test_run_anew (Fixture *self,
               gconstpointer data)
{
  AdwDialog *dialog;
  ProctorRunForm *form;

  answer_list (self, 6, 0);
  answer_runs (self, "PFP PPP", "\"branch_id\": \"b_2\",");
  testing_listing_answer (&self->listing, "/v1/convai/agents", "agents", "{\"agent_id\": \"agent_1\", \"name\": \"Harbour Hotel\", \"created_at_unix_secs\": 1}", NULL);
  proctor_testing_server_answer (self->listing.server, "GET", "/v1/convai/agents/agent_1", &(ProctorTestingAnswer) { .body = "{\"agent_id\": \"agent_1\", \"name\": \"Harbour Hotel\", \"main_branch_id\": \"b_1\"}" });
  testing_listing_answer (&self->listing, "/v1/convai/agents/agent_1/branches", "results", "{\"id\": \"b_1\", \"name\": \"Main\"}, {\"id\": \"b_2\", \"name\": \"Late\"}", NULL);
  open_page (self, 480);
  testing_listing_wait_shown (&self->listing, "5 passed");
  g_assert_true (gtk_widget_activate_action (self->listing.pane, "invocation.run-anew", NULL));
  proctor_testing_wait_for ("the dialog", has_dialog, self);
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->listing.window));
  form = PROCTOR_RUN_FORM (gtk_widget_get_template_child (GTK_WIDGET (dialog), PROCTOR_TYPE_RUN_DIALOG, "form"));
  proctor_testing_wait_for ("the branch", has_branch, form);
  g_assert_cmpstr (gtk_label_get_label (get_form_part (form, "total_label")), ==, "2 tests, 6 runs");
  adw_dialog_force_close (dialog);
  proctor_testing_wait_for ("the dialog to go", has_no_dialog, self);
}

static gpointer
get_part (AdwDialog *dialog,
          const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (dialog), PROCTOR_TYPE_UNTIL_FAILURE_DIALOG, name);
}

static guint
count_starts (Fixture *self)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->listing.server);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += g_str_has_suffix (((const ProctorTestingRequest *) g_ptr_array_index (requests, i))->path, "/run-tests") ? 1 : 0;

  return n;
}

static gboolean
has_started (gpointer user_data)
{
  return count_starts (user_data) == 1;
}

/* What is started is said beforehand; how far it is stands below, as long as somebody wants to know. */
static void
test_until_failure (Fixture *self,
                    gconstpointer data)
{
  AdwDialog *dialog;

  answer_list (self, 4, 0);
  answer_runs (self, "PF PP", NULL);
  proctor_testing_server_answer (self->listing.server, "POST", "/v1/convai/agents/agent_1/run-tests", &(ProctorTestingAnswer) { .body = "{\"id\": \"suite_1\", \"agent_id\": \"agent_1\", \"test_runs\": []}" });
  proctor_testing_server_answer (self->listing.server, "GET", RUNS "/suite_1", &(ProctorTestingAnswer) { .body = "{\"id\": \"suite_1\", \"agent_id\": \"agent_1\", \"created_at\": 1760000000, \"test_runs\": ["
                                                                                                                 "{\"test_run_id\": \"x\", \"test_id\": \"t0\", \"test_name\": \"Refund policy\", \"status\": \"pending\"}]}" });
  open_page (self, 360);
  g_object_set (self->listing.pane, "alone", TRUE, NULL);
  testing_listing_wait_shown (&self->listing, "3 passed");
  g_assert_true (gtk_widget_activate_action (self->listing.pane, "invocation.run-until-failure", NULL));
  proctor_testing_wait_for ("the dialog", has_dialog, self);
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->listing.window));
  g_assert_cmpstr (gtk_label_get_label (get_part (dialog, "total_label")), ==, "1 test, 10 runs at most");
  proctor_testing_wait_for ("the dialog to be seen", is_mapped, dialog);
  testing_picture_save (self->listing.window, "invocation-until-failure");
  adw_combo_row_set_selected (get_part (dialog, "tests_row"), 1);
  adw_spin_row_set_value (get_part (dialog, "most_row"), 3);
  g_assert_cmpstr (gtk_label_get_label (get_part (dialog, "total_label")), ==, "2 tests, 6 runs at most");
  adw_combo_row_set_selected (get_part (dialog, "tests_row"), 0);
  g_assert_cmpuint (count_starts (self), ==, 0);
  g_signal_emit_by_name (dialog, "response::run", "run");
  adw_dialog_force_close (dialog);
  proctor_testing_wait_for ("the dialog to go", has_no_dialog, self);
  testing_listing_wait_shown (&self->listing, "Attempt 1 of 3, no failure yet");
  proctor_testing_wait_for ("the start", has_started, self);

  /* It belongs to the workspace: the page may show something else. */
  proctor_invocation_page_show (PROCTOR_INVOCATION_PAGE (self->listing.pane), NULL);
  g_assert_true (testing_listing_shows (&self->listing, "Attempt 1 of 3, no failure yet"));
  testing_picture_save (self->listing.window, "invocation-attempt");
  proctor_testing_server_answer (self->listing.server, "GET", RUNS "/suite_1", &(ProctorTestingAnswer) { .body = "{\"id\": \"suite_1\", \"agent_id\": \"agent_1\", \"created_at\": 1760000000, \"test_runs\": ["
                                                                                                                 "{\"test_run_id\": \"x\", \"test_id\": \"t0\", \"test_name\": \"Refund policy\", \"status\": \"failed\", \"condition_result\": {\"result\": \"failure\"}}]}" });
  testing_listing_wait_shown (&self->listing, "A test failed in attempt 1 of 3");
  g_assert_true (testing_listing_shows (&self->listing, "Show"));
  g_assert_false (testing_listing_shows (&self->listing, "Stop"));
  g_assert_cmpuint (count_starts (self), ==, 1);
  testing_picture_save (self->listing.window, "invocation-attempt-failed");
}

/* The narrowest window has room for all of it, in either direction and in the dark. */
static void
test_narrow (Fixture *self,
             gconstpointer data)
{
  int minimum;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  answer_list (self, 40, 0);
  answer_runs (self, "PPFPPEPPIPPCPPPPPPPP PPPPPPPPPPPPPPPPPPPP", NULL);
  open_page (self, 360);
  testing_listing_wait_rows (&self->listing, 2);
  testing_listing_wait_shown (&self->listing, "36 passed");
  gtk_widget_measure (self->listing.pane, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  testing_picture_save (self->listing.window, "invocation-rtl-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

#define ADD(name, function) g_test_add ("/invocation-page/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("empty", test_empty);
  ADD ("settled", test_settled);
  ADD ("origin", test_origin);
  ADD ("running", test_running);
  ADD ("run", test_run);
  ADD ("show-run", test_show_run);
  ADD ("filter", test_filter);
  ADD ("cells", test_cells);
  ADD ("keyboard", test_keyboard);
  ADD ("error", test_error);
  ADD ("gone", test_gone);
  ADD ("run-anew", test_run_anew);
  ADD ("until-failure", test_until_failure);
  ADD ("narrow", test_narrow);
#undef ADD

  return g_test_run ();
}
