/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-bound-row.h"

/* Rows that show a property of a record and change it, as steps that can be undone. What they are bound to
 * hangs on the widget, and goes with it. */

typedef struct
{
  /* Owned */
  ProctorEditing *editing;
  ProctorRecord *record;
  char *label;

  /* Borrowed */
  gpointer row;

  guint field;
  gint64 unset; /* what a number is that nobody gave */
  gulong record_handler;
  gulong row_handler;
  gboolean updating;
  gboolean optional; /* whether an empty text is none */
  void (*show) (gpointer row,
                ProctorRecord *record,
                guint field,
                gint64 unset);
} Bound;

static GQuark
get_quark (void)
{
  static GQuark quark = 0;

  if (quark == 0)
    quark = g_quark_from_static_string ("proctor-bound-row");

  return quark;
}

static void
bound_free (gpointer data)
{
  Bound *bound = data;

  g_clear_signal_handler (&bound->record_handler, bound->record);
  g_object_unref (bound->editing);
  g_object_unref (bound->record);
  g_free (bound->label);
  g_free (bound);
}

static void
record_cb (ProctorRecord *record,
           GParamSpec *pspec,
           Bound *bound)
{
  if (bound->updating)
    return;

  bound->updating = TRUE;
  bound->show (bound->row, bound->record, bound->field, bound->unset);
  bound->updating = FALSE;
}

static void
show_text (gpointer row,
           ProctorRecord *record,
           guint field,
           gint64 unset)
{
  const char *text = proctor_record_get_string (record, field);

  if (g_strcmp0 (gtk_editable_get_text (row), text != NULL ? text : "") != 0)
    gtk_editable_set_text (row, text != NULL ? text : "");
}

static void
remove_text (Bound *bound)
{
  ProctorUndo *undo = proctor_editing_get_undo (bound->editing);

  proctor_undo_begin (undo, bound->label);
  proctor_undo_unset (undo, bound->record, bound->field);
  proctor_undo_end (undo);
}

/* A text that was absent is absent again when there is none any more. */
static void
text_cb (GtkEditable *row,
         Bound *bound)
{
  const char *text = gtk_editable_get_text (row);

  if (bound->updating)
    return;

  bound->updating = TRUE;
  if (text[0] == '\0' && bound->optional)
    remove_text (bound);
  else if (text[0] != '\0' || proctor_record_get_string (bound->record, bound->field) != NULL)
    proctor_undo_type (proctor_editing_get_undo (bound->editing), bound->record, bound->field, text, bound->label);
  bound->updating = FALSE;
}

static void
show_switch (gpointer row,
             ProctorRecord *record,
             guint field,
             gint64 unset)
{
  g_object_set (row, "active", proctor_record_get_bool (record, field), NULL);
}

static void
switch_cb (gpointer row,
           GParamSpec *pspec,
           Bound *bound)
{
  ProctorUndo *undo = proctor_editing_get_undo (bound->editing);
  gboolean is_active;

  if (bound->updating)
    return;

  g_object_get (row, "active", &is_active, NULL);
  bound->updating = TRUE;
  proctor_undo_begin (undo, bound->label);
  proctor_undo_set_bool (undo, bound->record, bound->field, is_active);
  proctor_undo_end (undo);
  bound->updating = FALSE;
}

static gboolean
is_double (ProctorRecord *record,
           guint field)
{
  return PROCTOR_RECORD_GET_CLASS (record)->fields[field].kind == PROCTOR_FIELD_DOUBLE;
}

static void
show_spin (gpointer row,
           ProctorRecord *record,
           guint field,
           gint64 unset)
{
  gboolean is_there = proctor_record_get_presence (record, field) == PROCTOR_PRESENCE_VALUE;

  if (!is_there)
    adw_spin_row_set_value (row, (double) unset);
  else if (is_double (record, field))
    adw_spin_row_set_value (row, proctor_record_get_double (record, field));
  else
    adw_spin_row_set_value (row, (double) proctor_record_get_int (record, field));
}

static void
spin_cb (AdwSpinRow *row,
         GParamSpec *pspec,
         Bound *bound)
{
  ProctorUndo *undo = proctor_editing_get_undo (bound->editing);

  if (bound->updating)
    return;

  bound->updating = TRUE;
  proctor_undo_begin (undo, bound->label);
  if (is_double (bound->record, bound->field))
    proctor_undo_set_double (undo, bound->record, bound->field, adw_spin_row_get_value (row));
  else
    proctor_undo_set_int (undo, bound->record, bound->field, (gint64) adw_spin_row_get_value (row));
  proctor_undo_end (undo);
  bound->updating = FALSE;
}

static Bound *
bind (gpointer row,
      ProctorEditing *editing,
      gpointer record,
      guint field,
      const char *label)
{
  const char *name = PROCTOR_RECORD_GET_CLASS (record)->fields[field].name;
  g_autofree char *signal = g_strconcat ("notify::", name, NULL);
  Bound *bound = g_new0 (Bound, 1);

  bound->editing = g_object_ref (editing);
  bound->record = g_object_ref (record);
  bound->label = g_strdup (label);
  bound->row = row;
  bound->field = field;
  bound->record_handler = g_signal_connect (record, signal, G_CALLBACK (record_cb), bound);
  g_object_set_qdata_full (row, get_quark (), bound, bound_free);
  proctor_editing_register (editing, record, field, row);

  return bound;
}

/**
 * proctor_bound_row_unbind:
 * @row: a row that may be bound
 *
 * Lets go of what it shows.
 */
void
proctor_bound_row_unbind (gpointer row)
{
  Bound *bound = g_object_get_qdata (row, get_quark ());

  if (bound == NULL)
    return;

  g_clear_signal_handler (&bound->row_handler, row);
  g_object_set_qdata (row, get_quark (), NULL);
}

/**
 * proctor_bound_row_bind_text:
 * @row: an entry
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 * @record: a part of it
 * @field: which of its texts
 * @label: what a person calls changing it
 *
 * Shows a text in one line and changes it.
 */
void
proctor_bound_row_bind_text (GtkEditable *row,
                             ProctorEditing *editing,
                             gpointer record,
                             guint field,
                             const char *label)
{
  Bound *bound;

  g_return_if_fail (GTK_IS_EDITABLE (row));

  proctor_bound_row_unbind (row);
  if (editing == NULL)
    return;

  bound = bind (row, editing, record, field, label);
  bound->show = show_text;
  /* What is undone is a step of the form, not of one entry. */
  gtk_editable_set_enable_undo (row, FALSE);
  gtk_editable_set_editable (row, proctor_editing_is_editable (editing));
  record_cb (record, NULL, bound);
  bound->row_handler = g_signal_connect (row, "changed", G_CALLBACK (text_cb), bound);
}

/**
 * proctor_bound_row_bind_optional:
 * @row: an entry
 * @editing: (nullable): what is edited; %NULL lets go of it
 * @record: a part of it
 * @field: which of its texts
 * @label: what a person calls changing it
 *
 * The same for a text that means something else when it is empty than when there is none.
 */
void
proctor_bound_row_bind_optional (GtkEditable *row,
                                 ProctorEditing *editing,
                                 gpointer record,
                                 guint field,
                                 const char *label)
{
  proctor_bound_row_bind_text (row, editing, record, field, label);
  if (editing != NULL)
    ((Bound *) g_object_get_qdata (G_OBJECT (row), get_quark ()))->optional = TRUE;
}

static void
bind_active (gpointer row,
             ProctorEditing *editing,
             gpointer record,
             guint field,
             const char *label)
{
  Bound *bound;

  proctor_bound_row_unbind (row);
  if (editing == NULL)
    return;

  bound = bind (row, editing, record, field, label);
  bound->show = show_switch;
  gtk_widget_set_sensitive (row, proctor_editing_is_editable (editing));
  record_cb (record, NULL, bound);
  bound->row_handler = g_signal_connect (row, "notify::active", G_CALLBACK (switch_cb), bound);
}

/**
 * proctor_bound_row_bind_switch:
 * @row: a row
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 * @record: a part of it
 * @field: which of its properties
 * @label: what a person calls changing it
 *
 * Shows whether something is so and changes it.
 */
void
proctor_bound_row_bind_switch (AdwSwitchRow *row,
                               ProctorEditing *editing,
                               gpointer record,
                               guint field,
                               const char *label)
{
  g_return_if_fail (ADW_IS_SWITCH_ROW (row));

  bind_active (row, editing, record, field, label);
}

/**
 * proctor_bound_row_bind_check:
 * @check: a check
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 * @record: a part of it
 * @field: which of its properties
 * @label: what a person calls changing it
 *
 * The same, where there is less room.
 */
void
proctor_bound_row_bind_check (GtkCheckButton *check,
                              ProctorEditing *editing,
                              gpointer record,
                              guint field,
                              const char *label)
{
  g_return_if_fail (GTK_IS_CHECK_BUTTON (check));

  bind_active (check, editing, record, field, label);
}

/**
 * proctor_bound_row_bind_spin:
 * @row: a row
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 * @record: a part of it
 * @field: which of its numbers
 * @label: what a person calls changing it
 * @unset: what it is where nobody has said
 *
 * Shows a number and changes it.
 */
void
proctor_bound_row_bind_spin (AdwSpinRow *row,
                             ProctorEditing *editing,
                             gpointer record,
                             guint field,
                             const char *label,
                             gint64 unset)
{
  Bound *bound;

  g_return_if_fail (ADW_IS_SPIN_ROW (row));

  proctor_bound_row_unbind (row);
  if (editing == NULL)
    return;

  bound = bind (row, editing, record, field, label);
  bound->show = show_spin;
  bound->unset = unset;
  gtk_widget_set_sensitive (GTK_WIDGET (row), proctor_editing_is_editable (editing));
  record_cb (record, NULL, bound);
  bound->row_handler = g_signal_connect (row, "notify::value", G_CALLBACK (spin_cb), bound);
}
