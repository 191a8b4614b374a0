/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-until-failure-private.h"

#include <glib/gi18n.h>

/* How far it is, in words. */

static char *
dup_state_words (ProctorUntilFailure *self)
{
  switch (self->state)
    {
    case PROCTOR_UNTIL_FAILURE_NONE:
      break;
    case PROCTOR_UNTIL_FAILURE_STARTING:
    case PROCTOR_UNTIL_FAILURE_RUNNING:
      if (self->wants_stop)
        return g_strdup_printf (_ ("Stopping after attempt %u of %u"), self->attempt, self->most);
      return g_strdup_printf (_ ("Attempt %u of %u, no failure yet"), self->attempt, self->most);
    case PROCTOR_UNTIL_FAILURE_FAILED:
      return g_strdup_printf (_ ("A test failed in attempt %u of %u"), self->attempt, self->most);
    case PROCTOR_UNTIL_FAILURE_ENDED:
      return g_strdup_printf (ngettext ("No test failed in %u attempt", "No test failed in %u attempts", self->most), self->most);
    case PROCTOR_UNTIL_FAILURE_STOPPED:
      return g_strdup_printf (_ ("Stopped at attempt %u of %u, no failure until then"), self->attempt, self->most);
    case PROCTOR_UNTIL_FAILURE_ERRORS:
      return g_strdup_printf (_ ("Stopped at attempt %u of %u: there were nothing but errors, which are no failures"), self->attempt, self->most);
    case PROCTOR_UNTIL_FAILURE_TROUBLE:
      /* Translators: how many attempts there were, and how many were wanted; then why. */
      return g_strdup_printf (_ ("Stopped at attempt %u of %u. %s"), self->attempt, self->most, self->error != NULL ? self->error->message : "");
    case PROCTOR_UNTIL_FAILURE_INTERRUPTED:
      return g_strdup_printf (_ ("Proctor was closed during attempt %u of %u, and has started none since"), self->attempt, self->most);
    }

  return g_strdup ("");
}

/**
 * proctor_until_failure_dup_words:
 * @self: runs until one fails
 *
 * Returns: (transfer full): how far it is, or what has become of it; "" if there is nothing to tell
 */
char *
proctor_until_failure_dup_words (ProctorUntilFailure *self)
{
  g_autofree char *words = NULL;
  g_autofree char *errors = NULL;

  g_return_val_if_fail (PROCTOR_IS_UNTIL_FAILURE (self), NULL);

  words = dup_state_words (self);
  if (self->n_errors == 0 || self->state == PROCTOR_UNTIL_FAILURE_ERRORS || self->state == PROCTOR_UNTIL_FAILURE_NONE)
    return g_steal_pointer (&words);

  errors = g_strdup_printf (ngettext ("%u error", "%u errors", self->n_errors), self->n_errors);

  return g_strdup_printf ("%s · %s", words, errors);
}
