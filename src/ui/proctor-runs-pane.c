/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-runs-pane.h"

#include "proctor-health-banner.h"
#include "proctor-invocation-row.h"
#include "proctor-paged-view.h"

#include <glib/gi18n.h>

/**
 * ProctorRunsPane:
 *
 * What was run in a workspace, newest first. While runs are pending the history is fed anyway, and the
 * list hears what was found out for it.
 */
struct _ProctorRunsPane
{
  AdwBin parent_instance;

  /* Template children */
  ProctorPagedView *view;

  /* Owned */
  ProctorSession *session;
  ProctorPagedList *list;
  GSignalGroup *session_signals;
  GSignalGroup *feed_signals;
};

G_DEFINE_FINAL_TYPE (ProctorRunsPane, proctor_runs_pane, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
} ProctorRunsPaneProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static const ProctorPagedViewWords words = {
  "proctor-runs-symbolic",
  N_ ("Runs"),
  N_ ("Loading Runs"),
  N_ ("No Runs"),
  N_ ("Choose tests and run them: how they went is listed here."),
  N_ ("Runs Can't Be Shown"),
  N_ ("Some runs can't be shown."),
};

static void
listed_cb (ProctorRunsPane *self,
           GListModel *newest)
{
  if (self->list != NULL)
    proctor_paged_list_hear (self->list, newest);
}

static void
show_record (GtkWidget *row,
             gpointer record)
{
  proctor_invocation_row_set_record (PROCTOR_INVOCATION_ROW (row), record);
}

static void
proctor_runs_pane_dispose (GObject *object)
{
  ProctorRunsPane *self = PROCTOR_RUNS_PANE (object);

  g_clear_object (&self->feed_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_RUNS_PANE);

  G_OBJECT_CLASS (proctor_runs_pane_parent_class)->dispose (object);
}

static void
proctor_runs_pane_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  switch ((ProctorRunsPaneProperty) property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, PROCTOR_RUNS_PANE (object)->session);
      break;
    }
}

static void
proctor_runs_pane_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  switch ((ProctorRunsPaneProperty) property_id)
    {
    case PROP_SESSION:
      proctor_runs_pane_set_session (PROCTOR_RUNS_PANE (object), g_value_get_object (value));
      break;
    }
}

static void
proctor_runs_pane_class_init (ProctorRunsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_runs_pane_dispose;
  object_class->get_property = proctor_runs_pane_get_property;
  object_class->set_property = proctor_runs_pane_set_property;

  /**
   * ProctorRunsPane:session:
   *
   * The workspace that is shown.
   */
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, PROCTOR_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (PROCTOR_TYPE_HEALTH_BANNER);
  g_type_ensure (PROCTOR_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-runs-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorRunsPane, view);
}

static void
proctor_runs_pane_init (ProctorRunsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_paged_view_set_up (self->view, &words, proctor_invocation_row_new, show_record);
  self->session_signals = g_signal_group_new (PROCTOR_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "refreshing", G_CALLBACK (proctor_paged_view_refresh), self->view);
  self->feed_signals = g_signal_group_new (PROCTOR_TYPE_HISTORY_FEED);
  g_signal_group_connect_swapped (self->feed_signals, "listed", G_CALLBACK (listed_cb), self);
}

/**
 * proctor_runs_pane_new:
 *
 * Returns: (transfer floating): a pane without a workspace
 */
GtkWidget *
proctor_runs_pane_new (void)
{
  return g_object_new (PROCTOR_TYPE_RUNS_PANE, NULL);
}

/**
 * proctor_runs_pane_set_session:
 * @self: a pane
 * @session: (nullable): the workspace to show
 */
void
proctor_runs_pane_set_session (ProctorRunsPane *self,
                               ProctorSession *session)
{
  g_return_if_fail (PROCTOR_IS_RUNS_PANE (self));

  if (!g_set_object (&self->session, session))
    return;

  g_clear_object (&self->list);
  if (session != NULL)
    self->list = proctor_paged_list_new_invocations (session);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->feed_signals, session != NULL ? proctor_session_get_history_feed (session) : NULL);
  proctor_paged_view_set_list (self->view, self->list);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}
