/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-sidebar-private.h"
#include "proctor-ui-enums.h"
#include "proctor-window.h"

#include <glib/gi18n.h>

/**
 * ProctorSidebar:
 *
 * The first of the window's panes: where one can go. The tests have the tree of their folders below
 * them. The place that is selected is a property, and so is the folder; a row that is activated, by
 * a click or with Enter, also says so, because in a narrow window the sidebar then makes room for
 * what was chosen.
 *
 * What is chosen is remembered by its id and not by its row, because rows come and go: a folder
 * that is not there yet is selected when it comes, and where one is deleted, the one it was in is.
 */

G_DEFINE_FINAL_TYPE (ProctorSidebar, proctor_sidebar, ADW_TYPE_NAVIGATION_PAGE)

typedef enum
{
  PROP_PLACE = 1,
  PROP_SESSION,
  PROP_FOLDER_ID,
  PROP_SETTINGS,
} ProctorSidebarProperty;

static GParamSpec *properties[PROP_SETTINGS + 1];

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_JOB_STARTED,
  SIGNAL_TEST_BEGUN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static ProctorLibrary *
get_library (ProctorSidebar *self)
{
  return self->session != NULL ? proctor_session_get_library (self->session) : NULL;
}

/* A window opens sooner without the menus that nobody has opened. */
static void
create_menu_cb (GtkMenuButton *button,
                gpointer user_data)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_menu_model (button, PROCTOR_SIDEBAR (user_data)->primary_menu);
}

static void
selected_cb (ProctorSidebar *self)
{
  proctor_sidebar_note_selected (self);
}

static void
activate_cb (ProctorSidebar *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

/* A click on the row that is selected already is one, too: in a narrow window it leads on. One on
 * the arrow that expands a folder is none. */
static void
released_cb (ProctorSidebar *self,
             int n_press,
             double x,
             double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);

  if (picked != NULL && picked != GTK_WIDGET (self->list) && !g_str_equal (gtk_widget_get_css_name (picked), "expander"))
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static gboolean
key_pressed_cb (ProctorSidebar *self,
                guint keyval,
                guint keycode,
                GdkModifierType state)
{
  return proctor_sidebar_handle_key (self, keyval, state) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
expanded_cb (ProctorSidebar *self,
             GtkTreeListRow *row)
{
  proctor_sidebar_note_expanded (self, row);
}

static void
setup_cb (ProctorSidebar *self,
          GtkListItem *list_item)
{
  GtkWidget *row = g_object_new (PROCTOR_TYPE_SIDEBAR_ROW, NULL);

  g_signal_connect_object (row, "expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_SWAPPED);
  proctor_sidebar_attach_dragging (self, PROCTOR_SIDEBAR_ROW (row));
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (ProctorSidebar *self,
         GtkListItem *list_item)
{
  proctor_sidebar_row_bind (PROCTOR_SIDEBAR_ROW (gtk_list_item_get_child (list_item)), list_item);
}

static void
unbind_cb (ProctorSidebar *self,
           GtkListItem *list_item)
{
  proctor_sidebar_row_unbind (PROCTOR_SIDEBAR_ROW (gtk_list_item_get_child (list_item)));
}

static void
count_changed_cb (ProctorSidebar *self)
{
  ProctorLibrary *library = get_library (self);
  int count = library != NULL ? (int) MIN (proctor_library_get_n_tests (library), G_MAXINT) : -1;

  g_object_set (self->tests, "count", count, NULL);
}

/* The tree does not notice what comes into a folder that is collapsed. */
static void
library_changed_cb (ProctorSidebar *self)
{
  if (self->reveal)
    proctor_sidebar_queue_settle (self);
}

static void
job_started_cb (ProctorSidebar *self,
                ProctorJob *job)
{
  g_signal_emit (self, signals[SIGNAL_JOB_STARTED], 0, job);
}

static void
add_place (ProctorSidebar *self,
           ProctorPlace place,
           const char *title,
           const char *icon_name)
{
  g_autoptr (ProctorSidebarItem) item = g_object_new (PROCTOR_TYPE_SIDEBAR_ITEM, "place", place, "title", title, "icon-name", icon_name, NULL);

  g_list_store_append (self->places, item);
  if (place == PROCTOR_PLACE_TESTS)
    self->tests = g_object_ref (item);
}

static void
drop_session (ProctorSidebar *self)
{
  if (self->session == NULL)
    return;

  proctor_sidebar_note_collapsed (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_signal_handlers_disconnect_by_data (get_library (self), self);
  g_signal_handlers_disconnect_by_data (proctor_session_get_health (self->session), self);
  g_clear_object (&self->moves);
  g_clear_object (&self->expansion);
  g_clear_object (&self->menu_folder);
  g_clear_object (&self->session);
}

static void
take_session (ProctorSidebar *self,
              ProctorSession *session)
{
  const char *workspace_id = proctor_workspace_get_id (proctor_session_get_workspace (session));

  self->session = g_object_ref (session);
  self->cancellable = g_cancellable_new ();
  self->expansion = proctor_expansion_new (self->settings, workspace_id, proctor_sidebar_get_item_id);
  self->moves = proctor_moves_new (GTK_WIDGET (self), session);
  g_signal_connect_object (self->moves, "job-started", G_CALLBACK (job_started_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_library (self), "notify::n-tests", G_CALLBACK (count_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_library (self), "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_library (self), "notify::loading", G_CALLBACK (proctor_sidebar_queue_settle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (proctor_session_get_health (session), "notify::state", G_CALLBACK (proctor_sidebar_update_actions), self, G_CONNECT_SWAPPED);
}

static gboolean
proctor_sidebar_grab_focus (GtkWidget *widget)
{
  ProctorSidebar *self = PROCTOR_SIDEBAR (widget);
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list, selected, GTK_LIST_SCROLL_FOCUS, NULL);

  return gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
proctor_sidebar_dispose (GObject *object)
{
  ProctorSidebar *self = PROCTOR_SIDEBAR (object);

  g_clear_handle_id (&self->settle_source, g_source_remove);
  drop_session (self);
  if (self->tree != NULL)
    g_signal_handlers_disconnect_by_data (self->tree, self);
  if (self->menu != NULL && gtk_widget_get_parent (self->menu) != NULL)
    gtk_widget_unparent (self->menu);
  g_clear_object (&self->menu);
  g_clear_object (&self->tree);
  g_clear_object (&self->tests);
  g_clear_object (&self->places);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_SIDEBAR);

  G_OBJECT_CLASS (proctor_sidebar_parent_class)->dispose (object);
}

static void
proctor_sidebar_finalize (GObject *object)
{
  ProctorSidebar *self = PROCTOR_SIDEBAR (object);

  g_clear_pointer (&self->folder_id, g_free);
  g_clear_pointer (&self->trail, g_ptr_array_unref);
  g_clear_pointer (&self->collapsed, g_ptr_array_unref);
  g_clear_pointer (&self->refusal, g_free);

  G_OBJECT_CLASS (proctor_sidebar_parent_class)->finalize (object);
}

static void
proctor_sidebar_get_property (GObject *object,
                              guint property_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  ProctorSidebar *self = PROCTOR_SIDEBAR (object);

  switch ((ProctorSidebarProperty) property_id)
    {
    case PROP_PLACE:
      g_value_set_enum (value, self->place);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_FOLDER_ID:
      g_value_set_string (value, self->folder_id);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    }
}

static void
proctor_sidebar_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  ProctorSidebar *self = PROCTOR_SIDEBAR (object);

  switch ((ProctorSidebarProperty) property_id)
    {
    case PROP_PLACE:
      proctor_sidebar_set_place (self, (ProctorPlace) g_value_get_enum (value));
      break;
    case PROP_SESSION:
      proctor_sidebar_set_session (self, g_value_get_object (value));
      break;
    case PROP_FOLDER_ID:
      proctor_sidebar_set_folder_id (self, g_value_get_string (value));
      break;
    case PROP_SETTINGS:
      if (g_set_object (&self->settings, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_PLACE] = g_param_spec_enum ("place", NULL, NULL, PROCTOR_TYPE_PLACE, PROCTOR_PLACE_TESTS, flags);
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, PROCTOR_TYPE_SESSION, flags);
  /**
   * ProctorSidebar:folder-id:
   *
   * The folder whose tests are wanted, %NULL for all. It may be set before the folder is there; one
   * that turns out not to exist is given up.
   */
  properties[PROP_FOLDER_ID] = g_param_spec_string ("folder-id", NULL, NULL, NULL, flags);
  /**
   * ProctorSidebar:settings:
   *
   * Where it is remembered which folders are expanded. To be set before the session.
   */
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
install_signals (void)
{
  /**
   * ProctorSidebar::activated:
   *
   * Somebody wants to see the place or the folder that is selected.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", PROCTOR_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * ProctorSidebar::job-started:
   * @job: what is being done
   *
   * Tests or folders are being moved or exported.
   */
  signals[SIGNAL_JOB_STARTED] = g_signal_new ("job-started", PROCTOR_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, PROCTOR_TYPE_JOB);
  /**
   * ProctorSidebar::test-begun:
   * @draft_id: the draft of the new test
   *
   * Somebody has begun a test, which is to be shown.
   */
  signals[SIGNAL_TEST_BEGUN] = g_signal_new ("test-begun", PROCTOR_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
proctor_sidebar_class_init (ProctorSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_sidebar_dispose;
  object_class->finalize = proctor_sidebar_finalize;
  object_class->get_property = proctor_sidebar_get_property;
  object_class->set_property = proctor_sidebar_set_property;
  widget_class->grab_focus = proctor_sidebar_grab_focus;

  install_properties (object_class);
  install_signals ();
  proctor_sidebar_install_actions (widget_class);

  g_type_ensure (PROCTOR_TYPE_WINDOW);
  g_type_ensure (PROCTOR_TYPE_WORKSPACE_SWITCHER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, ProctorSidebar, selection);
  gtk_widget_class_bind_template_child (widget_class, ProctorSidebar, switcher);
  gtk_widget_class_bind_template_child (widget_class, ProctorSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorSidebar, primary_menu);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
proctor_sidebar_init (ProctorSidebar *self)
{
  self->trail = g_ptr_array_new_with_free_func (g_free);
  self->collapsed = g_ptr_array_new_with_free_func (g_object_unref);
  self->places = g_list_store_new (PROCTOR_TYPE_SIDEBAR_ITEM);
  add_place (self, PROCTOR_PLACE_TESTS, _ ("Tests"), "proctor-tests-symbolic");
  add_place (self, PROCTOR_PLACE_RUNS, _ ("Runs"), "proctor-runs-symbolic");
  add_place (self, PROCTOR_PLACE_AGENTS, _ ("Agents"), "proctor-agents-symbolic");

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);
  proctor_sidebar_attach_menu (self);
  proctor_sidebar_plant (self);
}

ProctorPlace
proctor_sidebar_get_place (ProctorSidebar *self)
{
  g_return_val_if_fail (PROCTOR_IS_SIDEBAR (self), PROCTOR_PLACE_TESTS);

  return self->place;
}

/**
 * proctor_sidebar_get_place_title:
 * @self: a sidebar
 *
 * Returns: (nullable): what the selected place is called
 */
const char *
proctor_sidebar_get_place_title (ProctorSidebar *self)
{
  g_autoptr (ProctorSidebarItem) item = NULL;

  g_return_val_if_fail (PROCTOR_IS_SIDEBAR (self), NULL);

  item = g_list_model_get_item (G_LIST_MODEL (self->places), self->place);

  return item != NULL ? proctor_sidebar_item_get_title (item) : NULL;
}

/**
 * proctor_sidebar_set_place:
 * @self: a sidebar
 * @place: where to go
 *
 * Selects @place; at the tests, the folder that was last chosen there.
 */
void
proctor_sidebar_set_place (ProctorSidebar *self,
                           ProctorPlace place)
{
  g_return_if_fail (PROCTOR_IS_SIDEBAR (self));

  proctor_sidebar_set_state (self, place, self->folder_id);
  proctor_sidebar_settle (self);
}

ProctorSession *
proctor_sidebar_get_session (ProctorSidebar *self)
{
  g_return_val_if_fail (PROCTOR_IS_SIDEBAR (self), NULL);

  return self->session;
}

/**
 * proctor_sidebar_set_session:
 * @self: a sidebar
 * @session: (nullable): the workspace that is open
 *
 * Shows the folders of @session. A folder of another one is not chosen any more.
 */
void
proctor_sidebar_set_session (ProctorSidebar *self,
                             ProctorSession *session)
{
  g_return_if_fail (PROCTOR_IS_SIDEBAR (self));
  g_return_if_fail (session == NULL || PROCTOR_IS_SESSION (session));

  if (self->session == session)
    return;

  if (self->session != NULL)
    proctor_sidebar_set_state (self, self->place, NULL);
  drop_session (self);
  if (session != NULL)
    take_session (self, session);
  count_changed_cb (self);
  proctor_sidebar_plant (self);
  proctor_sidebar_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

const char *
proctor_sidebar_get_folder_id (ProctorSidebar *self)
{
  g_return_val_if_fail (PROCTOR_IS_SIDEBAR (self), NULL);

  return self->folder_id;
}

/**
 * proctor_sidebar_set_folder_id:
 * @self: a sidebar
 * @folder_id: (nullable): a folder, %NULL for all tests
 *
 * Chooses a folder and, where the tests are shown, selects its row, when it is there.
 */
void
proctor_sidebar_set_folder_id (ProctorSidebar *self,
                               const char *folder_id)
{
  g_autofree char *copy = g_strdup (folder_id);

  g_return_if_fail (PROCTOR_IS_SIDEBAR (self));

  if (g_strcmp0 (self->folder_id, folder_id) == 0)
    return;

  self->reveal = TRUE;
  proctor_sidebar_set_state (self, self->place, copy);
  proctor_sidebar_settle (self);
}

/**
 * proctor_sidebar_show_workspaces:
 * @self: a sidebar
 *
 * Opens the list of workspaces that there are to choose from.
 */
void
proctor_sidebar_show_workspaces (ProctorSidebar *self)
{
  g_return_if_fail (PROCTOR_IS_SIDEBAR (self));

  proctor_workspace_switcher_popup (self->switcher);
}
