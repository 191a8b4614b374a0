/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-library-private.h"

G_BEGIN_DECLS

/* What was done here, and what it means for the rows: between proctor-library-rows.c and -deeds.c. */

void proctor_library_check_hidden (ProctorLibrary *self,
                                   ProctorTestItem *item,
                                   GHashTable *verdicts);
void proctor_library_check_all_hidden (ProctorLibrary *self);
ProctorTestChange proctor_library_move (ProctorLibrary *self,
                                        ProctorTestItem *item,
                                        const char *folder_id);

gboolean proctor_library_correct (ProctorLibrary *self,
                                  const char *id,
                                  guint64 asked,
                                  const char **folder_id);

G_END_DECLS
