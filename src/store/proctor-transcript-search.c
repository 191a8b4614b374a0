/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-transcript-search.h"

#include "proctor-found-run-private.h"
#include "proctor-history-search.h"

#include <string.h>

/* Who has read so many will rather look for something else. */
#define MOST_SHOWN 500

/**
 * ProctorTranscriptSearch:
 *
 * What is looked for in all that was ever said in a workspace's runs, and what was found. It asks this
 * computer's history and no server. A question that is overtaken by another is given up.
 */
struct _ProctorTranscriptSearch
{
  GObject parent_instance;

  /* Owned */
  ProctorHistory *history;
  char *workspace_id;
  ProctorSearchTerms *terms;
  GListStore *found;
  GCancellable *cancellable;
  GError *error;

  ProctorTranscriptSearchState state;
  gboolean has_more;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorTranscriptSearch, proctor_transcript_search, G_TYPE_OBJECT)

static void
set_state (ProctorTranscriptSearch *self,
           ProctorTranscriptSearchState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
show_hits (ProctorTranscriptSearch *self,
           GPtrArray *hits)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);

  self->has_more = hits->len > MOST_SHOWN;
  g_ptr_array_set_free_func (hits, NULL);
  for (guint i = 0; i < hits->len; i++)
    {
      if (i < MOST_SHOWN)
        g_ptr_array_add (runs, proctor_found_run_new (g_ptr_array_index (hits, i)));
      else
        proctor_history_hit_free (g_ptr_array_index (hits, i));
    }
  g_list_store_splice (self->found, 0, g_list_model_get_n_items (G_LIST_MODEL (self->found)), runs->pdata, runs->len);
}

static void
searched_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = proctor_history_search_finish (PROCTOR_HISTORY (source), result, &error);
  ProctorTranscriptSearch *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_TRANSCRIPT_SEARCH (user_data);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (hits == NULL)
    {
      self->error = g_steal_pointer (&error);
      g_list_store_remove_all (self->found);
      set_state (self, PROCTOR_TRANSCRIPT_SEARCH_ERROR);
      return;
    }

  show_hits (self, hits);
  set_state (self, PROCTOR_TRANSCRIPT_SEARCH_DONE);
}

static void
stop (ProctorTranscriptSearch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
proctor_transcript_search_dispose (GObject *object)
{
  ProctorTranscriptSearch *self = PROCTOR_TRANSCRIPT_SEARCH (object);

  stop (self);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (proctor_transcript_search_parent_class)->dispose (object);
}

static void
proctor_transcript_search_finalize (GObject *object)
{
  ProctorTranscriptSearch *self = PROCTOR_TRANSCRIPT_SEARCH (object);

  g_free (self->workspace_id);
  g_clear_pointer (&self->terms, proctor_search_terms_free);
  g_clear_object (&self->found);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (proctor_transcript_search_parent_class)->finalize (object);
}

static void
proctor_transcript_search_class_init (ProctorTranscriptSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_transcript_search_dispose;
  object_class->finalize = proctor_transcript_search_finalize;

  /**
   * ProctorTranscriptSearch::changed:
   *
   * The search is further than it was.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_TRANSCRIPT_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_transcript_search_init (ProctorTranscriptSearch *self)
{
  self->found = g_list_store_new (PROCTOR_TYPE_FOUND_RUN);
}

/**
 * proctor_transcript_search_new:
 * @history: where to look
 * @workspace_id: of which workspace
 *
 * Returns: (transfer full): a search that looks for nothing yet
 */
ProctorTranscriptSearch *
proctor_transcript_search_new (ProctorHistory *history,
                               const char *workspace_id)
{
  ProctorTranscriptSearch *self;

  g_return_val_if_fail (PROCTOR_IS_HISTORY (history), NULL);
  g_return_val_if_fail (workspace_id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_TRANSCRIPT_SEARCH, NULL);
  self->history = g_object_ref (history);
  self->workspace_id = g_strdup (workspace_id);

  return self;
}

static gboolean
wants_anything (const ProctorSearchTerms *terms)
{
  return (terms->text != NULL && *terms->text != '\0') || proctor_search_terms_are_filters (terms);
}

/**
 * proctor_transcript_search_set_terms:
 * @self: a search
 * @terms: what is looked for
 *
 * Looks for something else. What was found before stays until it is there.
 */
void
proctor_transcript_search_set_terms (ProctorTranscriptSearch *self,
                                     const ProctorSearchTerms *terms)
{
  g_return_if_fail (PROCTOR_IS_TRANSCRIPT_SEARCH (self));
  g_return_if_fail (terms != NULL);

  stop (self);
  g_clear_pointer (&self->terms, proctor_search_terms_free);
  self->terms = proctor_search_terms_copy (terms);
  if (self->terms->text != NULL)
    g_strstrip (self->terms->text);

  if (!wants_anything (self->terms))
    {
      g_list_store_remove_all (self->found);
      self->has_more = FALSE;
      set_state (self, PROCTOR_TRANSCRIPT_SEARCH_IDLE);
      return;
    }

  self->cancellable = g_cancellable_new ();
  proctor_history_search_async (self->history, self->workspace_id, self->terms, MOST_SHOWN + 1, self->cancellable, searched_cb, self);
  set_state (self, PROCTOR_TRANSCRIPT_SEARCH_BUSY);
}

/**
 * proctor_transcript_search_get_terms:
 * @self: a search
 *
 * Returns: (transfer none) (nullable): what is looked for
 */
const ProctorSearchTerms *
proctor_transcript_search_get_terms (ProctorTranscriptSearch *self)
{
  g_return_val_if_fail (PROCTOR_IS_TRANSCRIPT_SEARCH (self), NULL);

  return self->terms;
}

/**
 * proctor_transcript_search_get_state:
 * @self: a search
 *
 * Returns: how far it is
 */
ProctorTranscriptSearchState
proctor_transcript_search_get_state (ProctorTranscriptSearch *self)
{
  g_return_val_if_fail (PROCTOR_IS_TRANSCRIPT_SEARCH (self), PROCTOR_TRANSCRIPT_SEARCH_IDLE);

  return self->state;
}

/**
 * proctor_transcript_search_get_error:
 * @self: a search
 *
 * Returns: (transfer none) (nullable): why the history could not be asked
 */
const GError *
proctor_transcript_search_get_error (ProctorTranscriptSearch *self)
{
  g_return_val_if_fail (PROCTOR_IS_TRANSCRIPT_SEARCH (self), NULL);

  return self->error;
}

/**
 * proctor_transcript_search_get_found:
 * @self: a search
 *
 * Returns: (transfer none) (element-type ProctorFoundRun): what was found, newest first
 */
GListModel *
proctor_transcript_search_get_found (ProctorTranscriptSearch *self)
{
  g_return_val_if_fail (PROCTOR_IS_TRANSCRIPT_SEARCH (self), NULL);

  return G_LIST_MODEL (self->found);
}

/**
 * proctor_transcript_search_has_more:
 * @self: a search
 *
 * Returns: whether more was found than is shown
 */
gboolean
proctor_transcript_search_has_more (ProctorTranscriptSearch *self)
{
  g_return_val_if_fail (PROCTOR_IS_TRANSCRIPT_SEARCH (self), FALSE);

  return self->has_more;
}
