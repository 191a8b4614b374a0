/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-database.h"

G_BEGIN_DECLS

JsonArray *proctor_buckets_make (ProctorDatabase *database,
                                 const char *invocation_id) G_GNUC_WARN_UNUSED_RESULT;
void proctor_buckets_write (ProctorDatabase *database,
                            const char *invocation_id,
                            JsonArray *made,
                            JsonArray *named);

G_END_DECLS
