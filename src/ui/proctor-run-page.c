/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-page.h"

#include "proctor-error-text.h"
#include "proctor-history-reviews.h"
#include "proctor-repeats-dialog.h"
#include "proctor-run-view.h"
#include "proctor-toasts.h"

#include <glib/gi18n.h>

/**
 * ProctorRunPage:
 *
 * One run after the other, with the keyboard alone where somebody likes that. It goes through a #ProctorRunQueue: all
 * runs of an invocation, or the failures that are to be decided on. What comes next is read ahead.
 */
struct _ProctorRunPage
{
  AdwNavigationPage parent_instance;

  /* Template children */
  AdwWindowTitle *heading;
  GtkProgressBar *progress;
  GtkStack *stack;
  AdwStatusPage *error_page;
  AdwBin *bin;
  AdwStatusPage *done_page;
  GtkWidget *done_button;

  /* Owned */
  ProctorSession *session;
  ProctorRunQueue *queue;
  GtkWidget *ahead; /* (nullable): the view of the next run */
  GCancellable *cancellable;

  /* Borrowed: a child */
  ProctorRunView *view;

  guint position;
  guint ahead_position;
};

G_DEFINE_FINAL_TYPE (ProctorRunPage, proctor_run_page, ADW_TYPE_NAVIGATION_PAGE)

static ProctorVerdictPanel *
get_panel (ProctorRunPage *self)
{
  return self->view != NULL ? proctor_run_view_get_panel (self->view) : NULL;
}

static ProctorVerdictReview *
get_review (ProctorRunPage *self)
{
  return self->view != NULL ? proctor_verdict_panel_get_review (get_panel (self)) : NULL;
}

static GtkWidget *
create_view (ProctorRunPage *self,
             guint position)
{
  const ProctorQueuedRun *run = proctor_run_queue_get_run (self->queue, position);
  g_autoptr (ProctorWatcher) watcher = proctor_history_feed_watch (proctor_session_get_history_feed (self->session), run->invocation_id);
  g_autoptr (ProctorRunRow) row = NULL;
  ProctorMatrixRow *found;
  guint column;

  if (run->run_id != NULL && proctor_matrix_find (proctor_watcher_get_matrix (watcher), run->run_id, &found, &column))
    return proctor_run_view_new (self->session, watcher, proctor_matrix_row_get_cell (found, column)->run);

  if (run->run != NULL)
    return proctor_run_view_new (self->session, watcher, run->run);

  /* Its invocation is still being read. */
  row = proctor_run_row_new ();
  proctor_run_row_set_test_run_id (row, run->run_id);

  return proctor_run_view_new (self->session, watcher, row);
}

static void
show_progress (ProctorRunPage *self)
{
  guint n_runs = proctor_run_queue_get_n_runs (self->queue);
  const ProctorQueuedRun *run = proctor_run_queue_get_run (self->queue, self->position);
  gboolean is_triage = proctor_run_queue_is_triage (self->queue);
  g_autofree char *subtitle = NULL;

  if (is_triage)
    /* Translators: which of several, as in “3 of 10”. */
    subtitle = g_strdup_printf (_ ("%u of %u"), self->position + 1, n_runs);
  else if (run->repetition > 0)
    /* Translators: the how-manieth repeat of a test. */
    subtitle = g_strdup_printf (_ ("Repeat %u"), run->repetition);
  adw_window_title_set_title (self->heading, run->test_name != NULL && *run->test_name != '\0' ? run->test_name : _ ("Run"));
  adw_window_title_set_subtitle (self->heading, subtitle != NULL ? subtitle : "");
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), adw_window_title_get_title (self->heading));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), is_triage);
  gtk_progress_bar_set_fraction (self->progress, (double) proctor_run_queue_get_n_decided (self->queue) / n_runs);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.previous", self->position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.next", self->position + 1 < n_runs);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.compare", run->run_id != NULL);
}

static void
reviewed_cb (ProctorRunPage *self)
{
  if (self->view == NULL || get_review (self) == NULL)
    return;

  proctor_run_queue_set_decided (self->queue, self->position, proctor_verdict_review_get_opinion (get_review (self)) != PROCTOR_OPINION_NONE);
  show_progress (self);
}

/* The one after this, or where that was decided on already, the next that wasn't. */
static void
read_ahead (ProctorRunPage *self)
{
  guint next = proctor_run_queue_is_triage (self->queue) ? proctor_run_queue_find_next (self->queue, self->position) : self->position + 1;

  if (self->ahead != NULL && self->ahead_position == next)
    return;

  g_clear_object (&self->ahead);
  if (next >= proctor_run_queue_get_n_runs (self->queue))
    return;

  self->ahead = g_object_ref_sink (create_view (self, next));
  self->ahead_position = next;
}

/* So that keys arrive, and lists scroll. */
static void
take_focus (ProctorRunPage *self)
{
  if (!gtk_widget_grab_focus (GTK_WIDGET (self->bin)))
    gtk_widget_child_focus (GTK_WIDGET (self->bin), GTK_DIR_TAB_FORWARD);
}

static void
show_position (ProctorRunPage *self,
               guint position)
{
  g_autoptr (GtkWidget) view = NULL;

  if (self->view != NULL)
    {
      proctor_verdict_review_keep (get_review (self));
      g_signal_handlers_disconnect_by_data (get_panel (self), self);
      self->view = NULL;
    }

  if (self->ahead != NULL && self->ahead_position == position)
    view = g_steal_pointer (&self->ahead);
  else
    view = g_object_ref_sink (create_view (self, position));
  self->position = position;
  self->view = PROCTOR_RUN_VIEW (view);
  adw_bin_set_child (self->bin, view);
  g_signal_connect_object (get_panel (self), "reviewed", G_CALLBACK (reviewed_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->stack, "run");
  show_progress (self);
  reviewed_cb (self);
  read_ahead (self);
  take_focus (self);
}

static void
announce (ProctorRunPage *self)
{
  g_autofree char *text = g_strdup_printf ("%s, %s", adw_window_title_get_title (self->heading), adw_window_title_get_subtitle (self->heading));

  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
go_to (ProctorRunPage *self,
       guint position)
{
  show_position (self, position);
  announce (self);
}

static void
move_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  ProctorRunPage *self = PROCTOR_RUN_PAGE (widget);
  guint n_runs = self->queue != NULL ? proctor_run_queue_get_n_runs (self->queue) : 0;

  if (self->view == NULL)
    return;

  if (g_str_equal (action_name, "run.previous") && self->position > 0)
    go_to (self, self->position - 1);
  else if (g_str_equal (action_name, "run.next") && self->position + 1 < n_runs)
    go_to (self, self->position + 1);
}

static void
show_done (ProctorRunPage *self,
           guint n_runs)
{
  g_autofree char *text = n_runs > 0 ? g_strdup_printf (ngettext ("You have decided on %u failure.", "You have decided on %u failures.", n_runs), n_runs) : NULL;

  if (self->view != NULL)
    {
      proctor_verdict_review_keep (get_review (self));
      g_signal_handlers_disconnect_by_data (get_panel (self), self);
      self->view = NULL;
      adw_bin_set_child (self->bin, NULL);
    }
  adw_window_title_set_title (self->heading, _ ("Review Failures"));
  adw_window_title_set_subtitle (self->heading, "");
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.previous", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.next", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.compare", FALSE);
  adw_status_page_set_title (self->done_page, n_runs > 0 ? _ ("All Failures Reviewed") : _ ("No Failures to Review"));
  adw_status_page_set_description (self->done_page, text != NULL ? text : _ ("There is none that nobody has decided on."));
  gtk_stack_set_visible_child_name (self->stack, "done");
  gtk_widget_grab_focus (self->done_button);
}

static void
next_failed_action (GtkWidget *widget,
                    const char *action_name,
                    GVariant *parameter)
{
  ProctorRunPage *self = PROCTOR_RUN_PAGE (widget);
  guint next;

  if (self->view == NULL)
    return;

  next = proctor_run_queue_find_next (self->queue, self->position);
  if (next != PROCTOR_RUN_QUEUE_NONE)
    go_to (self, next);
  else
    proctor_toasts_say (widget, _ ("There is no other failure to decide on"));
}

/* Whoever has not decided is told, not taken for content. */
static void
decide_next_action (GtkWidget *widget,
                    const char *action_name,
                    GVariant *parameter)
{
  ProctorRunPage *self = PROCTOR_RUN_PAGE (widget);
  guint next;

  if (self->view == NULL)
    return;
  if (proctor_verdict_review_get_opinion (get_review (self)) == PROCTOR_OPINION_NONE)
    {
      proctor_toasts_say (widget, _ ("Agree (A) or disagree (D) first"));
      return;
    }

  reviewed_cb (self);
  next = proctor_run_queue_find_next (self->queue, self->position);
  if (next != PROCTOR_RUN_QUEUE_NONE)
    go_to (self, next);
  else if (proctor_run_queue_is_triage (self->queue))
    show_done (self, proctor_run_queue_get_n_runs (self->queue));
  else if (self->position + 1 < proctor_run_queue_get_n_runs (self->queue))
    go_to (self, self->position + 1);
}

/* A run that can't be read has nothing to be compared. */
static void
compare_action (GtkWidget *widget,
                const char *action_name,
                GVariant *parameter)
{
  ProctorRunPage *self = PROCTOR_RUN_PAGE (widget);
  const ProctorQueuedRun *run = self->view != NULL ? proctor_run_queue_get_run (self->queue, self->position) : NULL;
  g_autoptr (ProctorWatcher) watcher = NULL;

  if (run == NULL || run->run_id == NULL)
    return;

  watcher = proctor_history_feed_watch (proctor_session_get_history_feed (self->session), run->invocation_id);
  adw_dialog_present (proctor_repeats_dialog_new (self->session, watcher, run->run_id, NULL), widget);
}

/* Letters act only while no text has the focus, and no list is open. */
static gboolean
is_writing (ProctorRunPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL)
    return FALSE;

  return GTK_IS_EDITABLE (focus) || (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus))) || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

/* Where the verdict is folded away, nobody would see what a key has done. */
static void
decide (ProctorRunPage *self,
        ProctorOpinion opinion)
{
  proctor_verdict_review_decide (get_review (self), opinion);
  if (!gtk_widget_get_mapped (GTK_WIDGET (get_panel (self))))
    proctor_toasts_say (GTK_WIDGET (self), opinion == PROCTOR_OPINION_AGREE ? _ ("You agree with the judge") : _ ("You disagree with the judge"));
}

static gboolean
press_letter (ProctorRunPage *self,
              guint keyval)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    return proctor_verdict_panel_jump (get_panel (self), keyval - GDK_KEY_1);

  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_a:
      decide (self, PROCTOR_OPINION_AGREE);
      return TRUE;
    case GDK_KEY_d:
      decide (self, PROCTOR_OPINION_DISAGREE);
      return TRUE;
    case GDK_KEY_m:
      proctor_run_view_show_verdict (self->view);
      proctor_verdict_review_write_note (get_review (self));
      return TRUE;
    case GDK_KEY_j:
      gtk_widget_activate_action (widget, "run.next", NULL);
      return TRUE;
    case GDK_KEY_k:
      gtk_widget_activate_action (widget, "run.previous", NULL);
      return TRUE;
    case GDK_KEY_c:
      gtk_widget_activate_action (widget, "run.compare", NULL);
      return TRUE;
    case GDK_KEY_n:
      gtk_widget_activate_action (widget, "run.next-failed", NULL);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (ProctorRunPage *self,
                guint keyval,
                guint keycode,
                GdkModifierType state)
{
  GdkModifierType modifiers = state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);

  if (self->view == NULL || modifiers != 0 || is_writing (self))
    return GDK_EVENT_PROPAGATE;

  return press_letter (self, keyval);
}

/* These come before the note that is being written. */
static gboolean
key_captured_cb (ProctorRunPage *self,
                 guint keyval,
                 guint keycode,
                 GdkModifierType state)
{
  if (self->view == NULL)
    return GDK_EVENT_PROPAGATE;
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && (state & GDK_CONTROL_MASK) != 0)
    return gtk_widget_activate_action (GTK_WIDGET (self), "run.decide-next", NULL);
  if (keyval == GDK_KEY_Escape && is_writing (self) && gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))), GTK_WIDGET (get_review (self))))
    {
      take_focus (self);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
loaded_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorRunPage *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorRunQueue) queue = proctor_run_queue_load_finish (PROCTOR_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_RUN_PAGE (user_data);
  if (queue == NULL)
    {
      g_autofree char *text = proctor_error_text_dup (error);
      g_autofree char *markup = g_markup_escape_text (text, -1);

      adw_status_page_set_description (self->error_page, markup);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }

  g_set_object (&self->queue, queue);
  if (proctor_run_queue_get_n_runs (queue) > 0)
    show_position (self, 0);
  else
    show_done (self, 0);
}

static void
proctor_run_page_dispose (GObject *object)
{
  ProctorRunPage *self = PROCTOR_RUN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  self->view = NULL;
  g_clear_object (&self->ahead);
  g_clear_object (&self->queue);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_RUN_PAGE);

  G_OBJECT_CLASS (proctor_run_page_parent_class)->dispose (object);
}

static void
proctor_run_page_finalize (GObject *object)
{
  ProctorRunPage *self = PROCTOR_RUN_PAGE (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (proctor_run_page_parent_class)->finalize (object);
}

static void
proctor_run_page_shown (AdwNavigationPage *page)
{
  ProctorRunPage *self = PROCTOR_RUN_PAGE (page);

  if (ADW_NAVIGATION_PAGE_CLASS (proctor_run_page_parent_class)->shown != NULL)
    ADW_NAVIGATION_PAGE_CLASS (proctor_run_page_parent_class)->shown (page);
  if (self->view != NULL)
    take_focus (self);
}

static void
proctor_run_page_class_init (ProctorRunPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_run_page_dispose;
  object_class->finalize = proctor_run_page_finalize;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = proctor_run_page_shown;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-run-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorRunPage, heading);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunPage, progress);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunPage, bin);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunPage, done_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunPage, done_button);
  gtk_widget_class_install_action (widget_class, "run.previous", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "run.next", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "run.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "run.next-failed", NULL, next_failed_action);
  gtk_widget_class_install_action (widget_class, "run.decide-next", NULL, decide_next_action);
}

static void
add_keys (ProctorRunPage *self,
          GtkPropagationPhase phase,
          GCallback callback)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, phase);
  g_signal_connect_object (keys, "key-pressed", callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
proctor_run_page_init (ProctorRunPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  add_keys (self, GTK_PHASE_BUBBLE, G_CALLBACK (key_pressed_cb));
  add_keys (self, GTK_PHASE_CAPTURE, G_CALLBACK (key_captured_cb));
}

/**
 * proctor_run_page_new:
 * @session: the workspace
 * @queue: what is gone through
 * @position: where to begin
 *
 * Returns: (transfer floating): a page
 */
AdwNavigationPage *
proctor_run_page_new (ProctorSession *session,
                      ProctorRunQueue *queue,
                      guint position)
{
  ProctorRunPage *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (PROCTOR_IS_RUN_QUEUE (queue), NULL);
  g_return_val_if_fail (position < proctor_run_queue_get_n_runs (queue), NULL);

  self = g_object_new (PROCTOR_TYPE_RUN_PAGE, NULL);
  self->session = g_object_ref (session);
  self->queue = g_object_ref (queue);
  show_position (self, position);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * proctor_run_page_new_for_failures:
 * @session: a workspace with a history
 * @invocation_id: (nullable): one of its invocations, or %NULL for all
 *
 * Returns: (transfer floating): a page for the failures that nobody has decided on
 */
AdwNavigationPage *
proctor_run_page_new_for_failures (ProctorSession *session,
                                   const char *invocation_id)
{
  ProctorRunPage *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  self = g_object_new (PROCTOR_TYPE_RUN_PAGE, NULL);
  self->session = g_object_ref (session);
  adw_window_title_set_title (self->heading, _ ("Review Failures"));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("Review Failures"));
  proctor_run_queue_load_async (session, invocation_id, self->cancellable, loaded_cb, self);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * proctor_run_page_get_position:
 * @self: a page
 *
 * Returns: which run is shown, from 0
 */
guint
proctor_run_page_get_position (ProctorRunPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_PAGE (self), 0);

  return self->position;
}

/**
 * proctor_run_page_search:
 * @self: a page
 * @words: what to look for
 *
 * Shows where that was said in the run.
 */
void
proctor_run_page_search (ProctorRunPage *self,
                         const char *words)
{
  g_return_if_fail (PROCTOR_IS_RUN_PAGE (self));
  g_return_if_fail (words != NULL);

  if (self->view != NULL)
    proctor_run_view_search (self->view, words);
}
