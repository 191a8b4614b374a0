/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-paged-view.h"

#include "proctor-error-text.h"
#include "proctor-record.h"

#include <glib/gi18n.h>

/**
 * ProctorPagedView:
 *
 * The rows of a list that is read page by page, and what stands in their place where there are none.
 * What is new is asked for only while somebody sees it.
 */
struct _ProctorPagedView
{
  AdwBin parent_instance;

  /* Template children */
  GtkStack *stack;
  AdwStatusPage *status;
  GtkWidget *again_button;
  GtkWidget *scroller;
  GtkListView *list_view;
  GtkRevealer *trouble;
  GtkLabel *trouble_label;

  /* Owned */
  ProctorPagedList *list;
  GSignalGroup *list_signals;
  GtkSingleSelection *selection; /* (nullable): where rows can be selected */
  char *wanted_id;               /* (nullable): what is to be selected as soon as it is there */

  const ProctorPagedViewWords *words;
  ProctorPagedViewCreateRow create_row;
  ProctorPagedViewShowRecord show_record;
  gboolean is_stale;
  gboolean is_activatable;
  gboolean is_selectable;
};

enum
{
  SIGNAL_RECORD_ACTIVATED,
  SIGNAL_RECORD_SELECTED,
  SIGNAL_ROW_CREATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorPagedView, proctor_paged_view, ADW_TYPE_BIN)

/* It turns, and wakes the program for each frame, as long as it is there and not as long as it is shown. */
static void
show_spinner (ProctorPagedView *self)
{
  g_autoptr (AdwSpinnerPaintable) spinner = NULL;

  if (adw_status_page_get_paintable (self->status) != NULL)
    return;

  spinner = adw_spinner_paintable_new (GTK_WIDGET (self->status));
  adw_status_page_set_paintable (self->status, GDK_PAINTABLE (spinner));
}

static void
show_status (ProctorPagedView *self,
             const char *icon_name,
             const char *title,
             const char *description,
             gboolean can_retry)
{
  if (icon_name == NULL)
    show_spinner (self);
  else
    adw_status_page_set_icon_name (self->status, icon_name);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
  gtk_widget_set_visible (self->again_button, can_retry);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->status));
}

static void
show_error (ProctorPagedView *self,
            const GError *error)
{
  g_autofree char *text = proctor_error_text_dup (error);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  show_status (self, "dialog-warning-symbolic", _ (self->words->failed), markup, TRUE);
}

/* Some rows are there, and others can't be had. */
static void
update_trouble (ProctorPagedView *self,
                const GError *error)
{
  if (error != NULL)
    {
      g_autofree char *reason = proctor_error_text_dup (error);
      g_autofree char *text = g_strdup_printf ("%s %s", _ (self->words->trouble), reason);

      gtk_label_set_label (self->trouble_label, text);
    }
  gtk_revealer_set_reveal_child (self->trouble, error != NULL);
}

static void
update (ProctorPagedView *self)
{
  ProctorPagedListState state = self->list != NULL ? proctor_paged_list_get_state (self->list) : PROCTOR_PAGED_LIST_LOADING;
  const GError *error = self->list != NULL ? proctor_paged_list_get_error (self->list) : NULL;

  update_trouble (self, state == PROCTOR_PAGED_LIST_CONTENT ? error : NULL);
  switch (state)
    {
    case PROCTOR_PAGED_LIST_LOADING:
      show_status (self, NULL, _ (self->words->loading), NULL, FALSE);
      break;
    case PROCTOR_PAGED_LIST_EMPTY:
      show_status (self, self->words->icon_name, _ (self->words->empty), _ (self->words->next), FALSE);
      break;
    case PROCTOR_PAGED_LIST_ERROR:
      /* The state is told of after the error. */
      if (error != NULL)
        show_error (self, error);
      break;
    case PROCTOR_PAGED_LIST_CONTENT:
      gtk_stack_set_visible_child (self->stack, self->scroller);
      break;
    }
}

/* Whether somebody has selected it, and not the view what was wanted. */
static void
selected_cb (ProctorPagedView *self)
{
  ProctorRecord *record = gtk_single_selection_get_selected_item (self->selection);

  if (record == NULL || g_strcmp0 (proctor_record_get_identity (record), self->wanted_id) == 0)
    return;

  g_set_str (&self->wanted_id, proctor_record_get_identity (record));
  g_signal_emit (self, signals[SIGNAL_RECORD_SELECTED], 0, record);
}

/* A list that was searched, or sorted, is another; what is shown beside it stays the same. */
static void
select_wanted (ProctorPagedView *self)
{
  guint position;

  if (self->wanted_id != NULL && gtk_single_selection_get_selected_item (self->selection) == NULL && proctor_paged_list_find (self->list, self->wanted_id, &position))
    gtk_single_selection_set_selected (self->selection, position);
}

/* A click selects; where the list is alone, it also leads to what is beside it otherwise. */
static void
clicked_cb (GtkGestureClick *gesture,
            int n_press,
            double x,
            double y,
            gpointer user_data)
{
  GtkListItem *list_item = user_data;
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  ProctorPagedView *self = PROCTOR_PAGED_VIEW (gtk_widget_get_ancestor (row, PROCTOR_TYPE_PAGED_VIEW));
  g_autoptr (GObject) record = g_object_ref (gtk_list_item_get_item (list_item));

  gtk_single_selection_set_selected (self->selection, gtk_list_item_get_position (list_item));
  g_signal_emit (self, signals[SIGNAL_RECORD_ACTIVATED], 0, record);
}

static void
follow_clicks (GtkListItem *list_item,
               GtkWidget *row)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  g_signal_connect_object (gesture, "released", G_CALLBACK (clicked_cb), list_item, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
}

static void
setup_cb (ProctorPagedView *self,
          GtkListItem *list_item)
{
  GtkWidget *row = self->create_row ();

  gtk_list_item_set_activatable (list_item, self->is_activatable);
  gtk_list_item_set_selectable (list_item, self->is_selectable);
  if (self->is_selectable)
    follow_clicks (list_item, row);
  gtk_list_item_set_child (list_item, row);
  g_signal_emit (self, signals[SIGNAL_ROW_CREATED], 0, row);
  g_object_bind_property (row, "label", list_item, "accessible-label", G_BINDING_DEFAULT);
  g_object_bind_property (row, "description", list_item, "accessible-description", G_BINDING_DEFAULT);
}

static void
bind_cb (ProctorPagedView *self,
         GtkListItem *list_item)
{
  self->show_record (gtk_list_item_get_child (list_item), gtk_list_item_get_item (list_item));
}

static void
unbind_cb (ProctorPagedView *self,
           GtkListItem *list_item)
{
  self->show_record (gtk_list_item_get_child (list_item), NULL);
}

static void
activate_cb (ProctorPagedView *self,
             guint position)
{
  g_autoptr (GObject) record = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (record != NULL)
    g_signal_emit (self, signals[SIGNAL_RECORD_ACTIVATED], 0, record);
}

static void
retry_action (GtkWidget *widget,
              const char *action_name,
              GVariant *parameter)
{
  ProctorPagedView *self = PROCTOR_PAGED_VIEW (widget);

  if (self->list != NULL)
    proctor_paged_list_retry (self->list);
}

static void
catch_up (ProctorPagedView *self)
{
  if (!self->is_stale || self->list == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->is_stale = FALSE;
  proctor_paged_list_refresh (self->list);
}

static void
proctor_paged_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (proctor_paged_view_parent_class)->map (widget);

  catch_up (PROCTOR_PAGED_VIEW (widget));
}

static void
let_go_of_selection (ProctorPagedView *self)
{
  if (self->selection == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
}

static void
proctor_paged_view_dispose (GObject *object)
{
  ProctorPagedView *self = PROCTOR_PAGED_VIEW (object);

  g_clear_object (&self->list_signals);
  let_go_of_selection (self);
  g_clear_object (&self->list);
  g_clear_pointer (&self->wanted_id, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_PAGED_VIEW);

  G_OBJECT_CLASS (proctor_paged_view_parent_class)->dispose (object);
}

static void
proctor_paged_view_class_init (ProctorPagedViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_paged_view_dispose;
  widget_class->map = proctor_paged_view_map;

  /**
   * ProctorPagedView::record-activated:
   * @record: what the row shows
   *
   * Somebody wants to see more of it.
   */
  signals[SIGNAL_RECORD_ACTIVATED] = g_signal_new ("record-activated", PROCTOR_TYPE_PAGED_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, PROCTOR_TYPE_RECORD);

  /**
   * ProctorPagedView::record-selected:
   * @record: what the row shows
   *
   * Somebody has selected it, where that can be done.
   */
  signals[SIGNAL_RECORD_SELECTED] = g_signal_new ("record-selected", PROCTOR_TYPE_PAGED_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, PROCTOR_TYPE_RECORD);

  /**
   * ProctorPagedView::row-created:
   * @row: a row that shows nothing yet
   *
   * There is another row, which may need more than records.
   */
  signals[SIGNAL_ROW_CREATED] = g_signal_new ("row-created", PROCTOR_TYPE_PAGED_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_WIDGET);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-paged-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorPagedView, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorPagedView, status);
  gtk_widget_class_bind_template_child (widget_class, ProctorPagedView, again_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorPagedView, scroller);
  gtk_widget_class_bind_template_child (widget_class, ProctorPagedView, list_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorPagedView, trouble);
  gtk_widget_class_bind_template_child (widget_class, ProctorPagedView, trouble_label);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "paged-view.retry", NULL, retry_action);
}

static void
proctor_paged_view_init (ProctorPagedView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->list_signals = g_signal_group_new (PROCTOR_TYPE_PAGED_LIST);
  g_signal_group_connect_swapped (self->list_signals, "notify::state", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->list_signals, "notify::error", G_CALLBACK (update), self);
}

/**
 * proctor_paged_view_set_up:
 * @self: a view
 * @words: what it says; they are not copied
 * @create_row: makes a row
 * @show_record: has it show a record
 *
 * Has to be called once, before there is a list.
 */
void
proctor_paged_view_set_up (ProctorPagedView *self,
                           const ProctorPagedViewWords *words,
                           ProctorPagedViewCreateRow create_row,
                           ProctorPagedViewShowRecord show_record)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  g_return_if_fail (PROCTOR_IS_PAGED_VIEW (self));
  g_return_if_fail (self->words == NULL);

  self->words = words;
  self->create_row = create_row;
  self->show_record = show_record;

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (words->name), -1);
  update (self);
}

/**
 * proctor_paged_view_set_words:
 * @self: a view that was set up
 * @words: what it says from now on; they are not copied
 */
void
proctor_paged_view_set_words (ProctorPagedView *self,
                              const ProctorPagedViewWords *words)
{
  g_return_if_fail (PROCTOR_IS_PAGED_VIEW (self));
  g_return_if_fail (self->words != NULL);

  self->words = words;
  update (self);
}

/**
 * proctor_paged_view_set_activatable:
 * @self: a view without a list
 * @activatable: whether a click on a row does something
 */
void
proctor_paged_view_set_activatable (ProctorPagedView *self,
                                    gboolean activatable)
{
  g_return_if_fail (PROCTOR_IS_PAGED_VIEW (self));
  g_return_if_fail (self->list == NULL);

  self->is_activatable = activatable;
  gtk_list_view_set_single_click_activate (self->list_view, activatable);
}

/**
 * proctor_paged_view_set_selectable:
 * @self: a view without a list
 * @selectable: whether a row can be selected, to be shown beside the list
 */
void
proctor_paged_view_set_selectable (ProctorPagedView *self,
                                   gboolean selectable)
{
  g_return_if_fail (PROCTOR_IS_PAGED_VIEW (self));
  g_return_if_fail (self->list == NULL);

  self->is_selectable = selectable;
  self->is_activatable = selectable;
}

/**
 * proctor_paged_view_select:
 * @self: a view whose rows can be selected
 * @id: (nullable): what is shown beside it
 *
 * Selects it now or as soon as it is there. Nobody is told of that.
 */
void
proctor_paged_view_select (ProctorPagedView *self,
                           const char *id)
{
  g_return_if_fail (PROCTOR_IS_PAGED_VIEW (self));
  g_return_if_fail (self->is_selectable);

  if (!g_set_str (&self->wanted_id, id) || self->selection == NULL)
    return;

  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  select_wanted (self);
}

static GtkSelectionModel *
create_selection (ProctorPagedView *self)
{
  GListModel *rows = G_LIST_MODEL (g_object_ref (self->list));

  if (!self->is_selectable)
    return GTK_SELECTION_MODEL (gtk_no_selection_new (rows));

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, rows);
  g_object_unref (rows);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  /* The rows have to be there before one is selected. */
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (select_wanted), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  return GTK_SELECTION_MODEL (g_object_ref (self->selection));
}

/**
 * proctor_paged_view_set_list:
 * @self: a view that was set up
 * @list: (nullable): what it shows
 *
 * Shows another list, which is read as soon as somebody sees it.
 */
void
proctor_paged_view_set_list (ProctorPagedView *self,
                             ProctorPagedList *list)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_if_fail (PROCTOR_IS_PAGED_VIEW (self));
  g_return_if_fail (self->words != NULL);

  g_set_object (&self->list, list);
  g_signal_group_set_target (self->list_signals, list);
  let_go_of_selection (self);
  if (list != NULL)
    selection = create_selection (self);
  gtk_list_view_set_model (self->list_view, selection);
  if (self->selection != NULL)
    select_wanted (self);
  update (self);
  proctor_paged_view_refresh (self);
}

/**
 * proctor_paged_view_refresh:
 * @self: a view
 *
 * Asks what is new, now or as soon as somebody sees it.
 */
void
proctor_paged_view_refresh (ProctorPagedView *self)
{
  g_return_if_fail (PROCTOR_IS_PAGED_VIEW (self));

  self->is_stale = TRUE;
  catch_up (self);
}
