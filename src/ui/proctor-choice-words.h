/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proctor-choice.h"

G_BEGIN_DECLS

char *proctor_choice_words_dup_chosen (ProctorChoice *choice,
                                       gboolean is_unique);
char *proctor_choice_words_dup_detail (ProctorChoice *choice);
const char *proctor_choice_words_get_kind (const char *kind);

GListModel *proctor_choice_words_list_channels (void);
GListModel *proctor_choice_words_list_tool_kinds (void);

G_END_DECLS
