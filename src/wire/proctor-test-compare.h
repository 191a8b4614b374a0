/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-test.h"

G_BEGIN_DECLS

ProctorTest *proctor_test_compare (ProctorTest *before,
                                   ProctorTest *after,
                                   char **changes,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean proctor_test_is_member_alike (const char *member,
                                       JsonObject *before,
                                       JsonObject *after);
const char *proctor_test_get_member_words (const char *member);

G_END_DECLS
