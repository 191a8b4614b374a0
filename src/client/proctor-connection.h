/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorConnectionKind:
 * @PROCTOR_CONNECTION_CLOUD: one of the service's regions
 * @PROCTOR_CONNECTION_CUSTOM: a server of somebody's own
 * @PROCTOR_CONNECTION_LOCAL: the engine on this computer, over a Unix socket
 *
 * What is at the other end.
 */
typedef enum
{
  PROCTOR_CONNECTION_CLOUD,
  PROCTOR_CONNECTION_CUSTOM,
  PROCTOR_CONNECTION_LOCAL,
} ProctorConnectionKind;

/**
 * ProctorRegion:
 * @id: what it is called in settings
 * @base_url: where it is
 *
 * A region of the service. They know nothing of each other: a key belongs to one.
 */
typedef struct
{
  const char *id;
  const char *base_url;
} ProctorRegion;

const ProctorRegion *proctor_region_get_all (guint *n_regions);
const ProctorRegion *proctor_region_find (const char *base_url);

#define PROCTOR_TYPE_CONNECTION (proctor_connection_get_type ())

G_DECLARE_FINAL_TYPE (ProctorConnection, proctor_connection, PROCTOR, CONNECTION, GObject)

ProctorConnection *proctor_connection_new (const char *id,
                                           const char *name,
                                           const char *base_url,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
ProctorConnection *proctor_connection_new_local (const char *id,
                                                 const char *name,
                                                 const char *socket_path,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

const char *proctor_connection_get_id (ProctorConnection *self);
const char *proctor_connection_get_name (ProctorConnection *self);
ProctorConnectionKind proctor_connection_get_kind (ProctorConnection *self);
const char *proctor_connection_get_base_url (ProctorConnection *self);
const char *proctor_connection_get_socket_path (ProctorConnection *self);
gboolean proctor_connection_is_on_this_computer (ProctorConnection *self);

G_END_DECLS
