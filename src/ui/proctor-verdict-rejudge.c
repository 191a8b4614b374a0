/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-verdict-rejudge.h"

#include <glib/gi18n.h>

#include "proctor-error-text.h"
#include "proctor-history-rejudgements.h"
#include "proctor-outcome-mark.h"
#include "proctor-rejudgement-row.h"
#include "proctor-rejudges.h"

/**
 * ProctorVerdictRejudge:
 *
 * Where a run is judged again by a model of one's own, by several votes, beside what its server says. It says where the
 * conversation goes, how it comes along, and what was said the times before.
 */
struct _ProctorVerdictRejudge
{
  AdwBin parent_instance;

  /* Template children */
  GtkWidget *votes_box;
  GtkWidget *votes_1;
  GtkWidget *votes_3;
  GtkWidget *votes_5;
  GtkWidget *votes_15;
  GtkWidget *pressed; /* the one of these that was pressed last */
  GtkWidget *cancel_button;
  GtkLabel *hint_label;
  GtkWidget *model_button;
  GtkWidget *progress_box;
  GtkLabel *progress_label;
  AdwWrapBox *marks_box;
  GtkLabel *problem_label;
  GtkListBox *list;

  /* Owned */
  ProctorSession *session;
  ProctorRun *run;
  ProctorRunRow *row;
  ProctorRejudge *rejudge;
  GSignalGroup *rejudge_signals;
  GSignalGroup *models_signals;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ProctorVerdictRejudge, proctor_verdict_rejudge, ADW_TYPE_BIN)

static gboolean
is_running (ProctorVerdictRejudge *self)
{
  return self->rejudge != NULL && proctor_rejudge_get_state (self->rejudge) != PROCTOR_REJUDGE_ENDED;
}

/* What is known without asking. Before the engine was asked nobody knows. */
static ProctorModelSource *
get_source (ProctorVerdictRejudge *self)
{
  return proctor_model_setup_get_source (proctor_rejudges_get_models (proctor_session_get_rejudges (self->session)));
}

static gboolean
lacks_model (ProctorVerdictRejudge *self)
{
  ProctorModelSource *source = get_source (self);
  const char *address = source != NULL ? proctor_model_source_get_base_url (source) : NULL;

  return source != NULL && (address == NULL || *address == '\0');
}

static char *
dup_hint (ProctorVerdictRejudge *self)
{
  ProctorModelSource *source = get_source (self);
  const char *address = source != NULL ? proctor_model_source_get_base_url (source) : NULL;
  const char *model = source != NULL ? proctor_model_source_get_judge_model (source) : NULL;
  g_autoptr (GError) error = NULL;

  if (!proctor_rejudge_check (self->run, &error))
    return g_strdup (error->message);
  if (lacks_model (self))
    return g_strdup (_ ("No model is set up that could judge it. The built-in judge only compares words."));
  if (model == NULL && source != NULL)
    model = proctor_model_source_get_model (source);
  if (address != NULL && model != NULL)
    /* Translators: the first %s is a model, the second an address. */
    return g_strdup_printf (_ ("What was said is sent to “%s” at %s and nowhere else. No agent runs."), model, address);
  if (address != NULL)
    /* Translators: %s is an address. */
    return g_strdup_printf (_ ("What was said is sent to the model at %s and nowhere else. No agent runs."), address);

  return g_strdup (_ ("What was said is sent to the model that is set up on this computer and nowhere else. No agent runs."));
}

static void
update_progress (ProctorVerdictRejudge *self)
{
  const ProctorRejudgement *judgement = proctor_rejudge_get_judgement (self->rejudge);
  g_autofree char *words = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->marks_box))) != NULL)
    adw_wrap_box_remove (self->marks_box, child);
  for (guint i = 0; i < judgement->votes->len; i++)
    adw_wrap_box_append (self->marks_box, proctor_outcome_mark_new (((const ProctorRejudgeVote *) judgement->votes->pdata[i])->outcome));

  if (proctor_rejudge_get_state (self->rejudge) == PROCTOR_REJUDGE_STARTING)
    words = g_strdup (_ ("The engine is starting…"));
  else
    words = g_strdup_printf (_ ("Vote %u of %u…"), MIN (judgement->votes->len + 1, judgement->n_wanted), judgement->n_wanted);
  gtk_label_set_label (self->progress_label, words);
}

/* What is lacking stands there already. */
static const GError *
get_error (ProctorVerdictRejudge *self)
{
  return self->rejudge != NULL && !is_running (self) && !proctor_rejudge_lacks_model (self->rejudge) ? proctor_rejudge_get_error (self->rejudge) : NULL;
}

static void
show_problem (ProctorVerdictRejudge *self,
              const GError *error)
{
  g_autofree char *text = error != NULL ? proctor_error_text_dup (error) : NULL;

  gtk_label_set_label (self->problem_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), text != NULL);
}

static void
update (ProctorVerdictRejudge *self)
{
  gboolean running = is_running (self);
  gboolean possible = self->run != NULL && proctor_rejudge_check (self->run, NULL);
  gboolean had_focus;
  g_autofree char *hint = NULL;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  hint = dup_hint (self);
  gtk_label_set_label (self->hint_label, hint);
  had_focus = gtk_widget_is_focus (self->cancel_button);
  gtk_widget_set_visible (self->votes_box, possible && !running && !lacks_model (self));
  gtk_widget_set_visible (self->model_button, possible && !running && (lacks_model (self) || get_error (self) != NULL));
  gtk_button_set_label (GTK_BUTTON (self->model_button), get_error (self) != NULL ? _ ("Change the Model…") : _ ("Set Up a Model…"));
  /* A button that goes must not take the focus with it to wherever the window thinks fit. */
  if (had_focus && !running && gtk_widget_get_visible (self->votes_box))
    gtk_widget_grab_focus (self->pressed);
  gtk_widget_set_visible (self->cancel_button, running);
  gtk_widget_set_visible (self->progress_box, running);
  if (running)
    update_progress (self);
  show_problem (self, get_error (self));
}

static void
listed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rejudgements = proctor_history_list_rejudgements_finish (PROCTOR_HISTORY (source), result, &error);
  ProctorVerdictRejudge *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_VERDICT_REJUDGE (user_data);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; rejudgements != NULL && i < rejudgements->len; i++)
    {
      const ProctorRejudgement *rejudgement = rejudgements->pdata[i];

      /* One that goes on stands above the list. */
      if (is_running (self) && rejudgement->number == proctor_rejudge_get_judgement (self->rejudge)->number)
        continue;
      gtk_list_box_append (self->list, proctor_rejudgement_row_new (rejudgement, rejudgement->run_at != proctor_run_get_last_updated_at (self->run)));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL);
  if (error != NULL)
    show_problem (self, error);
}

static void
stop (ProctorVerdictRejudge *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
list_past (ProctorVerdictRejudge *self)
{
  ProctorHistory *history = proctor_session_get_history (self->session);

  stop (self);
  if (history == NULL || proctor_run_get_test_run_id (self->run) == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  proctor_history_list_rejudgements_async (history, proctor_workspace_get_id (proctor_session_get_workspace (self->session)), proctor_run_get_test_run_id (self->run),
                                           self->cancellable, listed_cb, self);
}

static void
rejudge_changed_cb (ProctorVerdictRejudge *self)
{
  const ProctorRejudgement *judgement = proctor_rejudge_get_judgement (self->rejudge);

  update (self);
  if (is_running (self))
    return;

  list_past (self);
  if (judgement->votes->len > 0)
    {
      g_autofree char *title = proctor_rejudgement_row_dup_title (judgement);

      gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  if (get_error (self) != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_label (self->problem_label), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
take_rejudge (ProctorVerdictRejudge *self,
              ProctorRejudge *rejudge)
{
  g_set_object (&self->rejudge, rejudge);
  g_signal_group_set_target (self->rejudge_signals, rejudge);
}

static void
votes_cb (ProctorVerdictRejudge *self,
          GtkWidget *button)
{
  const guint n_votes = button == self->votes_1 ? 1 : button == self->votes_3 ? 3
                                                  : button == self->votes_5   ? 5
                                                                              : PROCTOR_REJUDGE_MOST_VOTES;
  g_autoptr (ProctorRejudge) rejudge = NULL;

  self->pressed = button;
  rejudge = proctor_rejudges_start (proctor_session_get_rejudges (self->session), self->run, (ProctorOutcome) proctor_run_row_get_outcome (self->row), n_votes);
  take_rejudge (self, rejudge);
  update (self);
  if (is_running (self))
    gtk_widget_grab_focus (self->cancel_button);
}

static void
cancel_cb (ProctorVerdictRejudge *self)
{
  if (self->rejudge != NULL)
    proctor_rejudge_cancel (self->rejudge);
}

static void
proctor_verdict_rejudge_dispose (GObject *object)
{
  ProctorVerdictRejudge *self = PROCTOR_VERDICT_REJUDGE (object);

  stop (self);
  g_clear_object (&self->rejudge_signals);
  g_clear_object (&self->models_signals);
  g_clear_object (&self->rejudge);
  g_clear_object (&self->run);
  g_clear_object (&self->row);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_VERDICT_REJUDGE);

  G_OBJECT_CLASS (proctor_verdict_rejudge_parent_class)->dispose (object);
}

static void
proctor_verdict_rejudge_class_init (ProctorVerdictRejudgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_verdict_rejudge_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-verdict-rejudge.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictRejudge, votes_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictRejudge, votes_1);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictRejudge, votes_3);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictRejudge, votes_5);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictRejudge, votes_15);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictRejudge, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictRejudge, hint_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictRejudge, model_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictRejudge, progress_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictRejudge, progress_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictRejudge, marks_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictRejudge, problem_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictRejudge, list);
  gtk_widget_class_bind_template_callback (widget_class, votes_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
proctor_verdict_rejudge_init (ProctorVerdictRejudge *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->pressed = self->votes_3;
  self->rejudge_signals = g_signal_group_new (PROCTOR_TYPE_REJUDGE);
  g_signal_group_connect_object (self->rejudge_signals, "changed", G_CALLBACK (rejudge_changed_cb), self, G_CONNECT_SWAPPED);
  self->models_signals = g_signal_group_new (PROCTOR_TYPE_MODEL_SETUP);
  g_signal_group_connect_object (self->models_signals, "notify::source", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/* The same result of the same run: somebody may be reading the votes. */
static gboolean
is_shown (ProctorVerdictRejudge *self,
          ProctorSession *session,
          ProctorRun *run)
{
  return self->session == session && self->run != NULL && g_strcmp0 (proctor_run_get_test_run_id (self->run), proctor_run_get_test_run_id (run)) == 0
         && proctor_run_get_last_updated_at (self->run) == proctor_run_get_last_updated_at (run);
}

/**
 * proctor_verdict_rejudge_show:
 * @self: where a run is judged again
 * @session: the workspace
 * @run: a run
 * @row: the same, as lists show it
 *
 * Shows what models of one's own have said of @run. There is nothing to judge while it is pending.
 */
void
proctor_verdict_rejudge_show (ProctorVerdictRejudge *self,
                              ProctorSession *session,
                              ProctorRun *run,
                              ProctorRunRow *row)
{
  ProctorRejudges *rejudges;
  gboolean was_shown;

  g_return_if_fail (PROCTOR_IS_VERDICT_REJUDGE (self));
  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (PROCTOR_IS_RUN (run));
  g_return_if_fail (PROCTOR_IS_RUN_ROW (row));

  rejudges = proctor_session_get_rejudges (session);
  was_shown = gtk_widget_get_visible (GTK_WIDGET (self)) && is_shown (self, session, run);
  g_set_object (&self->session, session);
  g_set_object (&self->run, run);
  g_set_object (&self->row, row);
  gtk_widget_set_visible (GTK_WIDGET (self), rejudges != NULL && proctor_run_row_get_outcome (row) != PROCTOR_OUTCOME_PENDING
                                                 && proctor_run_get_test_run_id (run) != NULL && proctor_run_get_test_invocation_id (run) != NULL);
  if (was_shown)
    return;

  stop (self);
  take_rejudge (self, NULL);
  gtk_list_box_remove_all (self->list);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  g_signal_group_set_target (self->models_signals, proctor_rejudges_get_models (rejudges));
  take_rejudge (self, proctor_rejudges_find (rejudges, proctor_run_get_test_run_id (run)));
  update (self);
  list_past (self);
}
