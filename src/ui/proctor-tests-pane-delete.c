/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-pane-private.h"

#include "proctor-deletion-toast.h"

#include <glib/gi18n.h>

/* Deleting: what is deleted is gone from the list at once, and sent when the toast that offers to undo
 * it has gone. */

/**
 * proctor_tests_pane_delete:
 * @self: a pane
 * @ids: the tests to delete
 *
 * Deletes @ids, with time to undo it.
 */
void
proctor_tests_pane_delete (ProctorTestsPane *self,
                           const char *const *ids)
{
  ProctorTrash *trash = proctor_session_get_trash (self->session);
  guint n = g_strv_length ((char **) ids);
  g_autofree char *title = g_strdup_printf (ngettext ("%u test deleted", "%u tests deleted", n), n);

  proctor_deletion_toast_show (GTK_WIDGET (self), trash, proctor_trash_put (trash, ids), title);
}

/**
 * proctor_tests_pane_undo:
 * @self: a pane
 *
 * Takes back the last deletion whose toast is still there, of tests or of a folder.
 */
void
proctor_tests_pane_undo (ProctorTestsPane *self)
{
  ProctorTrash *trash = proctor_session_get_trash (self->session);

  proctor_trash_undo (trash, proctor_trash_get_last_ticket (trash));
}
