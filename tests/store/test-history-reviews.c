/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-invocations.h"
#include "proctor-history-reviews.h"
#include "proctor-testing.h"
#include "testing-history.h"
#include "testing-result.h"

/* What people decide of runs: that it is kept, that the newest counts, and what is still to be looked at. */

static const TestingRun mixed[] = {
  { .test_id = "refund", .status = "passed", .result = "success", .at = 10 },
  { .test_id = "refund", .status = "failed", .result = "failure", .at = 20 },
  { .test_id = "hours", .status = "failed", .result = "failure", .at = 30 },
  { .test_id = "hours", .status = "failed", .result = NULL, .at = 40 },
};

typedef void (*Ask) (ProctorHistory *history,
                     const char *workspace_id,
                     const char *id,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
typedef GPtrArray *(*Finish) (ProctorHistory *history,
                              GAsyncResult *result,
                              GError **error);

static GPtrArray *
ask (TestingHistory *self,
     Ask asks,
     Finish finishes,
     const char *workspace_id,
     const char *id)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *reviews;

  asks (self->history, workspace_id, id, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  reviews = finishes (self->history, result, &error);
  g_assert_no_error (error);

  return reviews;
}

static void
decide (TestingHistory *self,
        const char *workspace_id,
        ProctorReview review)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_history_review_async (self->history, workspace_id, &review, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_history_review_finish (self->history, result, &error));
  g_assert_no_error (error);
}

static ProctorReviewTally *
tally (TestingHistory *self,
       const char *workspace_id,
       const char *invocation_id)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorReviewTally *counts;

  proctor_history_tally_reviews_async (self->history, workspace_id, invocation_id, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  counts = proctor_history_tally_reviews_finish (self->history, result, &error);
  g_assert_no_error (error);

  return counts;
}

/* The runs, separated by spaces. */
static void
assert_waiting (TestingHistory *self,
                const char *workspace_id,
                const char *invocation_id,
                const char *expected)
{
  g_autoptr (GPtrArray) reviews = ask (self, proctor_history_list_unreviewed_async, proctor_history_list_unreviewed_finish, workspace_id, invocation_id);
  g_autofree ProctorReviewTally *counts = tally (self, workspace_id, invocation_id);
  g_autoptr (GString) runs = g_string_new (NULL);

  for (guint i = 0; i < reviews->len; i++)
    {
      ProctorReview *review = g_ptr_array_index (reviews, i);

      g_assert_cmpint (review->opinion, ==, PROCTOR_OPINION_NONE);
      g_assert_cmpint (review->outcome, ==, PROCTOR_OUTCOME_FAILED);
      g_string_append_printf (runs, "%s%s", runs->len > 0 ? " " : "", review->run_id);
    }
  g_assert_cmpstr (runs->str, ==, expected);
  g_assert_cmpuint (counts->n_waiting, ==, reviews->len);
}

static ProctorReview
one_run (guint position,
         ProctorOpinion opinion)
{
  static const char *const ids[] = { "one_run_0", "one_run_1", "one_run_2", "one_run_3" };

  return (ProctorReview) { .invocation_id = (char *) "one", .run_id = (char *) ids[position], .test_id = (char *) mixed[position].test_id, .outcome = position == 0 ? PROCTOR_OUTCOME_PASSED : PROCTOR_OUTCOME_FAILED, .run_at = mixed[position].at, .opinion = opinion };
}

static void
assert_notes (TestingHistory *self,
              const char *expected)
{
  g_autoptr (GPtrArray) reviews = ask (self, proctor_history_list_reviews_of_run_async, proctor_history_list_reviews_of_run_finish, "w", "one_run_1");
  g_autoptr (GString) notes = g_string_new (NULL);

  for (guint i = 0; i < reviews->len; i++)
    {
      const ProctorReview *review = g_ptr_array_index (reviews, i);

      g_string_append_printf (notes, "%s%s", i > 0 ? ", " : "", review->note != NULL ? review->note : "-");
    }
  g_assert_cmpstr (notes->str, ==, expected);
}

/* A note that is kept while it is written is one, and writes over nothing that anybody else has written. */
static void
test_growing_note (TestingHistory *self,
                   gconstpointer data)
{
  ProctorReview review = one_run (1, PROCTOR_OPINION_DISAGREE);

  testing_history_add_runs (self, "w", "one", mixed, G_N_ELEMENTS (mixed));
  decide (self, "w", review);
  review.note = (char *) "Ask ";
  decide (self, "w", review);
  assert_notes (self, "Ask, -");
  review.continues = review.note;
  review.note = (char *) "Ask Anna";
  decide (self, "w", review);
  assert_notes (self, "Ask Anna, -");

  review.continues = (char *) "Ask";
  review.note = (char *) "Ask Bob";
  decide (self, "w", review);
  assert_notes (self, "Ask Bob, Ask Anna, -");
  review.opinion = PROCTOR_OPINION_AGREE;
  review.continues = (char *) "Ask Bob";
  review.note = (char *) "Ask Bob again";
  decide (self, "w", review);
  assert_notes (self, "Ask Bob again, Ask Bob, Ask Anna, -");
}

static void
test_newest_counts (TestingHistory *self,
                    gconstpointer data)
{
  g_autoptr (GPtrArray) of_run = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) newest = NULL;
  ProctorReview review = one_run (1, PROCTOR_OPINION_DISAGREE);

  testing_history_add_runs (self, "w", "one", mixed, G_N_ELEMENTS (mixed));
  review.cause = (char *) "Agent’s prompt";
  review.note = (char *) "  ";
  review.at = 100;
  decide (self, "w", review);
  review = one_run (1, PROCTOR_OPINION_AGREE);
  review.note = (char *) "It did say so — “sorry” isn't enough.\n<b>&";
  review.at = 200;
  decide (self, "w", review);
  decide (self, "w", one_run (2, PROCTOR_OPINION_AGREE));
  /* The same again is nothing new, whenever it is said. */
  review.at = 300;
  decide (self, "w", review);

  testing_history_reopen (self, TRUE);
  of_run = ask (self, proctor_history_list_reviews_of_run_async, proctor_history_list_reviews_of_run_finish, "w", "one_run_1");
  g_assert_cmpuint (of_run->len, ==, 2);
  g_assert_cmpstr (((ProctorReview *) g_ptr_array_index (of_run, 0))->note, ==, review.note);
  g_assert_null (((ProctorReview *) g_ptr_array_index (of_run, 0))->cause);
  g_assert_cmpint (((ProctorReview *) g_ptr_array_index (of_run, 0))->at, ==, 200);
  g_assert_cmpint (((ProctorReview *) g_ptr_array_index (of_run, 1))->opinion, ==, PROCTOR_OPINION_DISAGREE);
  g_assert_cmpstr (((ProctorReview *) g_ptr_array_index (of_run, 1))->cause, ==, "Agent’s prompt");
  g_assert_null (((ProctorReview *) g_ptr_array_index (of_run, 1))->note);

  all = ask (self, proctor_history_list_all_reviews_async, proctor_history_list_all_reviews_finish, "w", NULL);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_true (((ProctorReview *) g_ptr_array_index (all, 0))->is_past);
  g_assert_cmpint (((ProctorReview *) g_ptr_array_index (all, 0))->at, ==, 100);
  g_assert_false (((ProctorReview *) g_ptr_array_index (all, 1))->is_past);
  g_assert_false (((ProctorReview *) g_ptr_array_index (all, 2))->is_past);

  newest = ask (self, proctor_history_list_reviews_async, proctor_history_list_reviews_finish, "w", "one");
  g_assert_cmpuint (newest->len, ==, 2);
  g_assert_cmpstr (((ProctorReview *) g_ptr_array_index (newest, 0))->run_id, ==, "one_run_2");
  g_assert_cmpint (((ProctorReview *) g_ptr_array_index (newest, 1))->opinion, ==, PROCTOR_OPINION_AGREE);
}

static void
test_waiting (TestingHistory *self,
              gconstpointer data)
{
  ProctorReview review;

  testing_history_add_runs (self, "w", "one", mixed, G_N_ELEMENTS (mixed));
  testing_history_add_run (self, "w", "two", (TestingRun) { .test_id = "hours", .status = "failed", .result = "failure", .at = 90 });
  testing_history_add_run (self, "other", "one", (TestingRun) { .test_id = "hours", .status = "failed", .result = "failure", .at = 90 });

  /* What the service could not carry out is no failure, and asks for nobody's opinion. */
  assert_waiting (self, "w", "one", "one_run_1 one_run_2");
  assert_waiting (self, "w", NULL, "two_run_0 one_run_1 one_run_2");
  assert_waiting (self, "nowhere", NULL, "");

  decide (self, "w", one_run (1, PROCTOR_OPINION_DISAGREE));
  assert_waiting (self, "w", "one", "one_run_2");
  assert_waiting (self, "other", "one", "one_run_0");

  /* A note alone decides nothing, and who withdraws an opinion has none. */
  review = one_run (2, PROCTOR_OPINION_NONE);
  review.note = (char *) "Look at this with Ada.";
  decide (self, "w", review);
  assert_waiting (self, "w", "one", "one_run_2");
  decide (self, "w", one_run (1, PROCTOR_OPINION_NONE));
  assert_waiting (self, "w", "one", "one_run_1 one_run_2");
}

static void
test_run_again (TestingHistory *self,
                gconstpointer data)
{
  testing_history_add_run (self, "w", "one", (TestingRun) { .test_id = "refund", .status = "failed", .result = "failure", .at = 20 });
  decide (self, "w", (ProctorReview) { .invocation_id = (char *) "one", .run_id = (char *) "one_run_0", .outcome = PROCTOR_OUTCOME_FAILED, .run_at = 20, .opinion = PROCTOR_OPINION_AGREE });
  assert_waiting (self, "w", NULL, "");
  testing_history_add_run (self, "w", "one", (TestingRun) { .test_id = "refund", .status = "pending", .at = 50 });
  assert_waiting (self, "w", NULL, "");
  testing_history_add_run (self, "w", "one", (TestingRun) { .test_id = "refund", .status = "failed", .result = "failure", .at = 60 });
  assert_waiting (self, "w", NULL, "one_run_0");
}

static void
test_tally (TestingHistory *self,
            gconstpointer data)
{
  g_autofree ProctorReviewTally *all = NULL;
  g_autofree ProctorReviewTally *none = NULL;

  testing_history_add_runs (self, "w", "one", mixed, G_N_ELEMENTS (mixed));
  decide (self, "w", one_run (0, PROCTOR_OPINION_AGREE));
  decide (self, "w", one_run (1, PROCTOR_OPINION_AGREE));
  decide (self, "w", one_run (1, PROCTOR_OPINION_DISAGREE));
  decide (self, "w", one_run (2, PROCTOR_OPINION_AGREE));

  all = tally (self, "w", NULL);
  g_assert_cmpuint (all->counts[PROCTOR_OUTCOME_PASSED][PROCTOR_OPINION_AGREE], ==, 1);
  g_assert_cmpuint (all->counts[PROCTOR_OUTCOME_FAILED][PROCTOR_OPINION_AGREE], ==, 1);
  g_assert_cmpuint (all->counts[PROCTOR_OUTCOME_FAILED][PROCTOR_OPINION_DISAGREE], ==, 1);
  g_assert_cmpuint (proctor_review_tally_count (all, PROCTOR_OPINION_AGREE), ==, 2);
  g_assert_cmpuint (proctor_review_tally_count (all, PROCTOR_OPINION_DISAGREE), ==, 1);
  none = tally (self, "w", "two");
  g_assert_cmpuint (proctor_review_tally_count (none, PROCTOR_OPINION_AGREE), ==, 0);
}

static void
remove_invocation (TestingHistory *self,
                   const char *workspace_id,
                   const char *id)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_history_remove_async (self->history, workspace_id, id, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_history_remove_finish (self->history, result, &error));
  g_assert_no_error (error);
}

/* What was written of a run goes with it. */
static void
test_gone (TestingHistory *self,
           gconstpointer data)
{
  ProctorReview review = one_run (1, PROCTOR_OPINION_AGREE);

  review.note = (char *) "Mrs Umlauf called twice";
  testing_history_add_runs (self, "w", "one", mixed, G_N_ELEMENTS (mixed));
  testing_history_add_run (self, "other", "one", (TestingRun) { .test_id = "hours", .status = "failed", .result = "failure", .at = 90 });
  decide (self, "w", review);
  decide (self, "other", review);

  remove_invocation (self, "w", "one");
  testing_history_forget (self, "other");
  testing_history_assert_file (self, "SELECT count(*) FROM reviews", "0");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_history_add ("newest-counts", TESTING_HISTORY_INDEXED, test_newest_counts);
  testing_history_add ("growing-note", TESTING_HISTORY_PLAIN, test_growing_note);
  testing_history_add ("waiting", TESTING_HISTORY_PLAIN, test_waiting);
  testing_history_add ("run-again", TESTING_HISTORY_PLAIN, test_run_again);
  testing_history_add ("tally", TESTING_HISTORY_PLAIN, test_tally);
  testing_history_add ("gone", TESTING_HISTORY_INDEXED, test_gone);

  return g_test_run ();
}
