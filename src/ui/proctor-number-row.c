/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-number-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

/* A row with any number a record can have, which stays exactly what it is until somebody writes another. What
 * is no number is marked and not taken over. */

typedef struct
{
  /* Owned */
  ProctorEditing *editing;
  ProctorRecord *record;
  char *label;

  guint field;
  gboolean is_whole;
  gboolean updating;
} Number;

static void
number_free (gpointer data,
             GClosure *closure)
{
  Number *number = data;

  g_object_unref (number->editing);
  g_object_unref (number->record);
  g_free (number->label);
  g_free (number);
}

/* As short as it can be without becoming another. */
static char *
dup_text (Number *number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  double value;

  if (number->is_whole)
    return g_strdup_printf ("%" G_GINT64_FORMAT, proctor_record_get_int (number->record, number->field));

  value = proctor_record_get_double (number->record, number->field);
  g_ascii_formatd (text, sizeof text, "%.15g", value);
  if (g_ascii_strtod (text, NULL) < value || g_ascii_strtod (text, NULL) > value)
    g_ascii_dtostr (text, sizeof text, value);

  return g_strdup (text);
}

static gboolean
parse (Number *number,
       const char *text,
       gint64 *whole,
       double *value)
{
  char *end;

  if (number->is_whole)
    return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, whole, NULL);

  *value = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && isfinite (*value);
}

static void
mark (GtkWidget *row,
      gboolean is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
show_cb (ProctorRecord *record,
         GParamSpec *pspec,
         GtkEditable *row)
{
  Number *number = g_object_get_data (G_OBJECT (row), "proctor-number");
  g_autofree char *text = NULL;

  if (number->updating)
    return;

  text = dup_text (number);
  number->updating = TRUE;
  gtk_editable_set_text (row, text);
  number->updating = FALSE;
  mark (GTK_WIDGET (row), FALSE);
}

static void
typed_cb (GtkEditable *row,
          Number *number)
{
  ProctorUndo *undo = proctor_editing_get_undo (number->editing);
  gint64 whole = 0;
  double value = 0;
  gboolean is_right;

  if (number->updating)
    return;

  is_right = parse (number, gtk_editable_get_text (row), &whole, &value);
  mark (GTK_WIDGET (row), !is_right);
  if (!is_right)
    return;

  number->updating = TRUE;
  proctor_undo_begin (undo, number->label);
  if (number->is_whole)
    proctor_undo_set_int (undo, number->record, number->field, whole);
  else
    proctor_undo_set_double (undo, number->record, number->field, value);
  proctor_undo_end (undo);
  number->updating = FALSE;
}

/**
 * proctor_number_row_new:
 * @editing: the test that is edited
 * @record: a part of it
 * @field: which of its numbers
 * @title: what a person calls it
 * @suffix: (transfer floating) (nullable): what stands at the end of the row
 *
 * Returns: (transfer floating): a row that shows and changes it
 */
GtkWidget *
proctor_number_row_new (ProctorEditing *editing,
                        gpointer record,
                        guint field,
                        const char *title,
                        GtkWidget *suffix)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "use-markup", FALSE, "input-purpose", GTK_INPUT_PURPOSE_NUMBER, NULL);
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (record);
  g_autofree char *signal = g_strconcat ("notify::", klass->properties[field]->name, NULL);
  Number *number = g_new0 (Number, 1);

  number->editing = g_object_ref (editing);
  number->record = g_object_ref (record);
  number->field = field;
  number->is_whole = klass->fields[field].kind == PROCTOR_FIELD_INT;
  number->label = g_strdup_printf (_ ("Change %s"), title);
  g_object_set_data (G_OBJECT (row), "proctor-number", number);
  gtk_editable_set_enable_undo (GTK_EDITABLE (row), FALSE);
  gtk_editable_set_editable (GTK_EDITABLE (row), proctor_editing_is_editable (editing));
  if (suffix != NULL)
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), suffix);
  show_cb (record, NULL, GTK_EDITABLE (row));
  g_signal_connect_data (row, "changed", G_CALLBACK (typed_cb), number, number_free, G_CONNECT_DEFAULT);
  g_signal_connect_object (record, signal, G_CALLBACK (show_cb), row, G_CONNECT_DEFAULT);
  proctor_editing_register (editing, record, field, row);

  return row;
}
