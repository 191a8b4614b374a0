/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_DRAGGED (proctor_dragged_get_type ())

/**
 * ProctorDragged:
 * @workspace_id: whose they are: they can't be dropped into another workspace
 * @ids: what is dragged, tests and folders
 *
 * What is in the hand while tests or folders are dragged; the boxed type that the drag's content and
 * its drop targets agree on.
 */
typedef struct
{
  char *workspace_id;
  char **ids;
} ProctorDragged;

GType proctor_dragged_get_type (void) G_GNUC_CONST;
ProctorDragged *proctor_dragged_new (const char *workspace_id,
                                     const char *const *ids);
ProctorDragged *proctor_dragged_ref (ProctorDragged *dragged);
void proctor_dragged_unref (ProctorDragged *dragged);
void proctor_dragged_show (GdkDrag *drag,
                           const char *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorDragged, proctor_dragged_unref)

G_END_DECLS
