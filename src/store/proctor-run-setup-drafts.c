/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-setup-private.h"

#include "proctor-drafts.h"

/* What isn't saved of the tests that are going to be run: what is run is what the server has. */

/**
 * proctor_run_setup_count_unsaved:
 * @self: a setup
 *
 * Returns: of how many of the tests something isn't saved, which will not be run
 */
guint
proctor_run_setup_count_unsaved (ProctorRunSetup *self)
{
  ProctorDrafts *drafts;
  g_auto (GStrv) ids = NULL;

  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), 0);

  drafts = proctor_session_get_drafts (self->session);
  ids = proctor_run_setup_dup_ids (self, TRUE);

  return drafts != NULL ? proctor_drafts_count_among (drafts, (const char *const *) ids) : 0;
}

gboolean
proctor_run_setup_is_saving (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), FALSE);

  return self->is_saving;
}

static void
saved_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  ProctorRunSetup *self = user_data;
  g_autoptr (GError) error = NULL;

  proctor_drafts_save_among_finish (PROCTOR_DRAFTS (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->is_saving = FALSE;
  self->save_failed = error != NULL;
  proctor_run_setup_set_error (self, error);
  /* Somebody has to see to it before anything is run. */
  if (error != NULL)
    self->state = PROCTOR_RUN_SETUP_CHOOSING;
  proctor_run_setup_check (self);
}

/**
 * proctor_run_setup_save:
 * @self: a setup
 *
 * Saves what isn't saved of the tests, so that it is run. It is checked anew then.
 */
void
proctor_run_setup_save (ProctorRunSetup *self)
{
  ProctorDrafts *drafts;
  g_auto (GStrv) ids = NULL;

  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));

  drafts = proctor_session_get_drafts (self->session);
  if (drafts == NULL || self->is_saving || !proctor_run_setup_can_change (self))
    return;

  ids = proctor_run_setup_dup_ids (self, TRUE);
  self->is_saving = TRUE;
  self->save_failed = FALSE;
  proctor_run_setup_set_error (self, NULL);
  proctor_drafts_save_among_async (drafts, (const char *const *) ids, self->cancellable, saved_cb, self);
  proctor_run_setup_tell (self);
}
