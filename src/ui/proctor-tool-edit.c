/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tool-edit.h"

#include "proctor-bound-row.h"
#include "proctor-json-field.h"
#include "proctor-member-form.h"
#include "proctor-tool-call.h"
#include "proctor-tool-name-row.h"
#include "proctor-tool-result.h"

#include <glib/gi18n.h>
#include <string.h>

/* As much of the parameters, or of a result, is said beside the tool's name. */
#define MOST_CHARACTERS 60

/**
 * ProctorToolEdit:
 *
 * The call of a tool, or what a tool answered, folded away behind the tool's name. What is in the fold is
 * made when somebody opens it.
 */
struct _ProctorToolEdit
{
  AdwBin parent_instance;

  /* Template children */
  GtkExpander *expander;
  GtkLabel *title_label;
  GtkLabel *remark_label;

  /* Owned */
  ProctorEditing *editing;
  ProctorRecord *record;

  /* Borrowed: a child */
  GtkWidget *name_row;
};

G_DEFINE_FINAL_TYPE (ProctorToolEdit, proctor_tool_edit, ADW_TYPE_BIN)

static gboolean
is_call (ProctorToolEdit *self)
{
  return PROCTOR_IS_TOOL_CALL (self->record);
}

static guint
get_name_field (ProctorToolEdit *self)
{
  const guint fields[] = { PROCTOR_TOOL_RESULT_FIELD_TOOL_NAME, PROCTOR_TOOL_CALL_FIELD_TOOL_NAME };

  return fields[is_call (self) ? 1 : 0];
}

static guint
get_text_field (ProctorToolEdit *self)
{
  const guint fields[] = { PROCTOR_TOOL_RESULT_FIELD_RESULT_VALUE, PROCTOR_TOOL_CALL_FIELD_PARAMS_AS_JSON };

  return fields[is_call (self) ? 1 : 0];
}

/* Returns: (transfer full): a text in one line, as far as there is room */
static char *
dup_summary (const char *text)
{
  g_autofree char *start = NULL;
  GString *line;

  if (text == NULL)
    return g_strdup ("");

  start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, MOST_CHARACTERS * 16), MOST_CHARACTERS * 4));
  line = g_string_new (NULL);
  for (const char *p = start; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        g_string_append_len (line, p, g_utf8_next_char (p) - p);
      else if (line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }

  return g_string_free_and_steal (line);
}

static void
show (ProctorToolEdit *self)
{
  const char *name = proctor_record_get_string (self->record, get_name_field (self));
  gboolean is_named = name != NULL && name[0] != '\0';
  g_autofree char *summary = dup_summary (proctor_record_get_string (self->record, get_text_field (self)));
  g_autofree char *title = NULL;
  gboolean is_wrong = !is_call (self) && (proctor_tool_result_get_is_error (PROCTOR_TOOL_RESULT (self->record)) || proctor_tool_result_get_is_blocked (PROCTOR_TOOL_RESULT (self->record)));

  if (is_call (self))
    /* Translators: a tool that an agent called; %s is its name */
    title = is_named ? g_strdup_printf (_ ("Calls %s"), name) : g_strdup (_ ("Calls a Tool"));
  else
    /* Translators: what a tool answered; %s is its name */
    title = is_named ? g_strdup_printf (_ ("%s Answers"), name) : g_strdup (_ ("A Tool Answers"));

  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->remark_label, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->remark_label), !gtk_expander_get_expanded (self->expander));
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->title_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->title_label), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static GtkWidget *
make_rows (ProctorToolEdit *self)
{
  GtkWidget *rows = gtk_list_box_new ();
  GtkWidget *error_row;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (rows, "boxed-list");
  self->name_row = proctor_tool_name_row_new (self->editing, self->record);
  gtk_list_box_append (GTK_LIST_BOX (rows), self->name_row);
  if (!is_call (self))
    {
      error_row = g_object_new (ADW_TYPE_SWITCH_ROW, "title", _ ("Error"), "subtitle", _ ("The tool failed"), NULL);
      proctor_bound_row_bind_switch (ADW_SWITCH_ROW (error_row), self->editing, self->record, PROCTOR_TOOL_RESULT_FIELD_IS_ERROR, _ ("Change Error"));
      gtk_list_box_append (GTK_LIST_BOX (rows), error_row);
    }

  return rows;
}

/* Only what somebody unfolds is laid out. */
static void
fill (ProctorToolEdit *self)
{
  const guint64 one = 1;
  guint64 left_out = one << get_name_field (self) | one << get_text_field (self);
  GtkWidget *box, *json;

  if (gtk_expander_get_child (self->expander) != NULL)
    return;

  if (!is_call (self))
    left_out |= one << PROCTOR_TOOL_RESULT_FIELD_IS_ERROR;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_widget_set_margin_top (box, 6);
  gtk_box_append (GTK_BOX (box), make_rows (self));
  json = proctor_json_field_new (is_call (self) ? _ ("Parameters") : _ ("Result"));
  proctor_json_field_set_allows_text (PROCTOR_JSON_FIELD (json), !is_call (self));
  proctor_json_field_bind (PROCTOR_JSON_FIELD (json), self->editing, self->record, get_text_field (self));
  gtk_box_append (GTK_BOX (box), json);
  gtk_box_append (GTK_BOX (box), proctor_member_form_new (self->editing, self->record, left_out));
  proctor_editing_set_fold (box, self->expander);
}

static void
expanded_cb (ProctorToolEdit *self)
{
  if (gtk_expander_get_expanded (self->expander))
    fill (self);
  show (self);
}

static gboolean
proctor_tool_edit_grab_focus (GtkWidget *widget)
{
  ProctorToolEdit *self = PROCTOR_TOOL_EDIT (widget);

  if (self->name_row != NULL && gtk_expander_get_expanded (self->expander))
    return gtk_widget_grab_focus (self->name_row);

  return gtk_widget_grab_focus (GTK_WIDGET (self->expander));
}

static void
proctor_tool_edit_dispose (GObject *object)
{
  ProctorToolEdit *self = PROCTOR_TOOL_EDIT (object);

  /* It is the bin's before it is the template's. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TOOL_EDIT);
  g_clear_object (&self->record);
  g_clear_object (&self->editing);

  G_OBJECT_CLASS (proctor_tool_edit_parent_class)->dispose (object);
}

static void
proctor_tool_edit_class_init (ProctorToolEditClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_tool_edit_dispose;
  widget_class->grab_focus = proctor_tool_edit_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-tool-edit.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorToolEdit, expander);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolEdit, title_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolEdit, remark_label);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
}

static void
proctor_tool_edit_init (ProctorToolEdit *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_tool_edit_new:
 * @editing: the test that is edited
 * @record: a #ProctorToolCall or a #ProctorToolResult of it
 *
 * Returns: (transfer floating): a fold with it
 */
GtkWidget *
proctor_tool_edit_new (ProctorEditing *editing,
                       gpointer record)
{
  ProctorToolEdit *self;

  g_return_val_if_fail (PROCTOR_IS_EDITING (editing), NULL);
  g_return_val_if_fail (PROCTOR_IS_TOOL_CALL (record) || PROCTOR_IS_TOOL_RESULT (record), NULL);

  self = g_object_new (PROCTOR_TYPE_TOOL_EDIT, NULL);
  self->editing = g_object_ref (editing);
  self->record = g_object_ref (record);
  g_signal_connect_object (record, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);

  return GTK_WIDGET (self);
}

/**
 * proctor_tool_edit_reveal:
 * @self: a fold
 *
 * Unfolds it.
 */
void
proctor_tool_edit_reveal (ProctorToolEdit *self)
{
  g_return_if_fail (PROCTOR_IS_TOOL_EDIT (self));

  gtk_expander_set_expanded (self->expander, TRUE);
}
