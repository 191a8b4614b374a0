/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-control-name.h"

#include "proctor-text-field.h"

#include <glib/gi18n.h>

/* Where there are several of a thing, each with the same controls, those who can't see where a control stands are told
 * which of the things it belongs to. */

/**
 * proctor_control_name_set:
 * @control: a widget
 * @whole: the thing that it belongs to, as in "Parameter 2"
 * @part: (nullable): what it is of that, as in "Regular expression"; %NULL if it is all of it
 *
 * Says what @control is called, to those who don't see it.
 */
void
proctor_control_name_set (gpointer control,
                          const char *whole,
                          const char *part)
{
  GtkAccessible *accessible = PROCTOR_IS_TEXT_FIELD (control) ? GTK_ACCESSIBLE (proctor_text_field_get_view (control)) : GTK_ACCESSIBLE (control);
  /* Translators: a thing of a list and a part of it, as in "Parameter 2: Regular expression". */
  g_autofree char *name = part != NULL ? g_strdup_printf (C_ ("control", "%s: %s"), whole, part) : g_strdup (whole);

  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
