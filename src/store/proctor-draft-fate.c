/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-draft-private.h"

#include <glib/gi18n.h>

/* What becomes of a draft that isn't saved: it is thrown away, brought back, or goes on as a new test. */

/* There is nothing that it could become again. */
void
proctor_draft_throw_away (ProctorDraft *self)
{
  if (self->discarded)
    return;

  self->on_disk = FALSE;
  proctor_drafts_remove (self->drafts, self->id);
  proctor_draft_set_discarded (self, TRUE);
}

/**
 * proctor_draft_discard:
 * @self: a draft
 *
 * The test is what the server says again, which can be undone. One that the server never had is
 * thrown away; proctor_draft_bring_back() undoes that.
 */
void
proctor_draft_discard (ProctorDraft *self)
{
  g_autoptr (ProctorTest) base = NULL;

  g_return_if_fail (PROCTOR_IS_DRAFT (self));

  proctor_draft_set_error (self, NULL);
  g_clear_pointer (&self->unfinished, g_free);
  base = self->base != NULL && !self->gone ? proctor_draft_clone (self->base, NULL) : NULL;
  if (base == NULL)
    {
      proctor_draft_throw_away (self);
      return;
    }

  /* Translators: a step that can be undone, as in "Undo Discard Changes". */
  proctor_undo_begin (self->undo, _ ("Discard Changes"));
  proctor_undo_assign (self->undo, self->test, base);
  proctor_undo_end (self->undo);
  proctor_draft_touch (self);
  proctor_draft_flush (self);
}

/**
 * proctor_draft_bring_back:
 * @self: a draft that was discarded
 *
 * It is there again, as it was.
 */
void
proctor_draft_bring_back (ProctorDraft *self)
{
  g_return_if_fail (PROCTOR_IS_DRAFT (self));

  if (!self->discarded)
    return;

  self->discarded = FALSE;
  proctor_draft_touch (self);
  proctor_draft_flush (self);
  proctor_draft_set_discarded (self, FALSE);
}

/* It goes where the test was, as far as that is known and there still is such a folder. */
static void
choose_folder (ProctorDraft *self)
{
  g_autoptr (ProctorSession) session = proctor_drafts_dup_session (self->drafts);
  ProctorLibrary *library = session != NULL ? proctor_session_get_library (session) : NULL;
  ProctorTestItem *item = library != NULL && self->test_id != NULL ? proctor_library_find (library, self->test_id) : NULL;
  const char *folder_id = item != NULL ? proctor_test_item_get_folder_id (item) : self->folder_id;

  if (library != NULL && folder_id != NULL && proctor_library_find_folder (library, folder_id) == NULL)
    folder_id = NULL;
  proctor_draft_set_folder_id (self, folder_id);
}

/**
 * proctor_draft_save_as_new:
 * @self: a draft of a test that the server has no more
 *
 * From now on it is a test that was never saved.
 */
void
proctor_draft_save_as_new (ProctorDraft *self)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *draft_id = g_strconcat (PROCTOR_DRAFT_NEW_PREFIX, id, NULL);

  g_return_if_fail (PROCTOR_IS_DRAFT (self));

  choose_folder (self);
  proctor_drafts_remove (self->drafts, self->id);
  proctor_draft_set_error (self, NULL);
  proctor_draft_set_theirs (self, NULL);
  g_clear_object (&self->base);
  self->saved_state = G_MAXUINT64;
  proctor_draft_set_id (self, draft_id, NULL);
  proctor_draft_set_gone (self, FALSE);
  proctor_draft_set_modified (self, TRUE);
  proctor_draft_touch (self);
  proctor_draft_flush (self);
}
