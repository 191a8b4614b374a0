/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tool-name-row.h"

#include <glib/gi18n.h>

#include "proctor-bound-row.h"
#include "proctor-picker-popover.h"
#include "proctor-tool-call.h"
#include "proctor-tool-result.h"

/**
 * ProctorToolNameRow:
 *
 * What the tool is called that was called, or that answered. It can be any name, since what was said once is as it was;
 * but mostly it is one of the workspace's tools, and these can be chosen.
 */
struct _ProctorToolNameRow
{
  AdwEntryRow parent_instance;

  /* Template children */
  GtkMenuButton *choose_button;
  ProctorPickerPopover *popover;

  /* Owned */
  ProctorEditing *editing;
  ProctorRecord *record;

  guint name_field;
  guint kind_field;
};

G_DEFINE_FINAL_TYPE (ProctorToolNameRow, proctor_tool_name_row, ADW_TYPE_ENTRY_ROW)

static ProctorChoiceList *
get_tools (ProctorToolNameRow *self)
{
  ProctorSurroundings *choices = self->editing != NULL ? proctor_editing_get_choices (self->editing) : NULL;

  return choices != NULL ? proctor_surroundings_get_tools (choices) : NULL;
}

static void
choices_cb (ProctorToolNameRow *self)
{
  ProctorChoiceList *tools = get_tools (self);

  proctor_picker_popover_set_choices (self->popover, tools != NULL ? G_LIST_MODEL (tools) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->choose_button), tools != NULL && proctor_editing_is_editable (self->editing));
}

/* What was recorded in detail says itself of which kind the tool was. */
static gboolean
takes_kind (ProctorToolNameRow *self,
            const char *kind)
{
  return kind != NULL && !(PROCTOR_IS_TOOL_CALL (self->record) && proctor_tool_call_get_tool_details (PROCTOR_TOOL_CALL (self->record)) != NULL);
}

/* A tool is known by its id here, and in a conversation by its name. */
static void
chosen_cb (ProctorToolNameRow *self,
           const char *id)
{
  ProctorChoiceList *tools = get_tools (self);
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  ProctorChoice *choice = tools != NULL && id != NULL ? proctor_choice_list_find (tools, id) : NULL;
  const char *name = choice != NULL ? proctor_choice_get_title (choice) : id;

  if (name == NULL)
    return;

  proctor_undo_begin (undo, _ ("Choose Tool"));
  proctor_undo_set_string (undo, self->record, self->name_field, name);
  if (choice != NULL && takes_kind (self, proctor_choice_get_kind (choice)))
    proctor_undo_set_string (undo, self->record, self->kind_field, proctor_choice_get_kind (choice));
  proctor_undo_end (undo);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
open_cb (GtkWidget *widget,
         GVariant *arguments,
         gpointer user_data)
{
  ProctorToolNameRow *self = PROCTOR_TOOL_NAME_ROW (widget);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->choose_button)))
    return GDK_EVENT_PROPAGATE;

  gtk_menu_button_popup (self->choose_button);

  return GDK_EVENT_STOP;
}

static void
proctor_tool_name_row_dispose (GObject *object)
{
  ProctorToolNameRow *self = PROCTOR_TOOL_NAME_ROW (object);

  proctor_bound_row_unbind (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TOOL_NAME_ROW);
  g_clear_object (&self->record);
  g_clear_object (&self->editing);

  G_OBJECT_CLASS (proctor_tool_name_row_parent_class)->dispose (object);
}

static void
proctor_tool_name_row_class_init (ProctorToolNameRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_tool_name_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-tool-name-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorToolNameRow, choose_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolNameRow, popover);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_NO_MODIFIER_MASK, open_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Down, GDK_NO_MODIFIER_MASK, open_cb, NULL);
}

static void
proctor_tool_name_row_init (ProctorToolNameRow *self)
{
  g_type_ensure (PROCTOR_TYPE_PICKER_POPOVER);
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_picker_popover_set_prompt (self->popover, _ ("Search, or enter a name"));
  proctor_picker_popover_set_hint (self->popover, _ ("The workspace has no tools. A name can be entered above."));
}

/**
 * proctor_tool_name_row_new:
 * @editing: the test that is edited
 * @record: a #ProctorToolCall or a #ProctorToolResult of it
 *
 * Returns: (transfer floating): a row that shows what its tool is called, and changes it
 */
GtkWidget *
proctor_tool_name_row_new (ProctorEditing *editing,
                           gpointer record)
{
  ProctorToolNameRow *self;
  gboolean is_call = PROCTOR_IS_TOOL_CALL (record);

  g_return_val_if_fail (PROCTOR_IS_EDITING (editing), NULL);
  g_return_val_if_fail (is_call || PROCTOR_IS_TOOL_RESULT (record), NULL);

  self = g_object_new (PROCTOR_TYPE_TOOL_NAME_ROW, NULL);
  self->editing = g_object_ref (editing);
  self->record = g_object_ref (record);
  self->name_field = PROCTOR_TOOL_RESULT_FIELD_TOOL_NAME;
  self->kind_field = PROCTOR_TOOL_RESULT_FIELD_KIND;
  if (is_call)
    {
      self->name_field = PROCTOR_TOOL_CALL_FIELD_TOOL_NAME;
      self->kind_field = PROCTOR_TOOL_CALL_FIELD_KIND;
    }
  proctor_bound_row_bind_text (GTK_EDITABLE (self), editing, record, self->name_field, _ ("Rename Tool"));
  g_signal_connect_object (editing, "notify::choices", G_CALLBACK (choices_cb), self, G_CONNECT_SWAPPED);
  choices_cb (self);

  return GTK_WIDGET (self);
}
