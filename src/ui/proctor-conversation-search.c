/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-search.h"

#include "proctor-api-error.h"
#include "proctor-conversation-filters.h"
#include "proctor-conversation-list.h"
#include "proctor-conversation-row.h"
#include "proctor-conversation-summary.h"
#include "proctor-error-text.h"
#include "proctor-paged-view.h"

#include <glib/gi18n.h>

/**
 * ProctorConversationSearch:
 *
 * The conversations that took place in a workspace, newest first, with a search and filters. Servers
 * that have none to list are spoken of as what they are, and not as if something had failed.
 */
struct _ProctorConversationSearch
{
  AdwNavigationPage parent_instance;

  /* Template children */
  GtkWidget *entry;
  GtkMenuButton *filter_button;
  GtkRevealer *filtered;
  GtkLabel *filtered_label;
  GtkStack *stack;
  GtkWidget *list_page;
  ProctorPagedView *view;
  AdwStatusPage *refused_page;

  /* Owned */
  ProctorSession *session;
  ProctorPagedList *list;
  char *searched; /* (nullable): what the list was asked for */

  /* Borrowed: the button's */
  ProctorConversationFilters *filters;

  gboolean wants_first;
};

G_DEFINE_FINAL_TYPE (ProctorConversationSearch, proctor_conversation_search, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

#define WORDS(empty, next)                     \
  {                                            \
    "chat-message-new-symbolic",               \
    N_ ("Conversations"),                      \
    N_ ("Loading Conversations"),              \
    empty,                                     \
    next,                                      \
    N_ ("Conversations Can't Be Shown"),       \
    N_ ("Some conversations can't be shown."), \
  }

static const ProctorPagedViewWords words = WORDS (N_ ("No Conversations"), N_ ("Calls and chats with the agents of this workspace are listed here when they have ended."));
static const ProctorPagedViewWords local_words = WORDS (N_ ("No Conversations"), N_ ("In this workspace, conversations come from simulations: run one, and what was said in it is listed here."));
static const ProctorPagedViewWords filtered_words = WORDS (N_ ("No Conversations Match"), N_ ("Search for something else, or take away a filter."));

static const char *
get_search (ProctorConversationSearch *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  return text[0] != '\0' ? text : NULL;
}

static gboolean
is_filtered (ProctorConversationSearch *self)
{
  return get_search (self) != NULL || proctor_conversation_filters_is_filtered (self->filters);
}

static void
show_filters (ProctorConversationSearch *self)
{
  g_autofree char *filters = proctor_conversation_filters_dup_words (self->filters);

  if (proctor_conversation_filters_is_filtered (self->filters))
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "filtered");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "filtered");
  gtk_label_set_label (self->filtered_label, filters);
  gtk_revealer_set_reveal_child (self->filtered, filters[0] != '\0');
}

/* That the server has no conversations for this key is no failure. */
static void
show_refusal (ProctorConversationSearch *self,
              const GError *error)
{
  ProctorErrorDetails *details = error->domain == PROCTOR_API_ERROR ? proctor_api_error_get_details (error) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  if (!g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PERMISSION))
    text = g_strdup (_ ("This workspace's server doesn't give out conversations. A test can also be made of a transcript that you paste into its conversation."));
  else if (details != NULL && details->scope != NULL)
    text = g_strdup_printf (_ ("The API key of this workspace may not read conversations: it lacks the permission “%s”. Whoever made the key can give it more."), details->scope);
  else
    text = g_strdup (_ ("The API key of this workspace may not read conversations. Whoever made the key can allow it."));

  markup = g_markup_escape_text (text, -1);
  adw_status_page_set_title (self->refused_page, _ ("No Conversations to Choose From"));
  adw_status_page_set_description (self->refused_page, markup);
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PERMISSION) || g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND) || g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_UNSUPPORTED);
}

/* Return means the first that is found, also where it is still being looked for. */
static void
choose_first (ProctorConversationSearch *self)
{
  g_autoptr (GObject) first = NULL;

  if (!self->wants_first || self->list == NULL || proctor_paged_list_get_state (self->list) != PROCTOR_PAGED_LIST_CONTENT || g_strcmp0 (self->searched, get_search (self)) != 0)
    return;

  self->wants_first = FALSE;
  first = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  if (PROCTOR_IS_CONVERSATION_SUMMARY (first))
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, first);
}

static void
state_cb (ProctorConversationSearch *self)
{
  const GError *error = self->list != NULL ? proctor_paged_list_get_error (self->list) : NULL;
  gboolean refused = error != NULL && proctor_paged_list_get_state (self->list) == PROCTOR_PAGED_LIST_ERROR && is_refusal (error);

  if (refused)
    show_refusal (self, error);
  gtk_stack_set_visible_child (self->stack, refused ? GTK_WIDGET (self->refused_page) : self->list_page);
  choose_first (self);
}

static void
drop_list (ProctorConversationSearch *self)
{
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
}

static void
load (ProctorConversationSearch *self)
{
  ProctorConversationFilter filter = { .search = get_search (self) };

  show_filters (self);
  g_set_str (&self->searched, filter.search);
  proctor_conversation_filters_fill (self->filters, &filter);
  drop_list (self);
  self->list = proctor_conversation_list_new (self->session, &filter);
  g_signal_connect_object (self->list, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify::error", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  if (is_filtered (self))
    proctor_paged_view_set_words (self->view, &filtered_words);
  else
    proctor_paged_view_set_words (self->view, proctor_workspace_is_local (proctor_session_get_workspace (self->session)) ? &local_words : &words);
  state_cb (self);
  proctor_paged_view_set_list (self->view, self->list);
}

static void
search_cb (ProctorConversationSearch *self)
{
  if (self->session != NULL)
    load (self);
}

static void
typed_cb (ProctorConversationSearch *self)
{
  self->wants_first = FALSE;
}

static void
activate_cb (ProctorConversationSearch *self)
{
  self->wants_first = get_search (self) != NULL;
  choose_first (self);
}

static void
clear_cb (ProctorConversationSearch *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  proctor_conversation_filters_clear (self->filters);
  gtk_widget_grab_focus (self->entry);
}

/* Escape empties the search first, and closes the dialog then. */
static void
stop_search_cb (ProctorConversationSearch *self)
{
  if (get_search (self) != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "window.close", NULL);
}

/* From the search straight to what it has found. */
static gboolean
key_pressed_cb (ProctorConversationSearch *self,
                guint key,
                guint code,
                GdkModifierType modifiers)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  return gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
retry_cb (ProctorConversationSearch *self)
{
  proctor_paged_list_retry (self->list);
}

static void
record_activated_cb (ProctorConversationSearch *self,
                     ProctorRecord *record)
{
  if (PROCTOR_IS_CONVERSATION_SUMMARY (record))
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, record);
}

static void
show_record (GtkWidget *row,
             gpointer record)
{
  proctor_conversation_row_set_record (PROCTOR_CONVERSATION_ROW (row), record);
}

/* Whoever looks for one begins to type. */
static gboolean
proctor_conversation_search_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PROCTOR_CONVERSATION_SEARCH (widget)->entry);
}

static void
proctor_conversation_search_dispose (GObject *object)
{
  ProctorConversationSearch *self = PROCTOR_CONVERSATION_SEARCH (object);

  drop_list (self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_CONVERSATION_SEARCH);

  G_OBJECT_CLASS (proctor_conversation_search_parent_class)->dispose (object);
}

static void
proctor_conversation_search_finalize (GObject *object)
{
  g_free (PROCTOR_CONVERSATION_SEARCH (object)->searched);

  G_OBJECT_CLASS (proctor_conversation_search_parent_class)->finalize (object);
}

static void
proctor_conversation_search_class_init (ProctorConversationSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_conversation_search_dispose;
  object_class->finalize = proctor_conversation_search_finalize;
  widget_class->grab_focus = proctor_conversation_search_grab_focus;

  /**
   * ProctorConversationSearch::chosen:
   * @summary: a conversation
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", PROCTOR_TYPE_CONVERSATION_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, PROCTOR_TYPE_CONVERSATION_SUMMARY);

  g_type_ensure (PROCTOR_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-conversation-search.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationSearch, filter_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationSearch, filtered);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationSearch, filtered_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationSearch, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationSearch, list_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationSearch, view);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationSearch, refused_page);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
proctor_conversation_search_init (ProctorConversationSearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_paged_view_set_activatable (self->view, TRUE);
  proctor_paged_view_set_up (self->view, &words, proctor_conversation_row_new, show_record);
  g_signal_connect_object (self->view, "record-activated", G_CALLBACK (record_activated_cb), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_conversation_search_set_session:
 * @self: a page without a session
 * @session: whose conversations are listed
 */
void
proctor_conversation_search_set_session (ProctorConversationSearch *self,
                                         ProctorSession *session)
{
  g_return_if_fail (PROCTOR_IS_CONVERSATION_SEARCH (self));
  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->filters = PROCTOR_CONVERSATION_FILTERS (proctor_conversation_filters_new (session));
  gtk_menu_button_set_popover (self->filter_button, GTK_WIDGET (self->filters));
  g_signal_connect_object (self->filters, "changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  load (self);
}
