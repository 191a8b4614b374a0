/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-history-dialog.h"

#include "proctor-error-text.h"
#include "proctor-format.h"
#include "proctor-history.h"
#include "proctor-outcome-mark.h"

#include <glib/gi18n.h>

/* Older ones say little of how the test does now. */
#define MOST_RUNS 50
/* What is longer is cut, for it would be laid out for long. */
#define MOST_TEXT 20000

/**
 * ProctorTestHistoryDialog:
 *
 * How a test ended the last times that it was run, newest first; each can be unfolded to see what was
 * said and why it got its verdict, and leads to the run itself.
 */
struct _ProctorTestHistoryDialog
{
  AdwDialog parent_instance;

  /* Template children */
  AdwWindowTitle *title;
  GtkStack *stack;
  AdwPreferencesGroup *group;
  AdwStatusPage *error_page;

  /* Owned */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ProctorTestHistoryDialog, proctor_test_history_dialog, ADW_TYPE_DIALOG)

static GtkWidget *
create_text (const char *text)
{
  g_autofree char *cut = g_utf8_strlen (text, -1) > MOST_TEXT ? g_utf8_substring (text, 0, MOST_TEXT) : NULL;
  g_autofree char *words = cut != NULL ? g_strconcat (cut, "…", NULL) : NULL;
  GtkWidget *label = gtk_label_new (words != NULL ? words : text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "history-text");

  return label;
}

/* What was said is laid out when somebody wants to see it. */
static void
expanded_cb (AdwExpanderRow *row)
{
  char *text = g_object_steal_data (G_OBJECT (row), "text");

  if (text == NULL)
    return;

  adw_expander_row_add_row (row, create_text (text));
  g_free (text);
}

static char *
dup_outcome (ProctorOutcome outcome)
{
  const char *words = proctor_format_outcome (outcome);
  g_autofree char *first = g_utf8_substring (words, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (words), NULL);
}

/* Who goes there has no use for the dialog any more. */
static void
open_cb (ProctorTestHistoryDialog *self,
         GtkWidget *button)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);
  const char *invocation_id = g_object_get_data (G_OBJECT (button), "invocation-id");
  const char *run_id = g_object_get_data (G_OBJECT (button), "run-id");

  if (window == NULL)
    return;

  g_object_ref (window);
  g_object_ref (button);
  adw_dialog_close (ADW_DIALOG (self));
  gtk_widget_activate_action (window, "win.show-run", "(sss)", invocation_id, run_id != NULL ? run_id : "", "");
  g_object_unref (button);
  g_object_unref (window);
}

static GtkWidget *
create_button (ProctorTestHistoryDialog *self,
               const ProctorTestRun *run)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Open Run"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "invocation-id", g_strdup (run->invocation_id), g_free);
  g_object_set_data_full (G_OBJECT (button), "run-id", g_strdup (run->run_id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
create_row (ProctorTestHistoryDialog *self,
            const ProctorTestRun *run)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *mark = proctor_outcome_mark_new (run->outcome);
  g_autofree char *outcome = dup_outcome (run->outcome);
  g_autofree char *when = proctor_format_when_exactly (run->at);
  g_autofree char *subtitle = run->summary != NULL && *run->summary != '\0' ? g_strconcat (when, "\n", run->summary, NULL) : g_strdup (when);

  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), mark);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), create_button (self, run));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), outcome);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  adw_expander_row_set_subtitle_lines (ADW_EXPANDER_ROW (row), 3);
  g_object_set_data_full (G_OBJECT (row), "text", g_strdup (run->text != NULL && *run->text != '\0' ? run->text : _ ("Nothing was said.")), g_free);
  g_signal_connect (row, "notify::expanded", G_CALLBACK (expanded_cb), NULL);

  return row;
}

static void
listed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = proctor_history_list_runs_finish (PROCTOR_HISTORY (source), result, &error);
  ProctorTestHistoryDialog *self;
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_TEST_HISTORY_DIALOG (user_data);
  if (runs == NULL)
    {
      text = proctor_error_text_dup (error);
      adw_status_page_set_description (self->error_page, text);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }

  for (guint i = 0; i < runs->len; i++)
    adw_preferences_group_add (self->group, create_row (self, g_ptr_array_index (runs, i)));
  gtk_stack_set_visible_child_name (self->stack, runs->len > 0 ? "runs" : "empty");
}

static void
proctor_test_history_dialog_dispose (GObject *object)
{
  ProctorTestHistoryDialog *self = PROCTOR_TEST_HISTORY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TEST_HISTORY_DIALOG);

  G_OBJECT_CLASS (proctor_test_history_dialog_parent_class)->dispose (object);
}

static void
proctor_test_history_dialog_class_init (ProctorTestHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_test_history_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-test-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorTestHistoryDialog, title);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestHistoryDialog, group);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestHistoryDialog, error_page);
}

static void
proctor_test_history_dialog_init (ProctorTestHistoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * proctor_test_history_dialog_new:
 * @session: a session
 * @test_id: a test of it
 * @name: (nullable): what that is called
 *
 * Returns: (transfer floating): a dialog that shows how the test ended
 */
AdwDialog *
proctor_test_history_dialog_new (ProctorSession *session,
                                 const char *test_id,
                                 const char *name)
{
  ProctorTestHistoryDialog *self;
  ProctorHistory *history;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (test_id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_TEST_HISTORY_DIALOG, NULL);
  adw_window_title_set_subtitle (self->title, name != NULL ? name : "");
  history = proctor_session_get_history (session);
  if (history != NULL)
    proctor_history_list_runs_async (history, proctor_workspace_get_id (proctor_session_get_workspace (session)), test_id, MOST_RUNS, self->cancellable, listed_cb, self);
  else
    gtk_stack_set_visible_child_name (self->stack, "empty");

  return ADW_DIALOG (self);
}
