/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-cut-page.h"

#include "proctor-conversation-cut.h"
#include "proctor-conversation-list.h"
#include "proctor-conversation-test.h"
#include "proctor-error-text.h"

#include <glib/gi18n.h>

/**
 * ProctorConversationCutPage:
 *
 * Reads a conversation, and asks which reply of the agent's a test is to be about.
 */
struct _ProctorConversationCutPage
{
  AdwNavigationPage parent_instance;

  /* Template children */
  GtkWidget *next_button;
  GtkStack *stack;
  AdwStatusPage *status;
  GtkWidget *again_button;
  GtkWidget *scroller;
  ProctorConversationCut *cut_view;
  GtkRevealer *bar;
  GtkLabel *words_label;
  GtkLabel *dropped_label;

  /* Owned */
  ProctorSession *session;
  ProctorConversation *conversation;
  char *conversation_id;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ProctorConversationCutPage, proctor_conversation_cut_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  SIGNAL_DECIDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_status (ProctorConversationCutPage *self,
             const char *icon_name,
             const char *title,
             const char *description)
{
  g_autofree char *markup = description != NULL ? g_markup_escape_text (description, -1) : NULL;

  if (icon_name != NULL)
    {
      adw_status_page_set_icon_name (self->status, icon_name);
    }
  else
    {
      g_autoptr (AdwSpinnerPaintable) spinner = adw_spinner_paintable_new (GTK_WIDGET (self->status));

      adw_status_page_set_paintable (self->status, GDK_PAINTABLE (spinner));
    }
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, markup);
  gtk_widget_set_visible (self->again_button, FALSE);
  gtk_widget_set_sensitive (self->next_button, FALSE);
  gtk_revealer_set_reveal_child (self->bar, FALSE);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->status));
}

static void
show_words (ProctorConversationCutPage *self)
{
  guint cut = proctor_conversation_cut_get_cut (self->cut_view);
  guint n_dropped, n;
  g_autofree char *text = NULL;
  gboolean has_reply;

  if (self->conversation == NULL)
    return;

  n_dropped = proctor_conversation_test_count_dropped (self->conversation, cut);
  n = cut - n_dropped;
  has_reply = cut < g_list_model_get_n_items (proctor_conversation_get_transcript (self->conversation));
  if (has_reply)
    text = g_strdup_printf (ngettext ("The test begins with %u turn and is about the agent's reply to it.", "The test begins with %u turns and is about the agent's reply to them.", n), n);
  else
    text = g_strdup_printf (ngettext ("The test begins with %u turn, to which the agent did not reply.", "The test begins with %u turns, to which the agent did not reply.", n), n);
  gtk_label_set_label (self->words_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->dropped_label), n_dropped > 0);
  if (n_dropped > 0)
    {
      g_autofree char *dropped = g_strdup_printf (ngettext ("A test holds 200 turns: the first turn is left out.", "A test holds 200 turns: the first %u turns are left out.", n_dropped), n_dropped);

      gtk_label_set_label (self->dropped_label, dropped);
    }
}

static void
show_conversation (ProctorConversationCutPage *self,
                   ProctorConversation *conversation)
{
  if (proctor_conversation_test_find_cut (conversation) == 0)
    {
      show_status (self, "chat-message-new-symbolic", _ ("Nothing to Reply To"), _ ("The user says nothing in this conversation, so there is no reply to test."));
      return;
    }

  g_set_object (&self->conversation, conversation);
  gtk_stack_set_visible_child (self->stack, self->scroller);
  gtk_widget_set_sensitive (self->next_button, TRUE);
  proctor_conversation_cut_set_conversation (self->cut_view, conversation);
  show_words (self);
  gtk_revealer_set_reveal_child (self->bar, TRUE);
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorConversationCutPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorConversation) conversation = proctor_conversation_load_finish (PROCTOR_SESSION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (conversation != NULL)
    {
      show_conversation (self, conversation);
    }
  else
    {
      g_autofree char *text = proctor_error_text_dup (error);

      show_status (self, "dialog-warning-symbolic", _ ("The Conversation Can't Be Shown"), text);
      gtk_widget_set_visible (self->again_button, TRUE);
    }
}

static void
drop_conversation (ProctorConversationCutPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->conversation);
}

static void
load (ProctorConversationCutPage *self)
{
  drop_conversation (self);
  proctor_conversation_cut_set_conversation (self->cut_view, NULL);
  show_status (self, NULL, _ ("Loading the Conversation"), NULL);
  self->cancellable = g_cancellable_new ();
  proctor_conversation_load_async (self->session, self->conversation_id, self->cancellable, loaded_cb, self);
}

static void
again_cb (ProctorConversationCutPage *self)
{
  load (self);
}

static void
next_cb (ProctorConversationCutPage *self)
{
  g_signal_emit (self, signals[SIGNAL_DECIDED], 0);
}

/* The keys that move the bar work at once. */
static void
proctor_conversation_cut_page_shown (AdwNavigationPage *page)
{
  ADW_NAVIGATION_PAGE_CLASS (proctor_conversation_cut_page_parent_class)->shown (page);

  gtk_widget_grab_focus (GTK_WIDGET (PROCTOR_CONVERSATION_CUT_PAGE (page)->cut_view));
}

static void
proctor_conversation_cut_page_dispose (GObject *object)
{
  ProctorConversationCutPage *self = PROCTOR_CONVERSATION_CUT_PAGE (object);

  drop_conversation (self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_CONVERSATION_CUT_PAGE);

  G_OBJECT_CLASS (proctor_conversation_cut_page_parent_class)->dispose (object);
}

static void
proctor_conversation_cut_page_finalize (GObject *object)
{
  g_free (PROCTOR_CONVERSATION_CUT_PAGE (object)->conversation_id);

  G_OBJECT_CLASS (proctor_conversation_cut_page_parent_class)->finalize (object);
}

static void
proctor_conversation_cut_page_class_init (ProctorConversationCutPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AdwNavigationPageClass *page_class = ADW_NAVIGATION_PAGE_CLASS (klass);

  object_class->dispose = proctor_conversation_cut_page_dispose;
  object_class->finalize = proctor_conversation_cut_page_finalize;
  page_class->shown = proctor_conversation_cut_page_shown;

  /**
   * ProctorConversationCutPage::decided:
   *
   * It is known where to cut.
   */
  signals[SIGNAL_DECIDED] = g_signal_new ("decided", PROCTOR_TYPE_CONVERSATION_CUT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PROCTOR_TYPE_CONVERSATION_CUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-conversation-cut-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationCutPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationCutPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationCutPage, status);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationCutPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationCutPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationCutPage, cut_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationCutPage, bar);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationCutPage, words_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationCutPage, dropped_label);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_words);
}

static void
proctor_conversation_cut_page_init (ProctorConversationCutPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_conversation_cut_page_load:
 * @self: a page
 * @session: where
 * @conversation_id: a conversation
 *
 * Reads a conversation and shows it.
 */
void
proctor_conversation_cut_page_load (ProctorConversationCutPage *self,
                                    ProctorSession *session,
                                    const char *conversation_id)
{
  g_return_if_fail (PROCTOR_IS_CONVERSATION_CUT_PAGE (self));
  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (conversation_id != NULL);

  /* Whoever comes back to the same one finds it as it was. */
  if (self->conversation != NULL && g_strcmp0 (self->conversation_id, conversation_id) == 0)
    return;

  g_set_object (&self->session, session);
  g_set_str (&self->conversation_id, conversation_id);
  load (self);
}

/**
 * proctor_conversation_cut_page_get_conversation:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the conversation, when it was read and can be cut
 */
ProctorConversation *
proctor_conversation_cut_page_get_conversation (ProctorConversationCutPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONVERSATION_CUT_PAGE (self), NULL);

  return self->conversation;
}

/**
 * proctor_conversation_cut_page_get_cut:
 * @self: a page
 *
 * Returns: how many turns come before the reply that a test is to be about
 */
guint
proctor_conversation_cut_page_get_cut (ProctorConversationCutPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONVERSATION_CUT_PAGE (self), 0);

  return proctor_conversation_cut_get_cut (self->cut_view);
}
