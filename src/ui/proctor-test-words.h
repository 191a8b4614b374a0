/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-library.h"

G_BEGIN_DECLS

char *proctor_test_words_dup_path (ProctorTestItem *item,
                                   ProctorLibrary *library,
                                   const char *folder_id);
char *proctor_test_words_dup_second_line (ProctorTestItem *item,
                                          ProctorLibrary *library,
                                          const char *folder_id);
char *proctor_test_words_dup_results (ProctorTestItem *item);
char *proctor_test_words_dup_description (ProctorTestItem *item,
                                          ProctorLibrary *library,
                                          gboolean draft);

G_END_DECLS
