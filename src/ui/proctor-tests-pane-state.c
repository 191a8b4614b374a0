/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-pane-private.h"

/* What is searched for, the filters, the order and the folder are kept for each workspace, and are there
 * again at the next start. */

#define KEY "library-states"
#define DELAY_MSECS 500

static const char *
get_workspace_id (ProctorTestsPane *self)
{
  return proctor_workspace_get_id (proctor_session_get_workspace (self->session));
}

/**
 * proctor_tests_pane_save_state:
 * @self: a pane
 *
 * Writes down how the list is shown.
 */
void
proctor_tests_pane_save_state (ProctorTestsPane *self)
{
  g_autoptr (GVariant) states = NULL;
  g_autofree char *text = NULL;
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  GVariantIter iter;
  const char *id, *state;

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->settings == NULL || self->list == NULL)
    return;

  states = g_settings_get_value (self->settings, KEY);
  g_variant_iter_init (&iter, states);
  while (g_variant_iter_next (&iter, "{&s&s}", &id, &state))
    if (!g_str_equal (id, get_workspace_id (self)))
      g_variant_builder_add (&builder, "{ss}", id, state);

  text = proctor_test_list_dup_state_text (self->list);
  g_variant_builder_add (&builder, "{ss}", get_workspace_id (self), text);
  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&builder));
}

static gboolean
save_cb (gpointer user_data)
{
  ProctorTestsPane *self = user_data;

  self->save_source = 0;
  proctor_tests_pane_save_state (self);

  return G_SOURCE_REMOVE;
}

/**
 * proctor_tests_pane_queue_save:
 * @self: a pane
 *
 * Writes it down in a moment: every letter of a search changes it.
 */
void
proctor_tests_pane_queue_save (ProctorTestsPane *self)
{
  if (self->restoring || self->settings == NULL)
    return;

  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (DELAY_MSECS, save_cb, self);
}

/**
 * proctor_tests_pane_restore_state:
 * @self: a pane with a new list
 *
 * Shows the list as it was when it was last shown.
 */
void
proctor_tests_pane_restore_state (ProctorTestsPane *self)
{
  g_autoptr (GVariant) states = NULL;
  g_autofree char *state = NULL;

  if (self->settings == NULL)
    return;

  states = g_settings_get_value (self->settings, KEY);
  if (g_variant_lookup (states, get_workspace_id (self), "s", &state))
    proctor_test_list_restore (self->list, state);
}
