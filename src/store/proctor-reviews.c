/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reviews.h"

#include "proctor-history-reviews.h"

/**
 * ProctorReviews:
 *
 * What people have decided of the runs of an invocation, or of all in a workspace, as far as it counts: the newest of
 * each run. It stays true while somebody goes on deciding, in this window or in another.
 */
struct _ProctorReviews
{
  GObject parent_instance;

  /* Owned */
  ProctorHistory *history;
  char *workspace_id;
  char *invocation_id; /* (nullable) */
  GPtrArray *reviews;  /* of ProctorReview, newest first */
  GHashTable *by_run;  /* the same by the ids of their runs, borrowed from them */
  ProctorReviewTally *tally;
  GError *error;
  GCancellable *cancellable;

  gboolean is_loaded;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorReviews, proctor_reviews, G_TYPE_OBJECT)

static void
take (ProctorReviews *self,
      GPtrArray *reviews)
{
  g_hash_table_remove_all (self->by_run);
  g_ptr_array_set_size (self->reviews, 0);
  for (guint i = 0; i < reviews->len; i++)
    {
      ProctorReview *review = reviews->pdata[i];

      /* What was taken back is no decision any more. */
      if (!proctor_review_says_something (review))
        {
          proctor_review_free (review);
          continue;
        }
      g_ptr_array_add (self->reviews, review);
      g_hash_table_insert (self->by_run, review->run_id, review);
    }
  g_ptr_array_set_free_func (reviews, NULL);
}

static void
set_error (ProctorReviews *self,
           GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
}

static void
counted_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  ProctorReviews *self;
  GError *error = NULL;
  ProctorReviewTally *tally = proctor_history_tally_reviews_finish (PROCTOR_HISTORY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }

  self = PROCTOR_REVIEWS (user_data);
  if (tally != NULL)
    {
      g_free (self->tally);
      self->tally = tally;
    }
  if (error != NULL)
    set_error (self, error);
  self->is_loaded = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
listed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorReviews *self;
  GError *error = NULL;
  g_autoptr (GPtrArray) reviews = proctor_history_list_reviews_finish (PROCTOR_HISTORY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }

  self = PROCTOR_REVIEWS (user_data);
  set_error (self, error);
  if (reviews != NULL)
    take (self, reviews);
  proctor_history_tally_reviews_async (self->history, self->workspace_id, self->invocation_id, self->cancellable, counted_cb, self);
}

static void
load (ProctorReviews *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  proctor_history_list_reviews_async (self->history, self->workspace_id, self->invocation_id, self->cancellable, listed_cb, self);
}

static void
changed_cb (ProctorReviews *self,
            const char *workspace_id)
{
  if (g_strcmp0 (workspace_id, self->workspace_id) == 0)
    load (self);
}

static void
proctor_reviews_dispose (GObject *object)
{
  ProctorReviews *self = PROCTOR_REVIEWS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (proctor_reviews_parent_class)->dispose (object);
}

static void
proctor_reviews_finalize (GObject *object)
{
  ProctorReviews *self = PROCTOR_REVIEWS (object);

  g_hash_table_unref (self->by_run);
  g_ptr_array_unref (self->reviews);
  g_free (self->tally);
  g_clear_error (&self->error);
  g_free (self->workspace_id);
  g_free (self->invocation_id);

  G_OBJECT_CLASS (proctor_reviews_parent_class)->finalize (object);
}

static void
proctor_reviews_class_init (ProctorReviewsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_reviews_dispose;
  object_class->finalize = proctor_reviews_finalize;

  /**
   * ProctorReviews::changed:
   * @self: reviews
   *
   * They are known now, or are others.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_REVIEWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_reviews_init (ProctorReviews *self)
{
  self->reviews = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_review_free);
  self->by_run = g_hash_table_new (g_str_hash, g_str_equal);
  self->tally = g_new0 (ProctorReviewTally, 1);
}

/**
 * proctor_reviews_new:
 * @history: where they are kept
 * @workspace_id: the workspace
 * @invocation_id: (nullable): one of its invocations, or %NULL for all
 *
 * Returns: (transfer full): what was decided; it is known a little later
 */
ProctorReviews *
proctor_reviews_new (ProctorHistory *history,
                     const char *workspace_id,
                     const char *invocation_id)
{
  ProctorReviews *self;

  g_return_val_if_fail (PROCTOR_IS_HISTORY (history), NULL);
  g_return_val_if_fail (workspace_id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_REVIEWS, NULL);
  self->history = g_object_ref (history);
  self->workspace_id = g_strdup (workspace_id);
  self->invocation_id = g_strdup (invocation_id);
  g_signal_connect_object (history, "reviewed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "added", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  load (self);

  return self;
}

/**
 * proctor_reviews_is_loaded:
 * @self: reviews
 *
 * Returns: whether they were read, or it is known that they can't be
 */
gboolean
proctor_reviews_is_loaded (ProctorReviews *self)
{
  g_return_val_if_fail (PROCTOR_IS_REVIEWS (self), FALSE);

  return self->is_loaded;
}

/**
 * proctor_reviews_get_error:
 * @self: reviews
 *
 * Returns: (transfer none) (nullable): why they can't be read
 */
const GError *
proctor_reviews_get_error (ProctorReviews *self)
{
  g_return_val_if_fail (PROCTOR_IS_REVIEWS (self), NULL);

  return self->error;
}

guint
proctor_reviews_get_n_reviews (ProctorReviews *self)
{
  g_return_val_if_fail (PROCTOR_IS_REVIEWS (self), 0);

  return self->reviews->len;
}

/**
 * proctor_reviews_get_review:
 * @self: reviews
 * @i: which one, from 0
 *
 * Returns: (transfer none): it; the newest is the first
 */
const ProctorReview *
proctor_reviews_get_review (ProctorReviews *self,
                            guint i)
{
  g_return_val_if_fail (PROCTOR_IS_REVIEWS (self), NULL);
  g_return_val_if_fail (i < self->reviews->len, NULL);

  return self->reviews->pdata[i];
}

/**
 * proctor_reviews_find:
 * @self: (nullable): reviews, or %NULL where there is no history
 * @run: a run
 *
 * What was decided before the run last changed was about another result.
 *
 * Returns: (transfer none) (nullable): what was decided of it
 */
const ProctorReview *
proctor_reviews_find (ProctorReviews *self,
                      ProctorRunRow *run)
{
  const char *run_id;
  const ProctorReview *review;

  g_return_val_if_fail (self == NULL || PROCTOR_IS_REVIEWS (self), NULL);
  g_return_val_if_fail (PROCTOR_IS_RUN_ROW (run), NULL);

  run_id = proctor_run_row_get_test_run_id (run);
  review = self != NULL && run_id != NULL ? g_hash_table_lookup (self->by_run, run_id) : NULL;

  return review != NULL && review->run_at == proctor_run_row_get_last_updated_at (run) ? review : NULL;
}

/**
 * proctor_reviews_get_tally:
 * @self: reviews
 *
 * Returns: (transfer none): how often the judge and people agree, and how much is still to be looked at
 */
const ProctorReviewTally *
proctor_reviews_get_tally (ProctorReviews *self)
{
  g_return_val_if_fail (PROCTOR_IS_REVIEWS (self), NULL);

  return self->tally;
}
