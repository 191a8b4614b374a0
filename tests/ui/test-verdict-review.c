/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-reviews.h"
#include "proctor-ui.h"
#include "proctor-verdict-panel.h"
#include "testing-picture.h"
#include "testing-verdict.h"

#include <string.h>

static gboolean
is_ready (gpointer user_data)
{
  GtkWidget *review = testing_verdict_find (user_data, PROCTOR_TYPE_VERDICT_REVIEW, 0);

  return review != NULL && gtk_widget_get_sensitive (review);
}

static void
write_note (TestingVerdict *self,
            const char *text)
{
  GtkWidget *view = testing_verdict_find (self, GTK_TYPE_TEXT_VIEW, 0);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

typedef struct
{
  TestingVerdict *fixture;
  const char *words;
} Said;

/* When it was said depends on the clock. */
static gboolean
is_said (gpointer user_data)
{
  const Said *said = user_data;
  GtkWidget *label;

  for (guint i = 0; (label = testing_verdict_find (said->fixture, GTK_TYPE_LABEL, i)) != NULL; i++)
    {
      const char *words = strstr (gtk_label_get_text (GTK_LABEL (label)), ": you ");

      if (words != NULL && g_str_equal (words + strlen (": "), said->words))
        return TRUE;
    }

  return FALSE;
}

static void
wait_said (TestingVerdict *self,
           const char *words)
{
  proctor_testing_wait_for (words, is_said, &(Said) { self, words });
}

/* What is decided is kept at once, with what was decided before; whoever comes again finds it. */
static void
test_review (TestingVerdict *self,
             gconstpointer data)
{
  ProctorVerdictReview *review;
  GtkDropDown *causes;

  testing_verdict_open (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"No.\"}", TESTING_VERDICT_TEST, TESTING_VERDICT_SAID, TESTING_VERDICT_TEST);
  proctor_testing_wait_for ("what was decided", is_ready, self);
  review = testing_verdict_find (self, PROCTOR_TYPE_VERDICT_REVIEW, 0);
  g_assert_cmpint (proctor_verdict_review_get_opinion (review), ==, PROCTOR_OPINION_NONE);
  adw_toggle_group_set_active_name (testing_verdict_find (self, ADW_TYPE_TOGGLE_GROUP, 0), "agree");
  wait_said (self, "you agreed");
  causes = testing_verdict_find (self, GTK_TYPE_DROP_DOWN, 0);
  gtk_drop_down_set_selected (causes, 2);
  wait_said (self, "you agreed – The condition is too strict");
  write_note (self, "Ask Anna & Bob <soon>");
  proctor_verdict_review_decide (review, PROCTOR_OPINION_DISAGREE);
  wait_said (self, "you disagreed – The condition is too strict – Ask Anna & Bob <soon>");
  testing_picture_save (self->listing.window, "verdict-review");

  /* Another look at it. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (review), "navigation.pop", NULL));
  testing_listing_wait_rows (&self->listing, 1);
  g_signal_emit_by_name (testing_verdict_find (self, GTK_TYPE_LIST_VIEW, 0), "activate", 0);
  wait_said (self, "you disagreed – The condition is too strict – Ask Anna & Bob <soon>");
  review = testing_verdict_find (self, PROCTOR_TYPE_VERDICT_REVIEW, 0);
  g_assert_cmpint (proctor_verdict_review_get_opinion (review), ==, PROCTOR_OPINION_DISAGREE);
  g_assert_cmpstr (adw_toggle_group_get_active_name (testing_verdict_find (self, ADW_TYPE_TOGGLE_GROUP, 0)), ==, "disagree");
  g_assert_cmpuint (gtk_drop_down_get_selected (testing_verdict_find (self, GTK_TYPE_DROP_DOWN, 0)), ==, 2);
  wait_said (self, "you agreed");

  proctor_verdict_review_decide (review, PROCTOR_OPINION_NONE);
  wait_said (self, "you had no opinion – The condition is too strict – Ask Anna & Bob <soon>");
  g_assert_cmpuint (adw_toggle_group_get_active (testing_verdict_find (self, ADW_TYPE_TOGGLE_GROUP, 0)), ==, GTK_INVALID_LIST_POSITION);
}

static void
kept_cb (guint *n_kept)
{
  (*n_kept)++;
}

static gboolean
is_kept (gpointer user_data)
{
  return *(guint *) user_data > 0;
}

static void
wait_kept (TestingVerdict *self,
           const char *note)
{
  guint n_kept = 0;

  g_signal_connect_swapped (self->history, "reviewed", G_CALLBACK (kept_cb), &n_kept);
  write_note (self, note);
  proctor_testing_wait_for (note, is_kept, &n_kept);
  g_signal_handlers_disconnect_by_data (self->history, &n_kept);
}

/* Who writes a note and never comes to its end, because of a power cut, say, has lost next to nothing; all of it is one note. */
static void
test_growing_note (TestingVerdict *self,
                   gconstpointer data)
{
  testing_verdict_open (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"No.\"}", TESTING_VERDICT_TEST, TESTING_VERDICT_SAID, TESTING_VERDICT_TEST);
  proctor_testing_wait_for ("what was decided", is_ready, self);
  wait_kept (self, "Ask");
  wait_kept (self, "Ask Anna");
  g_assert_false (is_said (&(Said) { self, "you had no opinion – Ask" }));

  proctor_verdict_review_decide (testing_verdict_find (self, PROCTOR_TYPE_VERDICT_REVIEW, 0), PROCTOR_OPINION_AGREE);
  wait_said (self, "you agreed – Ask Anna");
  g_assert_true (is_said (&(Said) { self, "you had no opinion – Ask Anna" }));
  g_assert_false (is_said (&(Said) { self, "you had no opinion – Ask" }));
}

/* The list is short and one's own; a cause that was chosen stays, also when it isn't in it any more. */
static void
test_causes (TestingVerdict *self,
             gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  GtkDropDown *causes;
  GListModel *list;
  GtkTextBuffer *buffer;

  testing_verdict_open (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"No.\"}", TESTING_VERDICT_TEST, TESTING_VERDICT_SAID, TESTING_VERDICT_TEST);
  proctor_testing_wait_for ("what was decided", is_ready, self);
  causes = testing_verdict_find (self, GTK_TYPE_DROP_DOWN, 0);
  gtk_drop_down_set_selected (causes, 1);
  wait_said (self, "you had no opinion – The agent is wrong");
  gtk_drop_down_set_selected (causes, g_list_model_get_n_items (gtk_drop_down_get_model (causes)) - 1);
  proctor_testing_wait_for ("the dialog", testing_verdict_has_dialog, self);
  g_assert_cmpuint (gtk_drop_down_get_selected (causes), ==, 1);
  buffer = g_object_get_data (G_OBJECT (testing_verdict_get_dialog (self)), "buffer");
  gtk_text_buffer_set_text (buffer, "Weather\n\n  Moon \nWeather", -1);
  g_signal_emit_by_name (testing_verdict_get_dialog (self), "response", "save");
  adw_dialog_force_close (testing_verdict_get_dialog (self));
  list = gtk_drop_down_get_model (causes);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 5);
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (list), 1), ==, "Weather");
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (list), 2), ==, "Moon");
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (list), 3), ==, "The agent is wrong");
  g_assert_cmpuint (gtk_drop_down_get_selected (causes), ==, 3);
  g_settings_reset (settings, "review-causes");
}

static gboolean
agrees (gpointer user_data)
{
  return proctor_verdict_review_get_opinion (user_data) == PROCTOR_OPINION_AGREE;
}

static void
decided_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  proctor_history_review_finish (PROCTOR_HISTORY (source), result, &error);
  g_assert_no_error (error);
  (*(guint *) user_data)++;
}

/* As another window would keep it. */
static void
decide_elsewhere (TestingVerdict *self,
                  const char *note)
{
  const char *workspace_id = proctor_workspace_get_id (proctor_session_get_workspace (self->listing.session));
  const ProctorReview review = { .invocation_id = (char *) "r1", .run_id = (char *) "run_1", .outcome = PROCTOR_OUTCOME_FAILED, .run_at = 1760000100, .opinion = PROCTOR_OPINION_AGREE, .cause = (char *) "The agent is wrong", .note = (char *) note };

  guint n_kept = 0;

  proctor_history_review_async (self->history, workspace_id, &review, NULL, decided_cb, &n_kept);
  proctor_testing_wait_for (note, is_kept, &n_kept);
}

/* What is decided in another window is to be seen in this one, and is not undone by what one adds to it; but it
 * doesn't come between somebody and the note that they write. */
static void
test_elsewhere (TestingVerdict *self,
                gconstpointer data)
{
  ProctorVerdictReview *review;

  testing_verdict_open (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"No.\"}", TESTING_VERDICT_TEST, TESTING_VERDICT_SAID, TESTING_VERDICT_TEST);
  proctor_testing_wait_for ("what was decided", is_ready, self);
  review = testing_verdict_find (self, PROCTOR_TYPE_VERDICT_REVIEW, 0);
  decide_elsewhere (self, "Ask Anna");
  proctor_testing_wait_for ("the other window's decision", agrees, review);
  wait_said (self, "you agreed – The agent is wrong – Ask Anna");
  g_assert_cmpstr (adw_toggle_group_get_active_name (testing_verdict_find (self, ADW_TYPE_TOGGLE_GROUP, 0)), ==, "agree");
  g_assert_cmpuint (gtk_drop_down_get_selected (testing_verdict_find (self, GTK_TYPE_DROP_DOWN, 0)), ==, 1);

  proctor_verdict_review_decide (review, PROCTOR_OPINION_DISAGREE);
  wait_said (self, "you disagreed – The agent is wrong – Ask Anna");

  wait_kept (self, "Ask Bob");
  decide_elsewhere (self, "Ask Carl");
  g_assert_cmpint (proctor_verdict_review_get_opinion (review), ==, PROCTOR_OPINION_DISAGREE);
  gtk_widget_unmap (GTK_WIDGET (review));
  proctor_testing_wait_for ("the other window's decision", agrees, review);
}

int
main (int argc,
      char *argv[])
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

  testing_verdict_add ("/verdict-review/review", test_review);
  testing_verdict_add ("/verdict-review/growing-note", test_growing_note);
  testing_verdict_add ("/verdict-review/causes", test_causes);
  testing_verdict_add ("/verdict-review/elsewhere", test_elsewhere);

  return g_test_run ();
}
