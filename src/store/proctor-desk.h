/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-engine-service.h"
#include "proctor-session.h"
#include "proctor-workspaces.h"

G_BEGIN_DECLS

/* How trying a key went. */
typedef enum
{
  PROCTOR_PROBE_WORKS,
  PROCTOR_PROBE_WRONG_KEY,
  PROCTOR_PROBE_NO_PERMISSION, /* the key is good but may not read tests; scope says which permission */
  PROCTOR_PROBE_NO_NETWORK,
  PROCTOR_PROBE_CERTIFICATE,
  PROCTOR_PROBE_NOT_THIS_API,
  PROCTOR_PROBE_OTHER,
} ProctorProbeVerdict;

typedef struct
{
  ProctorProbeVerdict verdict;
  char *title;   /* for people, always */
  char *message; /* for people, always */
  char *scope;
  char *account; /* "Pro plan", what can be said of the account; NULL */
} ProctorProbe;

void proctor_probe_free (ProctorProbe *probe);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorProbe, proctor_probe_free)

#define PROCTOR_TYPE_DESK (proctor_desk_get_type ())

/* What the program has: workspaces, key ring, the engine, history and cache, and the sessions that are open. The application makes
 * one and hands it to every window. Properties: "workspaces", "engine", "key-problem" (NULL, or why keys are in memory only),
 * "notice" (NULL, or what happened to damaged data). */
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
const char *proctor_desk_get_key_problem (ProctorDesk *self);

/* At once; the session connects by itself. It remembers @workspace as the last. (transfer full) */
ProctorSession *proctor_desk_open (ProctorDesk *self,
                                   ProctorWorkspace *workspace);

/* Adds the local workspace (or finds it), starts the engine, loads the sample if there is nothing. Result: (transfer full) the workspace. */
void proctor_desk_add_sample_async (ProctorDesk *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
ProctorWorkspace *proctor_desk_add_sample_finish (ProctorDesk *self,
                                                  GAsyncResult *result,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Tries @key at @base_url; stores nothing. An error only where @base_url or @key can't be tried at all, or cancelled. */
void proctor_desk_probe_async (ProctorDesk *self,
                               const char *base_url,
                               const char *key,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
ProctorProbe *proctor_desk_probe_finish (ProctorDesk *self,
                                         GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Stores the key and adds the workspace. */
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
/* Key, cache, history and (later) drafts go with it; the local workspace's data folder stays. */
void proctor_desk_remove_async (ProctorDesk *self,
                                ProctorWorkspace *workspace,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean proctor_desk_remove_finish (ProctorDesk *self,
                                     GAsyncResult *result,
                                     GError **error);

/* At quitting: the trash of every session is emptied (10 s at most), files are closed, the lease is given back. */
void proctor_desk_shut_down_async (ProctorDesk *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void proctor_desk_shut_down_finish (ProctorDesk *self,
                                    GAsyncResult *result);

G_END_DECLS
