/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-editor-menu.h"

#include <glib/gi18n.h>

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

/* What the list does with its tests. */
static void
add_deed (GMenu *section,
          const char *action,
          const char *label)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.act-on-test", "s", action);
  g_menu_append_item (section, item);
}

/* Of a test that the server doesn't have there is nothing but the draft. */
static void
add_deeds (GMenu *menu,
           ProctorDraft *draft)
{
  g_autoptr (GMenu) deeds = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();

  add_deed (deeds, "tests.duplicate", _ ("_Duplicate"));
  add_deed (deeds, "tests.move", _ ("_Move…"));
  add_deed (deeds, "tests.export", _ ("_Export…"));
  g_menu_append (deeds, _ ("Copy _ID"), "editor.copy-id");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (deeds));
  if (proctor_draft_get_read_only (draft) != NULL)
    return;

  add_deed (end, "tests.delete", _ ("De_lete"));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));
}

/**
 * proctor_editor_menu_fill:
 * @menu: the menu of an editor
 * @draft: (nullable): what is edited
 *
 * Says in the menu what would be undone and done again, and what else can be done.
 */
void
proctor_editor_menu_fill (GMenu *menu,
                          ProctorDraft *draft)
{
  ProctorUndo *undo = draft != NULL ? proctor_draft_get_undo (draft) : NULL;
  const char *undo_label = undo != NULL ? proctor_undo_get_undo_label (undo) : NULL;
  const char *redo_label = undo != NULL ? proctor_undo_get_redo_label (undo) : NULL;
  /* Translators: %s is a step, as in "Undo Delete Turn". */
  g_autofree char *undo_words = undo_label != NULL ? g_strdup_printf (_ ("_Undo %s"), undo_label) : g_strdup (_ ("_Undo"));
  /* Translators: %s is a step, as in "Redo Delete Turn". */
  g_autofree char *redo_words = redo_label != NULL ? g_strdup_printf (_ ("_Redo %s"), redo_label) : g_strdup (_ ("_Redo"));
  gboolean saved = draft != NULL && proctor_draft_get_test_id (draft) != NULL && !proctor_draft_is_gone (draft);
  g_autoptr (GMenu) steps = g_menu_new ();
  g_autoptr (GMenu) views = g_menu_new ();

  g_return_if_fail (G_IS_MENU (menu));

  add_item (steps, "editor.undo", undo_words, "<Control>z");
  add_item (steps, "editor.redo", redo_words, "<Control><Shift>z");
  add_item (views, "editor.view-json", _ ("View _JSON"), "<Control>j");
  if (saved)
    g_menu_append (views, _ ("_History"), "editor.history");
  g_menu_remove_all (menu);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (steps));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (views));
  if (saved)
    add_deeds (menu, draft);
}
