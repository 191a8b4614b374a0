/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-dialog.h"

#include "proctor-api-error.h"
#include "proctor-conversation-list.h"
#include "proctor-conversation-view.h"
#include "proctor-error-text.h"
#include "proctor-format.h"

#include <glib/gi18n.h>

/**
 * ProctorConversationDialog:
 *
 * What was said in a conversation that really took place, such as the one that a test was made of. It may have been
 * deleted since, or be none that one may see; then it says so.
 */
struct _ProctorConversationDialog
{
  AdwDialog parent_instance;

  /* Template children */
  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *status;
  GtkWidget *again_button;
  GtkWidget *scroller;
  ProctorConversationView *view;

  /* Owned */
  ProctorSession *session;
  char *conversation_id;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ProctorConversationDialog, proctor_conversation_dialog, ADW_TYPE_DIALOG)

static void
show_status (ProctorConversationDialog *self,
             const char *icon_name,
             const char *title,
             const char *description,
             gboolean again)
{
  g_autofree char *markup = g_markup_escape_text (description, -1);

  adw_status_page_set_icon_name (self->status, icon_name);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, markup);
  gtk_widget_set_visible (self->again_button, again);
  gtk_stack_set_visible_child_name (self->stack, "status");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* What won't come however often one asks is told apart from what may. */
static void
show_error (ProctorConversationDialog *self,
            const GError *error)
{
  g_autofree char *text = proctor_error_text_dup (error);

  if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    show_status (self, "edit-find-symbolic", _ ("The Conversation Is Gone"), _ ("It was deleted on the server, or it belongs to another workspace. The test keeps what was taken from it."), FALSE);
  else if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_UNSUPPORTED))
    show_status (self, "edit-find-symbolic", _ ("No Conversations Here"), _ ("This server keeps no conversations. The test keeps what was taken from it."), FALSE);
  else if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PERMISSION))
    show_status (self, "system-lock-screen-symbolic", _ ("You May Not See This Conversation"), text, TRUE);
  else
    show_status (self, "dialog-warning-symbolic", _ ("The Conversation Can't Be Shown"), text, TRUE);
}

static void
show_title (ProctorConversationDialog *self,
            ProctorConversation *conversation)
{
  ProctorConversationAnalysis *analysis = proctor_conversation_get_analysis (conversation);
  ProctorConversationMetadata *metadata = proctor_conversation_get_metadata (conversation);
  const char *title = analysis != NULL ? proctor_conversation_analysis_get_call_summary_title (analysis) : NULL;
  const char *agent = proctor_conversation_get_agent_name (conversation);
  gint64 at = metadata != NULL ? proctor_conversation_metadata_get_start_time_unix_secs (metadata) : 0;
  g_autofree char *when = at > 0 ? proctor_format_when_exactly (at) : NULL;
  gboolean has_agent = agent != NULL && agent[0] != '\0';
  g_autofree char *both = has_agent && when != NULL ? g_strdup_printf ("%s · %s", agent, when) : NULL;

  if (title != NULL && title[0] != '\0')
    adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, both != NULL ? both : when != NULL ? when
                                                                : has_agent      ? agent
                                                                                 : "");
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorConversationDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorConversation) conversation = proctor_conversation_load_finish (PROCTOR_SESSION (object), result, &error);
  GListModel *turns;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (conversation == NULL)
    {
      show_error (self, error);
      return;
    }

  show_title (self, conversation);
  turns = proctor_conversation_get_transcript (conversation);
  if (g_list_model_get_n_items (turns) == 0)
    {
      show_status (self, "chat-message-new-symbolic", _ ("Nothing Was Said"), _ ("The server has no transcript of this conversation."), FALSE);
      return;
    }

  proctor_conversation_view_set_turns (self->view, turns);
  gtk_stack_set_visible_child_name (self->stack, "conversation");
  /* The keys scroll at once, and nothing is selected. */
  adw_dialog_set_focus (ADW_DIALOG (self), self->scroller);
}

static void
load (ProctorConversationDialog *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  proctor_conversation_load_async (self->session, self->conversation_id, self->cancellable, loaded_cb, self);
}

static void
proctor_conversation_dialog_dispose (GObject *object)
{
  ProctorConversationDialog *self = PROCTOR_CONVERSATION_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_CONVERSATION_DIALOG);

  G_OBJECT_CLASS (proctor_conversation_dialog_parent_class)->dispose (object);
}

static void
proctor_conversation_dialog_finalize (GObject *object)
{
  g_free (PROCTOR_CONVERSATION_DIALOG (object)->conversation_id);

  G_OBJECT_CLASS (proctor_conversation_dialog_parent_class)->finalize (object);
}

static void
proctor_conversation_dialog_class_init (ProctorConversationDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_conversation_dialog_dispose;
  object_class->finalize = proctor_conversation_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-conversation-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationDialog, title);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationDialog, status);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationDialog, again_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationDialog, view);
  gtk_widget_class_bind_template_callback (widget_class, load);
}

static void
proctor_conversation_dialog_init (ProctorConversationDialog *self)
{
  g_type_ensure (PROCTOR_TYPE_CONVERSATION_VIEW);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * proctor_conversation_dialog_new:
 * @session: where
 * @conversation_id: a conversation
 *
 * Returns: (transfer floating): a dialog that shows what was said in it
 */
AdwDialog *
proctor_conversation_dialog_new (ProctorSession *session,
                                 const char *conversation_id)
{
  ProctorConversationDialog *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (conversation_id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_CONVERSATION_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->conversation_id = g_strdup (conversation_id);
  load (self);

  return ADW_DIALOG (self);
}
