/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-editor-json.h"

#include "proctor-json-view.h"

/* The page of an editor that has the draft as JSON. It is made when it is first looked at, and kept
 * while something is written there that is no test yet. */

/**
 * proctor_editor_json_finish:
 * @pages: the pages of an editor
 * @bin: the one that has JSON
 *
 * Has the draft say what was written last. Where that is no test, the focus goes there.
 *
 * Returns: whether the draft says all that was written
 */
gboolean
proctor_editor_json_finish (GtkStack *pages,
                            AdwBin *bin)
{
  GtkWidget *view = adw_bin_get_child (bin);

  if (view == NULL || gtk_stack_get_visible_child (pages) != GTK_WIDGET (bin))
    return TRUE;
  if (proctor_json_view_finish (PROCTOR_JSON_VIEW (view)))
    return TRUE;

  gtk_widget_grab_focus (view);

  return FALSE;
}

/**
 * proctor_editor_json_drop:
 * @bin: the page that has JSON
 *
 * Lets go of the draft; what isn't finished is kept with it.
 */
void
proctor_editor_json_drop (AdwBin *bin)
{
  GtkWidget *view = adw_bin_get_child (bin);

  if (view == NULL)
    return;

  proctor_json_view_leave (PROCTOR_JSON_VIEW (view));
  adw_bin_set_child (bin, NULL);
}

/**
 * proctor_editor_json_toggle:
 * @pages: the pages of an editor
 * @bin: the one that has JSON
 * @draft: what is edited
 *
 * Shows the form in place of the JSON, or the other way.
 */
void
proctor_editor_json_toggle (GtkStack *pages,
                            AdwBin *bin,
                            ProctorDraft *draft)
{
  gboolean form = gtk_stack_get_visible_child (pages) != GTK_WIDGET (bin);

  proctor_editor_json_drop (bin);
  if (form)
    adw_bin_set_child (bin, proctor_json_view_new (draft));
  gtk_stack_set_visible_child_name (pages, form ? "json" : "form");
  if (form)
    gtk_widget_grab_focus (adw_bin_get_child (bin));
  else
    gtk_widget_child_focus (gtk_stack_get_visible_child (pages), GTK_DIR_TAB_FORWARD);
}
