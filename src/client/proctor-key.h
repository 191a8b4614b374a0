/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* libsecret's. Whoever only holds a key does not need its headers. */
typedef struct _SecretValue SecretValue;

/**
 * ProctorKey:
 *
 * A key that was handed out: an ordinary string that is wiped when it is freed, so that
 * `g_autoptr (ProctorKey)` is how to own one. While keys are waiting they are a #SecretValue.
 */
typedef char ProctorKey;

ProctorKey *proctor_key_dup (SecretValue *value);
void proctor_key_free (ProctorKey *key);

gboolean proctor_key_parse (const char *text,
                            gsize length,
                            SecretValue **out_value,
                            GError **error);

ProctorKey *proctor_key_clean (const char *text,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorKey, proctor_key_free)

G_END_DECLS
