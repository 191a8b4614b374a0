/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <atspi/atspi.h>

G_BEGIN_DECLS

/* libatspi has none of its own. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAction, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiEditableText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiEventListener, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)

AtspiAccessible *proctor_testing_tree_search (AtspiAccessible *root,
                                              AtspiRole role,
                                              const char *name);
gboolean proctor_testing_tree_has_state (AtspiAccessible *accessible,
                                         AtspiStateType state);
AtspiRect *proctor_testing_tree_get_extents (AtspiAccessible *accessible);
void proctor_testing_tree_print (AtspiAccessible *root);

G_END_DECLS
