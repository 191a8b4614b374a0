/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-toasts.h"

#include <glib/gi18n.h>

static AdwToastOverlay *
find_below (GtkWidget *widget)
{
  if (ADW_IS_TOAST_OVERLAY (widget))
    return ADW_TOAST_OVERLAY (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      AdwToastOverlay *found = find_below (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A dialog is no descendant of what the window shows, so from there it is looked for from the top. */
static AdwToastOverlay *
find_overlay (GtkWidget *widget)
{
  GtkWidget *above = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  GtkRoot *root;

  if (above != NULL)
    return ADW_TOAST_OVERLAY (above);

  root = gtk_widget_get_root (widget);

  return root != NULL ? find_below (GTK_WIDGET (root)) : NULL;
}

/**
 * proctor_toasts_add:
 * @widget: what the toast is about
 * @toast: (transfer full): a toast
 *
 * Shows @toast in the window that @widget is in. Where there is none it is dismissed at once, so that
 * whoever waits for that does not wait for ever.
 */
void
proctor_toasts_add (GtkWidget *widget,
                    AdwToast *toast)
{
  AdwToastOverlay *overlay;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (ADW_IS_TOAST (toast));

  overlay = find_overlay (widget);
  if (overlay != NULL)
    {
      adw_toast_overlay_add_toast (overlay, toast);
      return;
    }

  g_signal_emit_by_name (toast, "dismissed");
  g_object_unref (toast);
}

/**
 * proctor_toasts_say:
 * @widget: what it is about
 * @text: what there is to say, not markup
 *
 * Shows a toast with @text.
 */
void
proctor_toasts_say (GtkWidget *widget,
                    const char *text)
{
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  toast = adw_toast_new ("");
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  proctor_toasts_add (widget, toast);
}

/**
 * proctor_toasts_say_started:
 * @widget: what it is about
 * @text: what there is to say, not markup
 * @invocation_id: what was begun
 *
 * Shows a toast with @text, from which one can go and watch.
 */
void
proctor_toasts_say_started (GtkWidget *widget,
                            const char *text,
                            const char *invocation_id)
{
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL && invocation_id != NULL);

  toast = adw_toast_new ("");
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  adw_toast_set_button_label (toast, _ ("_Watch"));
  adw_toast_set_action_name (toast, "win.show-invocation");
  adw_toast_set_action_target (toast, "s", invocation_id);
  proctor_toasts_add (widget, toast);
}

/**
 * proctor_toasts_say_error:
 * @widget: what it is about
 * @error: what went wrong
 *
 * Shows a toast with the error's sentence. What was cancelled is nothing to tell of.
 */
void
proctor_toasts_say_error (GtkWidget *widget,
                          const GError *error)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (error != NULL);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    proctor_toasts_say (widget, error->message);
}
