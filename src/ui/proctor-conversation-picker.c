/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-picker.h"

#include "proctor-conversation-cut-page.h"
#include "proctor-conversation-kind-page.h"
#include "proctor-conversation-search.h"
#include "proctor-conversation-summary.h"
#include "proctor-drafts.h"

/**
 * ProctorConversationPicker:
 *
 * Makes a test of a conversation that took place, in three steps: which conversation, which reply of the
 * agent's, and what is to be judged and masked. The test is a draft: the server knows of it when
 * somebody has looked at it and saves it.
 */
struct _ProctorConversationPicker
{
  AdwDialog parent_instance;

  /* Template children */
  AdwNavigationView *view;
  ProctorConversationSearch *search;
  ProctorConversationCutPage *cut_page;
  ProctorConversationKindPage *kind_page;

  /* Owned */
  ProctorSession *session;
  char *folder_id;
};

G_DEFINE_FINAL_TYPE (ProctorConversationPicker, proctor_conversation_picker, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_DRAFTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
chosen_cb (ProctorConversationPicker *self,
           ProctorConversationSummary *summary)
{
  proctor_conversation_cut_page_load (self->cut_page, self->session, proctor_conversation_summary_get_conversation_id (summary));
  adw_navigation_view_push (self->view, ADW_NAVIGATION_PAGE (self->cut_page));
}

static void
decided_cb (ProctorConversationPicker *self)
{
  ProctorConversation *conversation = proctor_conversation_cut_page_get_conversation (self->cut_page);

  proctor_conversation_kind_page_set_conversation (self->kind_page, self->session, conversation, proctor_conversation_cut_page_get_cut (self->cut_page));
  adw_navigation_view_push (self->view, ADW_NAVIGATION_PAGE (self->kind_page));
}

static void
made_cb (ProctorConversationPicker *self,
         ProctorTest *test)
{
  g_autoptr (ProctorDraft) draft = proctor_drafts_create (proctor_session_get_drafts (self->session), test, self->folder_id);

  g_signal_emit (self, signals[SIGNAL_DRAFTED], 0, proctor_draft_get_id (draft));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
proctor_conversation_picker_dispose (GObject *object)
{
  ProctorConversationPicker *self = PROCTOR_CONVERSATION_PICKER (object);

  g_clear_object (&self->session);
  /* The dialog would keep a child that the template has taken away. */
  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_CONVERSATION_PICKER);

  G_OBJECT_CLASS (proctor_conversation_picker_parent_class)->dispose (object);
}

static void
proctor_conversation_picker_finalize (GObject *object)
{
  g_free (PROCTOR_CONVERSATION_PICKER (object)->folder_id);

  G_OBJECT_CLASS (proctor_conversation_picker_parent_class)->finalize (object);
}

static void
proctor_conversation_picker_class_init (ProctorConversationPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_conversation_picker_dispose;
  object_class->finalize = proctor_conversation_picker_finalize;

  /**
   * ProctorConversationPicker::drafted:
   * @draft_id: a new draft
   *
   * The test is made. The dialog closes.
   */
  signals[SIGNAL_DRAFTED] = g_signal_new ("drafted", PROCTOR_TYPE_CONVERSATION_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PROCTOR_TYPE_CONVERSATION_CUT_PAGE);
  g_type_ensure (PROCTOR_TYPE_CONVERSATION_KIND_PAGE);
  g_type_ensure (PROCTOR_TYPE_CONVERSATION_SEARCH);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-conversation-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationPicker, view);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationPicker, search);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationPicker, cut_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationPicker, kind_page);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, decided_cb);
  gtk_widget_class_bind_template_callback (widget_class, made_cb);
}

static void
proctor_conversation_picker_init (ProctorConversationPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_conversation_picker_new:
 * @session: a session
 * @folder_id: (nullable): where the test is to go
 *
 * Returns: (transfer floating): a dialog that makes a test of a conversation
 */
AdwDialog *
proctor_conversation_picker_new (ProctorSession *session,
                                 const char *folder_id)
{
  ProctorConversationPicker *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  self = g_object_new (PROCTOR_TYPE_CONVERSATION_PICKER, NULL);
  self->session = g_object_ref (session);
  self->folder_id = g_strdup (folder_id);
  proctor_conversation_search_set_session (self->search, session);

  return ADW_DIALOG (self);
}
