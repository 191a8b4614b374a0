/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-openai-refusal.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-provider-error.h"
#include "proctor-validation.h"
#include "proctor-wire-text.h"

/* How much of what a server says is told. */
#define MOST_CHARACTERS 300
/* No error is that large. */
#define LARGEST (64 * 1024)

/* What a server says when it has no answer. */
typedef struct
{
  char *message;
  char *code;
  guint status;
} Refusal;

static void
refusal_free (Refusal *refusal)
{
  g_free (refusal->message);
  g_free (refusal->code);
  g_free (refusal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Refusal, refusal_free)

static guint
get_status (JsonObject *object,
            const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;
  gint64 status = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;

  return status >= 400 && status < 600 ? (guint) status : 0;
}

/* The API has a word for it by one of two names, and a number may stand there instead. */
static void
read_object (Refusal *refusal,
             JsonObject *object)
{
  const char *code = proctor_validate_get_string (object, "code");
  const char *type = proctor_validate_get_string (object, "type");
  const char *message = proctor_validate_get_string (object, "message");

  refusal->message = g_strdup (message);
  refusal->code = g_strjoin (" ", code != NULL ? code : "", type != NULL ? type : "", NULL);
  refusal->status = get_status (object, "code");
  if (refusal->status == 0)
    refusal->status = get_status (object, "status");
}

/* An object or a string called error; the same flat; or what FastAPI calls detail. */
static Refusal *
read_refusal (GBytes *body)
{
  Refusal *refusal = g_new0 (Refusal, 1);
  g_autoptr (JsonNode) root = proctor_wire_parse (body, NULL, NULL);
  JsonObject *object = NULL;
  JsonNode *node;

  /* Some put it into a list of one. */
  if (root != NULL && JSON_NODE_HOLDS_ARRAY (root) && json_array_get_length (json_node_get_array (root)) == 1)
    node = json_array_get_element (json_node_get_array (root), 0);
  else
    node = root;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return refusal;

  object = json_node_get_object (node);
  if (proctor_validate_get_object (object, "error") != NULL)
    read_object (refusal, proctor_validate_get_object (object, "error"));
  else if (proctor_validate_get_string (object, "error") != NULL)
    refusal->message = g_strdup (proctor_validate_get_string (object, "error"));
  else if (proctor_validate_get_string (object, "detail") != NULL)
    refusal->message = g_strdup (proctor_validate_get_string (object, "detail"));
  else if (proctor_validate_get_array (object, "detail") != NULL)
    refusal->message = proctor_wire_node_to_text (json_object_get_member (object, "detail"));
  else if (proctor_validate_get_string (object, "message") != NULL)
    read_object (refusal, object);

  return refusal;
}

static gboolean
mentions (const char *text,
          const char *const *phrases)
{
  g_autofree char *folded = g_ascii_strdown (text != NULL ? text : "", -1);

  for (gsize i = 0; phrases[i] != NULL; i++)
    {
      if (strstr (folded, phrases[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_about_context (const Refusal *refusal,
                  guint status)
{
  const char *const phrases[] = { "context length", "context size", "context window", "context_length", "context_size", "prompt is too long", "too many tokens", "maximum context", "input is too long", "exceeds the model's maximum", NULL };

  return status == 413 || mentions (refusal->message, phrases) || mentions (refusal->code, phrases);
}

static gboolean
is_about_model (const Refusal *refusal,
                guint status)
{
  const char *const codes[] = { "model_not_found", "unknown_model", "invalid_model", NULL };
  const char *const lacks[] = { "not found", "not exist", "does not exist", "missing", "unknown", "invalid model", "not a valid model", "no such", "not available", NULL };
  const char *const model[] = { "model", NULL };

  if (mentions (refusal->code, codes))
    return TRUE;

  return (status == 404 || status == 400) && mentions (refusal->message, model) && mentions (refusal->message, lacks);
}

static gboolean
is_about_money (const Refusal *refusal)
{
  const char *const phrases[] = { "insufficient_quota", "billing", "exceeded your current quota", "insufficient balance", "credit balance", NULL };

  return mentions (refusal->code, phrases) || mentions (refusal->message, phrases);
}

/* Some models can't, and some servers have to be started so that they can. */
static gboolean
is_about_tools (const Refusal *refusal)
{
  const char *const phrases[] = { "support tool", "support function", "tool choice requires", "tool-call-parser", "tool_choice", "tools param requires", "tool calling is not", "tool use is not", "tools are not", "tools is not", "function calling is not", "function calling not", NULL };

  return mentions (refusal->message, phrases);
}

static ProctorProviderErrorCode
classify (const Refusal *refusal,
          guint status)
{
  if (status == 401 || status == 403)
    return PROCTOR_PROVIDER_ERROR_KEY;
  if (status < 500 && is_about_context (refusal, status))
    return PROCTOR_PROVIDER_ERROR_CONTEXT;
  if (is_about_tools (refusal))
    return PROCTOR_PROVIDER_ERROR_TOOLS;
  if (is_about_model (refusal, status))
    return PROCTOR_PROVIDER_ERROR_MODEL;
  if (status == 404 || status == 405 || (status >= 300 && status < 400))
    return PROCTOR_PROVIDER_ERROR_ADDRESS;
  if (status == 408 || status == 504)
    return PROCTOR_PROVIDER_ERROR_TIMEOUT;
  if ((status == 429 || status == 503 || status == 529) && !is_about_money (refusal))
    return PROCTOR_PROVIDER_ERROR_BUSY;

  return status < 300 && refusal->message == NULL ? PROCTOR_PROVIDER_ERROR_UNUSABLE : PROCTOR_PROVIDER_ERROR_REFUSED;
}

static const char *
get_sentence (ProctorProviderErrorCode code,
              guint status)
{
  switch (code)
    {
    case PROCTOR_PROVIDER_ERROR_KEY:
      return status == 403 ? _ ("The key may not be used for this.") : _ ("The model server doesn't accept the key.");
    case PROCTOR_PROVIDER_ERROR_MODEL:
      return _ ("The model server doesn't have this model.");
    case PROCTOR_PROVIDER_ERROR_CONTEXT:
      return _ ("The conversation is longer than the model can read.");
    case PROCTOR_PROVIDER_ERROR_BUSY:
      return _ ("The model server has too much to do. Try again later, or run fewer tests at the same time.");
    case PROCTOR_PROVIDER_ERROR_TIMEOUT:
      return _ ("The model took too long.");
    case PROCTOR_PROVIDER_ERROR_UNUSABLE:
      return _ ("The model server's answer has no answer in it.");
    case PROCTOR_PROVIDER_ERROR_ADDRESS:
      return status < 400 ? _ ("The model server sends the question elsewhere. Check the address.") : _ ("There is no model server at this address. Check the address: most end in /v1.");
    case PROCTOR_PROVIDER_ERROR_TOOLS:
      return _ ("The model server can't have this model call tools.");
    case PROCTOR_PROVIDER_ERROR_NETWORK:
    case PROCTOR_PROVIDER_ERROR_TLS:
    case PROCTOR_PROVIDER_ERROR_REFUSED:
    default:
      break;
    }

  if (status == 402)
    return _ ("What has been paid for at the model server is used up.");

  return status >= 500 ? _ ("The model server failed.") : _ ("The model server doesn't accept the question.");
}

/* A long message is a program's, and its end says nothing. */
static char *
shorten (const char *message)
{
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  g_autofree char *short_one = NULL;

  g_strstrip (valid);
  if (g_utf8_strlen (valid, -1) <= MOST_CHARACTERS)
    return g_steal_pointer (&valid);

  short_one = g_utf8_substring (valid, 0, MOST_CHARACTERS);

  return g_strconcat (short_one, "…", NULL);
}

/**
 * proctor_openai_refusal_get_status:
 * @status: the HTTP status
 * @body: what was answered
 *
 * Returns: the status that was meant, which the body of an answer with success may hold
 */
guint
proctor_openai_refusal_get_status (guint status,
                                   GBytes *body)
{
  g_autoptr (Refusal) refusal = NULL;
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  if (status < 200 || status >= 300 || length > LARGEST || memmem (text, length, "\"choices\"", strlen ("\"choices\"")) != NULL)
    return status;

  refusal = read_refusal (body);

  return refusal->status != 0 ? refusal->status : status;
}

/**
 * proctor_openai_refusal_to_error:
 * @status: the HTTP status
 * @body: what was answered
 * @model: (nullable): which model was asked
 *
 * Returns: (transfer full): what a person is told
 */
GError *
proctor_openai_refusal_to_error (guint status,
                                 GBytes *body,
                                 const char *model)
{
  g_autoptr (Refusal) refusal = read_refusal (body);
  guint meant = status >= 200 && status < 300 && refusal->status != 0 ? refusal->status : status;
  ProctorProviderErrorCode code = classify (refusal, meant);
  const char *sentence = get_sentence (code, meant);
  g_autofree char *message = refusal->message != NULL ? shorten (refusal->message) : NULL;

  if (code == PROCTOR_PROVIDER_ERROR_MODEL && model != NULL)
    return g_error_new (PROCTOR_PROVIDER_ERROR, code, _ ("The model server doesn't have the model “%s”."), model);
  /* What is said of a key may have the key in it. */
  if (message == NULL || *message == '\0' || code == PROCTOR_PROVIDER_ERROR_KEY)
    return g_error_new_literal (PROCTOR_PROVIDER_ERROR, code, sentence);

  return g_error_new (PROCTOR_PROVIDER_ERROR, code, "%s %s", sentence, message);
}

/**
 * proctor_openai_refusal_is_final:
 * @body: what was answered
 *
 * Returns: whether waiting is in vain, although the status says that it is not
 */
gboolean
proctor_openai_refusal_is_final (GBytes *body)
{
  g_autoptr (Refusal) refusal = read_refusal (body);

  return is_about_money (refusal);
}

/* One thing less to be refused for. */
static gboolean
give_way (const ProctorOpenaiRequest *request,
          const char *text,
          ProctorOpenaiDialect *dialect)
{
  const char *const shape[] = { "response_format", "json_schema", "json_object", "structured output", "structured_output", "json schema", "grammar", "guided", NULL };
  const char *const limit[] = { "max_completion_tokens", NULL };
  const char *const own_limit[] = { "max_tokens", "max_completion_tokens", NULL };
  const char *const temperature[] = { "temperature", NULL };
  const char *const seed[] = { "seed", NULL };

  if (dialect->limit == PROCTOR_OPENAI_LIMIT_TOKENS && mentions (text, limit))
    dialect->limit = PROCTOR_OPENAI_LIMIT_COMPLETION;
  else if (request->max_tokens == 0 && dialect->limit != PROCTOR_OPENAI_LIMIT_NONE && mentions (text, own_limit))
    dialect->limit = PROCTOR_OPENAI_LIMIT_NONE;
  else if (request->schema != NULL && dialect->shape < PROCTOR_OPENAI_SHAPE_WORDS && mentions (text, shape))
    dialect->shape++;
  else if (request->temperature >= 0 && !dialect->no_temperature && mentions (text, temperature))
    dialect->no_temperature = TRUE;
  else if (request->seed != 0 && !dialect->no_seed && mentions (text, seed))
    dialect->no_seed = TRUE;
  else
    return FALSE;

  return TRUE;
}

/**
 * proctor_openai_refusal_adapt:
 * @request: the question
 * @status: the HTTP status of a refusal
 * @body: what was answered
 * @dialect: (inout): how the question was put
 *
 * Looks whether the same question can be put in another way. Each way is tried once.
 *
 * Returns: whether @dialect is another one now
 */
gboolean
proctor_openai_refusal_adapt (const ProctorOpenaiRequest *request,
                              guint status,
                              GBytes *body,
                              ProctorOpenaiDialect *dialect)
{
  g_autoptr (Refusal) refusal = NULL;

  if (status != 400 && status != 422 && status != 500 && status != 501)
    return FALSE;

  refusal = read_refusal (body);
  /* Room that was only asked for in case is not worth failing over. */
  if (is_about_context (refusal, status) && request->max_tokens == 0 && dialect->limit != PROCTOR_OPENAI_LIMIT_NONE)
    {
      dialect->limit = PROCTOR_OPENAI_LIMIT_NONE;
      return TRUE;
    }

  return give_way (request, refusal->message, dialect);
}
