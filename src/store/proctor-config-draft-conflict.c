/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-config-draft-private.h"

#include <glib/gi18n.h>

#include "proctor-config-merge.h"
#include "proctor-config-words.h"

/* A configuration of which two have changed the same: what that is, and whose is kept. */

/**
 * proctor_config_draft_has_conflict:
 * @self: a draft
 *
 * Returns: whether somebody else has changed what was changed here
 */
gboolean
proctor_config_draft_has_conflict (ProctorConfigDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), FALSE);

  return self->theirs != NULL;
}

/**
 * proctor_config_draft_dup_conflicts:
 * @self: a draft
 *
 * Returns: (transfer full): what both have changed, as a person calls it
 */
char **
proctor_config_draft_dup_conflicts (ProctorConfigDraft *self)
{
  g_autoptr (JsonNode) mine = NULL;
  g_autoptr (JsonNode) news = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFT (self), NULL);

  if (self->theirs != NULL)
    {
      mine = proctor_config_merge_diff (self->base, self->record, NULL);
      news = proctor_config_merge_diff (self->base, self->theirs, NULL);
    }
  if (mine != NULL && news != NULL)
    proctor_config_merge_list_overlaps (mine, news, paths);
  for (guint i = 0; i < paths->len; i++)
    g_strv_builder_take (words, proctor_config_words_dup (g_ptr_array_index (paths, i)));

  return g_strv_builder_end (words);
}

/**
 * proctor_config_draft_resolve:
 * @self: a draft of what somebody else has changed, too
 * @keep_mine: whether what both have changed stays as it is here
 *
 * What only one has changed is kept whoever it was. It is a step that can be undone; what is saved
 * next goes on top of what the others have made.
 */
void
proctor_config_draft_resolve (ProctorConfigDraft *self,
                              gboolean keep_mine)
{
  g_autoptr (JsonNode) mine = NULL;
  g_autoptr (JsonNode) news = NULL;
  g_autoptr (ProctorRecord) wanted = NULL;

  g_return_if_fail (PROCTOR_IS_CONFIG_DRAFT (self));
  g_return_if_fail (self->theirs != NULL);

  mine = proctor_config_merge_diff (self->base, self->record, NULL);
  news = proctor_config_merge_diff (self->base, self->theirs, NULL);
  if (mine != NULL && news != NULL)
    {
      if (!keep_mine)
        proctor_config_merge_drop_overlaps (mine, news);
      wanted = proctor_config_merge_apply (self->theirs, mine, NULL);
    }
  if (wanted == NULL)
    return;

  proctor_config_draft_complete (wanted);
  g_set_object (&self->base, self->theirs);
  self->saved_state = G_MAXUINT64;
  proctor_config_draft_set_error (self, NULL);
  proctor_config_draft_assign (self, wanted, _ ("Merge Changes"));
  proctor_config_draft_set_theirs (self, NULL);
  proctor_config_draft_set_modified (self, TRUE);
  proctor_config_draft_touch (self);
  proctor_config_draft_flush (self);
}
