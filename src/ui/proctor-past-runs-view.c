/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-past-runs-view.h"

#include "proctor-invocation-row.h"

/**
 * ProctorPastRunsView:
 *
 * What the history has of a workspace's runs, as far as that is wanted. It says where it has it from.
 */
struct _ProctorPastRunsView
{
  AdwBin parent_instance;

  /* Template children */
  GtkStack *stack;
  GtkWidget *empty_page;
  GtkWidget *scroller;
  GtkListView *list_view;
};

enum
{
  SIGNAL_RECORD_ACTIVATED,
  SIGNAL_ROW_CREATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorPastRunsView, proctor_past_runs_view, ADW_TYPE_BIN)

static void
activate_cb (ProctorPastRunsView *self,
             guint position)
{
  g_autoptr (ProctorRecord) record = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list_view)), position);

  if (record != NULL)
    g_signal_emit (self, signals[SIGNAL_RECORD_ACTIVATED], 0, record);
}

static void
setup_cb (ProctorPastRunsView *self,
          GtkListItem *list_item)
{
  GtkWidget *row = proctor_invocation_row_new ();

  gtk_list_item_set_selectable (list_item, FALSE);
  gtk_list_item_set_child (list_item, row);
  g_signal_emit (self, signals[SIGNAL_ROW_CREATED], 0, row);
  g_object_bind_property (row, "label", list_item, "accessible-label", G_BINDING_DEFAULT);
  g_object_bind_property (row, "description", list_item, "accessible-description", G_BINDING_DEFAULT);
}

static void
bind_cb (ProctorPastRunsView *self,
         GtkListItem *list_item)
{
  proctor_invocation_row_set_record (PROCTOR_INVOCATION_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item));
}

static void
unbind_cb (ProctorPastRunsView *self,
           GtkListItem *list_item)
{
  proctor_invocation_row_set_record (PROCTOR_INVOCATION_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
rows_changed_cb (ProctorPastRunsView *self,
                 guint position,
                 guint n_removed,
                 guint n_added,
                 GListModel *rows)
{
  gtk_stack_set_visible_child (self->stack, g_list_model_get_n_items (rows) > 0 ? self->scroller : self->empty_page);
}

static void
proctor_past_runs_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_PAST_RUNS_VIEW);

  G_OBJECT_CLASS (proctor_past_runs_view_parent_class)->dispose (object);
}

static void
proctor_past_runs_view_class_init (ProctorPastRunsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_past_runs_view_dispose;

  /**
   * ProctorPastRunsView::record-activated:
   * @record: what the row shows
   *
   * Somebody wants to see more of it.
   */
  signals[SIGNAL_RECORD_ACTIVATED] = g_signal_new ("record-activated", PROCTOR_TYPE_PAST_RUNS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, PROCTOR_TYPE_RECORD);

  /**
   * ProctorPastRunsView::row-created:
   * @row: a row that shows nothing yet
   *
   * There is another row, which may need more than records.
   */
  signals[SIGNAL_ROW_CREATED] = g_signal_new ("row-created", PROCTOR_TYPE_PAST_RUNS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_WIDGET);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-past-runs-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorPastRunsView, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorPastRunsView, empty_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorPastRunsView, scroller);
  gtk_widget_class_bind_template_child (widget_class, ProctorPastRunsView, list_view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
proctor_past_runs_view_init (ProctorPastRunsView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
}

/**
 * proctor_past_runs_view_set_up:
 * @self: a view
 * @past: what it shows
 *
 * Has to be called once.
 */
void
proctor_past_runs_view_set_up (ProctorPastRunsView *self,
                               ProctorPastRuns *past)
{
  GListModel *rows;
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_if_fail (PROCTOR_IS_PAST_RUNS_VIEW (self));
  g_return_if_fail (PROCTOR_IS_PAST_RUNS (past));

  rows = proctor_past_runs_get_rows (past);
  selection = gtk_no_selection_new (g_object_ref (rows));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (rows_changed_cb), self, G_CONNECT_SWAPPED);
}
