/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-view.h"

#include "proctor-conversation-view.h"
#include "proctor-error-text.h"
#include "proctor-verdict-panel.h"

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
  AdwBin *verdict_bin;
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
  ProctorVerdictPanel *panel;

  gboolean is_reading;
};

G_DEFINE_FINAL_TYPE (ProctorRunView, proctor_run_view, ADW_TYPE_BIN)

static void read_run (ProctorRunView *self);

static void
show_run (ProctorRunView *self,
          ProctorRun *run)
{
  ProctorTest *test = proctor_run_get_test_info (run);
  GListModel *history = test != NULL ? proctor_test_get_chat_history (test) : NULL;
  GListModel *said = proctor_run_get_agent_responses (run);
  gboolean has_history = history != NULL && g_list_model_get_n_items (history) > 0;
  gboolean has_said = said != NULL && g_list_model_get_n_items (said) > 0;

  proctor_verdict_panel_show_run (self->panel, run, self->row);
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

/* The turns that were replayed come first. */
static void
jump_cb (ProctorRunView *self,
         guint position)
{
  GtkWidget *bubble = gtk_widget_get_visible (GTK_WIDGET (self->history_view)) ? gtk_widget_get_first_child (GTK_WIDGET (self->history_view)) : NULL;
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self->transcript_view), GTK_TYPE_VIEWPORT);

  for (; bubble != NULL && position > 0; position--)
    bubble = gtk_widget_get_next_sibling (bubble);
  if (bubble == NULL)
    bubble = gtk_widget_get_first_child (GTK_WIDGET (self->transcript_view));
  for (; bubble != NULL && position > 0; position--)
    bubble = gtk_widget_get_next_sibling (bubble);
  if (bubble != NULL)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), bubble, NULL);
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
  gtk_widget_class_bind_template_child (widget_class, ProctorRunView, verdict_bin);
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
}
