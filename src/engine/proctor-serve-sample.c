/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-serve-sample.h"

#include "proctor-sample.h"

/* The sample workspace, which the testing API has no word for. */

void
proctor_serve_sample_load (ProctorCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *agent_id = proctor_sample_load (call->database, NULL, &error);
  JsonObject *answer;

  if (agent_id == NULL)
    {
      gboolean exists = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS);

      proctor_call_refuse (call, exists ? 409 : 500, exists ? "workspace_not_empty" : "sample_not_loaded", error->message);
      return;
    }

  answer = json_object_new ();
  json_object_set_string_member (answer, "agent_id", agent_id);
  proctor_call_answer_object (call, answer);
}
