/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-folder-choice.h"

#include <glib/gi18n.h>

/**
 * ProctorFolderChoice:
 *
 * A row of the list in which a folder is chosen: a folder where it is in the tree or, while
 * somebody searches, with the path to it; or no folder at all.
 */
struct _ProctorFolderChoice
{
  GtkBox parent_instance;

  /* Template children */
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *path;
  GtkLabel *remark;

  /* Owned */
  ProctorFolderItem *folder;

  gboolean found;
};

G_DEFINE_FINAL_TYPE (ProctorFolderChoice, proctor_folder_choice, GTK_TYPE_BOX)

enum
{
  INDENT = 18,
  /* Deeper ones are told apart by their tooltips; a name is always left room. */
  MOST_INDENTS = 8,
};

static void
proctor_folder_choice_dispose (GObject *object)
{
  ProctorFolderChoice *self = PROCTOR_FOLDER_CHOICE (object);

  g_clear_object (&self->folder);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_FOLDER_CHOICE);

  G_OBJECT_CLASS (proctor_folder_choice_parent_class)->dispose (object);
}

static void
proctor_folder_choice_class_init (ProctorFolderChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_folder_choice_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-folder-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorFolderChoice, icon);
  gtk_widget_class_bind_template_child (widget_class, ProctorFolderChoice, name);
  gtk_widget_class_bind_template_child (widget_class, ProctorFolderChoice, path);
  gtk_widget_class_bind_template_child (widget_class, ProctorFolderChoice, remark);
}

static void
proctor_folder_choice_init (ProctorFolderChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A folder stands where it is in the tree; one that was found stands alone, with its path. */
static void
update_place (ProctorFolderChoice *self)
{
  gboolean nested = self->folder != NULL && proctor_folder_item_get_parent (self->folder) != NULL;
  guint depth = nested && !self->found ? MIN (proctor_folder_item_get_depth (self->folder), MOST_INDENTS) : 0;

  gtk_widget_set_visible (GTK_WIDGET (self->path), nested && self->found);
  gtk_widget_set_margin_start (GTK_WIDGET (self), (int) depth * INDENT);
}

/**
 * proctor_folder_choice_set_folder:
 * @self: a row
 * @folder: (nullable): the folder, or %NULL for none at all
 * @remark: (nullable): what there is to say of it
 */
void
proctor_folder_choice_set_folder (ProctorFolderChoice *self,
                                  ProctorFolderItem *folder,
                                  const char *remark)
{
  g_autofree char *path = folder != NULL ? proctor_folder_item_dup_path (folder) : NULL;

  g_return_if_fail (PROCTOR_IS_FOLDER_CHOICE (self));

  g_set_object (&self->folder, folder);
  gtk_image_set_from_icon_name (self->icon, folder != NULL ? "folder-symbolic" : "proctor-tests-symbolic");
  gtk_label_set_label (self->name, folder != NULL ? proctor_folder_item_get_name (folder) : _ ("No Folder"));
  gtk_label_set_label (self->path, path != NULL ? path : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), path);
  gtk_label_set_label (self->remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), remark != NULL);
  update_place (self);
}

/**
 * proctor_folder_choice_set_found:
 * @self: a row
 * @found: whether it is here because somebody searches
 */
void
proctor_folder_choice_set_found (ProctorFolderChoice *self,
                                 gboolean found)
{
  g_return_if_fail (PROCTOR_IS_FOLDER_CHOICE (self));

  self->found = found;
  update_place (self);
}
