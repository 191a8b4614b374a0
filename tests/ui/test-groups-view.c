/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-group-row.h"
#include "proctor-history-reviews.h"
#include "proctor-invocation-page.h"
#include "proctor-ui.h"
#include "testing-listing.h"
#include "testing-picture.h"

#include <string.h>

#define RUNS "/v1/convai/test-invocations"

#define RUN(id, result)                                                                                                  \
  "{\"test_run_id\": \"" id "\", \"test_id\": \"t0\", \"test_name\": \"Refund policy\", \"status\": \"" result "\","     \
  " \"last_updated_at_unix\": 1760000100, \"condition_result\": {\"result\": \"failure\", \"rationale\": {\"messages\":" \
  " [\"The agent named no period.\"], \"summary\": \"No period\"}}}"

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
tear_down (Fixture *self,
           gconstpointer data)
{
  g_autoptr (GAsyncResult) closed = NULL;

  testing_listing_tear_down (&self->listing, data);
  proctor_history_close_async (self->history, kept_cb, &closed);
  proctor_testing_wait_for ("the history to close", has_kept, &closed);
  proctor_history_close_finish (self->history, closed);
  g_clear_object (&self->history);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
}

static void
decide (Fixture *self,
        const char *run_id,
        ProctorOpinion opinion,
        const char *cause)
{
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;
  ProctorReview review = { .invocation_id = (char *) "r1", .run_id = (char *) run_id, .outcome = PROCTOR_OUTCOME_FAILED, .run_at = 1760000100, .opinion = opinion, .cause = (char *) cause };

  proctor_history_review_async (self->history, proctor_workspace_get_id (proctor_session_get_workspace (self->listing.session)), &review, NULL, kept_cb, &kept);
  proctor_testing_wait_for ("the decision to be kept", has_kept, &kept);
  g_assert_true (proctor_history_review_finish (self->history, kept, &error));
  g_assert_no_error (error);
}

/* Opens the groups of an invocation of which three runs failed; @more is what the server says of these. */
static void
open_groups (Fixture *self,
             const char *more,
             const char *shown)
{
  g_autofree char *body = g_strdup_printf ("{\"id\": \"r1\", %s \"agent_id\": \"agent_1\", \"created_at\": 1760000000, \"repeat_count\": 3, \"test_runs\": [" RUN ("run_0", "failed") ", " RUN ("run_1", "failed") ", " RUN ("run_2", "failed") "]}",
                                           more);

  testing_listing_answer (&self->listing, RUNS, "results",
                          "{\"id\":\"r1\",\"title\":\"Bookings\",\"created_at_unix_secs\":1760000000,\"test_run_count\":3,\"passed_count\":0,\"failed_count\":3,\"pending_count\":0}", NULL);
  proctor_testing_server_answer (self->listing.server, "GET", RUNS "/r1", &(ProctorTestingAnswer) { .body = body });
  testing_listing_open (&self->listing, proctor_invocation_page_new (), 360);
  proctor_invocation_page_show (PROCTOR_INVOCATION_PAGE (self->listing.pane), "r1");
  testing_listing_wait_shown (&self->listing, "3 failed");
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (testing_listing_find (&self->listing, ADW_TYPE_VIEW_STACK, 0)), "groups");
  testing_listing_wait_shown (&self->listing, shown);
}

static void
assert_heard (Fixture *self,
              guint nth,
              const char *name,
              const char *description)
{
  GtkAccessible *item = GTK_ACCESSIBLE (gtk_widget_get_parent (testing_listing_find (&self->listing, PROCTOR_TYPE_GROUP_ROW, nth)));

  gtk_test_accessible_assert_property (item, GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  gtk_test_accessible_assert_property (item, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
}

/* As the server put them together. */
static void
test_server (Fixture *self,
             gconstpointer data)
{
  open_groups (self,
               "\"bucketing_status\": \"completed\", \"result_groups\": [{\"test_id\": \"t0\", \"test_name\": \"Refund policy\", \"buckets\":"
               " [{\"test_run_ids\": [\"run_2\"], \"title\": \"Names no period\", \"reason\": \"Says nothing of 30 days.\", \"status\": \"failed\"}]}],",
               "Names no period");
  g_assert_true (testing_listing_shows (&self->listing, "Says nothing of 30 days."));
  g_assert_true (testing_listing_shows (&self->listing, "As the server has put them together."));
  assert_heard (self, 0, "Names no period", "Refund policy, failed, 1 run, Says nothing of 30 days.");
  testing_picture_save (self->listing.window, "invocation-groups");
}

/* By how they ended, and with what people have decided of each, also while they decide. */
static void
test_decided (Fixture *self,
              gconstpointer data)
{
  decide (self, "run_0", PROCTOR_OPINION_DISAGREE, "Agent’s prompt");
  decide (self, "run_1", PROCTOR_OPINION_AGREE, NULL);
  open_groups (self, "", "1 × Disagreed: Agent’s prompt, 1 × Agreed");
  g_assert_true (testing_listing_shows (&self->listing, "Put together here, by how runs ended and what was given as the reason."));

  decide (self, "run_2", PROCTOR_OPINION_AGREE, NULL);
  testing_listing_wait_shown (&self->listing, "1 × Disagreed: Agent’s prompt, 2 × Agreed");
  assert_heard (self, 0, "failed", "Refund policy, failed, 3 runs, No period, 1 × Disagreed: Agent’s prompt, 2 × Agreed");
  testing_picture_save (self->listing.window, "invocation-groups-decided");

  /* What is taken back is said no more. */
  decide (self, "run_0", PROCTOR_OPINION_NONE, NULL);
  testing_listing_wait_shown (&self->listing, "2 × Agreed");
}

/* Of a run that is a group by itself nothing is to be counted. */
static void
test_decided_one (Fixture *self,
                  gconstpointer data)
{
  decide (self, "run_2", PROCTOR_OPINION_DISAGREE, "Agent’s prompt");
  open_groups (self,
               "\"bucketing_status\": \"completed\", \"result_groups\": [{\"test_id\": \"t0\", \"test_name\": \"Refund policy\", \"buckets\":"
               " [{\"test_run_ids\": [\"run_2\"], \"title\": \"Names no period\", \"reason\": \"\", \"status\": \"failed\"}]}],",
               "Disagreed: Agent’s prompt");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

#define ADD(name, function) g_test_add ("/groups-view/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("server", test_server);
  ADD ("decided", test_decided);
  ADD ("decided-one", test_decided_one);
#undef ADD

  return g_test_run ();
}
