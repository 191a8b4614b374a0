/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-editor-menu.h"

#include <glib/gi18n.h>

/* Returns: (transfer full): the word for a step, such as "Undo Delete Turn" */
static char *
dup_step (const char *words,
          const char *label)
{
  return g_strconcat (words, label != NULL ? " " : "", label, NULL);
}

static void
add_item (GMenu *section,
          const char *action,
          const char *label,
          const char *keys)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "accel", "s", keys);
  g_menu_append_item (section, item);
}

/**
 * proctor_editor_menu_fill:
 * @menu: the menu of an editor
 * @undo: (nullable): the steps of what is edited
 *
 * Says in the menu what would be undone and done again.
 */
void
proctor_editor_menu_fill (GMenu *menu,
                          ProctorUndo *undo)
{
  g_autofree char *undo_words = dup_step (_ ("_Undo"), undo != NULL ? proctor_undo_get_undo_label (undo) : NULL);
  g_autofree char *redo_words = dup_step (_ ("_Redo"), undo != NULL ? proctor_undo_get_redo_label (undo) : NULL);
  g_autoptr (GMenu) steps = g_menu_new ();
  g_autoptr (GMenu) views = g_menu_new ();

  g_return_if_fail (G_IS_MENU (menu));

  add_item (steps, "editor.undo", undo_words, "<Control>z");
  add_item (steps, "editor.redo", redo_words, "<Control><Shift>z");
  add_item (views, "editor.view-json", _ ("View _JSON"), "<Control>j");
  g_menu_remove_all (menu);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (steps));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (views));
}
