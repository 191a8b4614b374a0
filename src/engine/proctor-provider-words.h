/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

const char *proctor_provider_words_get_code (const GError *error);
JsonObject *proctor_provider_words_describe (const GError *error);

G_END_DECLS
