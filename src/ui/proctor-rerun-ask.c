/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-rerun-ask.h"

#include "proctor-rerun.h"
#include "proctor-toasts.h"

#include <glib/gi18n.h>

/* Runs are run again within their invocation, once somebody has said yes to what that means. */

typedef struct
{
  /* Owned */
  GtkWidget *widget;
  ProctorWatcher *watcher;
  ProctorMatrixView *matrix_view;
  char **run_ids;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->widget);
  g_object_unref (asked->watcher);
  g_object_unref (asked->matrix_view);
  g_strfreev (asked->run_ids);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
resubmitted_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = proctor_rerun_finish (asked->watcher, result, &error);

  /* The window may be closed by now. */
  if (gtk_widget_get_root (asked->widget) == NULL)
    return;
  if (is_done)
    proctor_matrix_view_unselect (asked->matrix_view);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    proctor_toasts_say_error (asked->widget, error);
}

static void
asked_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  ProctorWatcher *watcher = asked->watcher;
  const char *const *run_ids = (const char *const *) asked->run_ids;

  if (g_str_equal (response, "run"))
    proctor_rerun_async (watcher, run_ids, NULL, resubmitted_cb, g_steal_pointer (&asked));
}

/**
 * proctor_rerun_ask:
 * @widget: where somebody wants that
 * @watcher: the invocation
 * @matrix_view: where its runs may be selected
 * @run_ids: (transfer full): which of its runs
 *
 * Says what happens before it happens: results are replaced, and it costs. It is that invocation that is meant,
 * whatever is shown by the time of the answer.
 */
void
proctor_rerun_ask (GtkWidget *widget,
                   ProctorWatcher *watcher,
                   ProctorMatrixView *matrix_view,
                   char **run_ids)
{
  guint n = g_strv_length (run_ids);
  g_autofree char *heading = NULL;
  AdwDialog *dialog;
  Asked *asked;

  if (n == 0)
    {
      g_strfreev (run_ids);
      return;
    }

  heading = g_strdup_printf (ngettext ("Run %u Run Again?", "Run %u Runs Again?", n), n);
  dialog = adw_alert_dialog_new (heading, _ ("They stay in this invocation, and their new results take the place of those that are there. They run on the agent as it is now."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "run", _ ("_Run Again"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "run", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "run");
  asked = g_new0 (Asked, 1);
  asked->widget = g_object_ref (widget);
  asked->watcher = g_object_ref (watcher);
  asked->matrix_view = g_object_ref (matrix_view);
  asked->run_ids = run_ids;
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), widget, NULL, asked_cb, asked);
}
