/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-attachment-row.h"

#include "proctor-format.h"

#include <glib/gi18n.h>

/* A row for what is attached to an agent: a test leads to itself, a folder opens, and what there is not any more
 * can only be detached. The row follows what it shows, but not from a test to a folder: whoever lists them makes
 * another row for that. */

/* Nobody reads on; the number is said. */
#define MOST_CHILDREN 200
/* A folder with no more than these is open at once. */
#define FEW_CHILDREN 12

static char *
describe_test (ProctorAttachment *attachment)
{
  g_autoptr (GString) text = g_string_new (proctor_format_kind (proctor_attachment_get_kind (attachment)));

  if (proctor_attachment_get_node_id (attachment) != NULL)
    /* Translators: %s is the id of a node of the agent's workflow. */
    g_string_append_printf (text, _ (", begins at “%s”"), proctor_attachment_get_node_id (attachment));
  if (proctor_attachment_is_foreign (attachment))
    g_string_append (text, _ (", made for another agent"));

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
describe_folder (ProctorAttachment *attachment)
{
  guint n_tests = g_list_model_get_n_items (proctor_attachment_get_children (attachment));

  if (!proctor_attachment_is_complete (attachment))
    return g_strdup (_ ("Folder, whose tests are being read…"));

  return g_strdup_printf (ngettext ("Folder with %u test", "Folder with %u tests", n_tests), n_tests);
}

static char *
describe (ProctorAttachment *attachment)
{
  switch (proctor_attachment_get_state (attachment))
    {
    case PROCTOR_ATTACHMENT_TEST:
      return describe_test (attachment);
    case PROCTOR_ATTACHMENT_FOLDER:
      return describe_folder (attachment);
    case PROCTOR_ATTACHMENT_DANGLING:
      return g_strdup (_ ("There is no such test or folder any more."));
    case PROCTOR_ATTACHMENT_UNKNOWN:
      return g_strdup (_ ("Not known yet"));
    }

  return NULL;
}

static const char *
get_icon_name (ProctorAttachment *attachment)
{
  switch (proctor_attachment_get_state (attachment))
    {
    case PROCTOR_ATTACHMENT_TEST:
      return proctor_attachment_is_foreign (attachment) ? "dialog-warning-symbolic" : proctor_format_kind_icon (proctor_attachment_get_kind (attachment));
    case PROCTOR_ATTACHMENT_FOLDER:
      return "folder-symbolic";
    case PROCTOR_ATTACHMENT_DANGLING:
      return "dialog-warning-symbolic";
    case PROCTOR_ATTACHMENT_UNKNOWN:
      break;
    }

  return "content-loading-symbolic";
}

static void
update (ProctorAttachment *attachment,
        GtkWidget *row)
{
  GtkImage *icon = g_object_get_data (G_OBJECT (row), "proctor-icon");
  const char *name = proctor_attachment_get_name (attachment);
  g_autofree char *description = describe (attachment);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name != NULL && *name != '\0' ? name : proctor_attachment_get_id (attachment));
  g_object_set (row, "subtitle", description, NULL);
  gtk_image_set_from_icon_name (icon, get_icon_name (attachment));
  if (proctor_attachment_is_foreign (attachment) || proctor_attachment_get_state (attachment) == PROCTOR_ATTACHMENT_DANGLING)
    gtk_widget_add_css_class (GTK_WIDGET (icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (icon), "warning");
}

static GtkWidget *
create_detach_button (ProctorAttachment *attachment)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  const char *name = proctor_attachment_get_name (attachment);
  /* Translators: %s is the name of a test or a folder. */
  g_autofree char *label = g_strdup_printf (_ ("Detach “%s”"), name != NULL ? name : proctor_attachment_get_id (attachment));
  const char *node_id = proctor_attachment_get_node_id (attachment);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Detach"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", proctor_attachment_get_id (attachment), node_id != NULL ? node_id : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "attached.detach");

  return button;
}

static GtkWidget *
create_arrow (void)
{
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);

  return arrow;
}

static GtkWidget *
create_test_row (ProctorAttachment *attachment)
{
  GtkWidget *row = adw_action_row_new ();

  if (proctor_attachment_get_state (attachment) != PROCTOR_ATTACHMENT_TEST)
    return row;

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", proctor_attachment_get_id (attachment), "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-test");

  return row;
}

static GtkWidget *
create_folder_row (ProctorAttachment *attachment)
{
  GtkWidget *row = adw_expander_row_new ();
  GListModel *children = proctor_attachment_get_children (attachment);
  guint n_children = g_list_model_get_n_items (children);

  for (guint i = 0; i < MIN (n_children, MOST_CHILDREN); i++)
    {
      g_autoptr (ProctorAttachment) child = g_list_model_get_item (children, i);

      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), proctor_attachment_row_new (child, FALSE));
    }
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), n_children > 0 && n_children <= FEW_CHILDREN);
  if (n_children > MOST_CHILDREN)
    {
      GtkWidget *rest = adw_action_row_new ();
      g_autofree char *title = g_strdup_printf (ngettext ("%u more test", "%u more tests", n_children - MOST_CHILDREN), n_children - MOST_CHILDREN);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (rest), title);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), rest);
    }

  return row;
}

/**
 * proctor_attachment_row_new:
 * @attachment: what is attached
 * @can_detach: whether it can be detached by itself
 *
 * Returns: (transfer floating): a row that shows it
 */
GtkWidget *
proctor_attachment_row_new (ProctorAttachment *attachment,
                            gboolean can_detach)
{
  gboolean is_folder;
  GtkWidget *row, *icon;

  g_return_val_if_fail (PROCTOR_IS_ATTACHMENT (attachment), NULL);

  is_folder = proctor_attachment_get_state (attachment) == PROCTOR_ATTACHMENT_FOLDER;
  row = is_folder ? create_folder_row (attachment) : create_test_row (attachment);
  icon = gtk_image_new ();
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  g_object_set_data (G_OBJECT (row), "proctor-icon", icon);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  if (is_folder)
    adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon);
  else
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  if (can_detach && is_folder)
    adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), create_detach_button (attachment));
  else if (can_detach)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_detach_button (attachment));
  if (proctor_attachment_get_state (attachment) == PROCTOR_ATTACHMENT_TEST)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_arrow ());
  g_signal_connect_object (attachment, "changed", G_CALLBACK (update), row, 0);
  update (attachment, row);

  return row;
}
