/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-local-models.h"

#include "proctor-base-url.h"
#include "proctor-request-body.h"
#include "proctor-request.h"

/* Where the models are that the engine on this computer asks. The cloud is never asked for it. */

static GUri *
parse (const char *base_url)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (base_url != NULL ? base_url : ""));
  g_autoptr (GUri) uri = g_uri_parse (trimmed, G_URI_FLAGS_NON_DNS | G_URI_FLAGS_SCHEME_NORMALIZE | G_URI_FLAGS_ENCODED, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;
  if (!g_str_equal (g_uri_get_scheme (uri), "https") && !g_str_equal (g_uri_get_scheme (uri), "http"))
    return NULL;

  return g_steal_pointer (&uri);
}

/**
 * proctor_local_models_dup_origin:
 * @base_url: (nullable): where models are, as somebody typed it
 *
 * Returns: (transfer full) (nullable): whose they are: scheme, host and port, to which a key
 *   belongs; %NULL if that is no address
 */
char *
proctor_local_models_dup_origin (const char *base_url)
{
  g_autoptr (GUri) uri = parse (base_url);
  g_autofree char *host = uri != NULL ? g_ascii_strdown (g_uri_get_host (uri), -1) : NULL;
  g_autofree char *text = NULL;

  if (uri == NULL)
    return NULL;

  text = g_uri_join (G_URI_FLAGS_ENCODED | G_URI_FLAGS_NON_DNS, g_uri_get_scheme (uri), NULL, host, g_uri_get_port (uri), "", NULL, NULL);

  return g_steal_pointer (&text);
}

/**
 * proctor_local_models_is_unsafe:
 * @base_url: (nullable): where models are, as somebody typed it
 *
 * Returns: whether others on the network could read what is sent there
 */
gboolean
proctor_local_models_is_unsafe (const char *base_url)
{
  g_autoptr (GUri) uri = parse (base_url);
  g_autofree char *origin = proctor_local_models_dup_origin (base_url);

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "http") && !proctor_base_url_is_loopback (origin);
}

/**
 * proctor_local_models_get_async:
 * @client: a client of the engine on this computer
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks where the models are.
 */
void
proctor_local_models_get_async (ProctorClient *client,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  ProctorRequest *request;

  g_return_if_fail (PROCTOR_IS_CLIENT (client));
  g_return_if_fail (proctor_connection_get_kind (proctor_client_get_connection (client)) == PROCTOR_CONNECTION_LOCAL);

  request = proctor_request_new ("GET", "proctor/provider", NULL);
  proctor_request_expect_record (request, PROCTOR_TYPE_MODEL_SOURCE);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

ProctorModelSource *
proctor_local_models_get_finish (ProctorClient *client,
                                 GAsyncResult *result,
                                 GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_local_models_set_async:
 * @client: a client of the engine on this computer
 * @source: where the models are from now on
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 */
void
proctor_local_models_set_async (ProctorClient *client,
                                ProctorModelSource *source,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  ProctorRequest *request;

  g_return_if_fail (PROCTOR_IS_CLIENT (client));
  g_return_if_fail (proctor_connection_get_kind (proctor_client_get_connection (client)) == PROCTOR_CONNECTION_LOCAL);

  request = proctor_request_new ("PUT", "proctor/provider", NULL);
  proctor_request_take_body (request, proctor_request_body_for_models (source, NULL), NULL);
  proctor_request_expect_record (request, PROCTOR_TYPE_MODEL_SOURCE);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_local_models_set_finish:
 * @client: a client of the engine on this computer
 * @result: what the callback was given
 * @error: return location for why they aren't there
 *
 * Returns: (transfer full) (nullable): what is in force now, which may be what the engine was
 *   started with
 */
ProctorModelSource *
proctor_local_models_set_finish (ProctorClient *client,
                                 GAsyncResult *result,
                                 GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_local_models_set_key_async:
 * @client: a client of the engine on this computer
 * @key: (nullable): the key, %NULL for none
 * @base_url: whose it is
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Hands the engine a key, which it keeps until it ends and sends to nobody else.
 */
void
proctor_local_models_set_key_async (ProctorClient *client,
                                    const char *key,
                                    const char *base_url,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  ProctorRequest *request;

  g_return_if_fail (PROCTOR_IS_CLIENT (client));
  g_return_if_fail (proctor_connection_get_kind (proctor_client_get_connection (client)) == PROCTOR_CONNECTION_LOCAL);

  request = proctor_request_new ("PUT", "proctor/provider/key", NULL);
  proctor_request_take_body (request, proctor_request_body_for_model_key (key, base_url), NULL);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

gboolean
proctor_local_models_set_key_finish (ProctorClient *client,
                                     GAsyncResult *result,
                                     GError **error)
{
  return proctor_client_send_finish_nothing (client, result, error);
}

/**
 * proctor_local_models_list_async:
 * @client: a client of the engine on this computer
 * @source: where models may be
 * @key: (nullable): a key for them, empty for none; %NULL for the one that the engine has
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks which models there are, without keeping anything.
 */
void
proctor_local_models_list_async (ProctorClient *client,
                                 ProctorModelSource *source,
                                 const char *key,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  ProctorRequest *request;

  g_return_if_fail (PROCTOR_IS_CLIENT (client));
  g_return_if_fail (proctor_connection_get_kind (proctor_client_get_connection (client)) == PROCTOR_CONNECTION_LOCAL);

  request = proctor_request_new ("POST", "proctor/provider/models", NULL);
  proctor_request_set_repeatable (request, TRUE);
  proctor_request_take_body (request, proctor_request_body_for_models (source, key), NULL);
  proctor_request_expect_record (request, PROCTOR_TYPE_MODEL_NAMES);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_local_models_list_finish:
 * @client: a client of the engine on this computer
 * @result: what the callback was given
 * @error: return location for why the engine doesn't answer
 *
 * Returns: (transfer full) (nullable): their names, or why there are none
 */
ProctorModelNames *
proctor_local_models_list_finish (ProctorClient *client,
                                  GAsyncResult *result,
                                  GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_local_models_try_async:
 * @client: a client of the engine on this computer
 * @source: where models may be
 * @key: (nullable): a key for them, empty for none; %NULL for the one that the engine has
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer, which may take minutes
 * @user_data: passed to @callback
 *
 * Tries what tests need of them, without keeping anything.
 */
void
proctor_local_models_try_async (ProctorClient *client,
                                ProctorModelSource *source,
                                const char *key,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  ProctorRequest *request;

  g_return_if_fail (PROCTOR_IS_CLIENT (client));
  g_return_if_fail (proctor_connection_get_kind (proctor_client_get_connection (client)) == PROCTOR_CONNECTION_LOCAL);

  request = proctor_request_new ("POST", "proctor/provider/test", NULL);
  proctor_request_take_body (request, proctor_request_body_for_models (source, key), NULL);
  proctor_request_expect_record (request, PROCTOR_TYPE_MODEL_TRIAL);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_local_models_try_finish:
 * @client: a client of the engine on this computer
 * @result: what the callback was given
 * @error: return location for why the engine doesn't answer
 *
 * Returns: (transfer full) (nullable): how it went
 */
ProctorModelTrial *
proctor_local_models_try_finish (ProctorClient *client,
                                 GAsyncResult *result,
                                 GError **error)
{
  return proctor_client_send_finish (client, result, error);
}
