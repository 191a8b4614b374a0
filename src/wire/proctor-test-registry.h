/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PROCTOR_TEST_REGISTRY_FILE "tests.json"
#define PROCTOR_TEST_REGISTRY_FOLDER "test_configs"

/**
 * ProctorTestRegistryEntry:
 * @config: (nullable): where the test's file is, from the project's folder
 * @kind: (nullable): which kind of test it is
 * @id: (nullable): the test's id
 * @folders: (nullable): the names of the folders it is in, where those of the files' folders are others
 *
 * What a project says of one of its tests.
 */
typedef struct
{
  const char *config;
  const char *kind;
  const char *id;
  const char *const *folders;
} ProctorTestRegistryEntry;

typedef struct _ProctorTestRegistry ProctorTestRegistry;

ProctorTestRegistry *proctor_test_registry_new (void) G_GNUC_WARN_UNUSED_RESULT;
ProctorTestRegistry *proctor_test_registry_read (GBytes *bytes,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_test_registry_free (ProctorTestRegistry *self);

guint proctor_test_registry_get_n_entries (ProctorTestRegistry *self);
const ProctorTestRegistryEntry *proctor_test_registry_get_entry (ProctorTestRegistry *self,
                                                                 guint position);
const char *proctor_test_registry_find_config (ProctorTestRegistry *self,
                                               const char *id);
void proctor_test_registry_put (ProctorTestRegistry *self,
                                const ProctorTestRegistryEntry *entry);
void proctor_test_registry_remove (ProctorTestRegistry *self,
                                   const char *id,
                                   const char *config);
GBytes *proctor_test_registry_write (ProctorTestRegistry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorTestRegistry, proctor_test_registry_free)

G_END_DECLS
