/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ProctorTestBase:
 * @id: the test's id
 * @config: (nullable): where its file was, from the project's folder
 * @folders: (nullable): the names of the folders that it was in, on the server
 * @local_folders: (nullable): the names of the folders that it was in, in the project
 * @source: the test
 *
 * What a test was when file and server last said the same.
 */
typedef struct
{
  char *id;
  char *config;
  char **folders;
  char **local_folders;
  GBytes *source;
} ProctorTestBase;

ProctorTestBase *proctor_test_base_read (GBytes *bytes,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *proctor_test_base_write (const ProctorTestBase *base,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_test_base_free (ProctorTestBase *base);

GHashTable *proctor_test_base_read_names (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
GBytes *proctor_test_base_write_names (GHashTable *names) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorTestBase, proctor_test_base_free)

G_END_DECLS
