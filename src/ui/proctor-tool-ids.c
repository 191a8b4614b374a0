/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tool-ids.h"

#include <glib/gi18n.h>

#include "proctor-choice-words.h"
#include "proctor-picker-row.h"

/**
 * ProctorToolIds:
 *
 * Some of the tools: those that were chosen, and a row by which one more is.
 */
struct _ProctorToolIds
{
  AdwBin parent_instance;

  /* Template children */
  AdwPreferencesGroup *group;
  ProctorPickerRow *add_row;

  /* Owned */
  ProctorEditing *editing;
  ProctorRecord *record;
  ProctorChoiceList *tools;
  GSignalGroup *drafts_signals;
  GPtrArray *rows; /* the group has them, too */

  guint field;
  gulong record_handler;
  gulong tools_handler;
  gboolean opens; /* whether a tool can be looked at from here */
};

enum
{
  SIGNAL_OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef enum
{
  PROP_PROBLEM = 1,
} ProctorToolIdsProperty;

G_DEFINE_FINAL_TYPE (ProctorToolIds, proctor_tool_ids, ADW_TYPE_BIN)

static const char *const *
get_ids (ProctorToolIds *self)
{
  return self->record != NULL ? proctor_record_get_strings (self->record, self->field) : NULL;
}

static void
store (ProctorToolIds *self,
       GStrvBuilder *builder,
       const char *label)
{
  g_auto (GStrv) ids = g_strv_builder_end (builder);
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);

  proctor_undo_begin (undo, label);
  proctor_undo_set_strings (undo, self->record, self->field, (const char *const *) ids);
  proctor_undo_end (undo);
}

static void
remove_cb (GtkWidget *button,
           ProctorToolIds *self)
{
  guint position = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "position"));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *const *ids = get_ids (self);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      if (i != position)
        g_strv_builder_add (builder, ids[i]);
    }
  store (self, builder, _ ("Remove Tool"));
  gtk_widget_grab_focus (GTK_WIDGET (self->add_row));
}

static GtkWidget *
make_remove_button (ProctorToolIds *self,
                    const char *title,
                    guint position)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: a thing of a list, as in "Remove Condition 2". */
  g_autofree char *words = g_strdup_printf (_ ("Remove %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data (G_OBJECT (button), "position", GUINT_TO_POINTER (position));
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_DEFAULT);

  return button;
}

static void
open_cb (GtkWidget *row,
         ProctorToolIds *self)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "id"));

  g_signal_emit (self, signals[SIGNAL_OPEN], 0, id);
}

static void
make_activatable (ProctorToolIds *self,
                  GtkWidget *row,
                  const char *id)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (row, "activated", G_CALLBACK (open_cb), self, G_CONNECT_DEFAULT);
}

static void
mark_unsaved (ProctorToolIds *self,
              AdwActionRow *row,
              const char *id)
{
  g_autoptr (ProctorConfigDrafts) drafts = g_signal_group_dup_target (self->drafts_signals);
  g_autofree char *subtitle = NULL;

  if (drafts == NULL || !proctor_config_drafts_has (drafts, id))
    return;

  subtitle = g_strjoin (" · ", _ ("Not saved"), adw_action_row_get_subtitle (row), NULL);
  adw_action_row_set_subtitle (row, subtitle);
  adw_action_row_add_prefix (row, g_object_new (ADW_TYPE_BIN, "valign", GTK_ALIGN_CENTER, "css-classes", (const char *const[]) { "unsaved-dot", NULL }, NULL));
}

static void
add_tool_row (ProctorToolIds *self,
              const char *id,
              guint position)
{
  GtkWidget *row = adw_action_row_new ();
  ProctorChoice *tool = self->tools != NULL ? proctor_choice_list_find (self->tools, id) : NULL;
  const char *title = tool != NULL ? proctor_choice_get_title (tool) : id;
  g_autofree char *detail = tool != NULL ? proctor_choice_words_dup_detail (tool) : NULL;

  if (tool == NULL && self->tools != NULL && proctor_choice_list_get_state (self->tools) == PROCTOR_CHOICE_READY)
    detail = g_strdup (_ ("Not known here"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail != NULL ? detail : "");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  mark_unsaved (self, ADW_ACTION_ROW (row), id);
  if (proctor_editing_is_editable (self->editing))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_remove_button (self, title, position));
  if (self->opens && tool != NULL)
    make_activatable (self, row, id);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
show (ProctorToolIds *self)
{
  const char *const *ids = get_ids (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  /* What adds one comes last. */
  g_object_ref (self->add_row);
  adw_preferences_group_remove (self->group, GTK_WIDGET (self->add_row));
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    add_tool_row (self, ids[i], i);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->add_row));
  g_object_unref (self->add_row);
  gtk_widget_set_visible (GTK_WIDGET (self->add_row), self->editing != NULL && proctor_editing_is_editable (self->editing));
}

static void
drafts_changed_cb (ProctorToolIds *self,
                   const char *thing_id)
{
  const char *const *ids = get_ids (self);

  if (ids != NULL && g_strv_contains (ids, thing_id))
    show (self);
}

/**
 * proctor_tool_ids_add:
 * @self: some tools
 * @id: one more
 */
void
proctor_tool_ids_add (ProctorToolIds *self,
                      const char *id)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *const *ids = get_ids (self);
  g_autofree char *added = g_strdup (id);

  g_return_if_fail (PROCTOR_IS_TOOL_IDS (self));

  proctor_picker_row_set_chosen (self->add_row, NULL);
  if (self->record == NULL || added == NULL || (ids != NULL && g_strv_contains (ids, added)))
    return;

  if (ids != NULL)
    g_strv_builder_addv (builder, (const char **) ids);
  g_strv_builder_add (builder, added);
  store (self, builder, _ ("Add Tool"));
}

static void
chosen_cb (ProctorToolIds *self,
           const char *id)
{
  proctor_tool_ids_add (self, id);
}

static gboolean
proctor_tool_ids_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PROCTOR_TOOL_IDS (widget)->add_row));
}

static void
let_go (ProctorToolIds *self)
{
  g_clear_signal_handler (&self->record_handler, self->record);
  g_clear_object (&self->record);
  g_clear_object (&self->editing);
}

static void
proctor_tool_ids_dispose (GObject *object)
{
  ProctorToolIds *self = PROCTOR_TOOL_IDS (object);

  let_go (self);
  g_clear_signal_handler (&self->tools_handler, self->tools);
  g_clear_object (&self->tools);
  g_clear_object (&self->drafts_signals);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  /* The bin would look for a child that the template has taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TOOL_IDS);

  G_OBJECT_CLASS (proctor_tool_ids_parent_class)->dispose (object);
}

static void
proctor_tool_ids_get_property (GObject *object,
                               guint property_id,
                               GValue *value,
                               GParamSpec *pspec)
{
  switch ((ProctorToolIdsProperty) property_id)
    {
    case PROP_PROBLEM:
      g_object_get_property (G_OBJECT (PROCTOR_TOOL_IDS (object)->add_row), "problem", value);
      break;
    }
}

static void
proctor_tool_ids_set_property (GObject *object,
                               guint property_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((ProctorToolIdsProperty) property_id)
    {
    case PROP_PROBLEM:
      if (PROCTOR_TOOL_IDS (object)->add_row != NULL)
        g_object_set_property (G_OBJECT (PROCTOR_TOOL_IDS (object)->add_row), "problem", value);
      break;
    }
}

static void
proctor_tool_ids_class_init (ProctorToolIdsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_tool_ids_dispose;
  object_class->get_property = proctor_tool_ids_get_property;
  object_class->set_property = proctor_tool_ids_set_property;
  widget_class->grab_focus = proctor_tool_ids_grab_focus;

  /**
   * ProctorToolIds:problem:
   *
   * What is wrong with them.
   */
  g_object_class_install_property (object_class, PROP_PROBLEM, g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));

  /**
   * ProctorToolIds::open:
   * @self: some tools
   * @id: one of them
   *
   * Somebody wants to look at it.
   */
  signals[SIGNAL_OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-tool-ids.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorToolIds, group);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolIds, add_row);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
proctor_tool_ids_init (ProctorToolIds *self)
{
  self->rows = g_ptr_array_new ();
  g_type_ensure (PROCTOR_TYPE_PICKER_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->drafts_signals = g_signal_group_new (PROCTOR_TYPE_CONFIG_DRAFTS);
  g_signal_group_connect_swapped (self->drafts_signals, "changed", G_CALLBACK (drafts_changed_cb), self);
  proctor_picker_row_set_prompt (self->add_row, _ ("Search by name, or enter an ID"));
}

/**
 * proctor_tool_ids_bind:
 * @self: some tools
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 * @record: a part of it
 * @field: which of its lists of texts has their ids
 */
void
proctor_tool_ids_bind (ProctorToolIds *self,
                       ProctorEditing *editing,
                       gpointer record,
                       guint field)
{
  g_return_if_fail (PROCTOR_IS_TOOL_IDS (self));

  let_go (self);
  if (editing != NULL)
    {
      g_autofree char *signal = g_strconcat ("notify::", PROCTOR_RECORD_GET_CLASS (record)->fields[field].name, NULL);

      self->editing = g_object_ref (editing);
      self->record = g_object_ref (record);
      self->field = field;
      self->record_handler = g_signal_connect_swapped (record, signal, G_CALLBACK (show), self);
      proctor_editing_register (editing, record, field, GTK_WIDGET (self));
    }
  show (self);
}

/**
 * proctor_tool_ids_set_tools:
 * @self: some tools
 * @tools: (nullable): all that there are
 */
void
proctor_tool_ids_set_tools (ProctorToolIds *self,
                            ProctorChoiceList *tools)
{
  g_return_if_fail (PROCTOR_IS_TOOL_IDS (self));

  if (self->tools == tools)
    return;

  g_clear_signal_handler (&self->tools_handler, self->tools);
  g_set_object (&self->tools, tools);
  if (tools != NULL)
    self->tools_handler = g_signal_connect_swapped (tools, "notify::state", G_CALLBACK (show), self);
  proctor_picker_row_set_choices (self->add_row, tools != NULL ? G_LIST_MODEL (tools) : NULL);
  show (self);
}

/**
 * proctor_tool_ids_set_drafts:
 * @self: some tools
 * @drafts: (nullable): what says which of them have changes that aren't saved
 */
void
proctor_tool_ids_set_drafts (ProctorToolIds *self,
                             ProctorConfigDrafts *drafts)
{
  g_return_if_fail (PROCTOR_IS_TOOL_IDS (self));

  g_signal_group_set_target (self->drafts_signals, drafts);
}

/**
 * proctor_tool_ids_set_opens:
 * @self: some tools
 * @opens: whether a tool can be looked at from here
 */
void
proctor_tool_ids_set_opens (ProctorToolIds *self,
                            gboolean opens)
{
  g_return_if_fail (PROCTOR_IS_TOOL_IDS (self));

  self->opens = opens;
  show (self);
}

/**
 * proctor_tool_ids_focus:
 * @self: a list of tools
 * @position: one of them
 *
 * Returns: whether the focus is there now, where it can be taken away
 */
gboolean
proctor_tool_ids_focus (ProctorToolIds *self,
                        guint position)
{
  g_return_val_if_fail (PROCTOR_IS_TOOL_IDS (self), FALSE);

  return position < self->rows->len && gtk_widget_child_focus (g_ptr_array_index (self->rows, position), GTK_DIR_TAB_FORWARD);
}
