/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-pane-private.h"

#include "proctor-dragged.h"
#include "proctor-test-row.h"

#include <glib/gi18n.h>

/* The rows: how they are made, what the pointer does to them, what is dragged from and to the list, and
 * what the library wants to know of what is in view. */

/* How soon the library is told of what is in view, while the list is being scrolled. */
#define VIEW_DELAY_MSECS 200

/* The widget list items hang their own data on. */
static GQuark
get_item_quark (void)
{
  return g_quark_from_static_string ("proctor-list-item");
}

static GtkListItem *
get_list_item (GtkWidget *row)
{
  return g_object_get_qdata (G_OBJECT (row), get_item_quark ());
}

static guint
get_position (GtkWidget *row)
{
  GtkListItem *list_item = get_list_item (row);

  return list_item != NULL ? gtk_list_item_get_position (list_item) : GTK_INVALID_LIST_POSITION;
}

/* What a menu or a drag is about: what is selected, if the row is; else the row alone. */
static void
take_row (ProctorTestsPane *self,
          GtkWidget *row)
{
  guint position = get_position (row);

  if (position == GTK_INVALID_LIST_POSITION)
    return;

  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, !self->selecting);
  gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_FOCUS, NULL);
}

static GMenu *
create_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) run = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();
  g_autoptr (GMenu) out = g_menu_new ();
  g_autoptr (GMenu) away = g_menu_new ();

  g_menu_append (run, _ ("R_un…"), "tests.run");
  g_menu_append (change, _ ("_Rename…"), "tests.rename");
  g_menu_append (change, _ ("_Move to Folder…"), "tests.move");
  g_menu_append (change, _ ("_Duplicate"), "tests.duplicate");
  g_menu_append (out, _ ("_Check…"), "tests.check");
  g_menu_append (out, _ ("_Export…"), "tests.export");
  g_menu_append (out, _ ("Se_lect"), "tests.select-this");
  g_menu_append (away, _ ("_Delete"), "tests.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (run));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (out));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (away));

  return menu;
}

/* What a tooltip would say stands where the menu opens, and would hide it. */
static void
menu_visible_cb (ProctorTestsPane *self)
{
  gboolean visible = gtk_widget_get_visible (GTK_WIDGET (self->menu));

  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_set_has_tooltip (g_ptr_array_index (self->rows, i), !visible);
}

static void
pop_up (ProctorTestsPane *self,
        GtkWidget *row,
        double x,
        double y)
{
  graphene_point_t point;

  if (self->menu == NULL)
    {
      g_autoptr (GMenu) model = create_menu ();

      self->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (G_MENU_MODEL (model)));
      gtk_popover_set_has_arrow (self->menu, FALSE);
      gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
      gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
      g_signal_connect_object (self->menu, "notify::visible", G_CALLBACK (menu_visible_cb), self, G_CONNECT_SWAPPED);
    }

  if (!gtk_widget_compute_point (row, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;

  gtk_widget_set_halign (GTK_WIDGET (self->menu), gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_popover_set_pointing_to (self->menu, &(const GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
  gtk_popover_popup (self->menu);
}

static void
secondary_pressed_cb (GtkGestureClick *gesture,
                      int n_press,
                      double x,
                      double y,
                      ProctorTestsPane *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  take_row (self, row);
  pop_up (self, row, x, y);
}

/* A finger that stays begins the selection mode with the row that it is on. */
static void
long_pressed_cb (GtkGestureLongPress *gesture,
                 double x,
                 double y,
                 ProctorTestsPane *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->selecting)
    {
      take_row (self, row);
      pop_up (self, row, x, y);
      return;
    }

  proctor_tests_pane_set_selecting (self, TRUE);
  take_row (self, row);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source,
                 double x,
                 double y,
                 ProctorTestsPane *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (ProctorDragged) dragged = NULL;
  g_auto (GStrv) ids = NULL;

  if (!proctor_health_is_usable (proctor_session_get_health (self->session)))
    return NULL;

  take_row (self, row);
  ids = proctor_tests_pane_dup_selected_ids (self, TRUE);
  if (ids[0] == NULL)
    return NULL;

  dragged = proctor_dragged_new (proctor_workspace_get_id (proctor_session_get_workspace (self->session)), (const char *const *) ids);

  return gdk_content_provider_new_typed (PROCTOR_TYPE_DRAGGED, dragged);
}

/* What is in the hand: the test's name, or how many they are. */
static void
drag_begin_cb (GtkDragSource *source,
               GdkDrag *drag,
               ProctorTestsPane *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  guint n = proctor_test_selection_get_n_selected (self->selection);
  g_autofree char *text = NULL;

  if (n > 1)
    text = g_strdup_printf (ngettext ("%u Test", "%u Tests", n), n);
  else
    text = g_strdup (proctor_test_item_get_name (proctor_test_row_get_item (PROCTOR_TEST_ROW (row))));

  proctor_dragged_show (drag, text);
}

static void
add_gestures (ProctorTestsPane *self,
              GtkWidget *row)
{
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (secondary, "pressed", G_CALLBACK (secondary_pressed_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (secondary));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_object (long_press, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (long_press));

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_object (drag, "prepare", G_CALLBACK (drag_prepare_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drag));
}

static void
selected_changed_cb (GtkListItem *list_item)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);

  if (row != NULL)
    proctor_test_row_set_checked (PROCTOR_TEST_ROW (row), gtk_list_item_get_selected (list_item));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *list_item,
          ProctorTestsPane *self)
{
  GtkWidget *row = proctor_test_row_new (self->palette);

  g_object_set_qdata (G_OBJECT (row), get_item_quark (), list_item);
  g_object_bind_property (row, "label", list_item, "accessible-label", G_BINDING_DEFAULT);
  g_object_bind_property (row, "description", list_item, "accessible-description", G_BINDING_DEFAULT);
  g_signal_connect (list_item, "notify::selected", G_CALLBACK (selected_changed_cb), NULL);
  add_gestures (self, row);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *list_item,
         ProctorTestsPane *self)
{
  ProctorTestRow *row = PROCTOR_TEST_ROW (gtk_list_item_get_child (list_item));

  proctor_test_row_set_checkable (row, self->selecting);
  proctor_test_row_set_checked (row, gtk_list_item_get_selected (list_item));
  proctor_tests_pane_mark_row (self, GTK_WIDGET (row), proctor_test_item_get_id (gtk_list_item_get_item (list_item)));
  proctor_test_row_bind (row, gtk_list_item_get_item (list_item), proctor_test_list_get_library (self->list), self->folder_id);
  gtk_widget_set_has_tooltip (GTK_WIDGET (row), self->menu == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->menu)));
  g_ptr_array_add (self->rows, row);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem *list_item,
           ProctorTestsPane *self)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);

  g_ptr_array_remove_fast (self->rows, row);
  proctor_test_row_unbind (PROCTOR_TEST_ROW (row));
}

static void
teardown_cb (GtkSignalListItemFactory *factory,
             GtkListItem *list_item,
             ProctorTestsPane *self)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);

  if (row != NULL)
    g_object_set_qdata (G_OBJECT (row), get_item_quark (), NULL);
  g_signal_handlers_disconnect_by_func (list_item, selected_changed_cb, NULL);
  gtk_list_item_set_child (list_item, NULL);
}

/* The row at a point of the list. */
static GtkWidget *
pick_row (ProctorTestsPane *self,
          double x,
          double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->list_view), x, y, GTK_PICK_DEFAULT);

  if (picked == NULL || picked == GTK_WIDGET (self->list_view))
    return NULL;

  if (!PROCTOR_IS_TEST_ROW (picked))
    picked = gtk_widget_get_first_child (picked);

  return PROCTOR_IS_TEST_ROW (picked) ? picked : NULL;
}

/* In the selection mode a click checks a box, whatever keys are held. */
static void
pressed_cb (GtkGestureClick *gesture,
            int n_press,
            double x,
            double y,
            ProctorTestsPane *self)
{
  GtkWidget *row;

  if (!self->selecting || (row = pick_row (self, x, y)) == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  proctor_test_selection_toggle (self->selection, get_position (row));
  gtk_list_view_scroll_to (self->list_view, get_position (row), GTK_LIST_SCROLL_FOCUS, NULL);
}

/* A plain click shows the test, also where there is room for one pane only. */
static void
released_cb (GtkGestureClick *gesture,
             int n_press,
             double x,
             double y,
             ProctorTestsPane *self)
{
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (n_press == 1 && !self->selecting && (modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0 && pick_row (self, x, y) != NULL)
    proctor_tests_pane_activate_item (self);
}

static void
row_activated_cb (ProctorTestsPane *self,
                  guint position)
{
  if (self->selecting)
    proctor_test_selection_toggle (self->selection, position);
  else
    proctor_tests_pane_activate_item (self);
}

static guint
get_focus_position (ProctorTestsPane *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list_view));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  return PROCTOR_IS_TEST_ROW (row) ? get_position (row) : GTK_INVALID_LIST_POSITION;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                ProctorTestsPane *self)
{
  guint position;

  if (!self->selecting || (key != GDK_KEY_space && key != GDK_KEY_KP_Space) || (modifiers & GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;

  position = get_focus_position (self);
  if (position == GTK_INVALID_LIST_POSITION)
    return GDK_EVENT_PROPAGATE;

  proctor_test_selection_toggle (self->selection, position);

  return GDK_EVENT_STOP;
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue *value,
         double x,
         double y,
         ProctorTestsPane *self)
{
  g_autoptr (GListStore) files = NULL;
  const GSList *list;

  if (self->session == NULL || !G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;

  files = g_list_store_new (G_TYPE_FILE);
  list = g_value_get_boxed (value);
  for (const GSList *link = list; link != NULL; link = link->next)
    g_list_store_append (files, link->data);
  proctor_tests_pane_import (self, G_LIST_MODEL (files));

  return TRUE;
}

static gboolean
is_in_view (GtkWidget *row,
            GtkWidget *scroller)
{
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (row) && gtk_widget_compute_bounds (row, scroller, &bounds) && bounds.origin.y + bounds.size.height > 0 && bounds.origin.y < (float) gtk_widget_get_height (scroller);
}

/* Before the end is in view, there is more. */
static void
read_on (ProctorTestsPane *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  ProctorLibrary *library = proctor_test_list_get_library (self->list);
  double page = gtk_adjustment_get_page_size (adjustment);

  if (gtk_widget_get_mapped (GTK_WIDGET (self->scroller)) && gtk_adjustment_get_value (adjustment) + 3 * page >= gtk_adjustment_get_upper (adjustment) && !proctor_library_is_complete (library) && proctor_library_get_error (library) == NULL)
    proctor_library_want_more (library);
}

static gboolean
view_cb (gpointer user_data)
{
  ProctorTestsPane *self = user_data;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  self->view_source = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      ProctorTestRow *row = g_ptr_array_index (self->rows, i);

      if (is_in_view (GTK_WIDGET (row), GTK_WIDGET (self->scroller)))
        g_strv_builder_add (builder, proctor_test_item_get_id (proctor_test_row_get_item (row)));
    }
  ids = g_strv_builder_end (builder);
  proctor_library_set_in_view (proctor_test_list_get_library (self->list), (const char *const *) ids);
  read_on (self);
  /* By now the list has what was added or brought back. */
  if (self->selecting || proctor_test_selection_get_n_selected (self->selection) > 1)
    proctor_test_selection_prune (self->selection);

  return G_SOURCE_REMOVE;
}

/**
 * proctor_tests_pane_view_changed:
 * @self: a pane
 *
 * Other rows are in view, or other tests in the rows: when they have found their places, the library is
 * told whose answers matter most, and more is read where the end is near.
 */
void
proctor_tests_pane_view_changed (ProctorTestsPane *self)
{
  if (self->list != NULL && self->view_source == 0)
    self->view_source = g_timeout_add (VIEW_DELAY_MSECS, view_cb, self);
}

/* Whoever scrolls does not wait for that. */
static void
scrolled_cb (ProctorTestsPane *self)
{
  if (self->list != NULL)
    read_on (self);
  proctor_tests_pane_view_changed (self);
}

/**
 * proctor_tests_pane_update_rows:
 * @self: a pane
 *
 * What rows say besides what is in their tests has changed: a folder's name, which folder is shown, the
 * day, or whether they have boxes.
 */
void
proctor_tests_pane_update_rows (ProctorTestsPane *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      ProctorTestRow *row = g_ptr_array_index (self->rows, i);

      proctor_test_row_set_checkable (row, self->selecting);
      proctor_test_row_set_folder_id (row, self->folder_id);
      proctor_test_row_update (row);
    }
}

/**
 * proctor_tests_pane_show_menu:
 * @self: a pane
 *
 * Shows the menu of the row that has the focus.
 */
void
proctor_tests_pane_show_menu (ProctorTestsPane *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list_view));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (!PROCTOR_IS_TEST_ROW (row))
    return;

  take_row (self, row);
  pop_up (self, row, gtk_widget_get_width (row) / 2.0, gtk_widget_get_height (row) / 2.0);
}

void
proctor_tests_pane_prepare_rows (ProctorTestsPane *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "teardown", G_CALLBACK (teardown_cb), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (click));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), keys);

  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), GTK_EVENT_CONTROLLER (drop));

  g_signal_connect_object (self->list_view, "activate", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (proctor_tests_pane_view_changed), self, G_CONNECT_SWAPPED);
}
