/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-engine-service.h"
#include "proctor-model-setup.h"
#include "proctor-probe.h"
#include "proctor-session.h"
#include "proctor-workspaces.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_DESK (proctor_desk_get_type ())

G_DECLARE_FINAL_TYPE (ProctorDesk, proctor_desk, PROCTOR, DESK, GObject)

ProctorDesk *proctor_desk_new (const char *data_folder,
                               const char *cache_folder);

void proctor_desk_load_async (ProctorDesk *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean proctor_desk_load_finish (ProctorDesk *self,
                                   GAsyncResult *result,
                                   GError **error);

ProctorWorkspaces *proctor_desk_get_workspaces (ProctorDesk *self);
ProctorEngineService *proctor_desk_get_engine (ProctorDesk *self);
ProctorModelSetup *proctor_desk_get_model_setup (ProctorDesk *self);
const char *proctor_desk_get_key_problem (ProctorDesk *self);
const char *proctor_desk_get_notice (ProctorDesk *self);

void proctor_desk_set_patient (ProctorDesk *self,
                               gboolean patient);
ProctorSession *proctor_desk_open (ProctorDesk *self,
                                   ProctorWorkspace *workspace);

void proctor_desk_add_sample_async (ProctorDesk *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
ProctorWorkspace *proctor_desk_add_sample_finish (ProctorDesk *self,
                                                  GAsyncResult *result,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_desk_probe_async (ProctorDesk *self,
                               const char *base_url,
                               const char *key,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
ProctorProbe *proctor_desk_probe_finish (ProctorDesk *self,
                                         GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_desk_add_async (ProctorDesk *self,
                             const char *name,
                             const char *base_url,
                             const char *key,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
ProctorWorkspace *proctor_desk_add_finish (ProctorDesk *self,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_desk_change_key_async (ProctorDesk *self,
                                    ProctorWorkspace *workspace,
                                    const char *key,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean proctor_desk_change_key_finish (ProctorDesk *self,
                                         GAsyncResult *result,
                                         GError **error);
void proctor_desk_rename (ProctorDesk *self,
                          ProctorWorkspace *workspace,
                          const char *name);
void proctor_desk_remove_async (ProctorDesk *self,
                                ProctorWorkspace *workspace,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean proctor_desk_remove_finish (ProctorDesk *self,
                                     GAsyncResult *result,
                                     GError **error);

void proctor_desk_shut_down_async (ProctorDesk *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void proctor_desk_shut_down_finish (ProctorDesk *self,
                                    GAsyncResult *result);

G_END_DECLS
