/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-runs-pane.h"

#include "proctor-health-banner.h"
#include "proctor-invocation-row.h"
#include "proctor-invocation-summary.h"
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
  char *invocation_id; /* what is shown beside it */
  GSignalGroup *session_signals;
  GSignalGroup *feed_signals;
};

G_DEFINE_FINAL_TYPE (ProctorRunsPane, proctor_runs_pane, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_INVOCATION_ID,
} ProctorRunsPaneProperty;

static GParamSpec *properties[PROP_INVOCATION_ID + 1];

enum
{
  SIGNAL_ITEM_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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
set_invocation_id (ProctorRunsPane *self,
                   const char *invocation_id)
{
  if (g_set_str (&self->invocation_id, invocation_id))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INVOCATION_ID]);
}

static void
record_selected_cb (ProctorRunsPane *self,
                    ProctorRecord *record)
{
  if (PROCTOR_IS_INVOCATION_SUMMARY (record))
    set_invocation_id (self, proctor_record_get_identity (record));
}

static void
record_activated_cb (ProctorRunsPane *self,
                     ProctorRecord *record)
{
  if (!PROCTOR_IS_INVOCATION_SUMMARY (record))
    return;

  proctor_runs_pane_show_invocation (self, proctor_record_get_identity (record));
  g_signal_emit (self, signals[SIGNAL_ITEM_ACTIVATED], 0);
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
proctor_runs_pane_finalize (GObject *object)
{
  g_free (PROCTOR_RUNS_PANE (object)->invocation_id);

  G_OBJECT_CLASS (proctor_runs_pane_parent_class)->finalize (object);
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
    case PROP_INVOCATION_ID:
      g_value_set_string (value, PROCTOR_RUNS_PANE (object)->invocation_id);
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
    case PROP_INVOCATION_ID:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
proctor_runs_pane_class_init (ProctorRunsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_runs_pane_dispose;
  object_class->finalize = proctor_runs_pane_finalize;
  object_class->get_property = proctor_runs_pane_get_property;
  object_class->set_property = proctor_runs_pane_set_property;

  /**
   * ProctorRunsPane:session:
   *
   * The workspace that is shown.
   */
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, PROCTOR_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * ProctorRunsPane:invocation-id:
   *
   * What is chosen in the list, to be shown beside it.
   */
  properties[PROP_INVOCATION_ID] = g_param_spec_string ("invocation-id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorRunsPane::item-activated:
   * @self: a pane
   *
   * Somebody wants to see more of what is chosen.
   */
  signals[SIGNAL_ITEM_ACTIVATED] = g_signal_new ("item-activated", PROCTOR_TYPE_RUNS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PROCTOR_TYPE_HEALTH_BANNER);
  g_type_ensure (PROCTOR_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-runs-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorRunsPane, view);
  gtk_widget_class_bind_template_callback (widget_class, record_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_selected_cb);
}

static void
proctor_runs_pane_init (ProctorRunsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_paged_view_set_up (self->view, &words, proctor_invocation_row_new, show_record);
  proctor_paged_view_set_selectable (self->view, TRUE);
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
  proctor_paged_view_select (self->view, NULL);
  set_invocation_id (self, NULL);
  proctor_paged_view_set_list (self->view, self->list);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * proctor_runs_pane_get_invocation_id:
 * @self: a pane
 *
 * Returns: (nullable): what is chosen in the list
 */
const char *
proctor_runs_pane_get_invocation_id (ProctorRunsPane *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUNS_PANE (self), NULL);

  return self->invocation_id;
}

/**
 * proctor_runs_pane_show_invocation:
 * @self: a pane
 * @invocation_id: what to choose
 *
 * Chooses it, also where the list doesn't have it.
 */
void
proctor_runs_pane_show_invocation (ProctorRunsPane *self,
                                   const char *invocation_id)
{
  g_return_if_fail (PROCTOR_IS_RUNS_PANE (self));

  proctor_paged_view_select (self->view, invocation_id);
  set_invocation_id (self, invocation_id);
}
