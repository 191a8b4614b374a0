/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-call.h"

G_BEGIN_DECLS

/**
 * ProctorEntryKind:
 * @PROCTOR_ENTRY_NONE: there is no such thing
 * @PROCTOR_ENTRY_TEST: a test
 * @PROCTOR_ENTRY_FOLDER: a folder
 *
 * What an id stands for among tests and folders.
 */
typedef enum
{
  PROCTOR_ENTRY_NONE,
  PROCTOR_ENTRY_TEST,
  PROCTOR_ENTRY_FOLDER,
} ProctorEntryKind;

/* What proctor_entries_append_summary() reads, in this order. */
#define PROCTOR_ENTRY_COLUMNS "sequence, id, is_folder, kind, name, folder_id, created_at, updated_at, source"

ProctorEntryKind proctor_entries_find (ProctorDatabase *database,
                                       const char *id);
gboolean proctor_entries_lies_in (ProctorDatabase *database,
                                  const char *id,
                                  const char *folder_id);
JsonArray *proctor_entries_make_path (ProctorDatabase *database,
                                      const char *folder_id);
gint64 proctor_entries_count_children (ProctorDatabase *database,
                                       const char *folder_id);
GHashTable *proctor_entries_make_paths (void) G_GNUC_WARN_UNUSED_RESULT;
void proctor_entries_append_summary (GString *text,
                                     ProctorDatabase *database,
                                     ProctorStatement *row,
                                     GHashTable *paths);

void proctor_entries_add (ProctorCall *call,
                          const char *id,
                          const char *kind,
                          const char *name,
                          const char *folder_id,
                          const char *source,
                          const char *document);
gboolean proctor_entries_check_name (ProctorCall *call,
                                     JsonObject *body);
gboolean proctor_entries_check_folder (ProctorCall *call,
                                       JsonObject *body);

G_END_DECLS
