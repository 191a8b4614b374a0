/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

char *proctor_request_gate_hash (const char *key);
char *proctor_request_gate_check (SoupServerMessage *message,
                                  const char *key_hash,
                                  guint *status);

G_END_DECLS
