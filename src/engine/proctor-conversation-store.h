/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-database.h"

G_BEGIN_DECLS

void proctor_conversations_store (ProctorDatabase *database,
                                  JsonObject *conversation);

G_END_DECLS
