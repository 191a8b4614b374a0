/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-verdict-review.h"

#include "proctor-drop-down.h"
#include "proctor-error-text.h"
#include "proctor-history-reviews.h"
#include "proctor-review-causes.h"
#include "proctor-review-words.h"

#include <glib/gi18n.h>

/* So often a note is kept while it is being written. */
#define NOTE_SECS 1

/**
 * ProctorVerdictReview:
 *
 * What a person thinks of a verdict: whether the judge is right, what it was due to, and a note. What was
 * decided is kept at once, and what was decided before stands below. A note is kept while it is written, as one that grows.
 */
struct _ProctorVerdictReview
{
  AdwBin parent_instance;

  /* Template children */
  GtkWidget *withdraw_button;
  AdwToggleGroup *opinions;
  GtkDropDown *causes;
  GtkTextView *note_view;
  GtkWidget *note_hint;
  GtkLabel *problem_label;
  GtkBox *past_box;

  /* Owned */
  GSettings *settings;
  ProctorSession *session;
  ProctorReview *review; /* of the run that is shown, as it is chosen and written now */
  GCancellable *cancellable;
  GSignalGroup *history_signals;

  char *written;        /* the note that somebody is writing, as it was kept last */
  guint keeping;        /* the source that keeps it */
  guint n_on_the_way;   /* decisions that are not in the history yet */
  guint selected_cause; /* as it is chosen in the list */
  gboolean is_filling;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorVerdictReview, proctor_verdict_review, ADW_TYPE_BIN)

static void list_past (ProctorVerdictReview *self);

static void
show_problem (ProctorVerdictReview *self,
              const GError *error)
{
  g_autofree char *text = error != NULL ? proctor_error_text_dup (error) : g_strdup ("");

  gtk_label_set_label (self->problem_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), error != NULL);
}

static void
kept_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (ProctorVerdictReview) self = user_data;
  g_autoptr (GError) error = NULL;

  proctor_history_review_finish (PROCTOR_HISTORY (source), result, &error);
  self->n_on_the_way--;
  if (self->session == NULL)
    return;

  show_problem (self, error);
  /* What is below is quiet while somebody writes. */
  if (self->written == NULL)
    list_past (self);
}

static char *
dup_note (ProctorVerdictReview *self)
{
  char *text;

  g_object_get (gtk_text_view_get_buffer (self->note_view), "text", &text, NULL);

  return text;
}

/* The history leaves out what it knows already. */
static void
keep (ProctorVerdictReview *self)
{
  ProctorHistory *history = self->session != NULL ? proctor_session_get_history (self->session) : NULL;

  if (history == NULL || self->review == NULL)
    return;

  g_free (self->review->note);
  self->review->note = dup_note (self);
  self->review->at = 0;
  self->n_on_the_way++;
  proctor_history_review_async (history, proctor_workspace_get_id (proctor_session_get_workspace (self->session)), self->review, NULL, kept_cb, g_object_ref (self));
  g_clear_pointer (&self->review->continues, g_free);
  g_clear_pointer (&self->written, g_free);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
show_opinion (ProctorVerdictReview *self)
{
  ProctorOpinion opinion = self->review != NULL ? self->review->opinion : PROCTOR_OPINION_NONE;

  self->is_filling = TRUE;
  if (opinion == PROCTOR_OPINION_NONE)
    adw_toggle_group_set_active (self->opinions, GTK_INVALID_LIST_POSITION);
  else
    adw_toggle_group_set_active_name (self->opinions, opinion == PROCTOR_OPINION_AGREE ? "agree" : "disagree");
  self->is_filling = FALSE;
  gtk_widget_set_visible (self->withdraw_button, opinion != PROCTOR_OPINION_NONE);
}

static void
opinion_cb (ProctorVerdictReview *self)
{
  const char *name = adw_toggle_group_get_active_name (self->opinions);

  if (!self->is_filling && name != NULL)
    proctor_verdict_review_decide (self, g_str_equal (name, "agree") ? PROCTOR_OPINION_AGREE : PROCTOR_OPINION_DISAGREE);
}

static void
withdraw_cb (ProctorVerdictReview *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->opinions));
  proctor_verdict_review_decide (self, PROCTOR_OPINION_NONE);
}

/* First none, then those of the list, then the one that was chosen and isn't in the list any more, at last the way to the list. */
static void
show_causes (ProctorVerdictReview *self)
{
  g_auto (GStrv) causes = proctor_review_causes_dup (self->settings);
  const char *own = self->review != NULL ? self->review->cause : NULL;
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (list, _ ("No Cause"));
  for (guint i = 0; causes[i] != NULL; i++)
    {
      gtk_string_list_append (list, causes[i]);
      if (g_strcmp0 (causes[i], own) == 0)
        selected = i + 1;
    }
  if (own != NULL && selected == 0)
    {
      gtk_string_list_append (list, own);
      selected = g_list_model_get_n_items (G_LIST_MODEL (list)) - 1;
    }
  gtk_string_list_append (list, _ ("Edit List…"));

  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->causes, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->causes, selected);
  self->selected_cause = selected;
  self->is_filling = FALSE;
}

static void
cause_cb (ProctorVerdictReview *self)
{
  guint selected = gtk_drop_down_get_selected (self->causes);
  GListModel *list = gtk_drop_down_get_model (self->causes);

  if (self->is_filling || list == NULL || self->review == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;

  if (selected == g_list_model_get_n_items (list) - 1)
    {
      self->is_filling = TRUE;
      gtk_drop_down_set_selected (self->causes, self->selected_cause);
      self->is_filling = FALSE;
      proctor_review_causes_edit (self->settings, GTK_WIDGET (self));
      return;
    }

  self->selected_cause = selected;
  g_set_str (&self->review->cause, selected > 0 ? gtk_string_list_get_string (GTK_STRING_LIST (list), selected) : NULL);
  keep (self);
}

static void
keep_note_cb (gpointer user_data)
{
  ProctorVerdictReview *self = user_data;

  self->keeping = 0;
  proctor_verdict_review_keep (self);
}

static void
note_changed_cb (ProctorVerdictReview *self)
{
  gtk_widget_set_visible (self->note_hint, gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->note_view)) == 0);
  if (!self->is_filling && self->keeping == 0)
    self->keeping = g_timeout_add_seconds_once (NOTE_SECS, keep_note_cb, self);
}

/* What is written from now on is another note. */
static void
finish_note (ProctorVerdictReview *self)
{
  proctor_verdict_review_keep (self);
  g_clear_handle_id (&self->keeping, g_source_remove);
  if (self->written == NULL)
    return;

  g_clear_pointer (&self->written, g_free);
  /* What is on its way asks for the list when it is kept. */
  if (self->n_on_the_way == 0)
    list_past (self);
}

static void
note_left_cb (ProctorVerdictReview *self)
{
  finish_note (self);
}

static void
fill (ProctorVerdictReview *self,
      const ProctorReview *newest)
{
  if (newest != NULL && newest->run_at == self->review->run_at)
    {
      self->review->opinion = newest->opinion;
      g_set_str (&self->review->cause, newest->cause);
      g_set_str (&self->review->note, newest->note);
    }
  self->is_filling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->note_view), self->review->note != NULL ? self->review->note : "", -1);
  self->is_filling = FALSE;
  show_opinion (self);
  show_causes (self);
}

static void
show_past (ProctorVerdictReview *self,
           GPtrArray *reviews)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->past_box))) != NULL)
    gtk_box_remove (self->past_box, child);
  for (guint i = 0; i < reviews->len; i++)
    {
      const ProctorReview *review = reviews->pdata[i];
      g_autofree char *words = proctor_review_words_dup_past (review, self->review->run_at);
      GtkWidget *label = gtk_label_new (words);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dimmed");
      gtk_box_append (self->past_box, label);
    }
}

static gboolean
is_same_text (const char *a,
              const char *b)
{
  return g_strcmp0 (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

/* What was decided in another window, as long as nobody is about to decide something else in this one. */
static void
follow (ProctorVerdictReview *self,
        const ProctorReview *newest)
{
  const ProctorReview *shown = self->review;

  if (self->written != NULL || self->keeping != 0 || self->n_on_the_way > 0 || newest->run_at != shown->run_at)
    return;
  if (newest->opinion == shown->opinion && is_same_text (newest->cause, shown->cause) && is_same_text (newest->note, shown->note))
    return;

  fill (self, newest);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
listed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorVerdictReview *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reviews = proctor_history_list_reviews_of_run_finish (PROCTOR_HISTORY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_VERDICT_REVIEW (user_data);
  if (reviews == NULL)
    {
      show_problem (self, error);
      return;
    }

  show_past (self, reviews);
  if (reviews->len > 0)
    follow (self, reviews->pdata[0]);
}

/* What was chosen before is chosen again, once: from then on it is the person's to change. */
static void
first_listed_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  ProctorVerdictReview *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reviews = proctor_history_list_reviews_of_run_finish (PROCTOR_HISTORY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_VERDICT_REVIEW (user_data);
  show_problem (self, error);
  gtk_widget_set_sensitive (GTK_WIDGET (self), reviews != NULL);
  if (reviews == NULL)
    return;

  fill (self, reviews->len > 0 ? reviews->pdata[0] : NULL);
  show_past (self, reviews);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
ask (ProctorVerdictReview *self,
     GAsyncReadyCallback callback)
{
  ProctorHistory *history = self->session != NULL ? proctor_session_get_history (self->session) : NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (history == NULL || self->review == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  proctor_history_list_reviews_of_run_async (history, proctor_workspace_get_id (proctor_session_get_workspace (self->session)), self->review->run_id, self->cancellable, callback, self);
}

static void
list_past (ProctorVerdictReview *self)
{
  ask (self, listed_cb);
}

/* Until the first list has come nothing is shown that could be another by now, and what is on its way asks
 * for the list itself. */
static void
reviewed_cb (ProctorVerdictReview *self,
             const char *workspace_id)
{
  if (self->review == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self)) || self->n_on_the_way > 0 || self->written != NULL)
    return;

  if (g_strcmp0 (workspace_id, proctor_workspace_get_id (proctor_session_get_workspace (self->session))) == 0)
    list_past (self);
}

static void
proctor_verdict_review_dispose (GObject *object)
{
  ProctorVerdictReview *self = PROCTOR_VERDICT_REVIEW (object);

  g_clear_handle_id (&self->keeping, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->history_signals);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_VERDICT_REVIEW);

  G_OBJECT_CLASS (proctor_verdict_review_parent_class)->dispose (object);
}

static void
proctor_verdict_review_finalize (GObject *object)
{
  g_clear_pointer (&PROCTOR_VERDICT_REVIEW (object)->review, proctor_review_free);
  g_clear_pointer (&PROCTOR_VERDICT_REVIEW (object)->written, g_free);

  G_OBJECT_CLASS (proctor_verdict_review_parent_class)->finalize (object);
}

/* Whoever goes away in the middle of a note doesn't lose it. */
static void
proctor_verdict_review_unmap (GtkWidget *widget)
{
  finish_note (PROCTOR_VERDICT_REVIEW (widget));

  GTK_WIDGET_CLASS (proctor_verdict_review_parent_class)->unmap (widget);
}

static void
proctor_verdict_review_class_init (ProctorVerdictReviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_verdict_review_dispose;
  object_class->finalize = proctor_verdict_review_finalize;
  widget_class->unmap = proctor_verdict_review_unmap;

  /**
   * ProctorVerdictReview::changed:
   * @self: a review
   *
   * What is decided of the run is known, or is another.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-verdict-review.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictReview, withdraw_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictReview, opinions);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictReview, causes);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictReview, note_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictReview, note_hint);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictReview, problem_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictReview, past_box);
  gtk_widget_class_bind_template_callback (widget_class, withdraw_cb);
  gtk_widget_class_bind_template_callback (widget_class, opinion_cb);
  gtk_widget_class_bind_template_callback (widget_class, cause_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_left_cb);
}

static void
proctor_verdict_review_init (ProctorVerdictReview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Causes are as long as somebody writes them. */
  proctor_drop_down_let_shrink (self->causes);
  self->settings = g_settings_new (APPLICATION_ID);
  self->history_signals = g_signal_group_new (PROCTOR_TYPE_HISTORY);
  g_signal_group_connect_object (self->history_signals, "reviewed", G_CALLBACK (reviewed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::review-causes", G_CALLBACK (show_causes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->note_view), "changed", G_CALLBACK (note_changed_cb), self, G_CONNECT_SWAPPED);
  show_opinion (self);
  show_causes (self);
}

/* The same result of the same run: somebody may be writing. */
static gboolean
is_shown (ProctorVerdictReview *self,
          ProctorRun *run,
          ProctorRunRow *row)
{
  return self->review != NULL && g_strcmp0 (self->review->run_id, proctor_run_get_test_run_id (run)) == 0 && self->review->run_at == proctor_run_row_get_last_updated_at (row)
         && self->review->outcome == (ProctorOutcome) proctor_run_row_get_outcome (row);
}

/**
 * proctor_verdict_review_show:
 * @self: a review
 * @session: the workspace
 * @run: a run
 * @row: the same, as lists show it
 *
 * Shows what was decided of @run. There is nothing to decide while it is pending.
 */
void
proctor_verdict_review_show (ProctorVerdictReview *self,
                             ProctorSession *session,
                             ProctorRun *run,
                             ProctorRunRow *row)
{
  ProctorOutcome outcome;

  g_return_if_fail (PROCTOR_IS_VERDICT_REVIEW (self));
  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (PROCTOR_IS_RUN (run));
  g_return_if_fail (PROCTOR_IS_RUN_ROW (row));

  if (is_shown (self, run, row))
    return;

  finish_note (self);
  outcome = (ProctorOutcome) proctor_run_row_get_outcome (row);
  g_set_object (&self->session, session);
  g_signal_group_set_target (self->history_signals, proctor_session_get_history (session));
  g_clear_pointer (&self->review, proctor_review_free);
  gtk_widget_set_visible (GTK_WIDGET (self), proctor_session_get_history (session) != NULL && outcome != PROCTOR_OUTCOME_PENDING && proctor_run_get_test_invocation_id (run) != NULL);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  self->review = g_new0 (ProctorReview, 1);
  self->review->invocation_id = g_strdup (proctor_run_get_test_invocation_id (run));
  self->review->run_id = g_strdup (proctor_run_get_test_run_id (run));
  self->review->test_id = g_strdup (proctor_run_get_test_id (run));
  self->review->test_name = g_strdup (proctor_run_get_test_name (run));
  self->review->outcome = outcome;
  self->review->run_at = proctor_run_row_get_last_updated_at (row);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  fill (self, NULL);
  ask (self, first_listed_cb);
}

/**
 * proctor_verdict_review_decide:
 * @self: a review
 * @opinion: what somebody thinks
 *
 * Decides, and keeps it at once.
 */
void
proctor_verdict_review_decide (ProctorVerdictReview *self,
                               ProctorOpinion opinion)
{
  g_return_if_fail (PROCTOR_IS_VERDICT_REVIEW (self));

  if (self->review == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self)))
    return;

  self->review->opinion = opinion;
  show_opinion (self);
  keep (self);
}

/**
 * proctor_verdict_review_get_opinion:
 * @self: a review
 *
 * Returns: what somebody thinks of the run that is shown
 */
ProctorOpinion
proctor_verdict_review_get_opinion (ProctorVerdictReview *self)
{
  g_return_val_if_fail (PROCTOR_IS_VERDICT_REVIEW (self), PROCTOR_OPINION_NONE);

  return self->review != NULL ? self->review->opinion : PROCTOR_OPINION_NONE;
}

/**
 * proctor_verdict_review_write_note:
 * @self: a review
 *
 * Puts the focus where the note is written.
 */
void
proctor_verdict_review_write_note (ProctorVerdictReview *self)
{
  g_return_if_fail (PROCTOR_IS_VERDICT_REVIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->note_view));
}

/**
 * proctor_verdict_review_keep:
 * @self: a review
 *
 * Keeps a note that is being written.
 */
void
proctor_verdict_review_keep (ProctorVerdictReview *self)
{
  g_autofree char *note = NULL;

  g_return_if_fail (PROCTOR_IS_VERDICT_REVIEW (self));

  if (self->review == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self)))
    return;

  note = dup_note (self);
  if (is_same_text (note, self->review->note))
    return;

  self->review->continues = g_steal_pointer (&self->written);
  keep (self);
  self->written = g_steal_pointer (&note);
}
