/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-connect-dialog.h"

#include "proctor-dialog-focus.h"
#include "proctor-error-text.h"
#include "proctor-region-names.h"

#include <glib/gi18n.h>
#include <string.h>

#define KEYS_PAGE "https://elevenlabs.io/app/settings/api-keys"

/**
 * ProctorConnectDialog:
 *
 * Asks for a server and a key, or for another key of a workspace that there is. The key is tried
 * first, and only one that works is kept; what came of it is told in words. Closing the dialog
 * ends whatever is under way.
 */
struct _ProctorConnectDialog
{
  AdwDialog parent_instance;

  /* Template children */
  GtkWidget *connect_button;
  GtkWidget *where_group;
  AdwComboRow *server_row;
  GtkEditable *base_url_row;
  GtkEditable *name_row;
  AdwPreferencesGroup *key_group;
  GtkEditable *key_row;
  GtkWidget *get_key_row;
  GtkWidget *verdict_group;
  AdwActionRow *verdict_row;
  GtkWidget *verdict_spinner;
  GtkWidget *verdict_icon;
  GtkWidget *save_anyway_row;

  /* Owned */
  ProctorDesk *desk;
  ProctorWorkspace *workspace;
  GCancellable *cancellable;
  char *suggested_name;
};

G_DEFINE_FINAL_TYPE (ProctorConnectDialog, proctor_connect_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_CONNECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A key that is pasted often has a space or a line's end at its own. */
static char *
dup_key (ProctorConnectDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->key_row)));
}

static void
wipe (char *key)
{
  explicit_bzero (key, strlen (key));
  g_free (key);
}

static gboolean
is_other_server (ProctorConnectDialog *self)
{
  return adw_combo_row_get_selected (self->server_row) >= proctor_region_names_count ();
}

static const char *
get_base_url (ProctorConnectDialog *self)
{
  const char *base_url = NULL;

  if (self->workspace != NULL)
    return proctor_workspace_get_base_url (self->workspace);
  if (is_other_server (self))
    return gtk_editable_get_text (self->base_url_row);

  proctor_region_names_get (adw_combo_row_get_selected (self->server_row), &base_url);

  return base_url;
}

static gboolean
is_name_taken (ProctorConnectDialog *self,
               const char *name)
{
  GListModel *workspaces = G_LIST_MODEL (proctor_desk_get_workspaces (self->desk));

  for (guint i = 0; i < g_list_model_get_n_items (workspaces); i++)
    {
      g_autoptr (ProctorWorkspace) workspace = g_list_model_get_item (workspaces, i);

      if (g_str_equal (proctor_workspace_get_name (workspace), name))
        return TRUE;
    }

  return FALSE;
}

/* As long as nobody has typed a name, it follows the server that is chosen. */
static void
suggest_name (ProctorConnectDialog *self)
{
  const char *base = is_other_server (self) ? _ ("Workspace") : proctor_region_names_get (adw_combo_row_get_selected (self->server_row), NULL);
  g_autofree char *name = g_strdup (base);

  if (g_strcmp0 (gtk_editable_get_text (self->name_row), self->suggested_name) != 0)
    return;

  for (guint i = 2; is_name_taken (self, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", base, i);
    }
  g_set_str (&self->suggested_name, name);
  gtk_editable_set_text (self->name_row, name);
}

static gboolean
can_try (ProctorConnectDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  char *key = dup_key (self);
  gboolean has_key = *key != '\0';

  wipe (key);
  if (self->workspace != NULL)
    return has_key;

  return has_key && *name != '\0' && *get_base_url (self) != '\0';
}

/* Whatever was tried is no longer what stands in the fields. */
static void
forget_verdict (ProctorConnectDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (self->verdict_group, FALSE);
  gtk_widget_set_sensitive (self->connect_button, can_try (self));
}

static void
show_verdict (ProctorConnectDialog *self,
              const char *title,
              const char *message,
              gboolean busy,
              gboolean can_save)
{
  g_autofree char *said = g_strjoin ("\n", title, message, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->verdict_row), title);
  adw_action_row_set_subtitle (self->verdict_row, message != NULL ? message : "");
  gtk_widget_set_visible (self->verdict_spinner, busy);
  gtk_widget_set_visible (self->verdict_icon, !busy);
  gtk_widget_set_visible (self->save_anyway_row, can_save);
  gtk_widget_set_visible (self->verdict_group, TRUE);
  gtk_widget_set_sensitive (self->connect_button, !busy && can_try (self));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), said, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_error (ProctorConnectDialog *self,
            const char *title,
            const GError *error)
{
  g_autofree char *message = proctor_error_text_dup (error);

  show_verdict (self, title, message, FALSE, FALSE);
}

static void
finish (ProctorConnectDialog *self,
        ProctorWorkspace *workspace)
{
  g_clear_object (&self->cancellable);
  gtk_editable_set_text (self->key_row, "");
  g_signal_emit (self, signals[SIGNAL_CONNECTED], 0, workspace);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
added_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorWorkspace) workspace = proctor_desk_add_finish (PROCTOR_DESK (object), result, &error);
  ProctorConnectDialog *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_CONNECT_DIALOG (user_data);
  if (workspace != NULL)
    finish (self, workspace);
  else
    show_error (self, _ ("The Workspace Could Not Be Added"), error);
}

static void
key_changed_cb (GObject *object,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean changed = proctor_desk_change_key_finish (PROCTOR_DESK (object), result, &error);
  ProctorConnectDialog *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_CONNECT_DIALOG (user_data);
  if (changed)
    finish (self, self->workspace);
  else
    show_error (self, _ ("The Key Could Not Be Changed"), error);
}

static void
save (ProctorConnectDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  char *key = dup_key (self);

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  show_verdict (self, _ ("Saving…"), NULL, TRUE, FALSE);
  if (self->workspace != NULL)
    proctor_desk_change_key_async (self->desk, self->workspace, key, self->cancellable, key_changed_cb, self);
  else
    proctor_desk_add_async (self->desk, name, get_base_url (self), key, self->cancellable, added_cb, self);
  wipe (key);
}

static void
probed_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorProbe) probe = proctor_desk_probe_finish (PROCTOR_DESK (object), result, &error);
  ProctorConnectDialog *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_CONNECT_DIALOG (user_data);
  if (probe == NULL)
    {
      show_error (self, _ ("This Can't Be Tried"), error);
      return;
    }
  if (probe->verdict == PROCTOR_PROBE_WORKS)
    {
      save (self);
      return;
    }

  show_verdict (self, probe->title, probe->message, FALSE, probe->verdict == PROCTOR_PROBE_NO_NETWORK);
  if (probe->verdict == PROCTOR_PROBE_WRONG_KEY)
    gtk_editable_select_region (self->key_row, 0, -1);
}

static void
connect_cb (ProctorConnectDialog *self)
{
  char *key;

  if (!can_try (self))
    return;

  forget_verdict (self);
  self->cancellable = g_cancellable_new ();
  show_verdict (self, _ ("Trying the Key…"), NULL, TRUE, FALSE);
  key = dup_key (self);
  proctor_desk_probe_async (self->desk, get_base_url (self), key, self->cancellable, probed_cb, self);
  wipe (key);
}

static void
save_anyway_cb (ProctorConnectDialog *self)
{
  save (self);
}

static void
changed_cb (ProctorConnectDialog *self)
{
  if (self->desk != NULL)
    forget_verdict (self);
}

/* A name is not what is tried: the verdict stands. */
static void
name_cb (ProctorConnectDialog *self)
{
  if (self->desk != NULL && self->cancellable == NULL)
    gtk_widget_set_sensitive (self->connect_button, can_try (self));
}

static void
server_cb (ProctorConnectDialog *self)
{
  if (self->desk == NULL)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->base_url_row), is_other_server (self));
  gtk_widget_set_visible (self->get_key_row, !is_other_server (self));
  suggest_name (self);
  forget_verdict (self);
}

static void
get_key_cb (ProctorConnectDialog *self)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (KEYS_PAGE);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL, NULL);
}

/* The dialog may live on for a while; the key must not. */
static void
closed_cb (ProctorConnectDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  gtk_editable_set_text (self->key_row, "");
}

static void
fill_servers (ProctorConnectDialog *self)
{
  g_autoptr (GtkStringList) servers = gtk_string_list_new (NULL);

  for (guint i = 0; i < proctor_region_names_count (); i++)
    gtk_string_list_append (servers, proctor_region_names_get (i, NULL));
  /* Translators: another server than those of ElevenLabs. */
  gtk_string_list_append (servers, _ ("Other…"));
  adw_combo_row_set_model (self->server_row, G_LIST_MODEL (servers));
}

static void
proctor_connect_dialog_dispose (GObject *object)
{
  ProctorConnectDialog *self = PROCTOR_CONNECT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_CONNECT_DIALOG);

  G_OBJECT_CLASS (proctor_connect_dialog_parent_class)->dispose (object);
}

static void
proctor_connect_dialog_finalize (GObject *object)
{
  ProctorConnectDialog *self = PROCTOR_CONNECT_DIALOG (object);

  g_clear_pointer (&self->suggested_name, g_free);

  G_OBJECT_CLASS (proctor_connect_dialog_parent_class)->finalize (object);
}

static void
proctor_connect_dialog_class_init (ProctorConnectDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_connect_dialog_dispose;
  object_class->finalize = proctor_connect_dialog_finalize;

  /**
   * ProctorConnectDialog::connected:
   * @workspace: the workspace that was added, or that has another key now
   *
   * It worked, and is kept.
   */
  signals[SIGNAL_CONNECTED] = g_signal_new ("connected", PROCTOR_TYPE_CONNECT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, PROCTOR_TYPE_WORKSPACE);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-connect-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorConnectDialog, connect_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorConnectDialog, where_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorConnectDialog, server_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorConnectDialog, base_url_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorConnectDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorConnectDialog, key_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorConnectDialog, key_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorConnectDialog, get_key_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorConnectDialog, verdict_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorConnectDialog, verdict_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorConnectDialog, verdict_spinner);
  gtk_widget_class_bind_template_child (widget_class, ProctorConnectDialog, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, ProctorConnectDialog, save_anyway_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_anyway_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_cb);
}

static void
proctor_connect_dialog_init (ProctorConnectDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_dialog_focus (GTK_WIDGET (self->key_row));
}

static ProctorConnectDialog *
create (ProctorDesk *desk)
{
  ProctorConnectDialog *self = g_object_new (PROCTOR_TYPE_CONNECT_DIALOG, NULL);

  self->desk = g_object_ref (desk);
  self->suggested_name = g_strdup ("");
  /* Who types a key should know beforehand that it will have to be typed again. */
  if (proctor_desk_get_key_problem (desk) != NULL)
    {
      g_autofree char *problem = g_markup_escape_text (proctor_desk_get_key_problem (desk), -1);

      adw_preferences_group_set_description (self->key_group, problem);
    }

  return self;
}

/**
 * proctor_connect_dialog_new:
 * @desk: what the program has open
 *
 * Returns: (transfer floating): a dialog to add a workspace
 */
AdwDialog *
proctor_connect_dialog_new (ProctorDesk *desk)
{
  ProctorConnectDialog *self;

  g_return_val_if_fail (PROCTOR_IS_DESK (desk), NULL);

  self = create (desk);
  fill_servers (self);
  server_cb (self);

  return ADW_DIALOG (self);
}

/**
 * proctor_connect_dialog_new_for_key:
 * @desk: what the program has open
 * @workspace: a workspace that has a key
 *
 * Returns: (transfer floating): a dialog to give @workspace another key
 */
AdwDialog *
proctor_connect_dialog_new_for_key (ProctorDesk *desk,
                                    ProctorWorkspace *workspace)
{
  ProctorConnectDialog *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (PROCTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (PROCTOR_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (!proctor_workspace_is_local (workspace), NULL);

  self = create (desk);
  self->workspace = g_object_ref (workspace);
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Change Key"));
  title = g_markup_escape_text (proctor_workspace_get_name (workspace), -1);
  adw_preferences_group_set_title (self->key_group, title);
  gtk_widget_set_visible (self->where_group, FALSE);
  gtk_widget_set_visible (self->get_key_row, proctor_region_names_find (proctor_workspace_get_base_url (workspace)) != NULL);
  gtk_button_set_label (GTK_BUTTON (self->connect_button), _ ("C_hange"));

  return ADW_DIALOG (self);
}
