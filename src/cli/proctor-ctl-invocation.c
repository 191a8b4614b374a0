/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-invocation.h"

#include <glib/gi18n.h>

#include "proctor-ctl-output.h"
#include "proctor-invocations.h"

/**
 * proctor_ctl_load_invocation:
 * @self: what all commands need
 * @id: an invocation's id
 *
 * Gets an invocation with all its runs. Why that can't be has been said when this returns.
 *
 * Returns: (transfer full) (nullable): it
 */
ProctorInvocationSkim *
proctor_ctl_load_invocation (ProctorCtl *self,
                             const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  ProctorInvocationSkim *skim;

  proctor_invocations_get_async (self->client, id, self->cancellable, proctor_ctl_keep_cb, &result);
  body = proctor_invocations_get_finish (self->client, proctor_ctl_wait (&result), &error);
  skim = body != NULL ? proctor_invocation_skim_new (body, NULL, &error) : NULL;
  if (skim == NULL)
    proctor_ctl_report_named (self, error, _ ("There are no runs with the id “%s”, or this key can't see them."), id);

  return skim;
}
