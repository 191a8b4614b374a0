/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-pane-private.h"

#include "proctor-drafts.h"

/* Which draft is shown is written down while it is, and no longer: where it still is at the start, the program died
 * over it, and it is shown again. */

#define KEY "shown-drafts"

static const char *
get_workspace_id (ProctorTestsPane *self)
{
  return proctor_workspace_get_id (proctor_session_get_workspace (self->session));
}

static ProctorDrafts *
get_drafts (ProctorTestsPane *self)
{
  return proctor_session_get_drafts (self->session);
}

static char *
dup_noted (ProctorTestsPane *self)
{
  g_autoptr (GVariant) ids = g_settings_get_value (self->settings, KEY);
  char *id = NULL;

  g_variant_lookup (ids, get_workspace_id (self), "s", &id);

  return id;
}

static void
note (ProctorTestsPane *self,
      const char *id)
{
  g_autoptr (GVariant) ids = g_settings_get_value (self->settings, KEY);
  g_autofree char *noted = dup_noted (self);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  GVariantIter iter;
  const char *workspace_id, *other_id;

  if (g_strcmp0 (noted, id) == 0)
    return;

  g_variant_iter_init (&iter, ids);
  while (g_variant_iter_next (&iter, "{&s&s}", &workspace_id, &other_id))
    if (!g_str_equal (workspace_id, get_workspace_id (self)))
      g_variant_builder_add (&builder, "{ss}", workspace_id, other_id);
  if (id != NULL)
    g_variant_builder_add (&builder, "{ss}", get_workspace_id (self), id);
  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&builder));
}

static const char *
get_shown_id (ProctorTestsPane *self)
{
  if (self->draft_id != NULL)
    return self->draft_id;

  return self->item != NULL ? proctor_test_item_get_id (self->item) : NULL;
}

/* Whoever has gone somewhere else in the meantime stays there. */
static void
resume (ProctorTestsPane *self)
{
  g_autofree char *id = g_steal_pointer (&self->resumed_id);

  if (get_shown_id (self) != NULL)
    return;

  if (g_str_has_prefix (id, PROCTOR_DRAFT_NEW_PREFIX))
    proctor_tests_pane_show_draft (self, id);
  else
    proctor_tests_pane_show_test (self, id);
}

/**
 * proctor_tests_pane_note_draft:
 * @self: a pane
 *
 * Something else is shown, or it is a draft now, or none any more.
 */
void
proctor_tests_pane_note_draft (ProctorTestsPane *self)
{
  const char *id;

  if (self->settings == NULL || self->session == NULL)
    return;

  if (self->resumed_id != NULL && proctor_drafts_has (get_drafts (self), self->resumed_id))
    resume (self);
  id = get_shown_id (self);
  if (id != NULL)
    g_clear_pointer (&self->resumed_id, g_free);
  /* What is still to be shown stays written down. */
  if (self->resumed_id != NULL)
    return;

  note (self, id != NULL && proctor_drafts_has (get_drafts (self), id) ? id : NULL);
}

/* There is one note for each workspace. Where another window has taken it away, this one writes down its own. */
static void
noted_cb (ProctorTestsPane *self)
{
  g_autofree char *noted = dup_noted (self);

  if (noted == NULL)
    proctor_tests_pane_note_draft (self);
}

/**
 * proctor_tests_pane_begin_resume:
 * @self: a pane with a session
 *
 * Shows what somebody was writing when the program died, as soon as it has been read.
 */
void
proctor_tests_pane_begin_resume (ProctorTestsPane *self)
{
  g_autofree char *id = NULL;

  if (self->settings == NULL)
    return;

  id = dup_noted (self);
  if (id != NULL && proctor_drafts_set_crashed (get_drafts (self), id))
    self->resumed_id = g_steal_pointer (&id);
  g_signal_connect_object (self->settings, "changed::" KEY, G_CALLBACK (noted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::item", G_CALLBACK (proctor_tests_pane_note_draft), NULL);
  g_signal_connect (self, "notify::draft-id", G_CALLBACK (proctor_tests_pane_note_draft), NULL);
  proctor_tests_pane_note_draft (self);
}

/**
 * proctor_tests_pane_end_resume:
 * @self: a pane whose session goes
 *
 * Nobody is writing here any more.
 */
void
proctor_tests_pane_end_resume (ProctorTestsPane *self)
{
  if (self->settings == NULL)
    return;

  g_signal_handlers_disconnect_by_func (self, proctor_tests_pane_note_draft, NULL);
  g_signal_handlers_disconnect_by_func (self->settings, noted_cb, self);
  g_clear_pointer (&self->resumed_id, g_free);
  note (self, NULL);
}
