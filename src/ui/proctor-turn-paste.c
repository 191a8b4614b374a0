/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-turn-paste.h"

#include <glib/gi18n.h>

#include "proctor-toasts.h"
#include "proctor-transcript-paste.h"
#include "proctor-turn-steps.h"

/* A conversation that somebody has copied elsewhere becomes turns. */

typedef struct
{
  /* Owned */
  GtkWidget *widget;
  ProctorEditing *editing;
  GObject *turn; /* nullable: after which, or in place of which */
  char *text;

  gboolean is_asked; /* whether somebody wants turns and nothing else */
} Paste;

static void
paste_free (Paste *paste)
{
  g_object_unref (paste->widget);
  g_object_unref (paste->editing);
  g_clear_object (&paste->turn);
  g_free (paste->text);
  g_free (paste);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, paste_free)

static gboolean
is_blank (gpointer turn)
{
  const char *message = PROCTOR_IS_TURN (turn) ? proctor_turn_get_message (turn) : NULL;

  return PROCTOR_IS_TURN (turn) && (message == NULL || message[0] == '\0') && proctor_turn_get_multivoice_message (turn) == NULL && g_list_model_get_n_items (proctor_turn_get_tool_calls (turn)) == 0 && g_list_model_get_n_items (proctor_turn_get_tool_results (turn)) == 0;
}

typedef struct
{
  ProctorEditing *editing;
  GPtrArray *turns;
} Pasted;

static void
pasted_free (gpointer data,
             GClosure *closure)
{
  Pasted *pasted = data;

  g_object_unref (pasted->editing);
  g_ptr_array_unref (pasted->turns);
  g_free (pasted);
}

static void
swap_cb (AdwToast *toast,
         Pasted *pasted)
{
  proctor_turn_steps_swap_roles (pasted->editing, pasted->turns);
}

/* Where the names didn't tell who is who, one click puts it right. */
static void
say (Paste *paste,
     ProctorWrittenTranscript *transcript)
{
  GListModel *turns = proctor_written_transcript_get_turns (transcript);
  guint n_turns = g_list_model_get_n_items (turns);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u turn pasted", "%u turns pasted", n_turns), n_turns);
  AdwToast *toast = adw_toast_new (text);

  if (proctor_written_transcript_get_is_guessed (transcript))
    {
      Pasted *pasted = g_new0 (Pasted, 1);

      pasted->editing = g_object_ref (paste->editing);
      pasted->turns = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = 0; i < n_turns; i++)
        g_ptr_array_add (pasted->turns, g_list_model_get_item (turns, i));
      adw_toast_set_button_label (toast, _ ("Swap Roles"));
      adw_toast_set_timeout (toast, 10);
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (swap_cb), pasted, pasted_free, G_CONNECT_DEFAULT);
    }
  proctor_toasts_add (paste->widget, toast);
}

static void
paste_turns (Paste *paste,
             ProctorWrittenTranscript *transcript)
{
  GListModel *turns = proctor_turn_steps_get_turns (paste->editing);
  guint position = g_list_model_get_n_items (turns);
  gboolean replaces = FALSE;

  /* A new test begins with a turn in which nothing is said, and nobody wants that before what they paste. */
  if (paste->turn == NULL && position > 0)
    paste->turn = g_list_model_get_item (turns, position - 1);
  if (paste->turn != NULL && proctor_turn_steps_find (paste->editing, paste->turn, &position))
    {
      replaces = is_blank (paste->turn);
      position += replaces ? 0 : 1;
    }
  proctor_turn_steps_paste (paste->editing, position, replaces ? 1 : 0, transcript);
  say (paste, transcript);
}

static void
insert_text (Paste *paste)
{
  GtkTextView *view = GTK_TEXT_VIEW (paste->widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, gtk_text_view_get_editable (view));
  gtk_text_buffer_insert_interactive_at_cursor (buffer, paste->text, -1, gtk_text_view_get_editable (view));
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (buffer));
}

static void
read_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (Paste) paste = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorWrittenTranscript) transcript = g_task_propagate_pointer (G_TASK (result), &error);

  if (transcript != NULL)
    paste_turns (paste, transcript);
  else if (paste->is_asked)
    proctor_toasts_say_error (paste->widget, error);
  else
    insert_text (paste);
}

static void
read_in_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  ProctorWrittenTranscript *transcript = proctor_transcript_paste_read (task_data, &error);

  if (transcript != NULL)
    g_task_return_pointer (task, transcript, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
text_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (Paste) paste = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  paste->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  if (paste->text == NULL || paste->text[0] == '\0')
    {
      if (paste->is_asked)
        proctor_toasts_say (paste->widget, _ ("There is no text to paste"));
      return;
    }
  if (!paste->is_asked && !proctor_transcript_paste_looks_like (paste->text))
    {
      insert_text (paste);
      return;
    }

  task = g_task_new (NULL, NULL, read_cb, paste);
  g_task_set_task_data (task, g_strdup (paste->text), g_free);
  g_steal_pointer (&paste);
  g_task_run_in_thread (task, read_in_thread);
}

static void
paste_new (GtkWidget *widget,
           ProctorEditing *editing,
           gpointer turn,
           gboolean is_asked)
{
  Paste *paste = g_new0 (Paste, 1);

  paste->widget = g_object_ref (widget);
  paste->editing = g_object_ref (editing);
  g_set_object (&paste->turn, turn);
  paste->is_asked = is_asked;
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, text_cb, paste);
}

/**
 * proctor_turn_paste_below:
 * @widget: who asks
 * @editing: a test that is edited
 * @turn: (nullable): one of its turns
 *
 * Puts the conversation that is in the clipboard below @turn, or in its place if nothing is said there, or
 * at the end. If there is none, a toast says why.
 */
void
proctor_turn_paste_below (GtkWidget *widget,
                          ProctorEditing *editing,
                          gpointer turn)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PROCTOR_IS_EDITING (editing));

  if (proctor_editing_is_editable (editing))
    paste_new (widget, editing, turn, TRUE);
}

/**
 * proctor_turn_paste_into:
 * @view: where somebody pastes
 * @editing: a test that is edited
 * @turn: the turn whose message that is
 *
 * Into a message that is empty, a conversation is pasted as turns, and everything else as it is.
 *
 * Returns: whether that is being done; otherwise the view does what it always does
 */
gboolean
proctor_turn_paste_into (GtkTextView *view,
                         ProctorEditing *editing,
                         gpointer turn)
{
  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), FALSE);
  g_return_val_if_fail (PROCTOR_IS_EDITING (editing), FALSE);

  if (!proctor_editing_is_editable (editing) || !is_blank (turn))
    return FALSE;

  paste_new (GTK_WIDGET (view), editing, turn, FALSE);

  return TRUE;
}
