/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-selection-header.h"

/**
 * ProctorSelectionHeader:
 *
 * The header of the list of tests while tests are being selected: how many are, and the ways out.
 */
struct _ProctorSelectionHeader
{
  AdwBin parent_instance;

  /* Template children */
  AdwWindowTitle *title;
};

G_DEFINE_FINAL_TYPE (ProctorSelectionHeader, proctor_selection_header, ADW_TYPE_BIN)

static void
proctor_selection_header_dispose (GObject *object)
{
  /* The bin would unparent its child once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_SELECTION_HEADER);

  G_OBJECT_CLASS (proctor_selection_header_parent_class)->dispose (object);
}

static void
proctor_selection_header_class_init (ProctorSelectionHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_selection_header_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-selection-header.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorSelectionHeader, title);
}

static void
proctor_selection_header_init (ProctorSelectionHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_selection_header_set_title:
 * @self: a header
 * @title: how many are selected
 */
void
proctor_selection_header_set_title (ProctorSelectionHeader *self,
                                    const char *title)
{
  g_return_if_fail (PROCTOR_IS_SELECTION_HEADER (self));

  adw_window_title_set_title (self->title, title);
}
