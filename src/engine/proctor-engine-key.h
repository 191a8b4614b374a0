/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *proctor_engine_key_prepare (const char *folder,
                                  gboolean renew,
                                  char **fresh,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_engine_key_read (const char *path,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
