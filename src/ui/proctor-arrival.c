/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-arrival.h"

#include <glib/gi18n.h>

#include "proctor-invocation-page.h"
#include "proctor-invocation-summary.h"
#include "proctor-link.h"
#include "proctor-paged-list.h"
#include "proctor-toasts.h"

/* On the window: what it was asked for last. */
#define ARRIVAL "proctor-arrival"

/**
 * ProctorArrival:
 *
 * What a window was asked for from outside, by a link or by the desktop's menu, for as long as the answer to it
 * isn't known. The next thing that is asked for takes its place. Nothing is run by it: who wants to run what was
 * run last is asked first, as in the window.
 */
struct _ProctorArrival
{
  GObject parent_instance;

  /* Owned */
  ProctorLibrary *library;
  ProctorPagedList *list;
  ProctorWatcher *watcher;
  char *test_id;

  /* Borrowed: it owns this */
  GtkWidget *window;
};

G_DEFINE_FINAL_TYPE (ProctorArrival, proctor_arrival, G_TYPE_OBJECT)

static void
proctor_arrival_dispose (GObject *object)
{
  ProctorArrival *self = PROCTOR_ARRIVAL (object);

  g_clear_object (&self->library);
  g_clear_object (&self->list);
  g_clear_object (&self->watcher);
  g_clear_pointer (&self->test_id, g_free);

  G_OBJECT_CLASS (proctor_arrival_parent_class)->dispose (object);
}

static void
proctor_arrival_class_init (ProctorArrivalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = proctor_arrival_dispose;
}

static void
proctor_arrival_init (ProctorArrival *self)
{
}

/* The end of it; @message says why nothing came of it. May be called while its own signal handlers run, who hold it. */
static void
end (ProctorArrival *self,
     const char *message)
{
  GtkWidget *window = self->window;

  g_object_set_data (G_OBJECT (window), ARRIVAL, NULL);
  if (message != NULL)
    proctor_toasts_say (window, message);
}

static ProctorArrival *
begin (ProctorWindow *window)
{
  ProctorArrival *self = g_object_new (PROCTOR_TYPE_ARRIVAL, NULL);

  self->window = GTK_WIDGET (window);
  g_object_set_data_full (G_OBJECT (window), ARRIVAL, self, g_object_unref);

  return self;
}

static GtkWidget *
get_pane (GtkWidget *window,
          const char *stack,
          ProctorPlace place)
{
  return gtk_stack_get_child_by_name (GTK_STACK (gtk_widget_get_template_child (window, PROCTOR_TYPE_WINDOW, stack)), proctor_place_get_nick (place));
}

static gboolean
shows_workspace (ProctorWindow *window)
{
  if (proctor_window_get_session (window) != NULL)
    {
      proctor_window_set_session (window, proctor_window_get_session (window));
      return TRUE;
    }

  proctor_toasts_say (GTK_WIDGET (window), _ ("Choose a workspace first"));

  return FALSE;
}

/* The list shows it as soon as it is there; this only tells when it never will be. */
static void
library_changed_cb (ProctorArrival *self)
{
  g_autoptr (ProctorArrival) held = g_object_ref (self);

  if (proctor_library_find (self->library, self->test_id) != NULL)
    end (self, NULL);
  else if (proctor_library_is_complete (self->library) && !proctor_library_is_loading (self->library))
    end (self, _ ("There is no such test in this workspace"));
}

static void
show_test (ProctorWindow *window,
           const char *test_id)
{
  ProctorArrival *self = begin (window);

  gtk_widget_activate_action (self->window, "win.show-test", "(ss)", test_id, "");
  self->test_id = g_strdup (test_id);
  self->library = g_object_ref (proctor_session_get_library (proctor_window_get_session (window)));
  g_signal_connect_object (self->library, "notify", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  proctor_library_want_all (self->library);
  library_changed_cb (self);
}

/* The workspace that a link names has to be one that is known; otherwise it is the one that is shown. */
static gboolean
go_to_workspace (ProctorWindow *window,
                 const char *workspace_id)
{
  ProctorDesk *desk = proctor_window_get_desk (window);
  ProctorWorkspace *workspace;

  if (workspace_id == NULL)
    return shows_workspace (window);

  workspace = desk != NULL ? proctor_workspaces_find (proctor_desk_get_workspaces (desk), workspace_id) : NULL;
  if (workspace == NULL)
    {
      proctor_toasts_say (GTK_WIDGET (window), _ ("The link leads to a workspace that isn’t here"));
      return FALSE;
    }

  proctor_window_open_workspace (window, workspace);

  return TRUE;
}

/**
 * proctor_arrival_follow_link:
 * @window: a window
 * @text: what is said to be a link to a test or a run
 *
 * Shows where it leads, or says why not.
 */
void
proctor_arrival_follow_link (ProctorWindow *window,
                             const char *text)
{
  g_autoptr (ProctorLink) link = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PROCTOR_IS_WINDOW (window));
  g_return_if_fail (text != NULL);

  link = proctor_link_parse (text, &error);
  if (link == NULL)
    {
      proctor_toasts_say (GTK_WIDGET (window), error->message);
      return;
    }
  if (!go_to_workspace (window, proctor_link_get_workspace_id (link)))
    return;

  switch (proctor_link_get_kind (link))
    {
    case PROCTOR_LINK_TEST:
      show_test (window, proctor_link_get_id (link));
      break;
    case PROCTOR_LINK_RUN:
      gtk_widget_activate_action (GTK_WIDGET (window), "win.show-run", "(sss)", proctor_link_get_id (link), proctor_link_get_run_id (link) != NULL ? proctor_link_get_run_id (link) : "", "");
      break;
    }
}

/**
 * proctor_arrival_begin_test:
 * @window: a window
 *
 * Asks what kind of test is wanted, as the list's own button does.
 */
void
proctor_arrival_begin_test (ProctorWindow *window)
{
  g_return_if_fail (PROCTOR_IS_WINDOW (window));

  if (!shows_workspace (window))
    return;

  proctor_window_show_place (window, PROCTOR_PLACE_TESTS);
  gtk_widget_activate_action (get_pane (GTK_WIDGET (window), "list_stack", PROCTOR_PLACE_TESTS), "tests.new", NULL);
}

static gboolean
has_ended_runs (ProctorWatcher *watcher)
{
  ProctorMatrix *matrix = proctor_watcher_get_matrix (watcher);

  return proctor_matrix_get_n_runs (matrix) > proctor_matrix_get_sums (matrix)->counts[PROCTOR_OUTCOME_PENDING];
}

static void
watcher_changed_cb (ProctorArrival *self)
{
  g_autoptr (ProctorArrival) held = g_object_ref (self);
  GtkWidget *page = get_pane (self->window, "detail_stack", PROCTOR_PLACE_RUNS);

  /* Somebody has gone on to something else in the meantime, or what there is to say is said there. */
  if (proctor_invocation_page_get_watcher (PROCTOR_INVOCATION_PAGE (page)) != self->watcher || proctor_watcher_get_state (self->watcher) == PROCTOR_WATCHER_GONE)
    {
      end (self, NULL);
    }
  else if (proctor_watcher_get_head (self->watcher) != NULL)
    {
      gboolean has_ended = has_ended_runs (self->watcher);

      end (self, has_ended ? NULL : _ ("The last run is still going on"));
      if (has_ended)
        gtk_widget_activate_action (page, "invocation.rerun-all", NULL);
    }
}

static void
show_last (ProctorArrival *self)
{
  g_autoptr (ProctorRecord) last = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  GtkWidget *page;

  g_clear_object (&self->list);
  proctor_window_show_invocation (PROCTOR_WINDOW (self->window), proctor_record_get_identity (last));
  page = get_pane (self->window, "detail_stack", PROCTOR_PLACE_RUNS);
  if (!g_set_object (&self->watcher, proctor_invocation_page_get_watcher (PROCTOR_INVOCATION_PAGE (page))))
    {
      /* Nothing is followed where no history can be kept. */
      end (self, NULL);
      return;
    }
  g_signal_connect_object (self->watcher, "changed", G_CALLBACK (watcher_changed_cb), self, G_CONNECT_SWAPPED);
  watcher_changed_cb (self);
}

static void
list_changed_cb (ProctorArrival *self)
{
  g_autoptr (ProctorArrival) held = g_object_ref (self);

  if (self->list == NULL)
    return;

  switch (proctor_paged_list_get_state (self->list))
    {
    case PROCTOR_PAGED_LIST_LOADING:
      break;
    case PROCTOR_PAGED_LIST_EMPTY:
      end (self, _ ("Nothing has been run in this workspace yet"));
      break;
    case PROCTOR_PAGED_LIST_ERROR:
      proctor_toasts_say_error (self->window, proctor_paged_list_get_error (self->list));
      end (self, NULL);
      break;
    case PROCTOR_PAGED_LIST_CONTENT:
      show_last (self);
      break;
    }
}

/**
 * proctor_arrival_rerun_last:
 * @window: a window
 *
 * Shows what was run last, and asks whether to run it again.
 */
void
proctor_arrival_rerun_last (ProctorWindow *window)
{
  ProctorArrival *self;

  g_return_if_fail (PROCTOR_IS_WINDOW (window));

  if (!shows_workspace (window))
    return;

  proctor_window_show_place (window, PROCTOR_PLACE_RUNS);
  self = begin (window);
  self->list = proctor_paged_list_new_invocations (proctor_window_get_session (window));
  g_signal_connect_object (self->list, "notify::state", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
  proctor_paged_list_refresh (self->list);
  list_changed_cb (self);
}
