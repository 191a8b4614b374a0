/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-turn-menu.h"

#include <glib/gi18n.h>

/* What can be done with a turn. */

typedef struct
{
  const char *label;
  const char *action;
  const char *keys;
} Item;

static void
append_section (GMenu *menu,
                const Item *items,
                gsize n_items)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (gsize i = 0; i < n_items; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (items[i].label), items[i].action);

      if (items[i].keys != NULL)
        g_menu_item_set_attribute (item, "accel", "s", items[i].keys);
      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/**
 * proctor_turn_menu_new:
 *
 * Returns: (transfer full): a menu of the actions of a #ProctorTurnCard
 */
GMenuModel *
proctor_turn_menu_new (void)
{
  static const Item places[] = {
    { N_ ("Add Turn _Above"), "turn.add-above", NULL },
    { N_ ("Add Turn _Below"), "turn.add-below", "<Control>Return" },
    { N_ ("_Duplicate"), "turn.duplicate", "<Control><Shift>d" },
    { N_ ("_Split at Cursor"), "turn.split", "<Control><Shift>Return" },
    { N_ ("_Paste Transcript Below"), "turn.paste", NULL },
  };
  static const Item contents[] = {
    { N_ ("Switch _Role"), "turn.switch-role", "<Control><Shift>r" },
    { N_ ("Add _Tool Call"), "turn.add-call", NULL },
    { N_ ("Add Tool R_esult"), "turn.add-result", NULL },
    { N_ ("Add _Voice"), "turn.add-voice", NULL },
    { N_ ("Other Det_ails"), "turn.details", NULL },
  };
  static const Item moves[] = {
    { N_ ("Move _Up"), "turn.move-up", "<Alt>Up" },
    { N_ ("Move Dow_n"), "turn.move-down", "<Alt>Down" },
  };
  static const Item ends[] = {
    { N_ ("De_lete"), "turn.delete", "<Alt>Delete" },
  };
  GMenu *menu = g_menu_new ();

  append_section (menu, places, G_N_ELEMENTS (places));
  append_section (menu, contents, G_N_ELEMENTS (contents));
  append_section (menu, moves, G_N_ELEMENTS (moves));
  append_section (menu, ends, G_N_ELEMENTS (ends));

  return G_MENU_MODEL (menu);
}
