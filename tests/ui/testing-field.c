/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-field.h"

#include "proctor-picker-row.h"

#include <adwaita.h>

static gpointer
get_ancestor (GtkWidget *widget,
              GType type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : gtk_widget_get_ancestor (widget, type);
}

/**
 * testing_field_set:
 * @widget: what has the focus
 * @value: what is to be there
 *
 * Does in a widget what somebody would do there.
 */
void
testing_field_set (GtkWidget *widget,
                   const char *value)
{
  gpointer found;

  g_assert_nonnull (widget);
  if ((found = get_ancestor (widget, PROCTOR_TYPE_PICKER_ROW)) != NULL)
    proctor_picker_row_choose (found, value);
  else if ((found = get_ancestor (widget, ADW_TYPE_TOGGLE_GROUP)) != NULL)
    adw_toggle_group_set_active_name (found, value);
  else if ((found = get_ancestor (widget, ADW_TYPE_SPIN_ROW)) != NULL)
    adw_spin_row_set_value (found, g_ascii_strtod (value, NULL));
  else if ((found = get_ancestor (widget, ADW_TYPE_SWITCH_ROW)) != NULL)
    adw_switch_row_set_active (found, g_str_equal (value, "true"));
  else if (GTK_IS_CHECK_BUTTON (widget))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), g_str_equal (value, "true"));
  else if (GTK_IS_TEXT_VIEW (widget))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_delete_interactive (buffer, &start, &end, gtk_text_view_get_editable (GTK_TEXT_VIEW (widget)));
      gtk_text_buffer_insert_interactive_at_cursor (buffer, value, -1, gtk_text_view_get_editable (GTK_TEXT_VIEW (widget)));
      gtk_text_buffer_end_user_action (buffer);
    }
  else if (GTK_IS_EDITABLE (widget))
    gtk_editable_set_text (GTK_EDITABLE (widget), value);
  else
    g_error ("nothing can be set in %s", G_OBJECT_TYPE_NAME (widget));
}
