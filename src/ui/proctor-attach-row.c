/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-attach-row.h"

#include "proctor-format.h"
#include "proctor-test-words.h"

#include <glib/gi18n.h>

/**
 * ProctorAttachRow:
 *
 * A test or a folder in the list from which one chooses what to attach to an agent.
 */
struct _ProctorAttachRow
{
  GtkBox parent_instance;

  /* Template children */
  GtkCheckButton *check;
  GtkImage *icon;
  GtkLabel *name_label;
  GtkLabel *second_label;

  /* Owned */
  char *second;

  gboolean is_attached;
};

G_DEFINE_FINAL_TYPE (ProctorAttachRow, proctor_attach_row, GTK_TYPE_BOX)

static void
proctor_attach_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_ATTACH_ROW);

  G_OBJECT_CLASS (proctor_attach_row_parent_class)->dispose (object);
}

static void
proctor_attach_row_finalize (GObject *object)
{
  g_free (PROCTOR_ATTACH_ROW (object)->second);

  G_OBJECT_CLASS (proctor_attach_row_parent_class)->finalize (object);
}

static void
proctor_attach_row_class_init (ProctorAttachRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_attach_row_dispose;
  object_class->finalize = proctor_attach_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-attach-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachRow, check);
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachRow, icon);
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachRow, second_label);
}

static void
proctor_attach_row_init (ProctorAttachRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_attach_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
proctor_attach_row_new (void)
{
  return g_object_new (PROCTOR_TYPE_ATTACH_ROW, NULL);
}

/**
 * proctor_attach_row_get_id_of:
 * @item: a #ProctorTestItem or a #ProctorFolderItem
 *
 * Returns: its id
 */
const char *
proctor_attach_row_get_id_of (gpointer item)
{
  return PROCTOR_IS_FOLDER_ITEM (item) ? proctor_folder_item_get_id (item) : proctor_test_item_get_id (item);
}

/**
 * proctor_attach_row_get_name_of:
 * @item: a #ProctorTestItem or a #ProctorFolderItem
 *
 * Returns: what it is called
 */
const char *
proctor_attach_row_get_name_of (gpointer item)
{
  return PROCTOR_IS_FOLDER_ITEM (item) ? proctor_folder_item_get_name (item) : proctor_test_item_get_name (item);
}

static char *
describe_folder (ProctorFolderItem *folder)
{
  guint n_tests = proctor_folder_item_get_n_tests (folder);
  ProctorFolderItem *parent = proctor_folder_item_get_parent (folder);
  g_autofree char *path = parent != NULL ? proctor_folder_item_dup_path (parent) : NULL;
  g_autofree char *tests = g_strdup_printf (ngettext ("Folder with %u test", "Folder with %u tests", n_tests), n_tests);

  return path != NULL ? g_strconcat (tests, C_ ("list", ", "), path, NULL) : g_steal_pointer (&tests);
}

static char *
describe_test (ProctorTestItem *test,
               ProctorLibrary *library)
{
  const char *kind = proctor_format_kind (proctor_test_item_get_kind (test));
  g_autofree char *path = proctor_test_words_dup_path (test, library, NULL);

  return path != NULL && *path != '\0' ? g_strconcat (kind, C_ ("list", ", "), path, NULL) : g_strdup (kind);
}

/**
 * proctor_attach_row_set_item:
 * @self: a row
 * @library: where it is from
 * @item: a #ProctorTestItem or a #ProctorFolderItem
 */
void
proctor_attach_row_set_item (ProctorAttachRow *self,
                             ProctorLibrary *library,
                             gpointer item)
{
  gboolean is_folder;
  const char *name;

  g_return_if_fail (PROCTOR_IS_ATTACH_ROW (self));

  is_folder = PROCTOR_IS_FOLDER_ITEM (item);
  name = proctor_attach_row_get_name_of (item);
  gtk_image_set_from_icon_name (self->icon, is_folder ? "folder-symbolic" : proctor_format_kind_icon (proctor_test_item_get_kind (item)));
  gtk_label_set_label (self->name_label, name != NULL && *name != '\0' ? name : proctor_attach_row_get_id_of (item));
  g_free (self->second);
  self->second = is_folder ? describe_folder (item) : describe_test (item, library);
}

/**
 * proctor_attach_row_set_chosen:
 * @self: a row
 * @chosen: whether it is to be attached
 * @attached: whether it is already
 */
void
proctor_attach_row_set_chosen (ProctorAttachRow *self,
                               gboolean chosen,
                               gboolean attached)
{
  g_return_if_fail (PROCTOR_IS_ATTACH_ROW (self));

  self->is_attached = attached;
  gtk_check_button_set_active (self->check, chosen || attached);
  gtk_widget_set_sensitive (GTK_WIDGET (self), !attached);
  if (attached)
    {
      g_autofree char *text = g_strconcat (_ ("Attached already"), C_ ("list", ", "), self->second, NULL);

      gtk_label_set_label (self->second_label, text);
    }
  else
    {
      gtk_label_set_label (self->second_label, self->second);
    }
}

/**
 * proctor_attach_row_dup_words:
 * @self: a row
 *
 * Returns: (transfer full): what a screen reader says of it beside its name
 */
char *
proctor_attach_row_dup_words (ProctorAttachRow *self)
{
  const char *second;

  g_return_val_if_fail (PROCTOR_IS_ATTACH_ROW (self), NULL);

  second = gtk_label_get_label (self->second_label);
  if (self->is_attached || !gtk_check_button_get_active (self->check))
    return g_strdup (second);

  return g_strconcat (_ ("Chosen"), C_ ("list", ", "), second, NULL);
}
