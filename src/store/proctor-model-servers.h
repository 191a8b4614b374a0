/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ProctorModelServer:
 * @name: what it is called, which is no word of any language
 * @base_url: where it usually is
 * @wants_key: whether it does nothing without a key
 * @hint: what to know of it before one uses it, to be translated
 *
 * A server of models that many people have.
 */
typedef struct
{
  const char *name;
  const char *base_url;
  gboolean wants_key;
  const char *hint;
} ProctorModelServer;

const ProctorModelServer *proctor_model_servers_get_all (guint *n_servers);
const ProctorModelServer *proctor_model_servers_find (const char *base_url);

G_END_DECLS
