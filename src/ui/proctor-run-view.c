/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-view.h"

#include "proctor-error-text.h"
#include "proctor-format.h"
#include "proctor-outcome-mark.h"
#include "proctor-reader.h"
#include "proctor-run-verdict.h"
#include "proctor-verdict-panel.h"

#include <glib/gi18n.h>

/**
 * ProctorRunView:
 *
 * A run: its transcript, and beside it how it ended and why. Where there is no room, the verdict is said in short
 * above the transcript, and all of it lies behind a button. While the run is pending it is read again whenever it
 * has become another.
 */
struct _ProctorRunView
{
  AdwBin parent_instance;

  /* Template children */
  GtkStack *stack;
  AdwStatusPage *error_page;
  AdwOverlaySplitView *split;
  AdwBin *verdict_bin;
  AdwBin *mark_bin;
  GtkLabel *verdict_label;
  GtkWidget *alarm_bin;
  GtkLabel *reason_label;
  ProctorReader *reader;

  /* Owned */
  ProctorWatcher *watcher;
  ProctorRunRow *row;
  char *run_id;
  char *words; /* nullable: to be looked for when the run is there */
  GCancellable *cancellable;

  /* Borrowed: a child */
  ProctorVerdictPanel *panel;

  guint n_replayed; /* so many turns came before those of the run */
  guint position;   /* of the run that is read or shown, in its invocation */
  gboolean is_reading;
};

G_DEFINE_FINAL_TYPE (ProctorRunView, proctor_run_view, ADW_TYPE_BIN)

static void read_run (ProctorRunView *self);

static void
add_line (GString *text,
          const char *line)
{
  if (line != NULL && *line != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/* As the first word of a line. */
static void
show_outcome (ProctorRunView *self,
              ProctorOutcome outcome)
{
  const char *words = proctor_format_outcome (outcome);
  g_autofree char *first = g_utf8_substring (words, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);
  g_autofree char *label = g_strconcat (upper, g_utf8_next_char (words), NULL);

  gtk_label_set_label (self->verdict_label, label);
  adw_bin_set_child (self->mark_bin, proctor_outcome_mark_new (outcome));
}

/* Also where the panel is folded away, one has to know that it can't be trusted. */
static void
show_alarm (ProctorRunView *self,
            ProctorRun *run)
{
  g_autoptr (ProctorRunVerdict) verdict = proctor_run_verdict_new (run, self->row);

  gtk_widget_set_visible (self->alarm_bin, proctor_run_verdict_contradicts (verdict));
}

/* The verdict in short, for where the panel has no room. */
static void
show_reason (ProctorRunView *self,
             ProctorRun *run)
{
  ProctorConditionResult *verdict = proctor_run_get_condition_result (run);
  ProctorRationale *rationale = verdict != NULL ? proctor_condition_result_get_rationale (verdict) : NULL;
  const char *const *messages = rationale != NULL ? proctor_rationale_get_messages (rationale) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; messages != NULL && messages[i] != NULL; i++)
    add_line (text, messages[i]);
  add_line (text, rationale != NULL ? proctor_rationale_get_summary (rationale) : NULL);
  if (text->len == 0)
    add_line (text, proctor_run_row_get_summary (self->row));
  gtk_label_set_label (self->reason_label, text->str);
  show_alarm (self, run);
  show_outcome (self, (ProctorOutcome) proctor_run_row_get_outcome (self->row));
}

static void
show_run (ProctorRunView *self,
          ProctorRun *run)
{
  ProctorTest *test = proctor_run_get_test_info (run);

  self->n_replayed = test != NULL ? g_list_model_get_n_items (proctor_test_get_chat_history (test)) : 0;
  proctor_verdict_panel_show_run (self->panel, run, self->row);
  show_reason (self, run);
  proctor_reader_show (self->reader, run, self->watcher, self->position);
  gtk_stack_set_visible_child_name (self->stack, "run");
  if (self->words != NULL)
    proctor_reader_search (self->reader, self->words);
  g_clear_pointer (&self->words, g_free);
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

/* The turns that were replayed come first. */
static void
jump_cb (ProctorRunView *self,
         guint position,
         const char *text)
{
  if (adw_overlay_split_view_get_collapsed (self->split))
    adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
  if (position < self->n_replayed)
    proctor_reader_go_to_turn (self->reader, PROCTOR_READER_REPLAYED, position + 1, text);
  else
    proctor_reader_go_to_turn (self->reader, PROCTOR_READER_PRODUCED, position - self->n_replayed + 1, text);
}

static gboolean
is_said (ProctorReaderItem *item)
{
  ProctorTurn *turn = proctor_reader_item_get_turn (item);
  const char *message = turn != NULL ? proctor_turn_get_message (turn) : NULL;

  return message != NULL && *message != '\0' && g_strcmp0 (proctor_turn_get_role (turn), "agent") == 0;
}

static GPtrArray *
dup_results (ProctorReaderItem *item)
{
  const GPtrArray *pairs = proctor_reader_item_get_pairs (item);
  GPtrArray *results = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; pairs != NULL && i < pairs->len; i++)
    {
      const ProctorReaderPair *pair = pairs->pdata[i];

      if (pair->result != NULL)
        g_ptr_array_add (results, g_object_ref (pair->result));
    }

  return results;
}

/* What the test has no place for isn't in the menu of a turn. */
static void
turn_menu_cb (ProctorRunView *self,
              ProctorReaderItem *item)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (GPtrArray) results = dup_results (item);
  ProctorVerdictMend *mend = proctor_verdict_panel_get_mend (self->panel);
  gboolean is_produced = proctor_reader_item_get_section (item) == PROCTOR_READER_PRODUCED;
  gboolean is_example = is_produced && is_said (item) && proctor_verdict_mend_takes_examples (mend);

  gtk_widget_action_set_enabled (widget, "run-view.add-success", is_example);
  gtk_widget_action_set_enabled (widget, "run-view.add-failure", is_example);
  gtk_widget_action_set_enabled (widget, "run-view.add-mocks", is_produced && results->len > 0 && proctor_verdict_mend_takes_mocks (mend));
  gtk_widget_action_set_enabled (widget, "run-view.copy-to-test", proctor_reader_item_get_section (item) != PROCTOR_READER_ORIGINAL && is_said (item) && proctor_verdict_mend_takes_turns (mend));
}

static void
mend_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  ProctorRunView *self = PROCTOR_RUN_VIEW (widget);
  ProctorVerdictMend *mend = proctor_verdict_panel_get_mend (self->panel);
  ProctorReaderItem *item = proctor_reader_get_current (self->reader);
  guint position;

  if (item == NULL || proctor_reader_item_is_heading (item))
    return;

  position = proctor_reader_item_get_number (item) - 1;
  if (g_str_equal (action_name, "run-view.add-mocks"))
    {
      g_autoptr (GPtrArray) results = dup_results (item);

      proctor_verdict_mend_add_mocks (mend, results);
    }
  else if (g_str_equal (action_name, "run-view.copy-to-test"))
    {
      proctor_verdict_mend_copy_turn (mend, position + (proctor_reader_item_get_section (item) == PROCTOR_READER_PRODUCED ? self->n_replayed : 0));
    }
  else
    {
      proctor_verdict_mend_add_example (mend, position, g_str_equal (action_name, "run-view.add-success"));
    }
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
  self->position = cell->position;
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
  g_free (self->words);

  G_OBJECT_CLASS (proctor_run_view_parent_class)->finalize (object);
}

static void
proctor_run_view_class_init (ProctorRunViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_run_view_dispose;
  object_class->finalize = proctor_run_view_finalize;

  g_type_ensure (PROCTOR_TYPE_READER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-run-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, error_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, split);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, verdict_bin);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, mark_bin);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, alarm_bin);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, reason_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, reader);
  gtk_widget_class_bind_template_callback (widget_class, turn_menu_cb);
  gtk_widget_class_install_action (widget_class, "run-view.add-success", NULL, mend_action);
  gtk_widget_class_install_action (widget_class, "run-view.add-failure", NULL, mend_action);
  gtk_widget_class_install_action (widget_class, "run-view.add-mocks", NULL, mend_action);
  gtk_widget_class_install_action (widget_class, "run-view.copy-to-test", NULL, mend_action);
}

static void
proctor_run_view_init (ProctorRunView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * proctor_run_view_new:
 * @session: the workspace
 * @watcher: an invocation
 * @run: one of its runs
 *
 * Returns: (transfer floating): a view that shows all of the run
 */
GtkWidget *
proctor_run_view_new (ProctorSession *session,
                      ProctorWatcher *watcher,
                      ProctorRunRow *run)
{
  ProctorRunView *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (PROCTOR_IS_WATCHER (watcher), NULL);
  g_return_val_if_fail (PROCTOR_IS_RUN_ROW (run), NULL);

  self = g_object_new (PROCTOR_TYPE_RUN_VIEW, NULL);
  self->watcher = g_object_ref (watcher);
  self->panel = PROCTOR_VERDICT_PANEL (proctor_verdict_panel_new (session));
  g_signal_connect_object (self->panel, "jump", G_CALLBACK (jump_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->verdict_bin, GTK_WIDGET (self->panel));
  self->run_id = g_strdup (proctor_run_row_get_test_run_id (run));
  if (self->run_id == NULL)
    self->row = g_object_ref (run);
  g_signal_connect_object (proctor_watcher_get_matrix (watcher), "updated", G_CALLBACK (read_run), self, G_CONNECT_SWAPPED);
  read_run (self);

  return GTK_WIDGET (self);
}

/**
 * proctor_run_view_get_panel:
 * @self: a view
 *
 * Returns: (transfer none): what says how the run ended, and why
 */
ProctorVerdictPanel *
proctor_run_view_get_panel (ProctorRunView *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_VIEW (self), NULL);

  return self->panel;
}

/**
 * proctor_run_view_show_verdict:
 * @self: a view
 *
 * Brings the verdict into view, where it is folded away.
 */
void
proctor_run_view_show_verdict (ProctorRunView *self)
{
  g_return_if_fail (PROCTOR_IS_RUN_VIEW (self));

  adw_overlay_split_view_set_show_sidebar (self->split, TRUE);
}

/**
 * proctor_run_view_search:
 * @self: a view
 * @words: what to look for
 *
 * Shows where that was said, as soon as the run is there.
 */
void
proctor_run_view_search (ProctorRunView *self,
                         const char *words)
{
  g_return_if_fail (PROCTOR_IS_RUN_VIEW (self));
  g_return_if_fail (words != NULL);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "run") == 0)
    proctor_reader_search (self->reader, words);
  else
    g_set_str (&self->words, words);
}
