/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-draft.h"

#include "proctor-testing.h"

static void
written_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(char **) user_data = proctor_draft_write_json_finish (PROCTOR_DRAFT (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer user_data)
{
  return *(char **) user_data != NULL;
}

/**
 * proctor_testing_draft_dup_text:
 * @draft: a draft
 *
 * Returns: (transfer full): all that it says, as JSON
 */
char *
proctor_testing_draft_dup_text (ProctorDraft *draft)
{
  char *text = NULL;

  proctor_draft_write_json_async (draft, NULL, written_cb, &text);
  proctor_testing_wait_for ("the draft's JSON", is_set, &text);

  return text;
}
