/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-editor-problems.h"

#include "proctor-api-error.h"

/**
 * proctor_editor_problems_show:
 * @editing: the test
 * @draft: its draft
 * @error: why it was not saved
 *
 * What a server says of single members is shown where they are, and the first one is gone to.
 */
void
proctor_editor_problems_show (ProctorEditing *editing,
                              ProctorDraft *draft,
                              const GError *error)
{
  ProctorErrorDetails *details = error->domain == PROCTOR_API_ERROR ? proctor_api_error_get_details (error) : NULL;
  gboolean focused = FALSE;

  if (details == NULL || details->fields == NULL)
    return;

  for (guint i = 0; i < details->fields->len; i++)
    {
      const ProctorFieldProblem *problem = g_ptr_array_index (details->fields, i);
      ProctorRecord *record;
      guint field;

      if (!proctor_draft_find_place (draft, problem->path, &record, &field))
        continue;
      proctor_editing_mark (editing, record, field, problem->message);
      if (!focused)
        focused = proctor_editing_focus (editing, record, field);
    }
}
