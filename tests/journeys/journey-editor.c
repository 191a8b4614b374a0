/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-editor.h"

#include "proctor-testing.h"

/* The editor of a test, beside the list. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiText, g_object_unref)

typedef struct
{
  ProctorTestingApp *app;
  AtspiRole role;
  const char *name;
  const char *text;
} Expectation;

/**
 * journey_editor_open:
 * @app: the program, which shows the list of tests
 * @name: a test in it
 *
 * Chooses a test and waits until the editor has it.
 */
void
journey_editor_open (ProctorTestingApp *app,
                     const char *name)
{
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, name);
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_LIST_ITEM, name, ATSPI_STATE_SELECTED, TRUE);
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME));
}

/**
 * journey_editor_dup_text_of:
 * @accessible: a field
 *
 * Returns: (transfer full): the text that stands in it
 */
char *
journey_editor_dup_text_of (AtspiAccessible *accessible)
{
  g_autoptr (AtspiText) text = atspi_accessible_get_text_iface (accessible);
  int length;

  g_assert_nonnull (text);
  /* It is the window that is asked, not what was heard of it before. */
  atspi_accessible_clear_cache_single (accessible);
  length = atspi_text_get_character_count (text, NULL);

  return atspi_text_get_text (text, 0, MAX (length, 0), NULL);
}

/**
 * journey_editor_dup_text:
 * @app: the program
 * @role: a role
 * @name: an accessible name
 *
 * Returns: (transfer full): the text that stands in a field
 */
char *
journey_editor_dup_text (ProctorTestingApp *app,
                         AtspiRole role,
                         const char *name)
{
  g_autoptr (AtspiAccessible) accessible = proctor_testing_app_find (app, role, name);

  return journey_editor_dup_text_of (accessible);
}

static gboolean
has_text (gpointer user_data)
{
  Expectation *expectation = user_data;
  g_autofree char *text = journey_editor_dup_text (expectation->app, expectation->role, expectation->name);

  return g_strcmp0 (text, expectation->text) == 0;
}

/**
 * journey_editor_wait_for_text:
 * @app: the program
 * @role: a role
 * @name: an accessible name
 * @text: what is to stand there
 *
 * Waits until a field has a text.
 */
void
journey_editor_wait_for_text (ProctorTestingApp *app,
                              AtspiRole role,
                              const char *name,
                              const char *text)
{
  Expectation expectation = { app, role, name, text };

  proctor_testing_wait_for (text, has_text, &expectation);
}
