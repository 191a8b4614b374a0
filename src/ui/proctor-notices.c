/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-notices.h"

#include "proctor-toasts.h"

#include <glib/gi18n.h>

/* On the desk: the last that was told, and where it stands as long as nobody has closed it. */
#define TOLD "proctor-notice-told"
#define LABEL "proctor-notice-label"

static void
closed_cb (ProctorDesk *desk)
{
  g_object_set_data (G_OBJECT (desk), LABEL, NULL);
}

/* A path is something to be copied, which the dialog's own text is not. */
static GtkLabel *
open_dialog (GtkWidget *window,
             ProctorDesk *desk)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Damaged Data"), NULL);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), label);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  g_object_set_data (G_OBJECT (desk), LABEL, label);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (closed_cb), desk, G_CONNECT_SWAPPED);
  /* It goes with its window, too. */
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (closed_cb), desk, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, window);

  return GTK_LABEL (label);
}

/* What happened is told once, by whichever window is there first, and stands there until somebody has read it.
 * A toast is too small for it, and where there is more than one thing to tell they stand below each other. */
static void
tell (GtkWidget *window,
      ProctorDesk *desk,
      const char *notice)
{
  GtkLabel *label = g_object_get_data (G_OBJECT (desk), LABEL);

  if (notice == NULL || g_strcmp0 (notice, g_object_get_data (G_OBJECT (desk), TOLD)) == 0)
    return;

  g_object_set_data_full (G_OBJECT (desk), TOLD, g_strdup (notice), g_free);
  if (label == NULL)
    label = open_dialog (window, desk);
  gtk_label_set_label (label, notice);
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
