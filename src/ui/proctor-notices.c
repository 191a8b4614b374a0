/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-notices.h"

#include "proctor-toasts.h"

/* On the desk: the last that was told. */
#define TOLD "proctor-notice-told"

/* What happened is told once, by whichever window is there first, and stands there until somebody
 * has read it. It may be longer than a toast's one line. */
static void
tell (GtkWidget *window,
      ProctorDesk *desk,
      const char *notice)
{
  AdwToast *toast;
  GtkWidget *label;

  if (notice == NULL || g_strcmp0 (notice, g_object_get_data (G_OBJECT (desk), TOLD)) == 0)
    return;

  g_object_set_data_full (G_OBJECT (desk), TOLD, g_strdup (notice), g_free);
  label = gtk_label_new (notice);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  toast = adw_toast_new ("");
  adw_toast_set_custom_title (toast, label);
  adw_toast_set_timeout (toast, 0);
  gtk_accessible_announce (GTK_ACCESSIBLE (window), notice, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  proctor_toasts_add (window, toast);
}

static void
notice_cb (ProctorDesk *desk,
           GParamSpec *pspec,
           GtkWidget *window)
{
  g_autofree char *notice = NULL;

  g_object_get (desk, "notice", &notice, NULL);
  tell (window, desk, notice);
}

static void
restarted_cb (GtkWidget *window,
              const char *message)
{
  proctor_toasts_say (window, message);
}

/**
 * proctor_notices_follow:
 * @window: a window
 * @desk: what the program has open
 *
 * From now on @window tells what a person should know of damaged data and of an engine that
 * crashed.
 */
void
proctor_notices_follow (GtkWidget *window,
                        ProctorDesk *desk)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (PROCTOR_IS_DESK (desk));

  g_signal_connect_object (proctor_desk_get_engine (desk), "restarted", G_CALLBACK (restarted_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::notice", G_CALLBACK (notice_cb), window, 0);
  notice_cb (desk, NULL, window);
}
