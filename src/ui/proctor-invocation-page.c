/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-invocation-page-private.h"

#include "proctor-error-text.h"
#include "proctor-matrix-words.h"
#include "proctor-run-page.h"
#include "proctor-until-failure-bar.h"

#include <glib/gi18n.h>

/**
 * ProctorInvocationPage:
 *
 * An invocation: what it comes to, its tests and their repeats, those that ended alike, and each of its
 * runs on a page of its own. It goes on by itself while runs are pending.
 */
G_DEFINE_FINAL_TYPE (ProctorInvocationPage, proctor_invocation_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_ALONE,
} ProctorInvocationPageProperty;

static GParamSpec *properties[PROP_ALONE + 1];

static void
show_error (ProctorInvocationPage *self,
            const char *title,
            const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_title (self->error_page, title);
  adw_status_page_set_description (self->error_page, markup);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
update_stack (ProctorInvocationPage *self)
{
  const GError *error = self->watcher != NULL ? proctor_watcher_get_error (self->watcher) : NULL;
  gboolean is_gone = self->watcher != NULL && proctor_watcher_get_state (self->watcher) == PROCTOR_WATCHER_GONE;

  if (self->watcher == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
    }
  else if (proctor_watcher_get_head (self->watcher) != NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "content");
    }
  else if (is_gone)
    {
      show_error (self, _ ("These Runs Are Gone"), _ ("The server doesn’t know them, and they were never seen here."));
    }
  else if (error != NULL)
    {
      g_autofree char *text = proctor_error_text_dup (error);

      show_error (self, _ ("These Runs Can’t Be Shown"), text);
    }
  else
    {
      gtk_stack_set_visible_child_name (self->stack, "loading");
    }
}

/* As the server's list has it; until that is known, as the tests are called. */
static char *
dup_title (ProctorInvocationPage *self)
{
  const char *title = proctor_watcher_get_title (self->watcher);
  GListModel *rows = G_LIST_MODEL (proctor_watcher_get_matrix (self->watcher));
  guint n_rows = g_list_model_get_n_items (rows);

  if (title != NULL && *title != '\0')
    return g_strdup (title);
  if (n_rows == 1)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (rows, 0);

      return g_strdup (proctor_matrix_words_get_name (row));
    }
  if (n_rows > 1)
    return g_strdup_printf (ngettext ("%u test", "%u tests", n_rows), n_rows);

  return g_strdup (_ ("Runs"));
}

static void
push_run (ProctorInvocationPage *self,
          AdwNavigationPage *page)
{
  AdwNavigationPage *pages[] = { adw_navigation_view_find_page (self->nav, "matrix"), page };

  /* From one run to another there is nothing in between to be seen. */
  if (adw_navigation_view_get_visible_page (self->nav) == pages[0])
    adw_navigation_view_push (self->nav, page);
  else
    adw_navigation_view_replace (self->nav, pages, G_N_ELEMENTS (pages));
}

static void
run_activated_cb (ProctorInvocationPage *self,
                  ProctorMatrixRow *row,
                  guint column)
{
  g_autoptr (ProctorRunQueue) queue = proctor_run_queue_new (proctor_watcher_get_id (self->watcher), proctor_watcher_get_matrix (self->watcher));

  if (self->reviews != NULL)
    proctor_run_queue_note_reviews (queue, self->reviews);
  push_run (self, proctor_run_page_new (self->session, queue, proctor_run_queue_find_run (queue, proctor_matrix_row_get_cell (row, column)->run)));
}

static void
open_wanted (ProctorInvocationPage *self)
{
  ProctorMatrixRow *row;
  guint column;

  if (self->wanted_run == NULL || self->watcher == NULL || !proctor_matrix_find (proctor_watcher_get_matrix (self->watcher), self->wanted_run, &row, &column))
    return;

  g_clear_pointer (&self->wanted_run, g_free);
  run_activated_cb (self, row, column);
  if (self->wanted_words != NULL && *self->wanted_words != '\0')
    proctor_run_page_search (PROCTOR_RUN_PAGE (adw_navigation_view_get_visible_page (self->nav)), self->wanted_words);
}

static void
update (ProctorInvocationPage *self)
{
  g_autofree char *title = self->watcher != NULL ? dup_title (self) : g_strdup ("");

  adw_window_title_set_title (self->title, title);
  adw_navigation_page_set_title (adw_navigation_view_find_page (self->nav, "matrix"), *title != '\0' ? title : _ ("Runs"));
  update_stack (self);
  proctor_invocation_page_update_actions (self);
  open_wanted (self);
}

static void
proctor_invocation_page_dispose (GObject *object)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->watcher_signals);
  g_clear_object (&self->reviews);
  g_clear_object (&self->until_failure_signals);
  g_clear_object (&self->watcher);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_INVOCATION_PAGE);

  G_OBJECT_CLASS (proctor_invocation_page_parent_class)->dispose (object);
}

static void
proctor_invocation_page_finalize (GObject *object)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (object);

  g_clear_object (&self->cancellable);
  g_free (self->wanted_run);
  g_free (self->wanted_words);

  G_OBJECT_CLASS (proctor_invocation_page_parent_class)->finalize (object);
}

static void
set_alone (ProctorInvocationPage *self,
           gboolean alone)
{
  if (self->alone == alone)
    return;

  self->alone = alone;
  /* Beside the list, the list's own button leads back. */
  adw_header_bar_set_show_back_button (ADW_HEADER_BAR (self->header), alone);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ALONE]);
}

static void
proctor_invocation_page_get_property (GObject *object,
                                      guint property_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (object);

  switch ((ProctorInvocationPageProperty) property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_ALONE:
      g_value_set_boolean (value, self->alone);
      break;
    }
}

static void
proctor_invocation_page_set_property (GObject *object,
                                      guint property_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (object);

  switch ((ProctorInvocationPageProperty) property_id)
    {
    case PROP_SESSION:
      proctor_invocation_page_set_session (self, g_value_get_object (value));
      break;
    case PROP_ALONE:
      set_alone (self, g_value_get_boolean (value));
      break;
    }
}

static void
proctor_invocation_page_class_init (ProctorInvocationPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_invocation_page_dispose;
  object_class->finalize = proctor_invocation_page_finalize;
  object_class->get_property = proctor_invocation_page_get_property;
  object_class->set_property = proctor_invocation_page_set_property;

  /**
   * ProctorInvocationPage:session:
   *
   * The workspace.
   */
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, PROCTOR_TYPE_SESSION, flags);

  /**
   * ProctorInvocationPage:alone:
   *
   * Whether the list is not beside it.
   */
  properties[PROP_ALONE] = g_param_spec_boolean ("alone", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (PROCTOR_TYPE_AGREEMENT_BUTTON);
  g_type_ensure (PROCTOR_TYPE_GROUPS_VIEW);
  g_type_ensure (PROCTOR_TYPE_INVOCATION_HEADER);
  g_type_ensure (PROCTOR_TYPE_MATRIX_VIEW);
  g_type_ensure (PROCTOR_TYPE_UNTIL_FAILURE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-invocation-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, nav);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, header);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, title);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, rerun_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, head);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, agreement_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, views);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, matrix_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, groups_view);
  gtk_widget_class_bind_template_callback (widget_class, run_activated_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "selection_changed_cb", G_CALLBACK (proctor_invocation_page_update_actions));
  proctor_invocation_page_install_actions (widget_class);
}

static void
proctor_invocation_page_init (ProctorInvocationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  adw_header_bar_set_show_back_button (ADW_HEADER_BAR (self->header), FALSE);
  self->watcher_signals = g_signal_group_new (PROCTOR_TYPE_WATCHER);
  g_signal_group_connect_swapped (self->watcher_signals, "changed", G_CALLBACK (update), self);
  self->until_failure_signals = g_signal_group_new (PROCTOR_TYPE_UNTIL_FAILURE);
  g_signal_group_connect_swapped (self->until_failure_signals, "changed", G_CALLBACK (proctor_invocation_page_update_actions), self);
  update (self);
}

/**
 * proctor_invocation_page_new:
 *
 * Returns: (transfer floating): a page on which nothing is shown
 */
GtkWidget *
proctor_invocation_page_new (void)
{
  return g_object_new (PROCTOR_TYPE_INVOCATION_PAGE, NULL);
}

/**
 * proctor_invocation_page_set_session:
 * @self: a page
 * @session: (nullable): the workspace
 */
void
proctor_invocation_page_set_session (ProctorInvocationPage *self,
                                     ProctorSession *session)
{
  g_return_if_fail (PROCTOR_IS_INVOCATION_PAGE (self));

  if (!g_set_object (&self->session, session))
    return;

  proctor_invocation_page_show (self, NULL);
  g_signal_group_set_target (self->until_failure_signals, session != NULL ? proctor_session_get_until_failure (session) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
follow_reviews (ProctorInvocationPage *self)
{
  ProctorHistory *history = self->session != NULL ? proctor_session_get_history (self->session) : NULL;

  g_clear_object (&self->reviews);
  if (history != NULL && self->watcher != NULL)
    self->reviews = proctor_reviews_new (history, proctor_workspace_get_id (proctor_session_get_workspace (self->session)), proctor_watcher_get_id (self->watcher));
  proctor_matrix_view_set_reviews (self->matrix_view, self->reviews);
  proctor_groups_view_set_reviews (self->groups_view, self->reviews);
  proctor_agreement_button_set_reviews (self->agreement_button, self->reviews);
}

/**
 * proctor_invocation_page_show:
 * @self: a page
 * @invocation_id: (nullable): what to show
 *
 * Shows an invocation, and what becomes of it.
 */
void
proctor_invocation_page_show (ProctorInvocationPage *self,
                              const char *invocation_id)
{
  ProctorHistoryFeed *feed;
  g_autoptr (ProctorWatcher) watcher = NULL;

  g_return_if_fail (PROCTOR_IS_INVOCATION_PAGE (self));

  feed = self->session != NULL ? proctor_session_get_history_feed (self->session) : NULL;
  watcher = feed != NULL && invocation_id != NULL ? proctor_history_feed_watch (feed, invocation_id) : NULL;
  if (!g_set_object (&self->watcher, watcher))
    return;

  g_clear_pointer (&self->wanted_run, g_free);
  adw_navigation_view_pop_to_tag (self->nav, "matrix");
  adw_view_stack_set_visible_child_name (self->views, "tests");
  g_signal_group_set_target (self->watcher_signals, watcher);
  proctor_invocation_header_set_watcher (self->head, watcher, self->session != NULL ? proctor_session_get_agent_names (self->session) : NULL);
  proctor_matrix_view_set_matrix (self->matrix_view, watcher != NULL ? proctor_watcher_get_matrix (watcher) : NULL, self->session != NULL ? proctor_session_get_library (self->session) : NULL);
  proctor_groups_view_set_watcher (self->groups_view, watcher);
  follow_reviews (self);
  update (self);
}

/**
 * proctor_invocation_page_show_run:
 * @self: a page that shows an invocation
 * @run_id: one of its runs
 * @words: (nullable): what to look for in it
 *
 * Opens the run, as soon as it is known.
 */
void
proctor_invocation_page_show_run (ProctorInvocationPage *self,
                                  const char *run_id,
                                  const char *words)
{
  g_return_if_fail (PROCTOR_IS_INVOCATION_PAGE (self));
  g_return_if_fail (run_id != NULL);

  g_set_str (&self->wanted_run, run_id);
  g_set_str (&self->wanted_words, words);
  open_wanted (self);
}

/**
 * proctor_invocation_page_get_watcher:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what is shown
 */
ProctorWatcher *
proctor_invocation_page_get_watcher (ProctorInvocationPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_INVOCATION_PAGE (self), NULL);

  return self->watcher;
}

/**
 * proctor_invocation_page_review:
 * @self: a page with a session
 * @invocation_id: (nullable): an invocation, or %NULL for all
 *
 * Goes through the failures that nobody has decided on.
 */
void
proctor_invocation_page_review (ProctorInvocationPage *self,
                                const char *invocation_id)
{
  g_return_if_fail (PROCTOR_IS_INVOCATION_PAGE (self));

  if (self->session != NULL && proctor_session_get_history (self->session) != NULL)
    push_run (self, proctor_run_page_new_for_failures (self->session, invocation_id));
}
