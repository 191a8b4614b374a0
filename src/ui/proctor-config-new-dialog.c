/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-config-new-dialog.h"

#include <glib/gi18n.h>

#include "proctor-config-make.h"
#include "proctor-error-text.h"

/**
 * ProctorConfigNewDialog:
 *
 * Asks what a new agent or tool is called, and makes it. It stays open with what was written until
 * it is there.
 */
struct _ProctorConfigNewDialog
{
  AdwDialog parent_instance;

  /* Template children */
  GtkWidget *make_button;
  GtkEditable *name_row;
  AdwComboRow *kind_row;
  GtkLabel *problem_label;

  /* Owned */
  ProctorSession *session;
  GCancellable *cancellable;

  ProctorConfigKind kind;
  gboolean is_making;
};

enum
{
  SIGNAL_MADE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorConfigNewDialog, proctor_config_new_dialog, ADW_TYPE_DIALOG)

static void
say (ProctorConfigNewDialog *self,
     const char *problem)
{
  gtk_label_set_label (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL);
}

static gboolean
is_usable (ProctorConfigNewDialog *self)
{
  const char *name = gtk_editable_get_text (self->name_row);

  if (self->kind == PROCTOR_CONFIG_TOOL)
    return g_regex_match_simple ("^[a-zA-Z0-9_-]{1,64}$", name, G_REGEX_DOLLAR_ENDONLY, 0);

  return !g_regex_match_simple ("^\\s*$", name, 0, 0);
}

static void
changed_cb (ProctorConfigNewDialog *self)
{
  gboolean usable = is_usable (self);
  gboolean is_empty = gtk_editable_get_text (self->name_row)[0] == '\0';
  gboolean is_misnamed = self->kind == PROCTOR_CONFIG_TOOL && !usable && !is_empty;

  gtk_widget_set_sensitive (self->make_button, usable && !self->is_making);
  say (self, is_misnamed ? _ ("A tool’s name consists of letters from A to Z, digits, _ and -.") : NULL);
}

static void
made_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = proctor_config_make_finish (PROCTOR_SESSION (object), result, &error);
  ProctorConfigNewDialog *self;
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_CONFIG_NEW_DIALOG (user_data);
  self->is_making = FALSE;
  changed_cb (self);
  if (id == NULL)
    {
      text = proctor_error_text_dup (error);
      say (self, text);
      return;
    }

  g_object_ref (self);
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_MADE], 0, id);
  g_object_unref (self);
}

static void
make_cb (ProctorConfigNewDialog *self)
{
  const char *name = gtk_editable_get_text (self->name_row);

  if (self->is_making || !is_usable (self))
    return;

  self->is_making = TRUE;
  changed_cb (self);
  if (self->kind == PROCTOR_CONFIG_AGENT)
    proctor_config_make_agent_async (self->session, name, self->cancellable, made_cb, self);
  else
    proctor_config_make_tool_async (self->session, name, adw_combo_row_get_selected (self->kind_row) == 0 ? "webhook" : "client", self->cancellable, made_cb, self);
}

static void
proctor_config_new_dialog_dispose (GObject *object)
{
  ProctorConfigNewDialog *self = PROCTOR_CONFIG_NEW_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_CONFIG_NEW_DIALOG);

  G_OBJECT_CLASS (proctor_config_new_dialog_parent_class)->dispose (object);
}

static void
proctor_config_new_dialog_class_init (ProctorConfigNewDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_config_new_dialog_dispose;

  /**
   * ProctorConfigNewDialog::made:
   * @self: a dialog
   * @id: the agent or the tool
   *
   * It is there.
   */
  signals[SIGNAL_MADE] = g_signal_new ("made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-config-new-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorConfigNewDialog, make_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorConfigNewDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorConfigNewDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorConfigNewDialog, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
}

static void
proctor_config_new_dialog_init (ProctorConfigNewDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * proctor_config_new_dialog_new:
 * @session: a workspace
 * @kind: what is to be made
 *
 * Returns: (transfer floating): a dialog that makes it
 */
AdwDialog *
proctor_config_new_dialog_new (ProctorSession *session,
                               ProctorConfigKind kind)
{
  ProctorConfigNewDialog *self = g_object_new (PROCTOR_TYPE_CONFIG_NEW_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->kind = kind;
  adw_dialog_set_title (ADW_DIALOG (self), kind == PROCTOR_CONFIG_AGENT ? _ ("New Agent") : _ ("New Tool"));
  if (kind == PROCTOR_CONFIG_TOOL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row), _ ("Name, in letters, digits, _ and -"));
  gtk_widget_set_visible (GTK_WIDGET (self->kind_row), kind == PROCTOR_CONFIG_TOOL);

  return ADW_DIALOG (self);
}
