/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-call.h"

G_BEGIN_DECLS

const char *proctor_query_get_choice (ProctorCall *call,
                                      const char *name,
                                      const char *const *choices,
                                      const char *fallback);
char *proctor_query_dup_list (ProctorCall *call,
                              const char *name,
                              const char *const *choices) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_query_is_ascending (ProctorCall *call);
gboolean proctor_query_is_somebody_elses (ProctorCall *call);

G_END_DECLS
