/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-mocks-edit.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "proctor-edit-list.h"
#include "proctor-mock-behaviour.h"
#include "proctor-open-toggles.h"
#include "proctor-override-edit.h"
#include "proctor-tool-ids.h"
#include "proctor-tool-mock.h"

/**
 * ProctorMocksEdit:
 *
 * Which of the agent's tools a simulation doesn't really call, and what they answer then.
 */
struct _ProctorMocksEdit
{
  GtkWidget parent_instance;

  /* Template children */
  GtkWidget *strategy_box;
  AdwToggleGroup *strategy_toggles;
  GtkLabel *strategy_label;
  ProctorToolIds *tool_ids;
  GtkWidget *fallback_box;
  AdwToggleGroup *fallback_toggles;
  GtkWidget *overrides_box;
  GtkLabel *overrides_label;
  ProctorEditList *overrides_list;

  /* Owned */
  ProctorEditing *editing;
  GSignalGroup *test_signals;
  GSignalGroup *behaviour_signals;
  GSignalGroup *tools_signals;

  gboolean updating;
};

G_DEFINE_FINAL_TYPE (ProctorMocksEdit, proctor_mocks_edit, GTK_TYPE_WIDGET)

static ProctorMockBehaviour *
get_behaviour (ProctorMocksEdit *self)
{
  return self->editing != NULL ? proctor_test_get_tool_mock_config (proctor_editing_get_test (self->editing)) : NULL;
}

static ProctorChoiceList *
get_tools (ProctorMocksEdit *self)
{
  ProctorSurroundings *choices = self->editing != NULL ? proctor_editing_get_choices (self->editing) : NULL;

  return choices != NULL ? proctor_surroundings_get_tools (choices) : NULL;
}

static const char *
get_strategy (ProctorMocksEdit *self)
{
  ProctorMockBehaviour *behaviour = get_behaviour (self);
  const char *strategy = behaviour != NULL ? proctor_mock_behaviour_get_mocking_strategy (behaviour) : NULL;

  return strategy != NULL ? strategy : "none";
}

static const char *
get_fallback (ProctorMocksEdit *self)
{
  ProctorMockBehaviour *behaviour = get_behaviour (self);
  const char *fallback = behaviour != NULL ? proctor_mock_behaviour_get_fallback_strategy (behaviour) : NULL;

  return fallback != NULL ? fallback : "raise_error";
}

static gboolean
has_ids (ProctorMocksEdit *self)
{
  ProctorMockBehaviour *behaviour = get_behaviour (self);
  const char *const *ids = behaviour != NULL ? proctor_mock_behaviour_get_mocked_tool_ids (behaviour) : NULL;

  return ids != NULL && ids[0] != NULL;
}

static const char *
get_strategy_words (const char *strategy)
{
  if (g_str_equal (strategy, "none"))
    return _ ("The agent’s tools are really called while the conversation is simulated.");
  if (g_str_equal (strategy, "selected"))
    return _ ("These tools are not really called but give the answers below, or those that they have themselves. Others are called.");
  if (g_str_equal (strategy, "all"))
    return _ ("No tool is really called. Each gives the answers below, or those that it has itself. Tools of the service itself, as for ending a call, are never mocked.");

  return _ ("This version of Proctor doesn’t know this way of mocking. It stays as it came.");
}

static void
show_behaviour (ProctorMocksEdit *self)
{
  const char *strategy = get_strategy (self);
  gboolean is_none = g_str_equal (strategy, "none");
  gboolean is_selected = g_str_equal (strategy, "selected");
  gboolean has_overrides = proctor_edit_list_get_n_rows (self->overrides_list) > 0;

  self->updating = TRUE;
  proctor_open_toggles_show (self->strategy_toggles, strategy);
  proctor_open_toggles_show (self->fallback_toggles, get_fallback (self));
  self->updating = FALSE;
  gtk_label_set_label (self->strategy_label, get_strategy_words (strategy));
  gtk_widget_set_visible (GTK_WIDGET (self->tool_ids), get_behaviour (self) != NULL && (is_selected || has_ids (self)));
  gtk_widget_set_visible (self->fallback_box, !is_none || !g_str_equal (get_fallback (self), "raise_error"));
  gtk_widget_set_visible (self->overrides_box, !is_none || has_overrides);
  if (is_none)
    gtk_label_set_label (self->overrides_label, _ ("These answers are not given: no tool is mocked."));
  else
    gtk_label_set_label (self->overrides_label, _ ("They come before the answers that a tool has itself. Of several, the first that fits is given."));
}

static void
behaviour_cb (ProctorMocksEdit *self)
{
  ProctorMockBehaviour *behaviour = get_behaviour (self);

  g_signal_group_set_target (self->behaviour_signals, behaviour);
  proctor_tool_ids_bind (self->tool_ids, behaviour != NULL ? self->editing : NULL, behaviour, PROCTOR_MOCK_BEHAVIOUR_FIELD_MOCKED_TOOL_IDS);
  if (behaviour != NULL)
    {
      proctor_editing_register (self->editing, behaviour, PROCTOR_MOCK_BEHAVIOUR_FIELD_MOCKING_STRATEGY, GTK_WIDGET (self->strategy_toggles));
      proctor_editing_register (self->editing, behaviour, PROCTOR_MOCK_BEHAVIOUR_FIELD_FALLBACK_STRATEGY, GTK_WIDGET (self->fallback_toggles));
    }
  show_behaviour (self);
}

/* Within a step. */
static ProctorMockBehaviour *
ensure_behaviour (ProctorMocksEdit *self,
                  ProctorUndo *undo)
{
  if (get_behaviour (self) == NULL)
    {
      g_autoptr (ProctorMockBehaviour) behaviour = proctor_mock_behaviour_new ();

      proctor_mock_behaviour_set_mocking_strategy (behaviour, "none");
      proctor_undo_set_record (undo, proctor_editing_get_test (self->editing), PROCTOR_TEST_FIELD_TOOL_MOCK_CONFIG, behaviour);
    }

  return get_behaviour (self);
}

static void
change (ProctorMocksEdit *self,
        guint field,
        const char *value,
        const char *label)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);

  proctor_undo_begin (undo, label);
  proctor_undo_set_string (undo, ensure_behaviour (self, undo), field, value);
  proctor_undo_end (undo);
}

static void
strategy_cb (ProctorMocksEdit *self)
{
  const char *strategy = adw_toggle_group_get_active_name (self->strategy_toggles);

  if (!self->updating && self->editing != NULL && strategy != NULL && !g_str_equal (strategy, get_strategy (self)))
    change (self, PROCTOR_MOCK_BEHAVIOUR_FIELD_MOCKING_STRATEGY, strategy, _ ("Change Which Tools Are Mocked"));
}

static void
fallback_cb (ProctorMocksEdit *self)
{
  const char *fallback = adw_toggle_group_get_active_name (self->fallback_toggles);

  if (!self->updating && self->editing != NULL && fallback != NULL && !g_str_equal (fallback, get_fallback (self)))
    change (self, PROCTOR_MOCK_BEHAVIOUR_FIELD_FALLBACK_STRATEGY, fallback, _ ("Change What Happens Without an Answer"));
}

static GtkWidget *
make_override (gpointer item,
               gpointer user_data)
{
  ProctorMocksEdit *self = user_data;
  GtkWidget *edit = proctor_override_edit_new (self->editing, item);

  gtk_widget_add_css_class (edit, "nested");
  proctor_override_edit_set_tools (PROCTOR_OVERRIDE_EDIT (edit), get_tools (self));

  return edit;
}

static char *
name_override (GtkWidget *content,
               guint position,
               gpointer user_data)
{
  g_autofree char *tool = proctor_override_edit_dup_title (PROCTOR_OVERRIDE_EDIT (content));

  if (tool == NULL || tool[0] == '\0')
    return g_strdup (_ ("Answers of a tool"));

  /* Translators: the answers that a test has for a tool, whose name it is. */
  return g_strdup_printf (_ ("Answers of %s"), tool);
}

static gboolean
has_override (ProctorMocksEdit *self,
              const char *id)
{
  GListModel *overrides = proctor_test_get_tool_mock_overrides (proctor_editing_get_test (self->editing));

  for (guint i = 0; i < g_list_model_get_n_items (overrides); i++)
    {
      g_autoptr (GObject) override = g_list_model_get_item (overrides, i);

      if (PROCTOR_IS_MOCK_OVERRIDE (override) && g_strcmp0 (proctor_mock_override_get_key (PROCTOR_MOCK_OVERRIDE (override)), id) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whoever has said which tools are mocked most likely wants answers of the next one of these. */
static const char *
find_next_tool (ProctorMocksEdit *self)
{
  ProctorMockBehaviour *behaviour = get_behaviour (self);
  const char *const *ids = behaviour != NULL ? proctor_mock_behaviour_get_mocked_tool_ids (behaviour) : NULL;

  for (gsize i = 0; ids != NULL && ids[i] != NULL && g_str_equal (get_strategy (self), "selected"); i++)
    {
      if (!has_override (self, ids[i]))
        return ids[i];
    }

  return "";
}

/* A tool without answers would say nothing, so it has one to begin with. */
static void
add_override_cb (ProctorMocksEdit *self)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  g_autoptr (ProctorMockOverride) override = proctor_mock_override_new ();
  g_autoptr (ProctorToolMock) mock = proctor_tool_mock_new ();
  guint position = proctor_edit_list_get_n_rows (self->overrides_list);

  proctor_tool_mock_set_mock_result (mock, "");
  proctor_mock_override_set_key (override, find_next_tool (self));
  g_list_store_append (G_LIST_STORE (proctor_mock_override_get_value (override)), mock);
  proctor_undo_begin (undo, _ ("Add Tool"));
  proctor_undo_insert (undo, proctor_editing_get_test (self->editing), PROCTOR_TEST_FIELD_TOOL_MOCK_OVERRIDES, position, override);
  proctor_undo_end (undo);
  proctor_edit_list_focus (self->overrides_list, position);
}

static void
name_again (ProctorMocksEdit *self)
{
  proctor_edit_list_rename (self->overrides_list);
}

static void
choices_cb (ProctorMocksEdit *self)
{
  ProctorChoiceList *tools = get_tools (self);

  g_signal_group_set_target (self->tools_signals, tools);
  proctor_tool_ids_set_tools (self->tool_ids, tools);
  for (guint i = 0; i < proctor_edit_list_get_n_rows (self->overrides_list); i++)
    {
      GtkWidget *content = proctor_edit_list_get_content (self->overrides_list, i);

      if (PROCTOR_IS_OVERRIDE_EDIT (content))
        proctor_override_edit_set_tools (PROCTOR_OVERRIDE_EDIT (content), tools);
    }
  if (tools != NULL)
    proctor_choice_list_want (tools);
  name_again (self);
}

static void
proctor_mocks_edit_dispose (GObject *object)
{
  ProctorMocksEdit *self = PROCTOR_MOCKS_EDIT (object);

  g_clear_object (&self->test_signals);
  g_clear_object (&self->behaviour_signals);
  g_clear_object (&self->tools_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_MOCKS_EDIT);
  g_clear_object (&self->editing);

  G_OBJECT_CLASS (proctor_mocks_edit_parent_class)->dispose (object);
}

static void
proctor_mocks_edit_class_init (ProctorMocksEditClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_mocks_edit_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-mocks-edit.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorMocksEdit, strategy_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorMocksEdit, strategy_toggles);
  gtk_widget_class_bind_template_child (widget_class, ProctorMocksEdit, strategy_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorMocksEdit, tool_ids);
  gtk_widget_class_bind_template_child (widget_class, ProctorMocksEdit, fallback_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorMocksEdit, fallback_toggles);
  gtk_widget_class_bind_template_child (widget_class, ProctorMocksEdit, overrides_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorMocksEdit, overrides_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorMocksEdit, overrides_list);
  gtk_widget_class_bind_template_callback (widget_class, strategy_cb);
  gtk_widget_class_bind_template_callback (widget_class, fallback_cb);
}

static void
proctor_mocks_edit_init (ProctorMocksEdit *self)
{
  g_type_ensure (PROCTOR_TYPE_EDIT_LIST);
  g_type_ensure (PROCTOR_TYPE_TOOL_IDS);
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_edit_list_set_functions (self->overrides_list, make_override, name_override, self);
  proctor_edit_list_set_add_label (self->overrides_list, _ ("Add Tool"));
  proctor_edit_list_set_stacked (self->overrides_list, TRUE);
  g_signal_connect_object (self->overrides_list, "add", G_CALLBACK (add_override_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->overrides_list, "changed", G_CALLBACK (show_behaviour), self, G_CONNECT_SWAPPED);

  self->test_signals = g_signal_group_new (PROCTOR_TYPE_TEST);
  g_signal_group_connect_swapped (self->test_signals, "notify::tool-mock-config", G_CALLBACK (behaviour_cb), self);
  self->behaviour_signals = g_signal_group_new (PROCTOR_TYPE_MOCK_BEHAVIOUR);
  g_signal_group_connect_swapped (self->behaviour_signals, "notify", G_CALLBACK (show_behaviour), self);
  self->tools_signals = g_signal_group_new (PROCTOR_TYPE_CHOICE_LIST);
  g_signal_group_connect_swapped (self->tools_signals, "notify::state", G_CALLBACK (name_again), self);
}

/**
 * proctor_mocks_edit_set_editing:
 * @self: mocked tools
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 */
void
proctor_mocks_edit_set_editing (ProctorMocksEdit *self,
                                ProctorEditing *editing)
{
  ProctorTest *test = editing != NULL ? proctor_editing_get_test (editing) : NULL;
  gboolean is_editable = editing != NULL && proctor_editing_is_editable (editing);

  g_return_if_fail (PROCTOR_IS_MOCKS_EDIT (self));

  if (self->editing != NULL)
    g_signal_handlers_disconnect_by_func (self->editing, choices_cb, self);
  proctor_edit_list_bind (self->overrides_list, NULL, NULL, 0);
  g_signal_group_set_target (self->test_signals, test);
  g_set_object (&self->editing, editing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->strategy_toggles), is_editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->fallback_toggles), is_editable);
  if (editing != NULL)
    {
      g_signal_connect_object (editing, "notify::choices", G_CALLBACK (choices_cb), self, G_CONNECT_SWAPPED);
      proctor_edit_list_bind (self->overrides_list, editing, test, PROCTOR_TEST_FIELD_TOOL_MOCK_OVERRIDES);
      proctor_editing_register (editing, test, PROCTOR_TEST_FIELD_TOOL_MOCK_CONFIG, GTK_WIDGET (self));
    }
  choices_cb (self);
  behaviour_cb (self);
}
