/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-member-row.h"

#include "proctor-bound-row.h"
#include "proctor-edit-list.h"
#include "proctor-json-field.h"
#include "proctor-member-form.h"
#include "proctor-member-words.h"
#include "proctor-number-row.h"
#include "proctor-text-field.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

/* A longer text has more than a line. */
#define MOST_CHARACTERS 80

/* The rows of a form of members, one for each kind of what a record can hold. */

static const ProctorField *
get_field (gpointer record,
           guint field)
{
  return &PROCTOR_RECORD_GET_CLASS (record)->fields[field];
}

/* What has no row of its own kind stands below its title. */
static GtkWidget *
make_block (const char *title,
            GtkWidget *content,
            GtkWidget *remove_button)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_box_append (GTK_BOX (head), label);
  if (remove_button != NULL)
    gtk_box_append (GTK_BOX (head), remove_button);

  gtk_widget_add_css_class (box, "member-block");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), content);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);

  return row;
}

static gboolean
is_long (const char *text)
{
  return text != NULL && (strchr (text, '\n') != NULL || g_utf8_strlen (text, -1) > MOST_CHARACTERS);
}

static gboolean
is_json (const char *name)
{
  static const char *const names[] = { "params-as-json", "body", "parameters", "result-value", NULL };

  return g_strv_contains (names, name);
}

static GtkWidget *
make_text (ProctorEditing *editing,
           gpointer record,
           guint field,
           const char *title,
           GtkWidget *remove_button)
{
  g_autofree char *label = NULL;
  GtkWidget *row;

  if (is_json (get_field (record, field)->name) || get_field (record, field)->kind == PROCTOR_FIELD_JSON)
    {
      row = proctor_json_field_new (title);
      if (get_field (record, field)->kind != PROCTOR_FIELD_JSON)
        proctor_json_field_set_allows_text (PROCTOR_JSON_FIELD (row), TRUE);
      proctor_json_field_bind (PROCTOR_JSON_FIELD (row), editing, record, field);
      return make_block ("", row, remove_button);
    }
  if (is_long (proctor_record_get_string (record, field)))
    {
      row = g_object_new (PROCTOR_TYPE_TEXT_FIELD, "title", title, "show-title", FALSE, NULL);
      proctor_text_field_bind (PROCTOR_TEXT_FIELD (row), editing, record, field);
      return make_block (title, row, remove_button);
    }

  /* Translators: what Undo takes back; %s is the name of a member, such as "Request ID" */
  label = g_strdup_printf (_ ("Change %s"), title);
  row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "use-markup", FALSE, NULL);
  proctor_bound_row_bind_text (GTK_EDITABLE (row), editing, record, field, label);
  if (remove_button != NULL)
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), remove_button);

  return row;
}

static GtkWidget *
make_switch (ProctorEditing *editing,
             gpointer record,
             guint field,
             const char *title,
             GtkWidget *remove_button)
{
  GtkWidget *row = g_object_new (ADW_TYPE_SWITCH_ROW, "title", title, "use-markup", FALSE, NULL);
  g_autofree char *label = g_strdup_printf (_ ("Change %s"), title);

  proctor_bound_row_bind_switch (ADW_SWITCH_ROW (row), editing, record, field, label);
  if (remove_button != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove_button);

  return row;
}

typedef struct
{
  /* Owned */
  ProctorEditing *editing;
  ProctorRecord *record;

  guint field;
  gboolean is_telling;
} Lines;

static void
lines_free (gpointer data,
            GClosure *closure)
{
  Lines *lines = data;

  g_object_unref (lines->editing);
  g_object_unref (lines->record);
  g_free (lines);
}

static void
show_lines_cb (ProctorRecord *record,
               GParamSpec *pspec,
               ProctorTextField *view)
{
  Lines *lines = g_object_get_data (G_OBJECT (view), "proctor-lines");
  const char *const *strings = proctor_record_get_strings (record, lines->field);
  g_autofree char *text = strings != NULL ? g_strjoinv ("\n", (char **) strings) : NULL;

  if (!lines->is_telling)
    proctor_text_field_set_text (view, text);
}

/* A line for each; one that is blank is none. */
static void
lines_typed_cb (ProctorTextField *view,
                Lines *lines)
{
  ProctorUndo *undo = proctor_editing_get_undo (lines->editing);
  g_autofree char *text = proctor_text_field_dup_text (view);
  g_auto (GStrv) all = g_strsplit (text, "\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  for (char **line = all; *line != NULL; line++)
    {
      if (**line != '\0')
        g_strv_builder_add (builder, *line);
    }
  strings = g_strv_builder_end (builder);
  lines->is_telling = TRUE;
  proctor_undo_begin (undo, _ ("Change List"));
  proctor_undo_set_strings (undo, lines->record, lines->field, (const char *const *) strings);
  proctor_undo_end (undo);
  lines->is_telling = FALSE;
}

static GtkWidget *
make_lines (ProctorEditing *editing,
            gpointer record,
            guint field,
            const char *title,
            GtkWidget *remove_button)
{
  GtkWidget *view = g_object_new (PROCTOR_TYPE_TEXT_FIELD, "title", title, "show-title", FALSE, "hint", _ ("One in each line"), NULL);
  g_autofree char *signal = g_strconcat ("notify::", PROCTOR_RECORD_GET_CLASS (record)->properties[field]->name, NULL);
  Lines *lines = g_new0 (Lines, 1);

  lines->editing = g_object_ref (editing);
  lines->record = g_object_ref (record);
  lines->field = field;
  g_object_set_data (G_OBJECT (view), "proctor-lines", lines);
  proctor_text_field_set_editable (PROCTOR_TEXT_FIELD (view), proctor_editing_is_editable (editing));
  show_lines_cb (record, NULL, PROCTOR_TEXT_FIELD (view));
  g_signal_connect_data (view, "typed", G_CALLBACK (lines_typed_cb), lines, lines_free, G_CONNECT_DEFAULT);
  g_signal_connect_object (record, signal, G_CALLBACK (show_lines_cb), view, G_CONNECT_DEFAULT);
  proctor_editing_register (editing, record, field, view);

  return make_block (title, view, remove_button);
}

/* Another one may stand there now, after something was undone. */
static void
show_part_cb (ProctorRecord *record,
              GParamSpec *pspec,
              AdwBin *bin)
{
  ProctorEditing *editing = g_object_get_data (G_OBJECT (bin), "proctor-editing");
  guint field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (bin), "proctor-field"));
  gpointer part = proctor_record_get_record (record, field);

  if (g_object_get_data (G_OBJECT (bin), "proctor-part") == part)
    return;

  g_object_set_data (G_OBJECT (bin), "proctor-part", part);
  adw_bin_set_child (bin, part != NULL ? proctor_member_form_new (editing, part, 0) : NULL);
}

static GtkWidget *
make_part (ProctorEditing *editing,
           gpointer record,
           guint field,
           const char *title,
           GtkWidget *remove_button)
{
  GtkWidget *bin = adw_bin_new ();
  g_autofree char *signal = g_strconcat ("notify::", PROCTOR_RECORD_GET_CLASS (record)->properties[field]->name, NULL);

  g_object_set_data_full (G_OBJECT (bin), "proctor-editing", g_object_ref (editing), g_object_unref);
  g_object_set_data (G_OBJECT (bin), "proctor-field", GUINT_TO_POINTER (field));
  show_part_cb (record, NULL, ADW_BIN (bin));
  g_signal_connect_object (record, signal, G_CALLBACK (show_part_cb), bin, G_CONNECT_DEFAULT);
  proctor_editing_register (editing, record, field, bin);

  return make_block (title, bin, remove_button);
}

static GtkWidget *
make_item (gpointer item,
           gpointer user_data)
{
  return proctor_member_form_new (user_data, item, 0);
}

static void
add_item (ProctorEditing *editing,
          gpointer record,
          guint field)
{
  ProctorUndo *undo = proctor_editing_get_undo (editing);
  g_autoptr (ProctorRecord) item = g_object_new (get_field (record, field)->get_type (), NULL);
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (item);

  /* There has to be something to fill in. */
  for (guint i = 0; i < klass->n_fields; i++)
    {
      if (klass->fields[i].kind == PROCTOR_FIELD_KEY || klass->fields[i].kind == PROCTOR_FIELD_STRING)
        proctor_record_set_string (item, i, "");
    }
  proctor_undo_begin (undo, _ ("Add"));
  proctor_undo_insert (undo, record, field, g_list_model_get_n_items (proctor_record_get_list (record, field)), item);
  proctor_undo_end (undo);
}

static void
add_item_cb (ProctorEditList *list,
             ProctorRecord *record)
{
  ProctorEditing *editing = g_object_get_data (G_OBJECT (list), "proctor-editing");
  guint field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (list), "proctor-field"));

  add_item (editing, record, field);
  proctor_edit_list_focus (list, proctor_edit_list_get_n_rows (list) - 1);
}

static char *
name_item (GtkWidget *content,
           guint position,
           gpointer user_data)
{
  /* Translators: a row of a list, as in "Remove Entry 2" */
  return g_strdup_printf (_ ("Entry %u"), position + 1);
}

static GtkWidget *
make_list (ProctorEditing *editing,
           gpointer record,
           guint field,
           const char *title,
           GtkWidget *remove_button)
{
  GtkWidget *list = proctor_edit_list_new ();

  g_object_set_data_full (G_OBJECT (list), "proctor-editing", g_object_ref (editing), g_object_unref);
  g_object_set_data (G_OBJECT (list), "proctor-field", GUINT_TO_POINTER (field));
  proctor_edit_list_set_functions (PROCTOR_EDIT_LIST (list), make_item, name_item, editing);
  proctor_edit_list_set_add_label (PROCTOR_EDIT_LIST (list), _ ("Add"));
  proctor_edit_list_bind (PROCTOR_EDIT_LIST (list), editing, record, field);
  g_signal_connect_object (list, "add", G_CALLBACK (add_item_cb), record, G_CONNECT_DEFAULT);

  return make_block (title, list, remove_button);
}

/* Returns: (nullable): what removes it, where it can be done without */
static GtkWidget *
make_remove_button (ProctorEditing *editing,
                    const char *name,
                    const char *title)
{
  static const char *const required[] = { "request-id", "tool-name", "tool-has-been-called", "is-error", "time-in-call-secs", "key", NULL };
  GtkWidget *button;
  g_autofree char *label = NULL;

  if (!proctor_editing_is_editable (editing) || g_strv_contains (required, name))
    return NULL;

  button = gtk_button_new_from_icon_name ("window-close-symbolic");
  label = g_strdup_printf (_ ("Remove %s"), title);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");

  return button;
}

static GtkWidget *
make (ProctorEditing *editing,
      gpointer record,
      guint field,
      const char *title,
      GtkWidget *remove_button)
{
  switch (get_field (record, field)->kind)
    {
    case PROCTOR_FIELD_STRING:
    case PROCTOR_FIELD_JSON:
    case PROCTOR_FIELD_KEY:
      return make_text (editing, record, field, title, remove_button);
    case PROCTOR_FIELD_INT:
    case PROCTOR_FIELD_DOUBLE:
      return proctor_number_row_new (editing, record, field, title, remove_button);
    case PROCTOR_FIELD_BOOL:
      return make_switch (editing, record, field, title, remove_button);
    case PROCTOR_FIELD_STRINGS:
      return make_lines (editing, record, field, title, remove_button);
    case PROCTOR_FIELD_RECORD:
      return make_part (editing, record, field, title, remove_button);
    case PROCTOR_FIELD_LIST:
    case PROCTOR_FIELD_MAP:
      return make_list (editing, record, field, title, remove_button);
    }

  g_assert_not_reached ();
}

/**
 * proctor_member_row_new:
 * @editing: the test that is edited
 * @record: a part of it
 * @field: which of its properties
 *
 * Returns: (transfer floating): a row that shows and changes it; what removes it is its data
 *   "proctor-remove-button"
 */
GtkWidget *
proctor_member_row_new (ProctorEditing *editing,
                        gpointer record,
                        guint field)
{
  g_autofree char *title = proctor_member_words_dup (get_field (record, field)->name);
  GtkWidget *remove_button = make_remove_button (editing, get_field (record, field)->name, title);
  GtkWidget *row = make (editing, record, field, title, remove_button);

  g_object_set_data (G_OBJECT (row), "proctor-remove-button", remove_button);

  return row;
}

static void
set_first_value (ProctorEditing *editing,
                 gpointer record,
                 guint field)
{
  ProctorUndo *undo = proctor_editing_get_undo (editing);
  const ProctorField *description = get_field (record, field);
  static const char *const none[] = { NULL };

  switch (description->kind)
    {
    case PROCTOR_FIELD_STRING:
    case PROCTOR_FIELD_KEY:
      proctor_undo_set_string (undo, record, field, "");
      break;
    case PROCTOR_FIELD_JSON:
      proctor_undo_set_string (undo, record, field, "{}");
      break;
    case PROCTOR_FIELD_INT:
      proctor_undo_set_int (undo, record, field, 0);
      break;
    case PROCTOR_FIELD_DOUBLE:
      proctor_undo_set_double (undo, record, field, 0);
      break;
    case PROCTOR_FIELD_BOOL:
      proctor_undo_set_bool (undo, record, field, TRUE);
      break;
    case PROCTOR_FIELD_STRINGS:
      proctor_undo_set_strings (undo, record, field, none);
      break;
    case PROCTOR_FIELD_RECORD:
      {
        g_autoptr (ProctorRecord) part = g_object_new (description->get_type (), NULL);

        proctor_undo_set_record (undo, record, field, part);
      }
      break;
    case PROCTOR_FIELD_LIST:
    case PROCTOR_FIELD_MAP:
      add_item (editing, record, field);
      break;
    }
}

/**
 * proctor_member_row_add:
 * @editing: the test that is edited
 * @record: a part of it
 * @field: a property that it hasn't
 *
 * Gives it the property, with nothing in it yet.
 */
void
proctor_member_row_add (ProctorEditing *editing,
                        gpointer record,
                        guint field)
{
  ProctorUndo *undo = proctor_editing_get_undo (editing);
  g_autofree char *title = proctor_member_words_dup (get_field (record, field)->name);
  /* Translators: what Undo takes back; %s is the name of a member, such as "Request ID" */
  g_autofree char *label = g_strdup_printf (_ ("Add %s"), title);

  proctor_undo_begin (undo, label);
  set_first_value (editing, record, field);
  proctor_undo_end (undo);
}

/**
 * proctor_member_row_remove:
 * @editing: the test that is edited
 * @record: a part of it
 * @field: which of its properties
 *
 * Takes the property away.
 */
void
proctor_member_row_remove (ProctorEditing *editing,
                           gpointer record,
                           guint field)
{
  ProctorUndo *undo = proctor_editing_get_undo (editing);
  g_autofree char *title = proctor_member_words_dup (get_field (record, field)->name);
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), title);

  proctor_undo_begin (undo, label);
  proctor_undo_unset (undo, record, field);
  proctor_undo_end (undo);
}
