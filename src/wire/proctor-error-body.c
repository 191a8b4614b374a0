/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-error-body.h"

#include "proctor-api-error.h"
#include "proctor-wire-text.h"

static const char *
get_string (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return *json_node_get_string (node) != '\0' ? json_node_get_string (node) : NULL;
}

static char *
make_path (JsonObject *problem)
{
  JsonNode *node = json_object_get_member (problem, "loc");
  GString *path = g_string_new (NULL);
  JsonArray *steps = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; steps != NULL && i < json_array_get_length (steps); i++)
    {
      JsonNode *step = json_array_get_element (steps, i);
      GType type = JSON_NODE_HOLDS_VALUE (step) ? json_node_get_value_type (step) : G_TYPE_INVALID;
      const char *dot = path->len > 0 ? "." : "";

      if (type == G_TYPE_STRING)
        g_string_append_printf (path, "%s%s", dot, json_node_get_string (step));
      else if (type == G_TYPE_INT64)
        g_string_append_printf (path, "%s%" G_GINT64_FORMAT, dot, json_node_get_int (step));
    }

  return g_string_free (path, FALSE);
}

static void
read_fields (ProctorErrorBody *body,
             JsonArray *problems)
{
  body->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_field_problem_free);
  for (guint i = 0; i < json_array_get_length (problems); i++)
    {
      JsonNode *node = json_array_get_element (problems, i);
      JsonObject *problem = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *message = problem != NULL ? get_string (problem, "msg") : NULL;
      g_autofree char *path = NULL;

      if (message == NULL)
        continue;
      path = make_path (problem);
      g_ptr_array_add (body->fields, proctor_field_problem_new (path, message, get_string (problem, "type")));
    }
}

static void
read_object (ProctorErrorBody *body,
             JsonObject *detail)
{
  const char *param = get_string (detail, "param");

  body->message = g_strdup (get_string (detail, "message"));
  body->kind = g_strdup (get_string (detail, "type"));
  body->request_id = g_strdup (get_string (detail, "request_id"));
  /* Older answers have a status where newer ones have a code. */
  body->code = g_strdup (get_string (detail, "code"));
  if (body->code == NULL)
    body->code = g_strdup (get_string (detail, "status"));

  if (param != NULL && body->message != NULL)
    {
      body->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_field_problem_free);
      g_ptr_array_add (body->fields, proctor_field_problem_new (param, body->message, body->code));
    }
}

/**
 * proctor_error_body_parse:
 * @bytes: the body of an answer that is no success
 *
 * The API says what is wrong in three shapes: a list of members, an object, or a sentence. A
 * gateway on the way may say it in a fourth, and that is no reason to say nothing.
 *
 * Returns: (transfer full): what could be read of it
 */
ProctorErrorBody *
proctor_error_body_parse (GBytes *bytes)
{
  g_autoptr (ProctorErrorBody) body = g_new0 (ProctorErrorBody, 1);
  g_autoptr (JsonNode) root = proctor_wire_parse (bytes, NULL, NULL);
  JsonNode *detail;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return g_steal_pointer (&body);

  detail = json_object_get_member (json_node_get_object (root), "detail");
  if (detail == NULL)
    read_object (body, json_node_get_object (root));
  else if (JSON_NODE_HOLDS_ARRAY (detail))
    read_fields (body, json_node_get_array (detail));
  else if (JSON_NODE_HOLDS_OBJECT (detail))
    read_object (body, json_node_get_object (detail));
  else
    {
      body->message = g_strdup (get_string (json_node_get_object (root), "detail"));
      body->is_route = g_strcmp0 (body->message, "Not Found") == 0 || g_strcmp0 (body->message, "Method Not Allowed") == 0;
    }

  return g_steal_pointer (&body);
}

void
proctor_error_body_free (ProctorErrorBody *body)
{
  g_free (body->message);
  g_free (body->code);
  g_free (body->kind);
  g_free (body->request_id);
  g_clear_pointer (&body->fields, g_ptr_array_unref);
  g_free (body);
}
