/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agreement-button.h"
#include "proctor-history-reviews.h"
#include "proctor-history.h"
#include "proctor-invocation-page.h"
#include "proctor-matrix-cells.h"
#include "proctor-run-page.h"
#include "proctor-ui.h"
#include "proctor-verdict-panel.h"
#include "testing-listing.h"
#include "testing-picture.h"

#include <string.h>

#define RUNS "/v1/convai/test-invocations"
#define TESTS "/v1/convai/agent-testing"

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

static gpointer
find (Fixture *self,
      GType type,
      guint nth)
{
  return testing_listing_find (&self->listing, type, nth);
}

static void
wait_shown (Fixture *self,
            const char *text)
{
  testing_listing_wait_shown (&self->listing, text);
}

static void
assert_shown (Fixture *self,
              const char *text)
{
  if (!testing_listing_shows (&self->listing, text))
    g_error ("not shown: %s", text);
}

/* Each letter is a run of a test of its own: failed or passed. */
static void
open_page (Fixture *self,
           int width,
           const char *letters)
{
  g_autoptr (GString) runs = g_string_new (NULL);
  g_autofree char *body = NULL;

  for (guint i = 0; letters[i] != '\0'; i++)
    {
      g_autofree char *path = g_strdup_printf (TESTS "/t%u", i);

      g_string_append_printf (runs, "%s{\"test_run_id\":\"run_%u\",\"test_invocation_id\":\"r1\",\"agent_id\":\"agent_1\",\"test_id\":\"t%u\",\"test_name\":\"Test %u\",\"status\":\"%s\","
                                    "\"last_updated_at_unix\":1760000100,\"condition_result\":{\"result\":\"%s\",\"rationale\":{\"messages\":[\"It said \\\"well, number %u\\\".\"],\"summary\":\"\"}},"
                                    "\"test_info\":{\"type\":\"llm\",\"chat_history\":[],\"success_condition\":\"It is number %u.\"},"
                                    "\"agent_responses\":[{\"role\":\"agent\",\"time_in_call_secs\":1,\"message\":\"Well, number %u\"}]}",
                              i > 0 ? "," : "", i, i, i, letters[i] == 'P' ? "passed" : "failed", letters[i] == 'P' ? "success" : "failure", i, i, i);
      proctor_testing_server_answer (self->listing.server, "GET", path, &(ProctorTestingAnswer) { .status = 404, .body = "{\"detail\":\"No\"}" });
    }
  body = g_strdup_printf ("{\"id\":\"r1\",\"agent_id\":\"agent_1\",\"created_at\":1760000000,\"repeat_count\":1,\"test_runs\":[%s]}", runs->str);
  testing_listing_answer (&self->listing, RUNS, "results", "{\"id\":\"r1\",\"title\":\"All\",\"created_at_unix_secs\":1760000000,\"test_run_count\":1,\"passed_count\":0,\"failed_count\":1,\"pending_count\":0}", NULL);
  proctor_testing_server_answer (self->listing.server, "GET", RUNS "/r1", &(ProctorTestingAnswer) { .body = body });
  testing_listing_open (&self->listing, proctor_invocation_page_new (), width);
  proctor_invocation_page_show (PROCTOR_INVOCATION_PAGE (self->listing.pane), "r1");
  testing_listing_wait_rows (&self->listing, strlen (letters));
}

static gboolean
press (Fixture *self,
       guint keyval,
       GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (find (self, PROCTOR_TYPE_RUN_PAGE, 0));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
    }

  return handled;
}

static gboolean
is_ready (gpointer user_data)
{
  GtkWidget *review = find (user_data, PROCTOR_TYPE_VERDICT_REVIEW, 0);

  return review != NULL && gtk_widget_get_sensitive (review);
}

/* A run is there when its condition is, and it can be decided on. */
static void
wait_run (Fixture *self,
          guint number)
{
  g_autofree char *condition = g_strdup_printf ("It is number %u.", number);
  g_autofree char *name = g_strdup_printf ("Test %u", number);

  wait_shown (self, condition);
  assert_shown (self, name);
  proctor_testing_wait_for ("what was decided", is_ready, self);
}

static void
open_run (Fixture *self,
          guint number)
{
  g_signal_emit_by_name (find (self, GTK_TYPE_LIST_VIEW, 0), "activate", number);
  wait_run (self, number);
}

static void
test_walk (Fixture *self,
           gconstpointer data)
{
  open_page (self, 1000, "PFPF");
  open_run (self, 0);
  g_assert_true (press (self, GDK_KEY_j, 0));
  wait_run (self, 1);
  g_assert_true (press (self, GDK_KEY_j, 0));
  wait_run (self, 2);
  g_assert_true (press (self, GDK_KEY_k, 0));
  wait_run (self, 1);
  g_assert_true (press (self, GDK_KEY_n, 0));
  wait_run (self, 3);
  /* Those that were decided on are left out. */
  g_assert_true (press (self, GDK_KEY_a, 0));
  g_assert_true (press (self, GDK_KEY_n, 0));
  wait_run (self, 1);
  g_assert_true (press (self, GDK_KEY_d, 0));
  g_assert_true (press (self, GDK_KEY_n, 0));
  g_assert_cmpuint (proctor_run_page_get_position (find (self, PROCTOR_TYPE_RUN_PAGE, 0)), ==, 1);
  /* There is nothing before the first and after the last. */
  press (self, GDK_KEY_k, 0);
  wait_run (self, 0);
  press (self, GDK_KEY_k, 0);
  g_assert_cmpuint (proctor_run_page_get_position (find (self, PROCTOR_TYPE_RUN_PAGE, 0)), ==, 0);
  g_assert_false (press (self, GDK_KEY_x, 0));
  g_assert_false (press (self, GDK_KEY_a, GDK_CONTROL_MASK));
  testing_picture_save (self->listing.window, "run-page");
}

static void
listed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  *(GPtrArray **) user_data = proctor_history_list_reviews_finish (PROCTOR_HISTORY (source), result, NULL);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static gboolean
has_button (gpointer user_data)
{
  GtkWidget *button = find (user_data, PROCTOR_TYPE_AGREEMENT_BUTTON, 0);

  return button != NULL && gtk_widget_get_mapped (button);
}

/* What was decided stands where runs are listed, and runs can be looked for by it. */
static void
test_lists (Fixture *self,
            gconstpointer data)
{
  g_autoptr (GtkAccessible) cell = NULL;
  g_autofree char *wrong = NULL;

  open_page (self, GPOINTER_TO_INT (data), "FFP");
  open_run (self, 0);
  g_assert_true (press (self, GDK_KEY_d, 0));
  g_assert_true (gtk_widget_activate_action (find (self, PROCTOR_TYPE_RUN_PAGE, 0), "navigation.pop", NULL));
  proctor_testing_wait_for ("how often both agree", has_button, self);
  wait_shown (self, "Judge and You: 0 % (0 of 1)");
  cell = gtk_accessible_get_next_accessible_sibling (find (self, PROCTOR_TYPE_MATRIX_CELLS, 0));
  wrong = gtk_test_accessible_check_property (cell, GTK_ACCESSIBLE_PROPERTY_LABEL, "Test 0, repeat 1, failed, Disagreed");
  g_assert_cmpstr (wrong, ==, NULL);
  testing_picture_save (self->listing.window, GPOINTER_TO_INT (data) > 400 ? "matrix-reviewed" : "matrix-reviewed-narrow");

  /* Not yet reviewed are the failures that nobody has decided on. */
  gtk_drop_down_set_selected (find (self, GTK_TYPE_DROP_DOWN, 0), 6);
  testing_listing_wait_rows (&self->listing, 1);
  g_assert_cmpstr (proctor_matrix_row_get_name (proctor_matrix_cells_get_row (find (self, PROCTOR_TYPE_MATRIX_CELLS, 0))), ==, "Test 1");
  gtk_drop_down_set_selected (find (self, GTK_TYPE_DROP_DOWN, 0), 7);
  testing_listing_wait_rows (&self->listing, 1);
  g_assert_cmpstr (proctor_matrix_row_get_name (proctor_matrix_cells_get_row (find (self, PROCTOR_TYPE_MATRIX_CELLS, 0))), ==, "Test 0");
  gtk_drop_down_set_selected (find (self, GTK_TYPE_DROP_DOWN, 0), 0);
  testing_listing_wait_rows (&self->listing, 3);

  /* Who opens another run doesn’t find what was decided on before among what is left. */
  open_run (self, 2);
  g_assert_true (press (self, GDK_KEY_n, 0));
  wait_run (self, 1);
  g_assert_true (press (self, GDK_KEY_a, 0));
  press (self, GDK_KEY_n, 0);
  g_assert_cmpuint (proctor_run_page_get_position (find (self, PROCTOR_TYPE_RUN_PAGE, 0)), ==, 1);
  g_assert_true (gtk_widget_activate_action (find (self, PROCTOR_TYPE_RUN_PAGE, 0), "navigation.pop", NULL));
  wait_shown (self, "Judge and You: 50 % (1 of 2)");
  gtk_drop_down_set_selected (find (self, GTK_TYPE_DROP_DOWN, 0), 6);
  testing_listing_wait_title (&self->listing, "All Failures Reviewed");
}

static gboolean
has_room (Fixture *self)
{
  GtkWidget *button = find (self, PROCTOR_TYPE_AGREEMENT_BUTTON, 0);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (button, self->listing.pane, &bounds) && bounds.origin.x >= 0
         && bounds.origin.x + bounds.size.width <= (float) gtk_widget_get_width (self->listing.pane);
}

/* With large text in a small window the button has less room than its words want. */
static void
test_large_text (Fixture *self,
                 gconstpointer data)
{
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * dpi, NULL);
  open_page (self, 360, "F");
  open_run (self, 0);
  g_assert_true (press (self, GDK_KEY_a, 0));
  g_assert_true (gtk_widget_activate_action (find (self, PROCTOR_TYPE_RUN_PAGE, 0), "navigation.pop", NULL));
  proctor_testing_wait_for ("how often both agree", has_button, self);
  for (guint i = 0; i < 5; i++)
    gtk_test_widget_wait_for_draw (self->listing.window);
  g_assert_true (has_room (self));
  testing_picture_save (self->listing.window, "matrix-reviewed-large-text");
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
}

/* From the first failure to the last without a pointer: each is decided on, and what was written is kept. */
static void
test_triage (Fixture *self,
             gconstpointer data)
{
  g_autoptr (GPtrArray) reviews = NULL;

  open_page (self, 1000, "FPFF");
  g_assert_true (testing_listing_shows (&self->listing, "Review Failures"));
  g_assert_true (gtk_widget_activate_action (self->listing.pane, "invocation.review", NULL));
  wait_run (self, 0);
  assert_shown (self, "1 of 3");
  /* Whoever has not decided stays. */
  g_assert_true (press (self, GDK_KEY_Return, GDK_CONTROL_MASK));
  assert_shown (self, "1 of 3");
  press (self, GDK_KEY_a, 0);
  press (self, GDK_KEY_Return, GDK_CONTROL_MASK);
  wait_run (self, 2);
  assert_shown (self, "2 of 3");
  press (self, GDK_KEY_m, 0);
  g_assert_true (gtk_widget_has_focus (find (self, GTK_TYPE_TEXT_VIEW, 0)));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (find (self, GTK_TYPE_TEXT_VIEW, 0)), "add", -1);
  /* Letters are written now. */
  g_assert_false (press (self, GDK_KEY_d, 0));
  g_assert_true (press (self, GDK_KEY_Escape, 0));
  g_assert_false (gtk_widget_has_focus (find (self, GTK_TYPE_TEXT_VIEW, 0)));
  press (self, GDK_KEY_d, 0);
  press (self, GDK_KEY_Return, GDK_CONTROL_MASK);
  wait_run (self, 3);
  testing_picture_save (self->listing.window, "run-page-triage");
  press (self, GDK_KEY_d, 0);
  press (self, GDK_KEY_Return, GDK_CONTROL_MASK);
  testing_listing_wait_title (&self->listing, "All Failures Reviewed");
  testing_picture_save (self->listing.window, "run-page-done");

  proctor_history_list_reviews_async (self->history, proctor_workspace_get_id (proctor_session_get_workspace (self->listing.session)), "r1", NULL, listed_cb, &reviews);
  proctor_testing_wait_for ("the reviews", is_set, &reviews);
  g_assert_cmpuint (reviews->len, ==, 3);
  for (guint i = 0; i < reviews->len; i++)
    {
      const ProctorReview *review = reviews->pdata[i];

      g_assert_cmpint (review->opinion, ==, g_str_equal (review->run_id, "run_0") ? PROCTOR_OPINION_AGREE : PROCTOR_OPINION_DISAGREE);
      g_assert_cmpstr (review->note, ==, g_str_equal (review->run_id, "run_2") ? "add" : NULL);
    }

  /* Nothing is left. */
  g_assert_true (gtk_widget_activate_action (find (self, PROCTOR_TYPE_RUN_PAGE, 0), "navigation.pop", NULL));
  g_assert_true (gtk_widget_activate_action (self->listing.pane, "invocation.review", NULL));
  testing_listing_wait_title (&self->listing, "No Failures to Review");
}

/* Digits lead to what is quoted; where nothing is, they do nothing. */
static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_digits (Fixture *self,
             gconstpointer data)
{
  guint n = 0;

  open_page (self, 1000, "F");
  open_run (self, 0);
  wait_shown (self, "It said \"well, number 0\"¹.");
  g_signal_connect_swapped (find (self, PROCTOR_TYPE_VERDICT_PANEL, 0), "jump", G_CALLBACK (count_cb), &n);
  g_assert_true (press (self, GDK_KEY_1, 0));
  g_assert_false (press (self, GDK_KEY_2, 0));
  g_assert_cmpuint (n, ==, 1);
  g_signal_handlers_disconnect_by_data (find (self, PROCTOR_TYPE_VERDICT_PANEL, 0), &n);
}

int
main (int argc,
      char *argv[])
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

#define ADD(name, function) g_test_add ("/run-page/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("walk", test_walk);
  ADD ("large-text", test_large_text);
  ADD ("triage", test_triage);
  ADD ("digits", test_digits);
  g_test_add ("/run-page/lists", Fixture, GINT_TO_POINTER (1000), set_up, test_lists, tear_down);
  g_test_add ("/run-page/lists-narrow", Fixture, GINT_TO_POINTER (360), set_up, test_lists, tear_down);
#undef ADD

  return g_test_run ();
}
