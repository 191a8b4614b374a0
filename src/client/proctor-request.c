/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-request.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-wire-page.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"

typedef enum
{
  EXPECT_NOTHING,
  EXPECT_RECORD,
  EXPECT_PAGE,
  EXPECT_STRING,
  EXPECT_BYTES,
} Expectation;

/**
 * ProctorRequest:
 *
 * What is asked of a server and what is made of the answer. It knows nothing of connections, so it
 * can be asked of any.
 */
struct _ProctorRequest
{
  GObject parent_instance;

  /* Owned */
  GString *path;
  GString *query;
  GBytes *body;
  GError *error;
  GObject *lost;
  char *member;

  const char *method;
  gboolean repeatable;
  Expectation expectation;
  GType type;
};

G_DEFINE_FINAL_TYPE (ProctorRequest, proctor_request, G_TYPE_OBJECT)

static void
proctor_request_finalize (GObject *object)
{
  ProctorRequest *self = PROCTOR_REQUEST (object);

  g_string_free (self->path, TRUE);
  g_string_free (self->query, TRUE);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->lost);
  g_free (self->member);

  G_OBJECT_CLASS (proctor_request_parent_class)->finalize (object);
}

static void
proctor_request_class_init (ProctorRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_request_finalize;
}

static void
proctor_request_init (ProctorRequest *self)
{
  self->path = g_string_new ("/v1/");
  self->query = g_string_new (NULL);
}

/**
 * proctor_request_new:
 * @method: the HTTP method, as a literal
 * @path: the path below the version, with a "%" for each id
 * @...: the ids, then %NULL
 *
 * An id may contain anything; it never leads out of its place in the path.
 *
 * Returns: (transfer full): a request. One that only reads or that does the same when it is sent
 *   twice may be repeated; see proctor_request_set_repeatable()
 */
ProctorRequest *
proctor_request_new (const char *method,
                     const char *path,
                     ...)
{
  ProctorRequest *self = g_object_new (PROCTOR_TYPE_REQUEST, NULL);
  va_list ids;

  self->method = method;
  self->repeatable = g_str_equal (method, "GET") || g_str_equal (method, "PUT") || g_str_equal (method, "DELETE");

  va_start (ids, path);
  for (const char *p = path; *p != '\0'; p++)
    {
      const char *id = *p == '%' ? va_arg (ids, const char *) : NULL;

      if (*p != '%')
        g_string_append_c (self->path, *p);
      else if (id != NULL && *id != '\0' && !g_str_equal (id, ".") && !g_str_equal (id, ".."))
        g_string_append_uri_escaped (self->path, id, NULL, FALSE);
      else if (self->error == NULL)
        /* Without its id, or with one that means a folder, the path would be another one. */
        self->error = g_error_new (PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("“%s” is not an id that can be asked for."), id != NULL ? id : "");
    }
  va_end (ids);

  return self;
}

/* A list may be begun somewhere in the middle, but a page has only one place. */
static void
remove_query (ProctorRequest *self,
              const char *name)
{
  g_autofree char *beginning = g_strconcat (name, "=", NULL);
  g_autofree char *query = g_strdup (self->query->len > 0 ? self->query->str + 1 : "");
  g_auto (GStrv) parts = g_strsplit (query, "&", -1);

  g_string_truncate (self->query, 0);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      if (!g_str_has_prefix (parts[i], beginning))
        g_string_append_printf (self->query, "%c%s", self->query->len > 0 ? '&' : '?', parts[i]);
    }
}

/**
 * proctor_request_dup_with_cursor:
 * @self: a request for the first page of a list
 * @cursor: (nullable): what the page before said
 *
 * Returns: (transfer full): a request for the page that follows
 */
ProctorRequest *
proctor_request_dup_with_cursor (ProctorRequest *self,
                                 const char *cursor)
{
  ProctorRequest *request = g_object_new (PROCTOR_TYPE_REQUEST, NULL);

  g_string_assign (request->path, self->path->str);
  g_string_assign (request->query, self->query->str);
  request->method = self->method;
  request->repeatable = self->repeatable;
  request->expectation = self->expectation;
  request->type = self->type;
  request->member = g_strdup (self->member);
  request->error = self->error != NULL ? g_error_copy (self->error) : NULL;
  if (cursor != NULL)
    remove_query (request, "cursor");
  proctor_request_add_query (request, "cursor", cursor);

  return request;
}

/**
 * proctor_request_add_query:
 * @self: a request
 * @name: a name
 * @value: (nullable): its value; without one the name is left out
 */
void
proctor_request_add_query (ProctorRequest *self,
                           const char *name,
                           const char *value)
{
  g_return_if_fail (PROCTOR_IS_REQUEST (self));

  if (value == NULL)
    return;

  g_string_append_printf (self->query, "%c%s=", self->query->len > 0 ? '&' : '?', name);
  g_string_append_uri_escaped (self->query, value, NULL, FALSE);
}

/**
 * proctor_request_add_query_list:
 * @self: a request
 * @name: a name
 * @values: (nullable): its values, for each of which the name is repeated
 */
void
proctor_request_add_query_list (ProctorRequest *self,
                                const char *name,
                                const char *const *values)
{
  for (gsize i = 0; values != NULL && values[i] != NULL; i++)
    proctor_request_add_query (self, name, values[i]);
}

/**
 * proctor_request_add_query_int:
 * @self: a request
 * @name: a name
 * @value: its value; nought is left out
 */
void
proctor_request_add_query_int (ProctorRequest *self,
                               const char *name,
                               gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  proctor_request_add_query (self, name, value != 0 ? text : NULL);
}

/**
 * proctor_request_add_query_bool:
 * @self: a request
 * @name: a name
 * @value: its value; false is left out, because it is what the API takes for granted
 */
void
proctor_request_add_query_bool (ProctorRequest *self,
                                const char *name,
                                gboolean value)
{
  proctor_request_add_query (self, name, value ? "true" : NULL);
}

/**
 * proctor_request_take_body:
 * @self: a request
 * @body: (transfer full) (nullable): what is sent
 * @error: (transfer full) (nullable): why there is none; the request then ends with that
 */
void
proctor_request_take_body (ProctorRequest *self,
                           JsonNode *body,
                           GError *error)
{
  g_return_if_fail (PROCTOR_IS_REQUEST (self));
  g_return_if_fail (body != NULL || error != NULL);

  proctor_request_take_body_bytes (self, body != NULL ? proctor_wire_node_to_bytes (body) : NULL, error);
  g_clear_pointer (&body, json_node_unref);
}

/**
 * proctor_request_take_body_bytes:
 * @self: a request
 * @body: (transfer full) (nullable): what is sent, as JSON
 * @error: (transfer full) (nullable): why there is none; the request then ends with that
 */
void
proctor_request_take_body_bytes (ProctorRequest *self,
                                 GBytes *body,
                                 GError *error)
{
  g_return_if_fail (PROCTOR_IS_REQUEST (self));
  g_return_if_fail (body != NULL || error != NULL);

  g_clear_pointer (&self->body, g_bytes_unref);
  if (body != NULL)
    self->body = body;
  else if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

/**
 * proctor_request_set_repeatable:
 * @self: a request
 * @repeatable: whether asking twice does the same as asking once
 */
void
proctor_request_set_repeatable (ProctorRequest *self,
                                gboolean repeatable)
{
  g_return_if_fail (PROCTOR_IS_REQUEST (self));

  self->repeatable = repeatable;
}

/**
 * proctor_request_set_lost:
 * @self: a request
 * @lost: an object with what is needed to find out what became of it, should the answer get lost
 */
void
proctor_request_set_lost (ProctorRequest *self,
                          gpointer lost)
{
  g_return_if_fail (PROCTOR_IS_REQUEST (self));

  g_set_object (&self->lost, lost);
}

void
proctor_request_expect_record (ProctorRequest *self,
                               GType type)
{
  self->expectation = EXPECT_RECORD;
  self->type = type;
}

/**
 * proctor_request_expect_page:
 * @self: a request
 * @member: (nullable): what the rows are called, %NULL if they are all there is
 * @type: what the rows are
 */
void
proctor_request_expect_page (ProctorRequest *self,
                             const char *member,
                             GType type)
{
  self->expectation = EXPECT_PAGE;
  self->type = type;
  g_set_str (&self->member, member);
}

/**
 * proctor_request_expect_string:
 * @self: a request
 * @member: the one member of the answer that matters
 */
void
proctor_request_expect_string (ProctorRequest *self,
                               const char *member)
{
  self->expectation = EXPECT_STRING;
  g_set_str (&self->member, member);
}

void
proctor_request_expect_bytes (ProctorRequest *self)
{
  self->expectation = EXPECT_BYTES;
}

const char *
proctor_request_get_method (ProctorRequest *self)
{
  return self->method;
}

const char *
proctor_request_get_path (ProctorRequest *self)
{
  return self->path->str;
}

/**
 * proctor_request_dup_target:
 * @self: a request
 *
 * Returns: (transfer full): the path with the query
 */
char *
proctor_request_dup_target (ProctorRequest *self)
{
  return g_strconcat (self->path->str, self->query->str, NULL);
}

GBytes *
proctor_request_get_body (ProctorRequest *self)
{
  return self->body;
}

gboolean
proctor_request_is_repeatable (ProctorRequest *self)
{
  return self->repeatable;
}

GObject *
proctor_request_get_lost (ProctorRequest *self)
{
  return self->lost;
}

/**
 * proctor_request_check:
 * @self: a request
 * @error: return location for why it can't be sent
 *
 * Returns: whether it can
 */
gboolean
proctor_request_check (ProctorRequest *self,
                       GError **error)
{
  if (self->error == NULL)
    return TRUE;

  if (error != NULL)
    *error = g_error_copy (self->error);

  return FALSE;
}

static char *
read_string (GBytes *body,
             const char *member,
             GError **error)
{
  g_autoptr (JsonNode) root = proctor_wire_parse (body, NULL, error);
  JsonNode *node = NULL;

  if (root == NULL)
    return NULL;

  if (JSON_NODE_HOLDS_OBJECT (root))
    node = json_object_get_member (json_node_get_object (root), member);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      g_autofree char *line = proctor_wire_describe_mismatch (member, _ ("a string"), node);

      g_set_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The answer is not what it should be. %s"), line);
      return NULL;
    }

  return json_node_dup_string (node);
}

/* What may be very large is not read here, but something else can be told at a glance. */
static GBytes *
take_object (GBytes *body,
             GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  const char *end = text + length;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *line = NULL;

  while (text < end && g_ascii_isspace (*text))
    text++;
  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  if (end - text >= 2 && *text == '{' && end[-1] == '}')
    return g_bytes_ref (body);

  root = proctor_wire_parse (body, NULL, error);
  if (root == NULL)
    return NULL;

  line = proctor_wire_describe_mismatch ("$", _ ("an object"), root);
  g_set_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The answer is not what it should be. %s"), line);

  return NULL;
}

/* Anything will do, but a page that somebody on the way puts in between is nobody's answer. */
static GBytes *
take_anything (GBytes *body,
               GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  const char *end = text + length;
  g_autoptr (JsonNode) root = NULL;

  while (text < end && g_ascii_isspace (*text))
    text++;
  if (text == end || *text != '<')
    return g_bytes_ref (body);

  /* What it is not, in the parser's words. */
  root = proctor_wire_parse (body, NULL, error);

  return root != NULL ? g_bytes_ref (body) : NULL;
}

/**
 * proctor_request_read_answer:
 * @self: a request
 * @body: what a server answered
 * @error: return location for why that is no answer
 *
 * May be called in any thread, once the request is being sent.
 *
 * Returns: (transfer full) (nullable): what the request expects; some object if it expects nothing
 */
gpointer
proctor_request_read_answer (ProctorRequest *self,
                             GBytes *body,
                             GError **error)
{
  switch (self->expectation)
    {
    case EXPECT_RECORD:
      return proctor_wire_read_bytes (self->type, body, error);
    case EXPECT_PAGE:
      return proctor_wire_read_page (self->type, self->member, body, error);
    case EXPECT_STRING:
      return read_string (body, self->member, error);
    case EXPECT_BYTES:
      return take_object (body, error);
    case EXPECT_NOTHING:
      return take_anything (body, error);
    }

  g_assert_not_reached ();
}

/**
 * proctor_request_get_free_answer:
 * @self: a request
 *
 * Returns: what frees what it gets
 */
GDestroyNotify
proctor_request_get_free_answer (ProctorRequest *self)
{
  switch (self->expectation)
    {
    case EXPECT_RECORD:
    case EXPECT_PAGE:
      return g_object_unref;
    case EXPECT_STRING:
      return g_free;
    case EXPECT_BYTES:
    case EXPECT_NOTHING:
      return (GDestroyNotify) g_bytes_unref;
    }

  g_assert_not_reached ();
}
