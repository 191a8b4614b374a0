/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-environment-variable.h"
#include "proctor-page.h"
#include "proctor-pager.h"

G_BEGIN_DECLS

/**
 * ProctorEnvironmentQuery:
 * @label: (nullable): the variable's name
 * @environment: (nullable): an environment that it has a value for
 * @kind: (nullable): "string", "secret" or "auth_connection"
 * @cursor: (nullable): what the page before said
 * @page_size: how many at a time, up to 100; 0 leaves it to the server
 *
 * Which variables are wanted.
 */
typedef struct
{
  const char *label;
  const char *environment;
  const char *kind;
  const char *cursor;
  guint page_size;
} ProctorEnvironmentQuery;

void proctor_environment_list_async (ProctorClient *client,
                                     const ProctorEnvironmentQuery *query,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
ProctorPage *proctor_environment_list_finish (ProctorClient *client,
                                              GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
ProctorPager *proctor_environment_list_all (ProctorClient *client,
                                            const ProctorEnvironmentQuery *query) G_GNUC_WARN_UNUSED_RESULT;

void proctor_environment_get_async (ProctorClient *client,
                                    const char *variable_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
ProctorEnvironmentVariable *proctor_environment_get_finish (ProctorClient *client,
                                                            GAsyncResult *result,
                                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_environment_create_async (ProctorClient *client,
                                       ProctorEnvironmentVariable *variable,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
ProctorEnvironmentVariable *proctor_environment_create_finish (ProctorClient *client,
                                                               GAsyncResult *result,
                                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_environment_update_async (ProctorClient *client,
                                       const char *variable_id,
                                       ProctorEnvironmentVariable *variable,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
ProctorEnvironmentVariable *proctor_environment_update_finish (ProctorClient *client,
                                                               GAsyncResult *result,
                                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
