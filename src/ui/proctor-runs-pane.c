/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-runs-pane.h"

#include "proctor-health-banner.h"
#include "proctor-invocation-row.h"
#include "proctor-invocation-summary.h"
#include "proctor-paged-view.h"
#include "proctor-past-runs-view.h"
#include "proctor-until-failure-bar.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * ProctorRunsPane:
 *
 * What was run in a workspace, newest first. While runs are pending the history is fed anyway, and the
 * list hears what was found out for it. What the server can't say the history does: which runs are what
 * somebody looks for, how they really ended, and all there is while the server is away.
 */
struct _ProctorRunsPane
{
  AdwBin parent_instance;

  /* Template children */
  GtkStack *stack;
  ProctorPagedView *view;
  ProctorPastRunsView *past_view;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;

  /* Owned */
  ProctorPastRuns *past;
  GtkPopover *menu; /* once it was needed */
  char *menu_id;    /* what it is about */
  char *search;
  char *filter;
  ProctorSession *session;
  ProctorPagedList *list;
  char *invocation_id; /* what is shown beside it */
  GSignalGroup *session_signals;
  GSignalGroup *feed_signals;
  GSignalGroup *list_signals;
};

G_DEFINE_FINAL_TYPE (ProctorRunsPane, proctor_runs_pane, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_INVOCATION_ID,
  PROP_FILTER,
} ProctorRunsPaneProperty;

static GParamSpec *properties[PROP_FILTER + 1];

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
  N_ ("Runs Can’t Be Shown"),
  N_ ("Some runs can’t be shown."),
};

static gboolean
is_narrowed (ProctorRunsPane *self)
{
  return (self->search != NULL && *self->search != '\0') || strcmp (self->filter, "all") != 0;
}

static void
update_stack (ProctorRunsPane *self)
{
  gboolean is_away = self->list != NULL && proctor_paged_list_get_state (self->list) == PROCTOR_PAGED_LIST_ERROR && proctor_past_runs_has_any (self->past);

  gtk_stack_set_visible_child (self->stack, self->session != NULL && (is_narrowed (self) || is_away) ? GTK_WIDGET (self->past_view) : GTK_WIDGET (self->view));
}

/* The view asks only for what is seen; but what is behind the history tells whether the server is back. */
static void
refreshing_cb (ProctorRunsPane *self)
{
  if (self->list != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->past_view)))
    proctor_paged_list_refresh (self->list);
  else
    proctor_paged_view_refresh (self->view);
}

static void
search_changed_cb (ProctorRunsPane *self)
{
  if (!g_set_str (&self->search, gtk_editable_get_text (GTK_EDITABLE (self->search_entry))))
    return;

  proctor_past_runs_search (self->past, self->search);
  update_stack (self);
}

static void
set_filter (ProctorRunsPane *self,
            const char *filter)
{
  const char *const names[] = { "all", "failed", "errors", "running" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_strcmp0 (filter, names[i]) != 0 || !g_set_str (&self->filter, filter))
        continue;
      proctor_past_runs_filter (self->past, (ProctorPastRunsFilter) i);
      update_stack (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
    }
}

static void
remove_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  ProctorRunsPane *self = PROCTOR_RUNS_PANE (widget);

  if (self->menu_id != NULL)
    proctor_past_runs_remove (self->past, self->menu_id);
}

static void
pop_up (ProctorRunsPane *self,
        GtkWidget *row,
        double x,
        double y)
{
  ProctorRecord *record = proctor_invocation_row_get_record (PROCTOR_INVOCATION_ROW (row));
  const char *id = record != NULL ? proctor_record_get_identity (record) : NULL;
  graphene_point_t point;

  if (id == NULL || !gtk_widget_compute_point (row, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;

  if (self->menu == NULL)
    {
      g_autoptr (GMenu) model = g_menu_new ();

      /* Translators: only what this computer knows of a run is removed; the server keeps it. */
      g_menu_append (model, _ ("_Remove From This Computer’s History"), "runs.remove");
      self->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (G_MENU_MODEL (model)));
      gtk_popover_set_has_arrow (self->menu, FALSE);
      gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
    }
  g_set_str (&self->menu_id, id);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "runs.remove", proctor_past_runs_has (self->past, id));
  gtk_widget_set_halign (GTK_WIDGET (self->menu), gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_popover_set_pointing_to (self->menu, &(const GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
  gtk_popover_popup (self->menu);
}

static void
secondary_pressed_cb (GtkGestureClick *gesture,
                      int n_press,
                      double x,
                      double y,
                      ProctorRunsPane *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pop_up (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

/* The keyboard's focus is on what the list puts around a row. */
static void
menu_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (row != NULL && PROCTOR_IS_INVOCATION_ROW (row))
    pop_up (PROCTOR_RUNS_PANE (widget), row, 0, gtk_widget_get_height (row));
}

static gboolean
search_key_cb (GtkWidget *widget,
               GVariant *args,
               gpointer user_data)
{
  ProctorRunsPane *self = PROCTOR_RUNS_PANE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));

  return GDK_EVENT_STOP;
}

static void
row_created_cb (ProctorRunsPane *self,
                GtkWidget *row)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  proctor_invocation_row_follow (PROCTOR_INVOCATION_ROW (row), self->past);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (secondary_pressed_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
}

static void
listed_cb (ProctorRunsPane *self,
           GListModel *newest)
{
  if (self->list != NULL)
    proctor_paged_list_hear (self->list, newest);
}

/* The feed asks for the list first and for the runs then, so what it knows of the list is older than the end. */
static void
ended_cb (ProctorRunsPane *self)
{
  if (self->list != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    proctor_paged_list_refresh (self->list);
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

  g_clear_object (&self->list_signals);
  g_clear_object (&self->feed_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  g_clear_object (&self->past);
  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->menu)));
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_RUNS_PANE);

  G_OBJECT_CLASS (proctor_runs_pane_parent_class)->dispose (object);
}

static void
proctor_runs_pane_finalize (GObject *object)
{
  ProctorRunsPane *self = PROCTOR_RUNS_PANE (object);

  g_free (self->invocation_id);
  g_free (self->menu_id);
  g_free (self->search);
  g_free (self->filter);

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
    case PROP_FILTER:
      g_value_set_string (value, PROCTOR_RUNS_PANE (object)->filter);
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
    case PROP_FILTER:
      set_filter (PROCTOR_RUNS_PANE (object), g_value_get_string (value));
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

  /**
   * ProctorRunsPane:filter:
   *
   * Which runs are shown: "all", "failed", "errors" or "running".
   */
  properties[PROP_FILTER] = g_param_spec_string ("filter", NULL, NULL, "all", G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
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
  g_type_ensure (PROCTOR_TYPE_PAST_RUNS_VIEW);
  g_type_ensure (PROCTOR_TYPE_UNTIL_FAILURE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-runs-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorRunsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunsPane, view);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunsPane, past_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunsPane, search_bar);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunsPane, search_entry);
  gtk_widget_class_bind_template_callback (widget_class, record_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_created_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_install_action (widget_class, "runs.remove", NULL, remove_action);
  gtk_widget_class_install_property_action (widget_class, "runs.filter", "filter");
  gtk_widget_class_install_action (widget_class, "runs.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "runs.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "runs.menu", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, search_key_cb, NULL);
}

static void
proctor_runs_pane_init (ProctorRunsPane *self)
{
  self->filter = g_strdup ("all");
  self->past = proctor_past_runs_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  proctor_past_runs_view_set_up (self->past_view, self->past);
  g_signal_connect_object (self->past, "changed", G_CALLBACK (update_stack), self, G_CONNECT_SWAPPED);
  proctor_paged_view_set_up (self->view, &words, proctor_invocation_row_new, show_record);
  proctor_paged_view_set_selectable (self->view, TRUE);
  self->session_signals = g_signal_group_new (PROCTOR_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "refreshing", G_CALLBACK (refreshing_cb), self);
  self->feed_signals = g_signal_group_new (PROCTOR_TYPE_HISTORY_FEED);
  g_signal_group_connect_swapped (self->feed_signals, "listed", G_CALLBACK (listed_cb), self);
  g_signal_group_connect_swapped (self->feed_signals, "ended", G_CALLBACK (ended_cb), self);
  self->list_signals = g_signal_group_new (PROCTOR_TYPE_PAGED_LIST);
  g_signal_group_connect_swapped (self->list_signals, "notify::state", G_CALLBACK (update_stack), self);
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
  g_signal_group_set_target (self->list_signals, self->list);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  set_filter (self, "all");
  proctor_past_runs_set_session (self->past, session);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->feed_signals, session != NULL ? proctor_session_get_history_feed (session) : NULL);
  proctor_paged_view_select (self->view, NULL);
  set_invocation_id (self, NULL);
  proctor_paged_view_set_list (self->view, self->list);
  update_stack (self);
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
