/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agreement-dialog.h"
#include "proctor-history-reviews.h"
#include "proctor-review-save.h"
#include "proctor-ui.h"
#include "testing-listing.h"
#include "testing-picture.h"

#include <string.h>

/* What was decided is in the history, which needs no server. */

#define RUN(id, name, outcome)                                                                                                           \
  "{\"id\":\"inv-" id "\",\"agent_id\":\"agent-a\",\"created_at\":1760000000,\"status\":\"completed\",\"test_runs\":["                   \
  "{\"test_run_id\":\"" id "\",\"test_id\":\"t-" id "\",\"test_name\":\"" name "\"," outcome ",\"last_updated_at_unix\":17600000" id "," \
  "\"agent_responses\":[{\"role\":\"agent\",\"message\":\"Well\"}]}]}"
#define FAILED "\"status\":\"failed\",\"condition_result\":{\"result\":\"failure\"}"
#define PASSED "\"status\":\"passed\",\"condition_result\":{\"result\":\"success\"}"

typedef struct
{
  TestingListing listing;
  ProctorHistory *history;
  char *folder;
  char *shown;    /* what was opened */
  char *reviewed; /* of what somebody wanted to review the failures */
} Fixture;

static void
kept_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
has_kept (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static void
add (Fixture *self,
     const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_history_add_async (self->history, "workspace-1", bytes, NULL, kept_cb, &kept);
  proctor_testing_wait_for ("the history", has_kept, &kept);
  result = kept;
  g_assert_true (proctor_history_add_finish (self->history, result, &error));
  g_assert_no_error (error);
}

static void
decide (Fixture *self,
        const char *number,
        ProctorOutcome outcome,
        ProctorOpinion opinion,
        const char *cause,
        const char *note)
{
  g_autofree char *invocation_id = g_strconcat ("inv-", number, NULL);
  g_autofree char *at = g_strconcat ("17600000", number, NULL);
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorReview review = {
    .invocation_id = invocation_id,
    .run_id = (char *) number,
    .test_name = (char *) "=Refund <b>policy</b>",
    .outcome = outcome,
    .run_at = g_ascii_strtoll (at, NULL, 10),
    .opinion = opinion,
    .cause = (char *) cause,
    .note = (char *) note,
    .at = 1760000000 + g_ascii_strtoll (number, NULL, 10),
  };

  proctor_history_review_async (self->history, "workspace-1", &review, NULL, kept_cb, &kept);
  proctor_testing_wait_for ("the history", has_kept, &kept);
  result = kept;
  g_assert_true (proctor_history_review_finish (self->history, result, &error));
  g_assert_no_error (error);
}

static void
show_run_cb (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  Fixture *self = user_data;
  const char *invocation_id, *run_id, *words;

  g_variant_get (parameter, "(&s&s&s)", &invocation_id, &run_id, &words);
  g_free (self->shown);
  self->shown = g_strdup_printf ("%s %s", invocation_id, run_id);
}

static void
set_up (Fixture *self,
        gconstpointer data)
{
  testing_listing_set_up (&self->listing, data);
  self->folder = proctor_testing_make_folder ();
  self->history = proctor_history_new (self->folder);
  proctor_testing_assert_finalized (g_steal_pointer (&self->listing.session));
  self->listing.session = proctor_testing_session_new (self->listing.server, NULL, self->history);
  add (self, RUN ("11", "Refund policy", FAILED));
  add (self, RUN ("12", "Opening hours", PASSED));
  add (self, RUN ("13", "Late check-out", FAILED));
  add (self, RUN ("14", "Parking", FAILED));
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  GAsyncResult *kept = NULL;

  testing_listing_tear_down (&self->listing, data);
  proctor_history_close_async (self->history, kept_cb, &kept);
  proctor_testing_wait_for ("the history", has_kept, &kept);
  proctor_history_close_finish (self->history, kept);
  g_object_unref (kept);
  g_object_unref (self->history);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->shown);
  g_free (self->reviewed);
}

static gboolean
is_shown (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static void
review_cb (Fixture *self,
           const char *invocation_id)
{
  g_free (self->reviewed);
  self->reviewed = g_strdup (invocation_id != NULL ? invocation_id : "all");
}

static void
open_dialog (Fixture *self,
             int width,
             const char *invocation_id)
{
  static const GActionEntry entries[] = { { "show-run", show_run_cb, "(sss)" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  AdwDialog *dialog;

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  self->listing.window = adw_window_new ();
  gtk_widget_insert_action_group (self->listing.window, "win", G_ACTION_GROUP (actions));
  adw_window_set_content (ADW_WINDOW (self->listing.window), adw_bin_new ());
  gtk_window_set_default_size (GTK_WINDOW (self->listing.window), width, 760);
  gtk_window_present (GTK_WINDOW (self->listing.window));
  proctor_testing_wait_for ("the window", is_shown, self->listing.window);
  dialog = proctor_agreement_dialog_new (self->listing.session, invocation_id);
  g_signal_connect_swapped (dialog, "review", G_CALLBACK (review_cb), self);
  self->listing.pane = g_object_ref_sink (GTK_WIDGET (dialog));
  adw_dialog_present (dialog, self->listing.window);
}

/* The count that a screen reader calls so, or the button with that label. */
static void
click (Fixture *self,
       const char *words)
{
  GtkWidget *button;

  for (guint i = 0; (button = testing_listing_find (&self->listing, GTK_TYPE_BUTTON, i)) != NULL; i++)
    {
      gboolean is_count = g_strcmp0 (gtk_widget_get_tooltip_text (button), words) == 0;

      if (!is_count && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), words) != 0)
        continue;
      if (is_count)
        {
          gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words);
          /* What stands on it would come before that. */
          g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
        }
      g_assert_true (gtk_widget_get_sensitive (button));
      g_signal_emit_by_name (button, "clicked");
      return;
    }
  g_error ("no such button: %s", words);
}

/* The row with that title. */
static void
activate_row (Fixture *self,
              const char *title)
{
  GtkWidget *row;

  for (guint i = 0; (row = testing_listing_find (&self->listing, ADW_TYPE_ACTION_ROW, i)) != NULL; i++)
    {
      if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title) != 0)
        continue;
      g_signal_emit_by_name (row, "activated");
      return;
    }
  g_error ("no such row: %s", title);
}

static void
test_counts (Fixture *self,
             gconstpointer data)
{
  const gboolean is_narrow = GPOINTER_TO_INT (data) < 400;

  decide (self, "11", PROCTOR_OUTCOME_FAILED, PROCTOR_OPINION_DISAGREE, "Judge", "It did say so.");
  decide (self, "12", PROCTOR_OUTCOME_PASSED, PROCTOR_OPINION_AGREE, NULL, NULL);
  decide (self, "13", PROCTOR_OUTCOME_FAILED, PROCTOR_OPINION_AGREE, "Agent’s prompt", NULL);
  open_dialog (self, GPOINTER_TO_INT (data), NULL);
  testing_listing_wait_shown (&self->listing, "67 %");
  testing_listing_wait_shown (&self->listing, "You agree with 2 of 3 verdicts (likely 21–94 %)");
  testing_listing_wait_shown (&self->listing, "1 Failure to Review");
  g_assert_true (testing_listing_shows (&self->listing, "Inconclusive"));
  g_assert_false (testing_listing_shows (&self->listing, "Cancelled"));
  testing_picture_save (self->listing.window, is_narrow ? "agreement-narrow" : "agreement");

  /* What is decided meanwhile is counted at once. */
  decide (self, "14", PROCTOR_OUTCOME_FAILED, PROCTOR_OPINION_DISAGREE, "Judge", NULL);
  testing_listing_wait_shown (&self->listing, "50 %");
  testing_listing_wait_shown (&self->listing, "2 runs");
  g_assert_false (testing_listing_shows (&self->listing, "0 Failures to Review"));

  /* A number leads to its runs, and a run is opened. */
  click (self, "2 runs: failed, and you disagree");
  testing_listing_wait_shown (&self->listing, "=Refund <b>policy</b>");
  testing_picture_save (self->listing.window, is_narrow ? "agreement-runs-narrow" : "agreement-runs");
  activate_row (self, "=Refund <b>policy</b>");
  g_assert_cmpstr (self->shown, ==, "inv-14 14");
}

static void
test_one (Fixture *self,
          gconstpointer data)
{
  decide (self, "11", PROCTOR_OUTCOME_FAILED, PROCTOR_OPINION_DISAGREE, "Judge", NULL);
  open_dialog (self, 700, "inv-14");
  testing_listing_wait_title (&self->listing, "Nothing Decided Yet");
  testing_picture_save (self->listing.window, "agreement-empty");
  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (testing_listing_find (&self->listing, ADW_TYPE_TOGGLE_GROUP, 0)), "all");
  testing_listing_wait_shown (&self->listing, "0 %");
  activate_row (self, "Judge");
  testing_listing_wait_shown (&self->listing, "=Refund <b>policy</b>");
  gtk_widget_activate_action (testing_listing_find (&self->listing, ADW_TYPE_PREFERENCES_PAGE, 0), "navigation.pop", NULL);
  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (testing_listing_find (&self->listing, ADW_TYPE_TOGGLE_GROUP, 0)), "one");
  testing_listing_wait_title (&self->listing, "Nothing Decided Yet");
  g_assert_true (testing_listing_shows (&self->listing, "Review Failures"));
  click (self, "Re_view Failures");
  g_assert_cmpstr (self->reviewed, ==, "inv-14");
}

static gboolean
has_file (gpointer user_data)
{
  return g_file_query_exists (user_data, NULL);
}

static char *
save (Fixture *self,
      ProctorReportFormat format,
      const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *said = g_strdup_printf ("Decisions saved as “%s”", name);
  char *contents = NULL;

  proctor_review_save_to (testing_listing_find (&self->listing, ADW_TYPE_NAVIGATION_VIEW, 0), self->listing.session, NULL, format, file);
  proctor_testing_wait_for ("the file", has_file, file);
  testing_listing_wait_shown (&self->listing, said);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));

  return contents;
}

/* All of it, also what was thought before; what a spreadsheet would calculate is text. */
static void
test_export (Fixture *self,
             gconstpointer data)
{
  g_autofree char *csv = NULL;
  g_autofree char *json = NULL;

  decide (self, "11", PROCTOR_OUTCOME_FAILED, PROCTOR_OPINION_AGREE, NULL, NULL);
  decide (self, "11", PROCTOR_OUTCOME_FAILED, PROCTOR_OPINION_DISAGREE, "Judge", "“No”, it said:\n\"sorry\"");
  open_dialog (self, 700, NULL);
  testing_listing_wait_shown (&self->listing, "0 %");
  csv = save (self, PROCTOR_REPORT_CSV, "a.csv");
  g_assert_cmpstr (csv, ==,
                   "invocation_id,run_id,test_id,test,judge,person,cause,note,decided_at,run_at,replaced\r\n"
                   "inv-11,11,,\"'=Refund <b>policy</b>\",failed,agree,,,2025-10-09T08:53:31Z,2025-10-09T08:53:31Z,true\r\n"
                   "inv-11,11,,\"'=Refund <b>policy</b>\",failed,disagree,Judge,\"“No”, it said:\n\"\"sorry\"\"\",2025-10-09T08:53:31Z,2025-10-09T08:53:31Z,false\r\n");
  json = save (self, PROCTOR_REPORT_JSON, "a.json");
  g_assert_cmpstr (json, ==,
                   "{\"proctor_reviews\":1,\"reviews\":[\n"
                   "{\"invocation_id\":\"inv-11\",\"run_id\":\"11\",\"test_id\":null,\"test\":\"=Refund <b>policy</b>\",\"judge\":\"failed\",\"person\":\"agree\",\"cause\":null,\"note\":null,"
                   "\"decided_at\":\"2025-10-09T08:53:31Z\",\"run_at\":\"2025-10-09T08:53:31Z\",\"replaced\":true},\n"
                   "{\"invocation_id\":\"inv-11\",\"run_id\":\"11\",\"test_id\":null,\"test\":\"=Refund <b>policy</b>\",\"judge\":\"failed\",\"person\":\"disagree\",\"cause\":\"Judge\",\"note\":\"“No”, it said:\\u000a\\\"sorry\\\"\","
                   "\"decided_at\":\"2025-10-09T08:53:31Z\",\"run_at\":\"2025-10-09T08:53:31Z\",\"replaced\":false}]}\n");
}

/* A workspace that has no history. */
static void
test_without (Fixture *self,
              gconstpointer data)
{
  proctor_testing_assert_finalized (g_steal_pointer (&self->listing.session));
  self->listing.session = proctor_testing_session_new (self->listing.server, NULL, NULL);
  open_dialog (self, 700, NULL);
  testing_listing_wait_title (&self->listing, "Decisions Can’t Be Read");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

#define ADD(path, data, test) g_test_add ("/agreement-dialog/" path, Fixture, data, set_up, test, tear_down)
  ADD ("counts", GINT_TO_POINTER (700), test_counts);
  ADD ("counts-narrow", GINT_TO_POINTER (360), test_counts);
  ADD ("one", NULL, test_one);
  ADD ("export", NULL, test_export);
  ADD ("without", NULL, test_without);
#undef ADD

  return g_test_run ();
}
