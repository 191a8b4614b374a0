/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-pane-private.h"

#include "proctor-toasts.h"

#include <glib/gi18n.h>

/* Deleting: what is deleted is gone from the list at once, and sent when the toast that offers to undo
 * it has gone. A toast may outlive the pane, so what it leads to needs only the trash. */

typedef struct
{
  ProctorTrash *trash;
  AdwToast *toast;
  guint ticket;
  gboolean undone;

  /* Borrowed: NULL when the pane is gone. */
  ProctorTestsPane *pane;
  char **ids;
} Deletion;

/* How long one has to think better of it. */
#define UNDO_SECS 8

static void
deletion_free (gpointer data,
               GClosure *closure)
{
  Deletion *deletion = data;

  if (deletion->pane != NULL)
    g_queue_remove (&deletion->pane->deletions, deletion);
  g_object_unref (deletion->trash);
  g_strfreev (deletion->ids);
  g_free (deletion);
}

static void
undo (Deletion *deletion)
{
  ProctorTestsPane *self = deletion->pane;

  if (deletion->undone)
    return;

  deletion->undone = TRUE;
  proctor_trash_undo (deletion->trash, deletion->ticket);
  if (self != NULL && self->session != NULL && proctor_session_get_trash (self->session) == deletion->trash)
    proctor_tests_pane_select_ids (self, (const char *const *) deletion->ids);
}

static void
undo_cb (AdwToast *toast,
         gpointer user_data)
{
  undo (user_data);
}

static void
dismissed_cb (AdwToast *toast,
              gpointer user_data)
{
  Deletion *deletion = user_data;

  if (!deletion->undone)
    proctor_trash_empty (deletion->trash, deletion->ticket);
  /* It is over, whatever becomes of the toast. */
  deletion->undone = TRUE;
  if (deletion->pane != NULL)
    g_queue_remove (&deletion->pane->deletions, deletion);
  deletion->pane = NULL;
}

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
  Deletion *deletion = g_new0 (Deletion, 1);
  guint n = g_strv_length ((char **) ids);
  g_autofree char *title = g_strdup_printf (ngettext ("%u test deleted", "%u tests deleted", n), n);

  deletion->trash = g_object_ref (proctor_session_get_trash (self->session));
  deletion->toast = adw_toast_new (title);
  deletion->pane = self;
  deletion->ids = g_strdupv ((char **) ids);
  g_queue_push_tail (&self->deletions, deletion);

  adw_toast_set_button_label (deletion->toast, _ ("_Undo"));
  adw_toast_set_timeout (deletion->toast, UNDO_SECS);
  adw_toast_set_priority (deletion->toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect (deletion->toast, "button-clicked", G_CALLBACK (undo_cb), deletion);
  g_signal_connect_data (deletion->toast, "dismissed", G_CALLBACK (dismissed_cb), deletion, deletion_free, G_CONNECT_DEFAULT);

  deletion->ticket = proctor_trash_put (deletion->trash, ids);
  proctor_toasts_add (GTK_WIDGET (self), deletion->toast);
  proctor_tests_pane_update_actions (self);
}

/**
 * proctor_tests_pane_undo:
 * @self: a pane
 *
 * Takes back the last deletion whose toast is still there.
 */
void
proctor_tests_pane_undo (ProctorTestsPane *self)
{
  Deletion *deletion = g_queue_peek_tail (&self->deletions);

  if (deletion == NULL)
    return;

  undo (deletion);
  adw_toast_dismiss (deletion->toast);
}

/**
 * proctor_tests_pane_is_deleting:
 * @self: a pane
 * @id: a test
 *
 * Returns: whether it was deleted here, and could still be brought back
 */
gboolean
proctor_tests_pane_is_deleting (ProctorTestsPane *self,
                                const char *id)
{
  for (GList *link = self->deletions.head; link != NULL; link = link->next)
    {
      const Deletion *deletion = link->data;

      if (g_strv_contains ((const char *const *) deletion->ids, id))
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_tests_pane_forget_deletions:
 * @self: a pane that is going
 *
 * The toasts go on without it.
 */
void
proctor_tests_pane_forget_deletions (ProctorTestsPane *self)
{
  for (GList *link = self->deletions.head; link != NULL; link = link->next)
    ((Deletion *) link->data)->pane = NULL;
  g_queue_clear (&self->deletions);
}
