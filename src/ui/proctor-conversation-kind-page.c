/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-kind-page.h"

#include "proctor-conversation-test.h"
#include "proctor-error-text.h"
#include "proctor-masking-group.h"

#include <glib/gi18n.h>

/**
 * ProctorConversationKindPage:
 *
 * What a test of a conversation is to judge, what becomes of the agent's reply, and what is masked.
 */
struct _ProctorConversationKindPage
{
  AdwNavigationPage parent_instance;

  /* Template children */
  AdwPreferencesPage *page;
  GtkWidget *create_button;
  GtkWidget *spinner;
  GtkLabel *message;
  GtkWidget *kinds_group;
  AdwActionRow *tool_row;
  GtkCheckButton *tool_check;
  GtkCheckButton *simulation_check;
  GtkWidget *reply_group;
  AdwComboRow *reply_row;
  ProctorMaskingGroup *masking_group;

  /* Owned */
  ProctorSession *session;
  ProctorConversation *conversation;
  ProctorMasking *masking;
  GCancellable *cancellable;

  guint cut;
  gboolean is_busy;
};

G_DEFINE_FINAL_TYPE (ProctorConversationKindPage, proctor_conversation_kind_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  SIGNAL_MADE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static ProctorTestKind
get_kind (ProctorConversationKindPage *self)
{
  if (gtk_check_button_get_active (self->tool_check))
    return PROCTOR_TEST_KIND_TOOL;
  if (gtk_check_button_get_active (self->simulation_check))
    return PROCTOR_TEST_KIND_SIMULATION;

  return PROCTOR_TEST_KIND_NEXT_REPLY;
}

/* Nothing is made before it is known what is to be masked. */
static void
update (ProctorConversationKindPage *self)
{
  gboolean has_reply = self->conversation != NULL && self->cut < g_list_model_get_n_items (proctor_conversation_get_transcript (self->conversation));

  gtk_widget_set_visible (self->reply_group, get_kind (self) == PROCTOR_TEST_KIND_NEXT_REPLY && has_reply);
  gtk_widget_set_visible (self->spinner, self->is_busy);
  gtk_widget_set_sensitive (self->create_button, self->masking != NULL && !self->is_busy);
  gtk_widget_set_sensitive (self->kinds_group, !self->is_busy);
  gtk_widget_set_sensitive (self->reply_group, !self->is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->masking_group), !self->is_busy);
}

static void
kind_cb (ProctorConversationKindPage *self)
{
  update (self);
}

static void
show_error (ProctorConversationKindPage *self,
            const GError *error)
{
  g_autofree char *text = error != NULL ? proctor_error_text_dup (error) : NULL;

  gtk_label_set_label (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
  if (text == NULL)
    return;

  adw_preferences_page_scroll_to_top (self->page);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
made_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  ProctorConversationKindPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTest) test = proctor_conversation_test_make_finish (PROCTOR_SESSION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->is_busy = FALSE;
  update (self);
  if (test == NULL)
    {
      show_error (self, error);
      return;
    }

  proctor_conversation_test_use_reply (test, (ProctorReplyUse) adw_combo_row_get_selected (self->reply_row));
  g_signal_emit (self, signals[SIGNAL_MADE], 0, test);
}

static void
create_cb (ProctorConversationKindPage *self)
{
  self->is_busy = TRUE;
  update (self);
  show_error (self, NULL);
  proctor_conversation_test_make_async (self->session, self->conversation, get_kind (self), self->cut, self->masking, self->cancellable, made_cb, self);
}

static void
found_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  ProctorConversationKindPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorMasking) masking = proctor_conversation_test_find_masks_finish (PROCTOR_CONVERSATION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (masking == NULL)
    {
      show_error (self, error);
      return;
    }

  g_set_object (&self->masking, masking);
  proctor_masking_group_set_masking (self->masking_group, masking);
  update (self);
}

static void
drop_conversation (ProctorConversationKindPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->masking);
  g_clear_object (&self->conversation);
}

static void
proctor_conversation_kind_page_dispose (GObject *object)
{
  ProctorConversationKindPage *self = PROCTOR_CONVERSATION_KIND_PAGE (object);

  drop_conversation (self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_CONVERSATION_KIND_PAGE);

  G_OBJECT_CLASS (proctor_conversation_kind_page_parent_class)->dispose (object);
}

static void
proctor_conversation_kind_page_class_init (ProctorConversationKindPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_conversation_kind_page_dispose;

  /**
   * ProctorConversationKindPage::made:
   * @test: the test, of which no server knows yet
   */
  signals[SIGNAL_MADE] = g_signal_new ("made", PROCTOR_TYPE_CONVERSATION_KIND_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, PROCTOR_TYPE_TEST);

  g_type_ensure (PROCTOR_TYPE_MASKING_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-conversation-kind-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationKindPage, page);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationKindPage, create_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationKindPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationKindPage, message);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationKindPage, kinds_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationKindPage, tool_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationKindPage, tool_check);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationKindPage, simulation_check);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationKindPage, reply_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationKindPage, reply_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationKindPage, masking_group);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
}

static void
proctor_conversation_kind_page_init (ProctorConversationKindPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_conversation_kind_page_set_conversation:
 * @self: a page
 * @session: where
 * @conversation: a conversation
 * @cut: how many turns come before the reply that the test is about
 *
 * Begins to look for what could be masked.
 */
void
proctor_conversation_kind_page_set_conversation (ProctorConversationKindPage *self,
                                                 ProctorSession *session,
                                                 ProctorConversation *conversation,
                                                 guint cut)
{
  gboolean has_call;

  g_return_if_fail (PROCTOR_IS_CONVERSATION_KIND_PAGE (self));
  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (PROCTOR_IS_CONVERSATION (conversation));

  /* What was switched off stays so while nothing else is chosen. */
  if (self->conversation == conversation && self->cut == cut)
    return;

  drop_conversation (self);
  g_set_object (&self->session, session);
  self->conversation = g_object_ref (conversation);
  self->cut = cut;
  self->is_busy = FALSE;
  has_call = proctor_conversation_test_has_call (conversation, cut);
  adw_action_row_set_subtitle (self->tool_row, has_call ? _ ("Checks that the agent calls the tool that it called there, and with what.") : _ ("Checks that the agent calls a tool. It called none there: you choose which it should."));
  show_error (self, NULL);
  update (self);
  proctor_masking_group_set_masking (self->masking_group, NULL);
  self->cancellable = g_cancellable_new ();
  proctor_conversation_test_find_masks_async (conversation, cut, self->cancellable, found_cb, self);
}
