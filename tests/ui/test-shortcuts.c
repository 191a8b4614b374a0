/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-shortcuts.h"
#include "proctor-testing.h"

/* What the application binds is the same everywhere. The rest depends on where the focus is, and each
 * place has a section of its own. */
static gboolean
may_share (const ProctorShortcut *shortcut,
           const ProctorShortcut *other)
{
  return shortcut->action == NULL && other->action == NULL && !g_str_equal (shortcut->section, other->section);
}

static void
test_accelerators (void)
{
  const ProctorShortcut *shortcuts;
  gsize n_shortcuts;

  shortcuts = proctor_shortcuts_get (&n_shortcuts);
  g_assert_cmpuint (n_shortcuts, >, 0);
  for (gsize i = 0; i < n_shortcuts; i++)
    {
      GdkModifierType modifiers;
      guint key;

      g_assert_true (gtk_accelerator_parse (shortcuts[i].accelerator, &key, &modifiers));
      g_assert_cmpuint (key, !=, 0);
      for (gsize j = 0; j < i; j++)
        if (!may_share (&shortcuts[i], &shortcuts[j]))
          g_assert_cmpstr (shortcuts[i].accelerator, !=, shortcuts[j].accelerator);
    }
}

static void
test_actions (void)
{
  const ProctorShortcut *shortcuts;
  gsize n_shortcuts;

  shortcuts = proctor_shortcuts_get (&n_shortcuts);
  for (gsize i = 0; i < n_shortcuts; i++)
    {
      g_autoptr (GVariant) target = NULL;
      g_autofree char *name = NULL;

      if (shortcuts[i].action != NULL)
        g_assert_true (g_action_parse_detailed_name (shortcuts[i].action, &name, &target, NULL));
    }
}

/* The dialog makes a group a section, so those of a section have to stand together. */
static void
test_sections (void)
{
  g_autoptr (GHashTable) ended = g_hash_table_new (g_str_hash, g_str_equal);
  const ProctorShortcut *shortcuts;
  gsize n_shortcuts;

  shortcuts = proctor_shortcuts_get (&n_shortcuts);
  for (gsize i = 1; i < n_shortcuts; i++)
    if (!g_str_equal (shortcuts[i].section, shortcuts[i - 1].section))
      {
        g_hash_table_add (ended, (gpointer) shortcuts[i - 1].section);
        g_assert_false (g_hash_table_contains (ended, shortcuts[i].section));
      }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/shortcuts/accelerators", test_accelerators);
  g_test_add_func ("/shortcuts/actions", test_actions);
  g_test_add_func ("/shortcuts/sections", test_sections);

  return g_test_run ();
}
