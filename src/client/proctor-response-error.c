/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-response-error.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-error-body.h"
#include "proctor-retry-after.h"

/* So many characters of what others say. */
#define LONGEST_WORDS 400
#define SHORTEST_KEY 8

/* What an answer is taken for, what a person is told, and what that person can do. */
typedef struct
{
  ProctorApiErrorCode code;
  const char *sentence;
  const char *advice;
  ProctorErrorRemedy remedy;
} Verdict;

static const Verdict *
get_verdict (ProctorApiErrorCode code)
{
  static const Verdict verdicts[] = {
    { PROCTOR_API_ERROR_KEY, N_ ("The server doesn't accept the API key."), N_ ("Check the key in the connection's settings.") },
    { PROCTOR_API_ERROR_PERMISSION, N_ ("The API key may not do this."), N_ ("The key itself is good. Whoever made it can give it more permissions.") },
    { PROCTOR_API_ERROR_QUOTA, N_ ("What has been paid for is used up."), N_ ("Look at the subscription, or wait until it is renewed.") },
    { PROCTOR_API_ERROR_NOT_FOUND, N_ ("It isn't there any more, or this key can't see it."), N_ ("Reload the list.") },
    { PROCTOR_API_ERROR_UNSUPPORTED, N_ ("This server doesn't offer that."), N_ ("The server may be too old, or the address may be wrong.") },
    { PROCTOR_API_ERROR_CONFLICT, N_ ("Something else is in the way."), N_ ("Reload it and look at what has changed.") },
    { PROCTOR_API_ERROR_INVALID, N_ ("The server doesn't accept this."), N_ ("Change what it complains about and try again.") },
    { PROCTOR_API_ERROR_RATE_LIMITED, N_ ("The server asks for fewer requests."), N_ ("Wait a little and try again.") },
    { PROCTOR_API_ERROR_CONCURRENCY_LIMITED, N_ ("Too much is being done at the same time."), N_ ("Wait until something else has ended.") },
    { PROCTOR_API_ERROR_TIMEOUT, N_ ("The server took too long."), N_ ("Try again later.") },
    { PROCTOR_API_ERROR_SERVER, N_ ("The server failed."), N_ ("Try again later. If it stays, its support can help with the request's number.") },
    { PROCTOR_API_ERROR_PROTOCOL, N_ ("The server's answer is not one that Proctor understands."), N_ ("Check the address in the connection's settings."), PROCTOR_ERROR_REMEDY_ADDRESS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    {
      if (verdicts[i].code == code)
        return &verdicts[i];
    }

  g_assert_not_reached ();
}

static void
advise (ProctorErrorDetails *details,
        const Verdict *verdict)
{
  g_set_str (&details->advice, gettext (verdict->advice));
  details->remedy = verdict->remedy;
}

static gboolean
is_one_of (const char *word,
           const char *const *words)
{
  return word != NULL && g_strv_contains (words, word);
}

/* Whether a key is bad is said by the body: a wrong one is 400 on some servers and 401 on others,
 * and 401 may also mean that somebody has to pay, or that the key is good and may too little. */
static ProctorApiErrorCode
classify (guint status,
          const ProctorErrorBody *body,
          gboolean is_page)
{
  const char *const bad_key[] = { "invalid_api_key", "missing_api_key", "needs_authorization", NULL };
  const char *const too_little[] = { "missing_permissions", NULL };
  const char *const unpaid[] = { "quota_exceeded", "insufficient_credits", "payment_required", NULL };
  const char *const busy[] = { "concurrent_limit_exceeded", "too_many_concurrent_requests", NULL };

  if (is_one_of (body->code, unpaid) || status == 402)
    return PROCTOR_API_ERROR_QUOTA;
  if (is_one_of (body->code, too_little))
    return PROCTOR_API_ERROR_PERMISSION;
  if (is_one_of (body->code, bad_key) || (status != 403 && g_strcmp0 (body->kind, "authentication_error") == 0))
    return PROCTOR_API_ERROR_KEY;

  switch (status)
    {
    case 401:
      return PROCTOR_API_ERROR_KEY;
    case 403:
      return PROCTOR_API_ERROR_PERMISSION;
    case 404:
      /* The API has data for everything; a page comes from a server that isn't one. */
      return body->is_route || is_page ? PROCTOR_API_ERROR_UNSUPPORTED : PROCTOR_API_ERROR_NOT_FOUND;
    case 405:
    case 501:
      return PROCTOR_API_ERROR_UNSUPPORTED;
    case 408:
      return PROCTOR_API_ERROR_TIMEOUT;
    case 409:
      return PROCTOR_API_ERROR_CONFLICT;
    case 429:
      return is_one_of (body->code, busy) ? PROCTOR_API_ERROR_CONCURRENCY_LIMITED : PROCTOR_API_ERROR_RATE_LIMITED;
    case 504:
      return PROCTOR_API_ERROR_TIMEOUT;
    default:
      break;
    }

  if (status >= 500)
    return PROCTOR_API_ERROR_SERVER;

  return status >= 400 ? PROCTOR_API_ERROR_INVALID : PROCTOR_API_ERROR_PROTOCOL;
}

/* "… is missing the permission convai_write …": the word with the underscore. */
static char *
find_scope (const char *message)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\b[a-z]+(?:_[a-z]+)*_(?:read|write)\\b", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (message == NULL || !g_regex_match (regex, message, 0, &match))
    return NULL;

  return g_match_info_fetch (match, 0);
}

/* Servers quote what they don't like, and errors are shown, copied and reported. What is too short
 * to be a key is left alone, lest words vanish. */
static void
hide (char **text,
      const char *key)
{
  g_autofree char *shown = NULL;
  g_auto (GStrv) parts = NULL;

  if (*text == NULL || key == NULL || strlen (key) < SHORTEST_KEY || strstr (*text, key) == NULL)
    return;

  parts = g_strsplit (*text, key, -1);
  shown = g_strjoinv ("…", parts);
  g_set_str (text, shown);
}

static void
hide_in_body (ProctorErrorBody *body,
              const char *key)
{
  hide (&body->message, key);
  hide (&body->code, key);
  hide (&body->request_id, key);
  for (guint i = 0; body->fields != NULL && i < body->fields->len; i++)
    {
      ProctorFieldProblem *problem = g_ptr_array_index (body->fields, i);

      hide (&problem->path, key);
      hide (&problem->message, key);
      hide (&problem->kind, key);
    }
}

static gboolean
has_end (const char *sentence)
{
  const char *const ends[] = { ".", "!", "?", "…", "。", "！", "？" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      if (g_str_has_suffix (sentence, ends[i]))
        return TRUE;
    }

  return FALSE;
}

/* What others say becomes part of a sentence: on one line and not at length. */
static char *
tidy (const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  GString *text = g_string_new (NULL);
  glong n_characters = 0;
  gboolean blank = FALSE;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_isspace (character))
        {
          blank = text->len > 0;
          continue;
        }
      /* Where it is shown a terminal may obey it, so what it looks like stands for it. */
      if (character < 0x20)
        character += 0x2400;
      else if (g_unichar_iscntrl (character))
        character = 0xFFFD;
      if (n_characters++ == LONGEST_WORDS)
        {
          g_string_append (text, "…");
          break;
        }
      if (blank)
        g_string_append_c (text, ' ');
      blank = FALSE;
      g_string_append_unichar (text, character);
    }

  return g_string_free (text, FALSE);
}

/* And with an end. All of it is in the details. */
static char *
tidy_words (const char *words)
{
  g_autofree char *text = tidy (words);

  return g_strconcat (text, *text != '\0' && !has_end (text) ? "." : "", NULL);
}

static char *
join_fields (GPtrArray *fields)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; fields != NULL && i < fields->len && i < 3; i++)
    {
      const ProctorFieldProblem *problem = g_ptr_array_index (fields, i);

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? "; " : "", problem->path, *problem->path != '\0' ? ": " : "", problem->message);
    }

  return g_string_free (text, FALSE);
}

static char *
make_sentence (ProctorApiErrorCode code,
               const ProctorErrorBody *body,
               const char *scope)
{
  const char *sentence = gettext (get_verdict (code)->sentence);
  g_autofree char *fields = join_fields (body->fields);
  g_autofree char *words = tidy_words (body->message != NULL ? body->message : fields);

  if (scope != NULL)
    /* Translators: the name of a permission, such as convai_write. */
    return g_strdup_printf (_ ("The API key may not do this: it lacks the permission “%s”."), scope);
  if (code == PROCTOR_API_ERROR_KEY)
    return g_strdup (sentence);

  return *words != '\0' ? g_strdup_printf ("%s %s", sentence, words) : g_strdup (sentence);
}

/* A header may have any bytes in it. */
static char *
dup_header (SoupMessageHeaders *headers,
            const char *name)
{
  const char *value = headers != NULL ? soup_message_headers_get_one (headers, name) : NULL;

  return value != NULL ? g_utf8_make_valid (value, -1) : NULL;
}

/* What time it was for whoever wrote the answer: one of the two clocks may be wrong. */
static gint64
read_time (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? g_date_time_to_unix (date) : g_get_real_time () / G_USEC_PER_SEC;
}

static gint64
read_delay (guint status,
            SoupMessageHeaders *headers)
{
  if (headers == NULL)
    return -1;

  /* When a limit is lifted matters only to a request that was one too many; some servers tell it
   * with every answer. */
  return proctor_retry_after_parse (soup_message_headers_get_one (headers, "retry-after-ms"),
                                    soup_message_headers_get_one (headers, "Retry-After"),
                                    status == 429 ? soup_message_headers_get_one (headers, "X-RateLimit-Reset") : NULL,
                                    read_time (headers));
}

static gboolean
is_web_page (SoupMessageHeaders *headers,
             GBytes *body)
{
  const char *type = headers != NULL ? soup_message_headers_get_content_type (headers, NULL) : NULL;
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  while (length > 0 && g_ascii_isspace (*text))
    {
      text++;
      length--;
    }

  return (type != NULL && g_str_has_suffix (type, "html")) || (length > 0 && *text == '<');
}

/**
 * proctor_response_error_new:
 * @status: the HTTP status, which is no success
 * @headers: (nullable): the answer's headers
 * @body: its body
 * @key: (nullable): the key that was sent, which the error doesn't tell
 *
 * The one place where an answer becomes an error.
 *
 * Returns: (transfer full): the error
 */
GError *
proctor_response_error_new (guint status,
                            SoupMessageHeaders *headers,
                            GBytes *body,
                            const char *key)
{
  g_autoptr (ProctorErrorBody) parsed = proctor_error_body_parse (body);
  ProctorApiErrorCode code = classify (status, parsed, is_web_page (headers, body));
  g_autofree char *scope = code == PROCTOR_API_ERROR_PERMISSION ? find_scope (parsed->message) : NULL;
  g_autofree char *sentence = NULL;
  ProctorErrorDetails *details;
  GError *error;

  hide_in_body (parsed, key);
  sentence = make_sentence (code, parsed, scope);
  error = g_error_new_literal (PROCTOR_API_ERROR, code, sentence);

  details = proctor_api_error_get_details (error);
  details->status = status;
  details->server_message = g_steal_pointer (&parsed->message);
  details->server_code = g_steal_pointer (&parsed->code);
  details->request_id = dup_header (headers, "x-request-id");
  if (details->request_id == NULL)
    details->request_id = g_steal_pointer (&parsed->request_id);
  advise (details, get_verdict (code));
  details->scope = g_steal_pointer (&scope);
  details->delay_msecs = read_delay (status, headers);
  details->fields = g_steal_pointer (&parsed->fields);

  return error;
}

static const char *
describe_certificate (GTlsCertificateFlags flags)
{
  if ((flags & G_TLS_CERTIFICATE_EXPIRED) != 0)
    return _ ("It is out of date.");
  if ((flags & G_TLS_CERTIFICATE_NOT_ACTIVATED) != 0)
    return _ ("It is not valid yet; perhaps this computer's clock is wrong.");
  if ((flags & G_TLS_CERTIFICATE_BAD_IDENTITY) != 0)
    return _ ("It belongs to another server.");
  if ((flags & G_TLS_CERTIFICATE_REVOKED) != 0)
    return _ ("It has been revoked.");
  if ((flags & G_TLS_CERTIFICATE_UNKNOWN_CA) != 0)
    return _ ("Nobody that this computer trusts has signed it.");

  return _ ("It is not good enough.");
}

static const char *
describe_remedy (ProctorErrorRemedy remedy)
{
  switch (remedy)
    {
    case PROCTOR_ERROR_REMEDY_OTHER:
      return NULL;
    case PROCTOR_ERROR_REMEDY_ADDRESS:
      return _ ("Check the address in the connection's settings.");
    case PROCTOR_ERROR_REMEDY_NETWORK_OR_ADDRESS:
      return _ ("Check the network and the address in the connection's settings.");
    case PROCTOR_ERROR_REMEDY_NEW_ADDRESS:
      return _ ("If that is where the server is now, change the address in the connection's settings.");
    }

  g_assert_not_reached ();
}

static GError *
make_error (ProctorApiErrorCode code,
            const char *advice,
            char *sentence)
{
  GError *error = g_error_new_literal (PROCTOR_API_ERROR, code, sentence);

  proctor_api_error_get_details (error)->advice = g_strdup (advice);
  g_free (sentence);

  return error;
}

/* Whoever has no settings has to say this otherwise, and is told what is meant. */
static GError *
make_address_error (ProctorApiErrorCode code,
                    ProctorErrorRemedy remedy,
                    char *sentence)
{
  GError *error = make_error (code, describe_remedy (remedy), sentence);

  proctor_api_error_get_details (error)->remedy = remedy;

  return error;
}

static GError *
make_tls_error (const GError *cause,
                const char *host,
                GTlsCertificateFlags certificate)
{
  g_autofree char *words = tidy_words (cause->message);

  if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE) || certificate != 0)
    return make_error (PROCTOR_API_ERROR_TLS, _ ("Somebody may be listening in, so nothing was sent."),
                       g_strdup_printf (_ ("The certificate of “%s” can't be trusted. %s"), host, describe_certificate (certificate)));

  return make_address_error (PROCTOR_API_ERROR_TLS, PROCTOR_ERROR_REMEDY_ADDRESS,
                             g_strdup_printf (_ ("No safe connection to “%s” could be made: %s"), host, words));
}

/**
 * proctor_response_error_new_broken:
 * @cause: what went wrong on the way
 * @host: with whom
 * @certificate: what is wrong with the certificate
 * @sent: whether the request was on its way already
 *
 * Returns: (transfer full): the error; one that was cancelled stays what it is
 */
GError *
proctor_response_error_new_broken (const GError *cause,
                                   const char *host,
                                   GTlsCertificateFlags certificate,
                                   gboolean sent)
{
  g_autofree char *words = tidy_words (cause->message);

  if (cause->domain == PROCTOR_API_ERROR || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (cause);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return make_error (PROCTOR_API_ERROR_TIMEOUT, _ ("Try again later."), g_strdup_printf (_ ("“%s” took too long to answer."), host));
  /* A safe connection may break like any other once it is there. */
  if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE) || (cause->domain == G_TLS_ERROR && !g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_EOF) && !sent))
    return make_tls_error (cause, host, certificate);
  if (cause->domain == G_RESOLVER_ERROR)
    return make_address_error (PROCTOR_API_ERROR_NETWORK, PROCTOR_ERROR_REMEDY_NETWORK_OR_ADDRESS,
                               g_strdup_printf (_ ("There is no server called “%s”, or the network is down."), host));
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return make_error (PROCTOR_API_ERROR_NETWORK, _ ("Check that the server is running and that its address is right."),
                       g_strdup_printf (_ ("Nothing answers at “%s”."), host));
  if (cause->domain == SOUP_SESSION_ERROR && cause->code == SOUP_SESSION_ERROR_PARSING)
    return make_address_error (PROCTOR_API_ERROR_PROTOCOL, PROCTOR_ERROR_REMEDY_ADDRESS,
                               g_strdup_printf (_ ("The answer of “%s” broke off or is no HTTP."), host));
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) || g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING))
    return make_error (PROCTOR_API_ERROR_PROTOCOL, _ ("Try again later."),
                       g_strdup_printf (_ ("The answer of “%s” is damaged."), host));

  return make_error (PROCTOR_API_ERROR_NETWORK, _ ("Check the network and try again."),
                     g_strdup_printf (_ ("The connection to “%s” broke: %s"), host, words));
}

GError *
proctor_response_error_new_too_large (guint status,
                                      gsize most_bytes)
{
  g_autofree char *size = g_format_size (most_bytes);
  GError *error = make_error (PROCTOR_API_ERROR_TOO_LARGE, _ ("Ask for less, or allow larger answers."),
                              g_strdup_printf (_ ("The answer is larger than %s."), size));

  proctor_api_error_get_details (error)->status = status;

  return error;
}

/**
 * proctor_response_error_new_redirect:
 * @redirect: why the request doesn't go there
 * @status: the HTTP status
 * @headers: the answer's headers
 * @key: (nullable): the key that was sent, which the error doesn't tell
 *
 * Returns: (transfer full): the error
 */
GError *
proctor_response_error_new_redirect (ProctorRedirect redirect,
                                     guint status,
                                     SoupMessageHeaders *headers,
                                     const char *key)
{
  g_autofree char *location = dup_header (headers, "Location");
  g_autofree char *shown = NULL;
  ProctorErrorDetails *details;
  GError *error = NULL;

  hide (&location, key);
  shown = tidy (location != NULL ? location : "");

  switch (redirect)
    {
    case PROCTOR_REDIRECT_AWAY:
      error = make_address_error (PROCTOR_API_ERROR_REDIRECT, PROCTOR_ERROR_REMEDY_NEW_ADDRESS,
                                  g_strdup_printf (_ ("The server sends the request elsewhere, to “%s”, where the key must not go."), shown));
      break;
    case PROCTOR_REDIRECT_UNSAFE:
      error = make_address_error (PROCTOR_API_ERROR_REDIRECT, PROCTOR_ERROR_REMEDY_NEW_ADDRESS,
                                  g_strdup_printf (_ ("The server wants this to be sent to “%s” instead, and that is not done without being asked for."), shown));
      break;
    case PROCTOR_REDIRECT_ENDLESS:
      error = make_address_error (PROCTOR_API_ERROR_REDIRECT, PROCTOR_ERROR_REMEDY_ADDRESS,
                                  g_strdup (_ ("The server sends the request round in circles.")));
      break;
    default:
      g_assert_not_reached ();
    }

  details = proctor_api_error_get_details (error);
  details->status = status;
  details->request_id = dup_header (headers, "x-request-id");

  return error;
}

/**
 * proctor_response_error_new_lost:
 * @cause: what went wrong after the request had been sent
 * @lost: (nullable): what is needed to find out what became of it
 *
 * Returns: (transfer full): the error
 */
GError *
proctor_response_error_new_lost (const GError *cause,
                                 GObject *lost)
{
  const ProctorErrorDetails *known = cause->domain == PROCTOR_API_ERROR ? proctor_api_error_get_details (cause) : NULL;
  GError *error = make_error (PROCTOR_API_ERROR_ANSWER_LOST, _ ("Look whether it is there before you try again. Doing it twice may cost twice."),
                              g_strdup_printf (_ ("It is not known whether the server did what it was asked to do. %s"), cause->message));
  ProctorErrorDetails *details = proctor_api_error_get_details (error);

  g_set_object (&details->lost, lost);
  if (known != NULL)
    {
      details->status = known->status;
      details->server_message = g_strdup (known->server_message);
      details->server_code = g_strdup (known->server_code);
      details->request_id = g_strdup (known->request_id);
      details->delay_msecs = known->delay_msecs;
    }

  return error;
}

/**
 * proctor_response_error_describe_body:
 * @error: why a body could not be read
 * @status: the HTTP status, which is a success
 * @headers: the answer's headers
 * @body: the body
 *
 * Says more about an answer that is not what it should be.
 */
void
proctor_response_error_describe_body (GError *error,
                                      guint status,
                                      SoupMessageHeaders *headers,
                                      GBytes *body)
{
  ProctorErrorDetails *details;

  if (error->domain != PROCTOR_API_ERROR || error->code != PROCTOR_API_ERROR_PROTOCOL)
    return;

  details = proctor_api_error_get_details (error);
  details->status = status;
  advise (details, get_verdict (PROCTOR_API_ERROR_PROTOCOL));
  details->request_id = dup_header (headers, "x-request-id");
  if (is_web_page (headers, body))
    g_set_str (&error->message, _ ("The server answers with a web page instead of data."));
  else
    {
      g_autofree char *sentence = g_steal_pointer (&error->message);

      error->message = tidy_words (sentence);
    }
}
