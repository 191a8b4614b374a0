/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-repeats-side.h"

#include "proctor-drop-down.h"
#include "proctor-error-text.h"
#include "proctor-format.h"
#include "proctor-outcome-mark.h"
#include "proctor-repeats.h"

#include <glib/gi18n.h>

/**
 * ProctorRepeatsSide:
 *
 * One of two runs that stand side by side: which of the test's runs it is, how that ended, where and when. It reads the
 * run that is chosen.
 */
struct _ProctorRepeatsSide
{
  GtkBox parent_instance;

  /* Template children */
  GtkLabel *mark;
  GtkDropDown *dropdown;
  AdwBin *outcome_bin;
  GtkLabel *facts;

  /* Owned */
  ProctorSession *session;
  GPtrArray *repeats;
  ProctorWatcher *watcher;
  GSignalGroup *watcher_signals;
  ProctorRun *run; /* nullable */
  char *problem;   /* nullable: why there is none */
  GCancellable *cancellable;

  gboolean is_reading;
  gboolean is_filling;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorRepeatsSide, proctor_repeats_side, GTK_TYPE_BOX)

static const ProctorRepeat *
get_repeat (ProctorRepeatsSide *self)
{
  guint position = gtk_drop_down_get_selected (self->dropdown);

  return self->repeats != NULL && position < self->repeats->len ? self->repeats->pdata[position] : NULL;
}

static void
add_fact (GString *facts,
          const char *fact)
{
  if (fact == NULL || *fact == '\0')
    return;
  if (facts->len > 0)
    g_string_append (facts, C_ ("facts", " · "));
  g_string_append (facts, fact);
}

/* The branch is known when the run is. */
static void
show_facts (ProctorRepeatsSide *self)
{
  const ProctorRepeat *repeat = get_repeat (self);
  g_autoptr (GString) facts = g_string_new (NULL);
  g_autofree char *when = repeat != NULL && repeat->at > 0 ? proctor_format_when_exactly (repeat->at) : NULL;
  g_autofree char *place = self->run != NULL ? proctor_agent_names_dup_place (proctor_session_get_agent_names (self->session), proctor_run_get_agent_id (self->run), proctor_run_get_branch_id (self->run)) : NULL;

  adw_bin_set_child (self->outcome_bin, repeat != NULL ? proctor_outcome_mark_new (repeat->outcome) : NULL);
  if (repeat != NULL)
    add_fact (facts, proctor_format_outcome (repeat->outcome));
  add_fact (facts, place);
  add_fact (facts, when);
  gtk_label_set_label (self->facts, facts->str);
}

static void
settle (ProctorRepeatsSide *self,
        ProctorRun *run,
        const char *problem)
{
  g_set_object (&self->run, run);
  g_set_str (&self->problem, problem);
  show_facts (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
read_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  ProctorRepeatsSide *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorRun) run = proctor_watcher_read_run_finish (PROCTOR_WATCHER (source), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_REPEATS_SIDE (user_data);
  text = run == NULL ? proctor_error_text_dup (error) : NULL;
  settle (self, run, text);
}

/* An invocation that was seen before is there in a moment; another has to be asked for. */
static void
watcher_changed_cb (ProctorRepeatsSide *self)
{
  const ProctorRepeat *repeat = get_repeat (self);
  const GError *error = proctor_watcher_get_error (self->watcher);
  ProctorMatrixRow *row;
  guint column;

  if (self->is_reading || repeat == NULL)
    return;

  if (proctor_matrix_find (proctor_watcher_get_matrix (self->watcher), repeat->run_id, &row, &column))
    {
      self->is_reading = TRUE;
      proctor_watcher_read_run_async (self->watcher, proctor_matrix_row_get_cell (row, column)->position, self->cancellable, read_cb, self);
    }
  else if (proctor_watcher_get_head (self->watcher) != NULL || proctor_watcher_get_state (self->watcher) == PROCTOR_WATCHER_GONE)
    {
      settle (self, NULL, _ ("The server doesn’t know this run any more."));
    }
  else if (error != NULL)
    {
      g_autofree char *text = proctor_error_text_dup (error);

      settle (self, NULL, text);
    }
}

static void
selected_cb (ProctorRepeatsSide *self)
{
  const ProctorRepeat *repeat = get_repeat (self);

  if (self->is_filling)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_reading = FALSE;
  g_signal_group_set_target (self->watcher_signals, NULL);
  g_clear_object (&self->watcher);
  settle (self, NULL, NULL);
  if (repeat == NULL)
    return;

  self->watcher = proctor_history_feed_watch (proctor_session_get_history_feed (self->session), repeat->invocation_id);
  g_signal_group_set_target (self->watcher_signals, self->watcher);
  watcher_changed_cb (self);
}

static void
proctor_repeats_side_dispose (GObject *object)
{
  ProctorRepeatsSide *self = PROCTOR_REPEATS_SIDE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->watcher_signals);
  g_clear_object (&self->watcher);
  g_clear_object (&self->run);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_REPEATS_SIDE);

  G_OBJECT_CLASS (proctor_repeats_side_parent_class)->dispose (object);
}

static void
proctor_repeats_side_finalize (GObject *object)
{
  ProctorRepeatsSide *self = PROCTOR_REPEATS_SIDE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->repeats, g_ptr_array_unref);
  g_free (self->problem);

  G_OBJECT_CLASS (proctor_repeats_side_parent_class)->finalize (object);
}

static void
proctor_repeats_side_class_init (ProctorRepeatsSideClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_repeats_side_dispose;
  object_class->finalize = proctor_repeats_side_finalize;

  /**
   * ProctorRepeatsSide::changed:
   * @self: a side
   *
   * Another run is chosen, or is there, or can't be had.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_REPEATS_SIDE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-repeats-side.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorRepeatsSide, mark);
  gtk_widget_class_bind_template_child (widget_class, ProctorRepeatsSide, dropdown);
  gtk_widget_class_bind_template_child (widget_class, ProctorRepeatsSide, outcome_bin);
  gtk_widget_class_bind_template_child (widget_class, ProctorRepeatsSide, facts);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
proctor_repeats_side_init (ProctorRepeatsSide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_drop_down_let_shrink (self->dropdown);
  self->cancellable = g_cancellable_new ();
  self->watcher_signals = g_signal_group_new (PROCTOR_TYPE_WATCHER);
  g_signal_group_connect_swapped (self->watcher_signals, "changed", G_CALLBACK (watcher_changed_cb), self);
}

/**
 * proctor_repeats_side_set_name:
 * @self: a side
 * @name: a letter
 * @title: what choosing its run is called
 */
void
proctor_repeats_side_set_name (ProctorRepeatsSide *self,
                               const char *name,
                               const char *title)
{
  g_return_if_fail (PROCTOR_IS_REPEATS_SIDE (self));

  gtk_label_set_label (self->mark, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->dropdown), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static char *
dup_title (const ProctorRepeat *repeat)
{
  const char *outcome = proctor_format_outcome (repeat->outcome);
  g_autofree char *when = repeat->at > 0 ? proctor_format_when_exactly (repeat->at) : NULL;

  if (repeat->repetition > 0)
    /* Translators: the how-manieth repeat of a test, and how that ended. */
    return g_strdup_printf (_ ("Repeat %u – %s"), repeat->repetition, outcome);
  if (repeat->is_here || when == NULL)
    /* Translators: %s is how a run ended. */
    return g_strdup_printf (_ ("This run – %s"), outcome);

  /* Translators: when a run ended, and how. */
  return g_strdup_printf (_ ("%s – %s"), when, outcome);
}

/**
 * proctor_repeats_side_set_repeats:
 * @self: a side
 * @session: the workspace
 * @repeats: (element-type ProctorRepeat): what can be chosen
 * @position: what is chosen
 */
void
proctor_repeats_side_set_repeats (ProctorRepeatsSide *self,
                                  ProctorSession *session,
                                  GPtrArray *repeats,
                                  guint position)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  g_return_if_fail (PROCTOR_IS_REPEATS_SIDE (self));
  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (repeats != NULL && position < repeats->len);

  g_set_object (&self->session, session);
  for (guint i = 0; i < repeats->len; i++)
    gtk_string_list_take (titles, dup_title (repeats->pdata[i]));
  self->is_filling = TRUE;
  g_clear_pointer (&self->repeats, g_ptr_array_unref);
  self->repeats = g_ptr_array_ref (repeats);
  gtk_drop_down_set_model (self->dropdown, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->dropdown, position);
  self->is_filling = FALSE;
  selected_cb (self);
}

/**
 * proctor_repeats_side_get_run:
 * @self: a side
 *
 * Returns: (transfer none) (nullable): the run that is chosen, once it was read
 */
ProctorRun *
proctor_repeats_side_get_run (ProctorRepeatsSide *self)
{
  g_return_val_if_fail (PROCTOR_IS_REPEATS_SIDE (self), NULL);

  return self->run;
}

/**
 * proctor_repeats_side_get_problem:
 * @self: a side
 *
 * Returns: (nullable): why the run that is chosen can't be had
 */
const char *
proctor_repeats_side_get_problem (ProctorRepeatsSide *self)
{
  g_return_val_if_fail (PROCTOR_IS_REPEATS_SIDE (self), NULL);

  return self->problem;
}
