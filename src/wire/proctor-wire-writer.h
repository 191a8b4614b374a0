/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-record.h"

G_BEGIN_DECLS

JsonNode *proctor_wire_write (ProctorRecord *record,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
