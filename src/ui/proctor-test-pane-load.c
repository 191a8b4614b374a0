/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-pane-private.h"

/* How the test that is shown is read, and when it is read again. */

/* What takes no longer is not worth a spinner. */
#define SPINNER_MSECS 200

static void
loaded_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorDraft) draft = proctor_drafts_open_finish (PROCTOR_DRAFTS (source), result, &error);
  ProctorTestPane *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_TEST_PANE (user_data);
  if (draft != NULL)
    proctor_test_pane_take_draft (self, draft);
  else
    proctor_test_pane_show_error (self, error);
}

static void
spinner_cb (gpointer user_data)
{
  ProctorTestPane *self = user_data;

  self->spinner_source = 0;
  if (self->n_chosen <= 1)
    proctor_test_pane_show_page (self, "loading");
}

void
proctor_test_pane_stop_loading (ProctorTestPane *self)
{
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
proctor_test_pane_load (ProctorTestPane *self)
{
  proctor_test_pane_stop_loading (self);
  self->cancellable = g_cancellable_new ();
  self->loaded_at = self->item != NULL ? proctor_test_item_get_updated_at (self->item) : 0;

  if (self->draft == NULL && self->n_chosen <= 1)
    {
      proctor_test_pane_show_page (self, "waiting");
      self->spinner_source = g_timeout_add_once (SPINNER_MSECS, spinner_cb, self);
    }
  proctor_drafts_open_async (proctor_session_get_drafts (self->session), self->item != NULL ? proctor_test_item_get_id (self->item) : self->draft_id, self->cancellable, loaded_cb, self);
}

void
proctor_test_pane_retry (ProctorTestPane *self)
{
  if (self->session != NULL && (self->item != NULL || self->draft_id != NULL))
    proctor_test_pane_load (self);
}

/* What is shown is compared with what the server has now. */
static void
look_again (ProctorTestPane *self)
{
  if (self->draft == NULL)
    {
      proctor_test_pane_load (self);
      return;
    }

  self->loaded_at = proctor_test_item_get_updated_at (self->item);
  proctor_draft_refresh (self->draft);
}

void
proctor_test_pane_item_changed (ProctorTestPane *self)
{
  proctor_test_pane_show_header (self);
  if (self->session != NULL && proctor_test_item_get_updated_at (self->item) != self->loaded_at && (self->draft == NULL || !proctor_draft_is_saving (self->draft)))
    look_again (self);
}

void
proctor_test_pane_recovered (ProctorTestPane *self)
{
  if (self->item != NULL)
    look_again (self);
}
