/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-view.h"

#include "proctor-conversation-view.h"
#include "proctor-error-text.h"
#include "proctor-format.h"
#include "proctor-outcome-mark.h"

#include <glib/gi18n.h>

/**
 * ProctorRunView:
 *
 * A run: how it ended and why, what was replayed before it, and what was said. While it is pending it is
 * read again whenever it has become another.
 */
struct _ProctorRunView
{
  AdwBin parent_instance;

  /* Template children */
  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkBox *verdict_box;
  GtkLabel *verdict_label;
  GtkLabel *facts_label;
  GtkLabel *rationale_label;
  GtkWidget *history_title;
  ProctorConversationView *history_view;
  GtkLabel *transcript_title;
  ProctorConversationView *transcript_view;

  /* Owned */
  ProctorWatcher *watcher;
  ProctorRunRow *row;
  char *run_id;
  GCancellable *cancellable;

  /* Borrowed: a child */
  GtkWidget *mark;

  gboolean is_reading;
};

G_DEFINE_FINAL_TYPE (ProctorRunView, proctor_run_view, ADW_TYPE_BIN)

static void read_run (ProctorRunView *self);

static char *
dup_capitalized (const char *words)
{
  g_autofree char *first = g_utf8_substring (words, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (words), NULL);
}

static void
show_verdict (ProctorRunView *self,
              ProctorRun *run)
{
  ProctorOutcome outcome = (ProctorOutcome) proctor_run_row_get_outcome (self->row);
  ProctorConditionResult *verdict = proctor_run_get_condition_result (run);
  const char *result = verdict != NULL ? proctor_condition_result_get_result (verdict) : NULL;
  const char *status = proctor_run_get_status (run);
  g_autofree char *words = NULL;
  g_autoptr (GString) text = NULL;
  gboolean is_odd = outcome == PROCTOR_OUTCOME_INCONCLUSIVE || outcome == PROCTOR_OUTCOME_ERROR;

  if (self->mark != NULL)
    gtk_box_remove (self->verdict_box, self->mark);
  self->mark = proctor_outcome_mark_new (outcome);
  gtk_box_prepend (self->verdict_box, self->mark);
  words = dup_capitalized (proctor_format_outcome (outcome));
  text = g_string_new (words);
  /* Where the two don't say the same, one wants to know both. */
  if (is_odd && status != NULL && result != NULL)
    /* Translators: what the server calls the status of a run and its verdict. */
    g_string_append_printf (text, _ (" (status “%s”, result “%s”)"), status, result);
  else if (is_odd && status != NULL)
    g_string_append_printf (text, _ (" (status “%s”)"), status);
  gtk_label_set_label (self->verdict_label, text->str);
}

static void
add_line (GString *text,
          const char *line)
{
  if (line != NULL && *line != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

static void
show_rationale (ProctorRunView *self,
                ProctorRun *run)
{
  ProctorConditionResult *verdict = proctor_run_get_condition_result (run);
  ProctorRationale *rationale = verdict != NULL ? proctor_condition_result_get_rationale (verdict) : NULL;
  const char *const *messages = rationale != NULL ? proctor_rationale_get_messages (rationale) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; messages != NULL && messages[i] != NULL; i++)
    add_line (text, messages[i]);
  if (rationale != NULL)
    add_line (text, proctor_rationale_get_summary (rationale));
  if (text->len == 0)
    add_line (text, proctor_run_row_get_summary (self->row));
  if (text->len == 0)
    add_line (text, proctor_run_row_get_outcome (self->row) == PROCTOR_OUTCOME_PENDING ? _ ("This run has not ended yet.") : _ ("No reason was given."));
  gtk_label_set_label (self->rationale_label, text->str);
}

static void
add_fact (GString *facts,
          const char *name,
          const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  if (facts->len > 0)
    g_string_append (facts, C_ ("facts", " · "));
  if (*name != '\0')
    /* Translators: what something is called, and what it is, as in “Environment: staging”. */
    g_string_append_printf (facts, _ ("%s: %s"), name, value);
  else
    g_string_append (facts, value);
}

static void
show_facts (ProctorRunView *self,
            ProctorRun *run)
{
  g_autoptr (GString) facts = g_string_new (NULL);
  g_autofree char *when = proctor_run_get_last_updated_at (run) > 0 ? proctor_format_when_exactly (proctor_run_get_last_updated_at (run)) : NULL;

  add_fact (facts, "", when);
  add_fact (facts, _ ("Environment"), proctor_run_get_environment (run));
  add_fact (facts, _ ("Start node"), proctor_run_get_workflow_node_id (run));
  add_fact (facts, _ ("Folder"), proctor_run_get_root_folder_name (run));
  add_fact (facts, "", proctor_run_get_ran_against_draft (run) ? _ ("Ran against a draft") : NULL);
  gtk_label_set_label (self->facts_label, facts->str);
  gtk_widget_set_visible (GTK_WIDGET (self->facts_label), facts->len > 0);
}

static void
show_run (ProctorRunView *self,
          ProctorRun *run)
{
  ProctorTest *test = proctor_run_get_test_info (run);
  GListModel *history = test != NULL ? proctor_test_get_chat_history (test) : NULL;
  GListModel *said = proctor_run_get_agent_responses (run);
  gboolean has_history = history != NULL && g_list_model_get_n_items (history) > 0;
  gboolean has_said = said != NULL && g_list_model_get_n_items (said) > 0;

  show_verdict (self, run);
  show_rationale (self, run);
  show_facts (self, run);
  gtk_widget_set_visible (self->history_title, has_history);
  gtk_widget_set_visible (GTK_WIDGET (self->history_view), has_history);
  proctor_conversation_view_set_turns (self->history_view, has_history ? history : NULL);
  gtk_label_set_label (self->transcript_title, has_said ? _ ("What This Run Produced") : _ ("Nothing Was Said in This Run"));
  proctor_conversation_view_set_turns (self->transcript_view, has_said ? said : NULL);
  gtk_stack_set_visible_child_name (self->stack, "run");
}

static void
show_error (ProctorRunView *self,
            const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->error_page, markup);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
run_read_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  ProctorRunView *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorRun) run = proctor_watcher_read_run_finish (PROCTOR_WATCHER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_RUN_VIEW (user_data);
  self->is_reading = FALSE;
  if (run != NULL)
    {
      show_run (self, run);
    }
  else
    {
      g_autofree char *text = proctor_error_text_dup (error);

      show_error (self, text);
    }
  /* It may be another by now. */
  read_run (self);
}

static void
read_run (ProctorRunView *self)
{
  ProctorMatrixRow *row;
  const ProctorMatrixCell *cell;
  guint column;

  if (self->is_reading)
    return;
  if (self->run_id == NULL || !proctor_matrix_find (proctor_watcher_get_matrix (self->watcher), self->run_id, &row, &column))
    {
      if (self->run_id == NULL)
        show_error (self, proctor_run_row_get_problem (self->row) != NULL ? proctor_run_row_get_problem (self->row) : "");
      return;
    }
  cell = proctor_matrix_row_get_cell (row, column);
  if (self->row == cell->run)
    return;

  g_set_object (&self->row, cell->run);
  self->is_reading = TRUE;
  proctor_watcher_read_run_async (self->watcher, cell->position, self->cancellable, run_read_cb, self);
}

static void
proctor_run_view_dispose (GObject *object)
{
  ProctorRunView *self = PROCTOR_RUN_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->watcher);
  g_clear_object (&self->row);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_RUN_VIEW);

  G_OBJECT_CLASS (proctor_run_view_parent_class)->dispose (object);
}

static void
proctor_run_view_finalize (GObject *object)
{
  ProctorRunView *self = PROCTOR_RUN_VIEW (object);

  g_clear_object (&self->cancellable);
  g_free (self->run_id);

  G_OBJECT_CLASS (proctor_run_view_parent_class)->finalize (object);
}

static void
proctor_run_view_class_init (ProctorRunViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_run_view_dispose;
  object_class->finalize = proctor_run_view_finalize;

  g_type_ensure (PROCTOR_TYPE_CONVERSATION_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-run-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, error_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, verdict_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, facts_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, rationale_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, history_title);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, history_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, transcript_title);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, transcript_view);
}

static void
proctor_run_view_init (ProctorRunView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * proctor_run_view_new:
 * @watcher: an invocation
 * @run: one of its runs
 *
 * Returns: (transfer floating): a view that shows all of the run
 */
GtkWidget *
proctor_run_view_new (ProctorWatcher *watcher,
                      ProctorRunRow *run)
{
  ProctorRunView *self;

  g_return_val_if_fail (PROCTOR_IS_WATCHER (watcher), NULL);
  g_return_val_if_fail (PROCTOR_IS_RUN_ROW (run), NULL);

  self = g_object_new (PROCTOR_TYPE_RUN_VIEW, NULL);
  self->watcher = g_object_ref (watcher);
  self->run_id = g_strdup (proctor_run_row_get_test_run_id (run));
  if (self->run_id == NULL)
    self->row = g_object_ref (run);
  g_signal_connect_object (proctor_watcher_get_matrix (watcher), "updated", G_CALLBACK (read_run), self, G_CONNECT_SWAPPED);
  read_run (self);

  return GTK_WIDGET (self);
}
