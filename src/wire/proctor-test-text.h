/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A test as the text that it is in a file or came as, of which nothing gets lost, to the last digit.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *proctor_test_text_dup_member (GBytes *source,
                                    const char *member);
GBytes *proctor_test_text_make_body (GBytes *source,
                                     const char *parent_folder_id,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
char **proctor_test_text_list_changes (GBytes *before,
                                       GBytes *after,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *proctor_test_text_merge (GBytes *theirs,
                                 GBytes *mine,
                                 const char *const *members,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_test_text_list_tools (GBytes *source,
                                   GHashTable *ids);
GBytes *proctor_test_text_map_tools (GBytes *source,
                                     GHashTable *map,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
