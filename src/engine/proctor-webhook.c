/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-webhook.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-openai-address.h"
#include "proctor-soup-read.h"
#include "proctor-soup-send.h"
#include "proctor-validation.h"
#include "proctor-wire-text.h"

#define TIMEOUT_SECS 20
#define LARGEST_ANSWER (1024 * 1024)

/* The tool of an agent that a test wants to be called for real. */

static void
append_values (GString *text,
               JsonObject *values,
               char separator)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *value = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node) : proctor_wire_node_to_text (node);

      g_string_append_c (text, separator);
      g_string_append_uri_escaped (text, name, NULL, FALSE);
      g_string_append_c (text, '=');
      g_string_append_uri_escaped (text, value, NULL, FALSE);
      separator = '&';
    }
}

/* "{id}" in an address stands for a path parameter, which never leads out of its place. */
static char *
make_url (const char *pattern,
          JsonObject *path_params,
          JsonObject *query_params)
{
  g_autoptr (GString) url = g_string_new (pattern);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (path_params != NULL)
    {
      json_object_iter_init_ordered (&iter, path_params);
      while (json_object_iter_next_ordered (&iter, &name, &node))
        {
          g_autofree char *place = g_strdup_printf ("{%s}", name);
          g_autofree char *value = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node) : proctor_wire_node_to_text (node);
          g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

          g_string_replace (url, place, escaped, 0);
        }
    }
  if (query_params != NULL)
    append_values (url, query_params, strchr (url->str, '?') != NULL ? '&' : '?');

  return g_string_free (g_steal_pointer (&url), FALSE);
}

/* A header whose value is a secret has an object there, and secrets are not kept here. */
static gboolean
add_headers (SoupMessage *message,
             JsonObject *headers,
             GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (headers == NULL)
    return TRUE;

  json_object_iter_init_ordered (&iter, headers);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("The header “%s” needs a secret, which a local workspace doesn't have."), name);
          return FALSE;
        }
      soup_message_headers_replace (soup_message_get_request_headers (message), name, json_node_get_string (node));
    }

  return TRUE;
}

static SoupMessage *
make_message (const ProctorPlanTool *tool,
              JsonObject *arguments,
              GError **error)
{
  JsonObject *api = proctor_validate_get_object (tool->config, "api_schema");
  const char *method = proctor_validate_get_string (api, "method");
  const char *pattern = proctor_validate_get_string (api, "url");
  JsonNode *body = arguments != NULL ? json_object_get_member (arguments, "body") : NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *url = NULL;

  url = make_url (pattern != NULL ? pattern : "", proctor_validate_get_object (arguments, "path_params"), proctor_validate_get_object (arguments, "query_params"));
  message = soup_message_new (method != NULL ? method : "GET", url);
  if (message == NULL || !g_str_has_prefix (g_uri_get_scheme (soup_message_get_uri (message)), "http"))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("“%s” is not an address that a tool can be called at."), url);
      return NULL;
    }
  if (!add_headers (message, proctor_validate_get_object (api, "request_headers"), error))
    return NULL;
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = proctor_wire_node_to_bytes (body);

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }

  return g_steal_pointer (&message);
}

static void
read_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = proctor_soup_read_finish (result, &error);
  SoupMessage *message = g_task_get_task_data (task);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    {
      g_autofree char *size = g_format_size_full (LARGEST_ANSWER, G_FORMAT_SIZE_IEC_UNITS);

      g_clear_error (&error);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, _ ("The tool's answer is larger than %s."), size);
      return;
    }
  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  text = g_utf8_make_valid (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  if (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)))
    g_task_return_pointer (task, g_steal_pointer (&text), g_free);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The tool answered with the status %u: %s"), soup_message_get_status (message), text);
}

static void
sent_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GInputStream) stream = proctor_soup_send_finish (SOUP_SESSION (object), result, &error);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (stream == NULL)
    g_task_return_error (task, error);
  else
    {
      SoupMessage *message = g_task_get_task_data (task);

      proctor_soup_read_async (stream, message, LARGEST_ANSWER, cancellable, read_cb, g_steal_pointer (&task));
    }
}

/**
 * proctor_webhook_call_async:
 * @tool: a webhook
 * @arguments: (nullable): what the agent calls it with
 * @cancellable: (nullable): to give up
 * @callback: called when it has answered
 * @user_data: passed to @callback
 */
void
proctor_webhook_call_async (const ProctorPlanTool *tool,
                            JsonObject *arguments,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (SoupSession) session = NULL;
  g_autofree char *address = NULL;
  SoupMessage *message;
  GError *error = NULL;

  g_task_set_source_tag (task, proctor_webhook_call_async);
  message = make_message (tool, arguments, &error);
  if (message == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, message, g_object_unref);
  /* What one tool is told stays with it: no connection and no cookie is shared. */
  session = soup_session_new_with_options ("timeout", TIMEOUT_SECS, "user-agent", "Proctor/" PROCTOR_VERSION, NULL);
  address = g_uri_to_string (soup_message_get_uri (message));
  /* There is no proxy on the way to this computer. */
  if (proctor_openai_address_is_loopback (address))
    soup_session_set_proxy_resolver (session, NULL);
  proctor_soup_send_async (session, message, cancellable, sent_cb, g_steal_pointer (&task));
}

/**
 * proctor_webhook_call_finish:
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): what the tool answered
 */
char *
proctor_webhook_call_finish (GAsyncResult *result,
                             GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
