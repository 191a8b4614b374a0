/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-groups-view.h"

#include "proctor-group-row.h"

#include <glib/gi18n.h>

/**
 * ProctorGroupsView:
 *
 * The runs of an invocation that ended alike, and why. They are put together anew while they are seen.
 */
struct _ProctorGroupsView
{
  AdwBin parent_instance;

  /* Template children */
  GtkLabel *origin_label;
  GtkListView *list_view;

  /* Owned */
  ProctorWatcher *watcher;
  GSignalGroup *matrix_signals;
  ProctorReviews *reviews; /* nullable: there is a history */

  gboolean is_stale;
};

enum
{
  SIGNAL_RUN_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorGroupsView, proctor_groups_view, ADW_TYPE_BIN)

static void
setup_cb (ProctorGroupsView *self,
          GtkListItem *list_item)
{
  GtkWidget *row = proctor_group_row_new ();

  gtk_list_item_set_child (list_item, row);
  g_object_bind_property (row, "label", list_item, "accessible-label", G_BINDING_DEFAULT);
  g_object_bind_property (row, "description", list_item, "accessible-description", G_BINDING_DEFAULT);
}

static void
bind_cb (ProctorGroupsView *self,
         GtkListItem *list_item)
{
  proctor_group_row_set_group (PROCTOR_GROUP_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item), proctor_watcher_get_matrix (self->watcher), self->reviews);
}

static void
unbind_cb (ProctorGroupsView *self,
           GtkListItem *list_item)
{
  proctor_group_row_set_group (PROCTOR_GROUP_ROW (gtk_list_item_get_child (list_item)), NULL, NULL, NULL);
}

static void
make_groups (ProctorGroupsView *self)
{
  g_autoptr (GListModel) groups = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;
  gboolean is_own;

  if (!self->is_stale || self->watcher == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->is_stale = FALSE;
  groups = proctor_run_groups_make (proctor_watcher_get_head (self->watcher), proctor_watcher_get_matrix (self->watcher), &is_own);
  if (g_list_model_get_n_items (groups) == 0)
    gtk_label_set_label (self->origin_label, _ ("No run has ended yet."));
  else
    gtk_label_set_label (self->origin_label, is_own ? _ ("Put together here, by how runs ended and what was given as the reason.") : _ ("As the server has put them together."));
  selection = gtk_no_selection_new (g_steal_pointer (&groups));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}

static void
updated_cb (ProctorGroupsView *self)
{
  self->is_stale = TRUE;
  make_groups (self);
}

static void
activate_cb (ProctorGroupsView *self,
             guint position)
{
  g_autoptr (ProctorRunGroup) group = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list_view)), position);
  ProctorMatrixRow *row;
  guint column;

  if (group != NULL && proctor_run_group_get_n_runs (group) > 0
      && proctor_matrix_find (proctor_watcher_get_matrix (self->watcher), proctor_run_group_get_run_ids (group)[0], &row, &column))
    g_signal_emit (self, signals[SIGNAL_RUN_ACTIVATED], 0, row, column);
}

static void
proctor_groups_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (proctor_groups_view_parent_class)->map (widget);

  make_groups (PROCTOR_GROUPS_VIEW (widget));
}

static void
proctor_groups_view_dispose (GObject *object)
{
  ProctorGroupsView *self = PROCTOR_GROUPS_VIEW (object);

  g_clear_object (&self->matrix_signals);
  g_clear_object (&self->reviews);
  g_clear_object (&self->watcher);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_GROUPS_VIEW);

  G_OBJECT_CLASS (proctor_groups_view_parent_class)->dispose (object);
}

static void
proctor_groups_view_class_init (ProctorGroupsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_groups_view_dispose;
  widget_class->map = proctor_groups_view_map;

  /**
   * ProctorGroupsView::run-activated:
   * @self: a view
   * @row: a test
   * @column: which of its repeats
   *
   * Somebody wants to see the first run of a group.
   */
  signals[SIGNAL_RUN_ACTIVATED] = g_signal_new ("run-activated", PROCTOR_TYPE_GROUPS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, PROCTOR_TYPE_MATRIX_ROW, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-groups-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorGroupsView, origin_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorGroupsView, list_view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
proctor_groups_view_init (ProctorGroupsView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  self->matrix_signals = g_signal_group_new (PROCTOR_TYPE_MATRIX);
  g_signal_group_connect_swapped (self->matrix_signals, "updated", G_CALLBACK (updated_cb), self);
}

/**
 * proctor_groups_view_set_watcher:
 * @self: a view
 * @watcher: (nullable): the invocation
 */
void
proctor_groups_view_set_watcher (ProctorGroupsView *self,
                                 ProctorWatcher *watcher)
{
  g_return_if_fail (PROCTOR_IS_GROUPS_VIEW (self));

  if (!g_set_object (&self->watcher, watcher))
    return;

  gtk_list_view_set_model (self->list_view, NULL);
  g_signal_group_set_target (self->matrix_signals, watcher != NULL ? proctor_watcher_get_matrix (watcher) : NULL);
  updated_cb (self);
}

/**
 * proctor_groups_view_set_reviews:
 * @self: a view
 * @reviews: (nullable): what people have decided of the invocation's runs
 */
void
proctor_groups_view_set_reviews (ProctorGroupsView *self,
                                 ProctorReviews *reviews)
{
  g_return_if_fail (PROCTOR_IS_GROUPS_VIEW (self));

  if (g_set_object (&self->reviews, reviews))
    updated_cb (self);
}
