/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-pane-private.h"

#include "proctor-health-banner.h"

#include <glib/gi18n.h>

/**
 * ProctorTestsPane:
 *
 * The list of a workspace's tests, with all that is done to many of them: search, filters, order,
 * selection, and the actions "tests.…". One that is selected alone is the pane's item, which the pane
 * beside it shows; it stays so while several are selected. In place of an item it can be a draft of a
 * test that the server doesn't have.
 *
 * The pane is in several files: -list follows the list that it shows, -rows has what is in the list and what the pointer does there,
 * -drafts what isn't saved, -resume which of it is shown again after a crash, -selection which rows are selected, -actions and -delete what is done to them, -files what goes in and
 * out, -jobs what takes longer, -state what is remembered.
 */
G_DEFINE_FINAL_TYPE (ProctorTestsPane, proctor_tests_pane, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_SETTINGS,
  PROP_FOLDER_ID,
  PROP_ITEM,
  PROP_DRAFT_ID,
  PROP_N_SELECTED,
  PROP_ALONE,
} ProctorTestsPaneProperty;

static GParamSpec *properties[PROP_ALONE + 1];

enum
{
  SIGNAL_BEGUN,
  SIGNAL_ITEM_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static ProctorLibrary *
get_library (ProctorTestsPane *self)
{
  return self->session != NULL ? proctor_session_get_library (self->session) : NULL;
}

static void
search_changed_cb (ProctorTestsPane *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (self->list != NULL && g_strcmp0 (proctor_test_list_get_search (self->list), text) != 0)
    g_object_set (self->list, "search", text, NULL);
}

static void
stop_search_cb (ProctorTestsPane *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

/* From the search straight to what it has found. */
static gboolean
search_key_pressed_cb (ProctorTestsPane *self,
                       guint key,
                       guint code,
                       GdkModifierType modifiers)
{
  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down) || g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return GDK_EVENT_PROPAGATE;

  gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_FOCUS | (self->selecting ? 0 : GTK_LIST_SCROLL_SELECT), NULL);

  return GDK_EVENT_STOP;
}

/* Beside three buttons of the window's there is no room for one to search; typing and the menu do it, too. */
static void
update_search_button (ProctorTestsPane *self)
{
  gtk_widget_set_visible (self->search_button, !self->alone || !self->tight);
}

static void
set_tight (ProctorTestsPane *self,
           gboolean tight,
           gboolean tightest)
{
  self->tight = tight;
  self->tightest = tightest;
  update_search_button (self);
  if (self->action_bar != NULL)
    proctor_tests_action_bar_set_tight (self->action_bar, tightest);
}

static void
tight_cb (ProctorTestsPane *self)
{
  set_tight (self, TRUE, FALSE);
}

static void
tightest_cb (ProctorTestsPane *self)
{
  set_tight (self, TRUE, TRUE);
}

static void
roomy_cb (ProctorTestsPane *self)
{
  set_tight (self, FALSE, FALSE);
}

static void
proctor_tests_pane_dispose (GObject *object)
{
  ProctorTestsPane *self = PROCTOR_TESTS_PANE (object);

  if (self->selection != NULL)
    {
      proctor_tests_pane_close_list (self);
      gtk_list_view_set_model (self->list_view, NULL);
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer ((GtkWidget **) &self->menu, gtk_widget_unparent);
  self->filter = NULL;
  self->action_bar = NULL;
  self->selection_header = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->unsaved_filter);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  /* The bin would unparent its child once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TESTS_PANE);

  G_OBJECT_CLASS (proctor_tests_pane_parent_class)->dispose (object);
}

static void
proctor_tests_pane_finalize (GObject *object)
{
  ProctorTestsPane *self = PROCTOR_TESTS_PANE (object);

  g_clear_pointer (&self->folder_id, g_free);
  g_clear_pointer (&self->draft_id, g_free);
  g_clear_pointer (&self->discarded_id, g_free);
  g_clear_pointer (&self->resumed_id, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (proctor_tests_pane_parent_class)->finalize (object);
}

static void
proctor_tests_pane_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  ProctorTestsPane *self = PROCTOR_TESTS_PANE (object);

  switch ((ProctorTestsPaneProperty) property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_FOLDER_ID:
      g_value_set_string (value, self->folder_id);
      break;
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_DRAFT_ID:
      g_value_set_string (value, self->draft_id);
      break;
    case PROP_N_SELECTED:
      g_value_set_uint (value, proctor_tests_pane_get_n_selected (self));
      break;
    case PROP_ALONE:
      g_value_set_boolean (value, self->alone);
      break;
    }
}

static void
proctor_tests_pane_set_property (GObject *object,
                                 guint property_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  ProctorTestsPane *self = PROCTOR_TESTS_PANE (object);

  switch ((ProctorTestsPaneProperty) property_id)
    {
    case PROP_SESSION:
      proctor_tests_pane_set_session (self, g_value_get_object (value));
      break;
    case PROP_SETTINGS:
      g_set_object (&self->settings, g_value_get_object (value));
      break;
    case PROP_FOLDER_ID:
      proctor_tests_pane_set_folder_id (self, g_value_get_string (value));
      break;
    case PROP_ALONE:
      self->alone = g_value_get_boolean (value);
      update_search_button (self);
      break;
    case PROP_ITEM:
    case PROP_DRAFT_ID:
    case PROP_N_SELECTED:
      break;
    }
}

static gboolean
proctor_tests_pane_grab_focus (GtkWidget *widget)
{
  ProctorTestsPane *self = PROCTOR_TESTS_PANE (widget);

  return gtk_widget_grab_focus (gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->scroller) ? GTK_WIDGET (self->list_view) : GTK_WIDGET (self->status));
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-tests-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, view);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, header);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, selection_bin);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, title);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, overflow_menu);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, search_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, filter_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, search_bar);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, path_bar);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, unanswered);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, unsaved);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, status);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, list_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, palette);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, more);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, more_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, jobs);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsPane, action_bin);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, roomy_cb);
  gtk_widget_class_bind_template_callback (widget_class, tight_cb);
  gtk_widget_class_bind_template_callback (widget_class, tightest_cb);
}

static void
proctor_tests_pane_class_init (ProctorTestsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_tests_pane_dispose;
  object_class->finalize = proctor_tests_pane_finalize;
  object_class->get_property = proctor_tests_pane_get_property;
  object_class->set_property = proctor_tests_pane_set_property;
  widget_class->grab_focus = proctor_tests_pane_grab_focus;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, PROCTOR_TYPE_SESSION, flags);
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDER_ID] = g_param_spec_string ("folder-id", NULL, NULL, NULL, flags);
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, PROCTOR_TYPE_TEST_ITEM, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * ProctorTestsPane:draft-id:
   *
   * The draft that is chosen in place of an item: of a test that was never saved, or that the server has
   * no more.
   */
  properties[PROP_DRAFT_ID] = g_param_spec_string ("draft-id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * ProctorTestsPane:alone:
   *
   * Whether there is no other pane beside it, so that the window's buttons are in its header.
   */
  properties[PROP_ALONE] = g_param_spec_boolean ("alone", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorTestsPane::begun:
   * @self: a pane
   *
   * A new test was made, and is the one that is shown.
   */
  signals[SIGNAL_BEGUN] = g_signal_new ("begun", PROCTOR_TYPE_TESTS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * ProctorTestsPane::item-activated:
   *
   * Somebody wants to see the item; where there is room for one pane only, it is that of the detail.
   */
  signals[SIGNAL_ITEM_ACTIVATED] = g_signal_new ("item-activated", PROCTOR_TYPE_TESTS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PROCTOR_TYPE_HEALTH_BANNER);
  g_type_ensure (PROCTOR_TYPE_OUTCOME_PALETTE);
  g_type_ensure (PROCTOR_TYPE_UNANSWERED_BANNER);
  g_type_ensure (PROCTOR_TYPE_UNSAVED_LIST);
  g_type_ensure (PROCTOR_TYPE_PATH_BAR);
  g_type_ensure (PROCTOR_TYPE_TESTS_STATUS);
  bind_template (widget_class);
  proctor_tests_pane_install_actions (widget_class);
}

static void
proctor_tests_pane_init (ProctorTestsPane *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  self->selection = proctor_test_selection_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  proctor_tests_pane_prepare_buttons (self);
  proctor_tests_pane_prepare_rows (self);
  proctor_tests_pane_prepare_selection (self);
  proctor_tests_pane_prepare_drafts (self);
  proctor_tests_pane_add_global_keys (self);
  proctor_tests_pane_update_actions (self);
}

/**
 * proctor_tests_pane_new:
 * @settings: (nullable): where it is remembered how the list was shown
 *
 * Returns: (transfer floating): a pane without a workspace
 */
GtkWidget *
proctor_tests_pane_new (GSettings *settings)
{
  return g_object_new (PROCTOR_TYPE_TESTS_PANE, "settings", settings, NULL);
}

ProctorSession *
proctor_tests_pane_get_session (ProctorTestsPane *self)
{
  g_return_val_if_fail (PROCTOR_IS_TESTS_PANE (self), NULL);

  return self->session;
}

/**
 * proctor_tests_pane_set_session:
 * @self: a pane
 * @session: (nullable): the workspace to show
 *
 * Shows the tests of @session as they were shown when it was last open.
 */
void
proctor_tests_pane_set_session (ProctorTestsPane *self,
                                ProctorSession *session)
{
  g_return_if_fail (PROCTOR_IS_TESTS_PANE (self));
  g_return_if_fail (session == NULL || PROCTOR_IS_SESSION (session));

  if (self->session == session)
    return;

  proctor_tests_pane_close_list (self);
  if (self->session != NULL && g_set_str (&self->folder_id, NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDER_ID]);
  g_set_object (&self->session, session);
  if (session != NULL)
    proctor_tests_pane_open_list (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

const char *
proctor_tests_pane_get_folder_id (ProctorTestsPane *self)
{
  g_return_val_if_fail (PROCTOR_IS_TESTS_PANE (self), NULL);

  return self->folder_id;
}

/**
 * proctor_tests_pane_set_folder_id:
 * @self: a pane
 * @folder_id: (nullable): a folder, %NULL for all tests
 *
 * Shows what is in a folder and below it.
 */
void
proctor_tests_pane_set_folder_id (ProctorTestsPane *self,
                                  const char *folder_id)
{
  g_return_if_fail (PROCTOR_IS_TESTS_PANE (self));

  if (g_strcmp0 (self->folder_id, folder_id) == 0)
    return;

  if (self->list != NULL)
    {
      g_object_set (self->list, "folder-id", folder_id, NULL);
      return;
    }

  g_set_str (&self->folder_id, folder_id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDER_ID]);
}

/**
 * proctor_tests_pane_get_item:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): the test that was last selected alone
 */
ProctorTestItem *
proctor_tests_pane_get_item (ProctorTestsPane *self)
{
  g_return_val_if_fail (PROCTOR_IS_TESTS_PANE (self), NULL);

  return self->item;
}

/* Who hears of one of the two finds the other as it is going to be. */
static void
show (ProctorTestsPane *self,
      ProctorTestItem *item,
      const char *draft_id)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (item != NULL || draft_id != NULL)
    g_clear_pointer (&self->discarded_id, g_free);
  if (g_set_object (&self->item, item))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
  if (g_set_str (&self->draft_id, draft_id))
    {
      proctor_tests_pane_let_go_of_draft (self);
      proctor_unsaved_list_set_chosen (self->unsaved, draft_id);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT_ID]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
proctor_tests_pane_set_item (ProctorTestsPane *self,
                             ProctorTestItem *item)
{
  show (self, item, item != NULL ? NULL : self->draft_id);
}

void
proctor_tests_pane_set_draft_id (ProctorTestsPane *self,
                                 const char *id)
{
  show (self, id != NULL ? NULL : self->item, id);
}

/**
 * proctor_tests_pane_get_draft_id:
 * @self: a pane
 *
 * Returns: (nullable): the draft that is chosen in place of an item
 */
const char *
proctor_tests_pane_get_draft_id (ProctorTestsPane *self)
{
  g_return_val_if_fail (PROCTOR_IS_TESTS_PANE (self), NULL);

  return self->draft_id;
}

void
proctor_tests_pane_folder_changed (ProctorTestsPane *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDER_ID]);
}

void
proctor_tests_pane_activate_item (ProctorTestsPane *self)
{
  g_signal_emit (self, signals[SIGNAL_ITEM_ACTIVATED], 0);
}

/**
 * proctor_tests_pane_show_test:
 * @self: a pane
 * @test_id: a test, perhaps one that was just made
 *
 * Selects a test and scrolls to it, as soon as the library knows it. Where the search or the filters
 * hide it, it is shown in the detail all the same.
 */
void
proctor_tests_pane_show_test (ProctorTestsPane *self,
                              const char *test_id)
{
  ProctorTestItem *item;
  guint position;

  g_return_if_fail (PROCTOR_IS_TESTS_PANE (self));
  g_return_if_fail (test_id != NULL);

  item = self->list != NULL ? proctor_library_find (get_library (self), test_id) : NULL;
  if (item == NULL)
    {
      g_set_str (&self->wanted_id, test_id);
      return;
    }

  position = proctor_test_selection_find (self->selection, item);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list_view, position, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
  else
    /* The library knows it before the list has a row for it. */
    g_set_str (&self->wanted_id, test_id);
  proctor_tests_pane_set_item (self, item);
}

/**
 * proctor_tests_pane_get_list:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): what is listed
 */
ProctorTestList *
proctor_tests_pane_get_list (ProctorTestsPane *self)
{
  g_return_val_if_fail (PROCTOR_IS_TESTS_PANE (self), NULL);

  return self->list;
}

guint
proctor_tests_pane_get_n_selected (ProctorTestsPane *self)
{
  g_return_val_if_fail (PROCTOR_IS_TESTS_PANE (self), 0);

  return self->selection != NULL ? proctor_test_selection_get_n_selected (self->selection) : 0;
}
