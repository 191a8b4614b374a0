/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-talk-dialog.h"

#include "proctor-conversation-kind-page.h"
#include "proctor-drafts.h"
#include "proctor-talk-settings.h"
#include "proctor-talk-view.h"

#include <glib/gi18n.h>

/**
 * ProctorTalkDialog:
 *
 * Somebody talks to an agent, changes it for that, and makes a test of what was said. The talk stays when the
 * dialog is closed, and is there again when it opens; the agent doesn't go on meanwhile.
 */
struct _ProctorTalkDialog
{
  AdwDialog parent_instance;

  /* Template children */
  AdwNavigationView *view;
  ProctorTalkView *talk_view;
  ProctorTalkSettings *settings_page;
  ProctorConversationKindPage *kind_page;

  /* Owned */
  ProctorSession *session;
  ProctorTalk *talk;
};

G_DEFINE_FINAL_TYPE (ProctorTalkDialog, proctor_talk_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_DRAFTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
settings_cb (ProctorTalkDialog *self)
{
  adw_navigation_view_push (self->view, ADW_NAVIGATION_PAGE (self->settings_page));
}

static void
test_cb (ProctorTalkDialog *self,
         ProctorTurn *turn)
{
  g_autoptr (ProctorConversation) conversation = NULL;
  guint cut;

  if (!proctor_talk_find_cut (self->talk, turn, &cut))
    return;

  conversation = proctor_talk_dup_conversation (self->talk);
  proctor_conversation_kind_page_set_conversation (self->kind_page, self->session, conversation, cut);
  adw_navigation_view_push (self->view, ADW_NAVIGATION_PAGE (self->kind_page));
}

static void
made_cb (ProctorTalkDialog *self,
         ProctorTest *test)
{
  g_autoptr (ProctorDraft) draft = NULL;

  proctor_talk_prepare_test (self->talk, test);
  draft = proctor_drafts_create (proctor_session_get_drafts (self->session), test, NULL);
  g_signal_emit (self, signals[SIGNAL_DRAFTED], 0, proctor_draft_get_id (draft));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
closed_cb (ProctorTalkDialog *self)
{
  if (self->talk != NULL)
    proctor_talk_stop (self->talk);
}

static void
proctor_talk_dialog_dispose (GObject *object)
{
  ProctorTalkDialog *self = PROCTOR_TALK_DIALOG (object);

  g_clear_object (&self->talk);
  g_clear_object (&self->session);
  /* The dialog would keep a child that the template has taken away. */
  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TALK_DIALOG);

  G_OBJECT_CLASS (proctor_talk_dialog_parent_class)->dispose (object);
}

static void
proctor_talk_dialog_class_init (ProctorTalkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_talk_dialog_dispose;

  /**
   * ProctorTalkDialog::drafted:
   * @draft_id: a new draft
   *
   * A test is made of the talk. The dialog closes.
   */
  signals[SIGNAL_DRAFTED] = g_signal_new ("drafted", PROCTOR_TYPE_TALK_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PROCTOR_TYPE_CONVERSATION_KIND_PAGE);
  g_type_ensure (PROCTOR_TYPE_TALK_SETTINGS);
  g_type_ensure (PROCTOR_TYPE_TALK_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-talk-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkDialog, view);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkDialog, talk_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkDialog, settings_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkDialog, kind_page);
  gtk_widget_class_bind_template_callback (widget_class, made_cb);
  gtk_widget_class_bind_template_callback (widget_class, settings_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
}

static void
proctor_talk_dialog_init (ProctorTalkDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/**
 * proctor_talk_dialog_new:
 * @session: a session
 * @agent_id: an agent
 * @branch_id: (nullable): a branch of it, %NULL for the main one
 * @name: (nullable): what it is called
 *
 * Where agents can't be talked to, the dialog says why.
 *
 * Returns: (transfer floating): a dialog in which to talk to the agent
 */
AdwDialog *
proctor_talk_dialog_new (ProctorSession *session,
                         const char *agent_id,
                         const char *branch_id,
                         const char *name)
{
  ProctorTalkDialog *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (agent_id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_TALK_DIALOG, NULL);
  self->session = g_object_ref (session);
  proctor_talk_view_set_name (self->talk_view, name);
  if (!proctor_talk_is_possible (session))
    return ADW_DIALOG (self);

  self->talk = g_object_ref (proctor_talk_of (session, agent_id, branch_id));
  if (branch_id != NULL)
    proctor_talk_set_branch_id (self->talk, branch_id);
  proctor_talk_start (self->talk);
  proctor_talk_settings_set_talk (self->settings_page, self->talk);
  proctor_talk_view_set_talk (self->talk_view, self->talk);

  return ADW_DIALOG (self);
}
