/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-deletion-toast.h"

#include "proctor-toasts.h"

#include <glib/gi18n.h>

/* How long one has to think better of it. */
#define UNDO_SECS 8

/* A toast may outlive whatever showed it, so what it leads to needs only the trash. */
typedef struct
{
  /* Owned */
  ProctorTrash *trash;
  gulong handler;

  /* Borrowed; it owns this */
  AdwToast *toast;

  guint ticket;
} Deletion;

/* Without the toast nobody could undo it, so it is no longer put off. */
static void
deletion_free (gpointer data,
               GClosure *closure)
{
  Deletion *deletion = data;

  g_clear_signal_handler (&deletion->handler, deletion->trash);
  proctor_trash_empty (deletion->trash, deletion->ticket);
  g_object_unref (deletion->trash);
  g_free (deletion);
}

static void
undo_cb (Deletion *deletion)
{
  proctor_trash_undo (deletion->trash, deletion->ticket);
}

static void
dismissed_cb (Deletion *deletion)
{
  g_clear_signal_handler (&deletion->handler, deletion->trash);
  proctor_trash_empty (deletion->trash, deletion->ticket);
}

/* It may be undone, or sent, by other ways than the toast's. */
static void
trash_changed_cb (Deletion *deletion)
{
  if (proctor_trash_has (deletion->trash, deletion->ticket))
    return;

  g_clear_signal_handler (&deletion->handler, deletion->trash);
  adw_toast_dismiss (deletion->toast);
}

/**
 * proctor_deletion_toast_show:
 * @widget: where it was deleted
 * @trash: where it was put
 * @ticket: the ticket that there is for it
 * @title: what was deleted, not markup
 *
 * Offers to undo a deletion as long as that is possible; when the toast goes, the deletion is sent.
 */
void
proctor_deletion_toast_show (GtkWidget *widget,
                             ProctorTrash *trash,
                             guint ticket,
                             const char *title)
{
  Deletion *deletion;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PROCTOR_IS_TRASH (trash));
  g_return_if_fail (ticket != 0 && title != NULL);

  deletion = g_new0 (Deletion, 1);
  deletion->trash = g_object_ref (trash);
  deletion->ticket = ticket;
  deletion->toast = adw_toast_new ("");
  deletion->handler = g_signal_connect_swapped (trash, "changed", G_CALLBACK (trash_changed_cb), deletion);

  adw_toast_set_use_markup (deletion->toast, FALSE);
  adw_toast_set_title (deletion->toast, title);
  adw_toast_set_button_label (deletion->toast, _ ("_Undo"));
  adw_toast_set_timeout (deletion->toast, UNDO_SECS);
  adw_toast_set_priority (deletion->toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_swapped (deletion->toast, "button-clicked", G_CALLBACK (undo_cb), deletion);
  g_signal_connect_data (deletion->toast, "dismissed", G_CALLBACK (dismissed_cb), deletion, deletion_free, G_CONNECT_SWAPPED);
  proctor_toasts_add (widget, deletion->toast);
}
