/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-line-field.h"

#include <glib/gi18n.h>

#include "proctor-config-text.h"

/* A field for several texts, a line each, that are a list in JSON. What ties them hangs on the
 * field, and goes with it. */

typedef struct
{
  /* Owned */
  ProctorEditing *editing;
  ProctorRecord *record;
  char *label;

  /* Borrowed */
  ProctorTextField *field;

  guint member;
  gulong record_handler;
  gboolean updating;
} Tie;

static void
tie_free (gpointer data)
{
  Tie *tie = data;

  g_clear_signal_handler (&tie->record_handler, tie->record);
  g_object_unref (tie->record);
  g_object_unref (tie->editing);
  g_free (tie->label);
  g_free (tie);
}

static void
show (Tie *tie)
{
  g_autofree char *lines = proctor_config_text_dup_lines (proctor_record_get_string (tie->record, tie->member));

  if (tie->updating)
    return;

  proctor_text_field_set_text (tie->field, lines);
  proctor_text_field_set_editable (tie->field, lines != NULL && proctor_editing_is_editable (tie->editing));
  proctor_text_field_set_problem (tie->field, lines == NULL ? _ ("This is written in another way than a line for each, and stays as it is.") : NULL);
}

static void
typed_cb (ProctorTextField *field,
          Tie *tie)
{
  g_autofree char *lines = proctor_text_field_dup_text (field);
  g_autofree char *json = proctor_config_text_make_lines (lines);

  tie->updating = TRUE;
  proctor_undo_type (proctor_editing_get_undo (tie->editing), tie->record, tie->member, json, tie->label);
  tie->updating = FALSE;
}

/**
 * proctor_line_field_unbind:
 * @field: a field
 *
 * Lets go of what it shows.
 */
void
proctor_line_field_unbind (ProctorTextField *field)
{
  Tie *tie = g_object_get_data (G_OBJECT (field), "proctor-line-field");

  if (tie == NULL)
    return;

  g_signal_handlers_disconnect_by_data (field, tie);
  g_object_set_data (G_OBJECT (field), "proctor-line-field", NULL);
}

/**
 * proctor_line_field_bind:
 * @field: a field
 * @editing: what is edited
 * @record: a part of it
 * @member: which of its properties
 * @label: what a person calls changing it
 *
 * Shows a list of texts, a line for each, and changes it. A field is bound once.
 */
void
proctor_line_field_bind (ProctorTextField *field,
                         ProctorEditing *editing,
                         gpointer record,
                         guint member,
                         const char *label)
{
  g_autofree char *signal = g_strconcat ("notify::", PROCTOR_RECORD_GET_CLASS (record)->fields[member].name, NULL);
  Tie *tie;

  g_return_if_fail (PROCTOR_IS_TEXT_FIELD (field));

  proctor_line_field_unbind (field);
  tie = g_new0 (Tie, 1);
  tie->editing = g_object_ref (editing);
  tie->record = g_object_ref (record);
  tie->label = g_strdup (label);
  tie->field = field;
  tie->member = member;
  tie->record_handler = g_signal_connect_swapped (record, signal, G_CALLBACK (show), tie);
  g_object_set_data_full (G_OBJECT (field), "proctor-line-field", tie, tie_free);
  g_signal_connect (field, "typed", G_CALLBACK (typed_cb), tie);
  proctor_editing_register (editing, record, member, GTK_WIDGET (field));
  show (tie);
}
