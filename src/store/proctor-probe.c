/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-probe.h"

#include <glib/gi18n.h>

#include "proctor-account.h"
#include "proctor-api-error.h"
#include "proctor-key.h"
#include "proctor-subscription.h"
#include "proctor-tests.h"

/* Somebody sits and waits. */
#define MOST_AT_ONCE 1
#define MOST_BYTES ((gsize) 4 * 1024 * 1024)
#define TIMEOUT_SECS 15

void
proctor_probe_free (ProctorProbe *probe)
{
  g_free (probe->title);
  g_free (probe->message);
  g_free (probe->scope);
  g_free (probe->account);
  g_free (probe);
}

/* What the server says comes first, and then what to do, where that is more than what the server's
 * sentence says already. */
static ProctorProbe *
probe_new (ProctorProbeVerdict verdict,
           const char *title,
           const char *message,
           const char *advice)
{
  ProctorProbe *probe = g_new0 (ProctorProbe, 1);

  probe->verdict = verdict;
  probe->title = g_strdup (title);
  probe->message = advice != NULL ? g_strconcat (message, " ", advice, NULL) : g_strdup (message);

  return probe;
}

static ProctorProbe *
judge_permission (const GError *error)
{
  const ProctorErrorDetails *details = proctor_api_error_get_details (error);
  g_autofree char *message = NULL;
  ProctorProbe *probe;

  if (details->scope != NULL)
    /* Translators: %s is what the service calls a permission, such as "convai_read". */
    message = g_strdup_printf (_ ("The key is right, but it lacks the permission “%s”, without which tests can't be read."), details->scope);
  else
    message = g_strdup (_ ("The key is right, but it may not read tests."));

  probe = probe_new (PROCTOR_PROBE_NO_PERMISSION, _ ("The Key May Not Read Tests"), message, _ ("Whoever made the key can give it this permission, or make another one that has it."));
  probe->scope = g_strdup (details->scope);

  return probe;
}

/* What a refusal means for somebody who has just typed a key and an address. */
static ProctorProbe *
judge (const GError *error)
{
  const ProctorErrorDetails *details = proctor_api_error_get_details (error);

  switch ((ProctorApiErrorCode) error->code)
    {
    case PROCTOR_API_ERROR_KEY:
      return probe_new (PROCTOR_PROBE_WRONG_KEY, _ ("The Key Is Wrong"), _ ("The server doesn't know this key."), _ ("Copy it once more, whole. A key belongs to one region."));
    case PROCTOR_API_ERROR_PERMISSION:
      return judge_permission (error);
    case PROCTOR_API_ERROR_NETWORK:
    case PROCTOR_API_ERROR_TIMEOUT:
      return probe_new (PROCTOR_PROBE_NO_NETWORK, _ ("The Server Can't Be Reached"), error->message, details->advice);
    case PROCTOR_API_ERROR_TLS:
      return probe_new (PROCTOR_PROBE_CERTIFICATE, _ ("The Server Can't Be Trusted"), error->message, details->advice);
    case PROCTOR_API_ERROR_NOT_FOUND:
    case PROCTOR_API_ERROR_UNSUPPORTED:
    case PROCTOR_API_ERROR_PROTOCOL:
    case PROCTOR_API_ERROR_REDIRECT:
    case PROCTOR_API_ERROR_TOO_LARGE:
      return probe_new (PROCTOR_PROBE_NOT_THIS_API, _ ("Not a Server for Proctor"), _ ("Something answers at this address, but it isn't the service that Proctor speaks with."), _ ("Check the address. It is given without “/v1”."));
    case PROCTOR_API_ERROR_QUOTA:
    case PROCTOR_API_ERROR_CONFLICT:
    case PROCTOR_API_ERROR_INVALID:
    case PROCTOR_API_ERROR_RATE_LIMITED:
    case PROCTOR_API_ERROR_CONCURRENCY_LIMITED:
    case PROCTOR_API_ERROR_SERVER:
    case PROCTOR_API_ERROR_ANSWER_LOST:
    case PROCTOR_API_ERROR_READ_ONLY:
    case PROCTOR_API_ERROR_DOCUMENT:
      break;
    }

  return probe_new (PROCTOR_PROBE_OTHER, _ ("It Can't Be Said Yet"), error->message, details->advice);
}

/* "Creator plan": the server's word, as it is shown elsewhere. */
static char *
describe_account (ProctorSubscription *subscription)
{
  const char *tier = proctor_subscription_get_tier (subscription);
  g_autofree char *valid = NULL;
  g_autofree char *first = NULL;
  g_autofree char *name = NULL;

  if (tier == NULL || *tier == '\0')
    return NULL;

  valid = g_utf8_make_valid (tier, -1);
  g_strdelimit (valid, "_", ' ');
  first = g_utf8_strup (valid, g_utf8_next_char (valid) - valid);
  name = g_strconcat (first, g_utf8_next_char (valid), NULL);

  /* Translators: %s is what the service calls a subscription, such as "Creator". */
  return g_strdup_printf (_ ("%s plan"), name);
}

static void
subscription_cb (GObject *object,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorSubscription) subscription = proctor_account_get_subscription_finish (PROCTOR_CLIENT (object), result, &error);
  ProctorProbe *probe;

  if (g_task_return_error_if_cancelled (task))
    return;

  /* A key with few permissions may not ask that and be good all the same. */
  probe = probe_new (PROCTOR_PROBE_WORKS, _ ("The Key Works"), _ ("Tests can be read with it."), NULL);
  if (subscription != NULL)
    probe->account = describe_account (subscription);
  g_task_return_pointer (task, probe, (GDestroyNotify) proctor_probe_free);
}

static void
listed_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = proctor_tests_list_finish (PROCTOR_CLIENT (object), result, &error);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (page != NULL)
    proctor_account_get_subscription_async (PROCTOR_CLIENT (object), cancellable, subscription_cb, g_steal_pointer (&task));
  else if (error->domain == PROCTOR_API_ERROR)
    g_task_return_pointer (task, judge (error), (GDestroyNotify) proctor_probe_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * proctor_probe_run_async:
 * @base_url: where a server is thought to be
 * @key: what is thought to be a key for it
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: passed to @callback
 *
 * Tries what is needed most: to read tests. Nothing of it is kept.
 */
void
proctor_probe_run_async (const char *base_url,
                         const char *key,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  const ProctorTestsQuery query = { .page_size = 1 };
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (ProctorConnection) connection = NULL;
  g_autoptr (ProctorClient) client = NULL;
  g_autoptr (ProctorKey) clean = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (base_url != NULL && key != NULL);

  g_task_set_source_tag (task, proctor_probe_run_async);
  connection = proctor_connection_new ("probe", NULL, base_url, &error);
  if (connection != NULL)
    clean = proctor_key_clean (key, &error);
  if (clean == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  client = proctor_client_new (connection, clean);
  proctor_client_set_limits (client, MOST_AT_ONCE, MOST_BYTES, TIMEOUT_SECS);
  proctor_tests_list_async (client, &query, cancellable, listed_cb, g_steal_pointer (&task));
}

/**
 * proctor_probe_run_finish:
 * @result: what the callback was given
 * @error: return location for why it can't be tried at all: the address or the key is none, or it was
 *   cancelled
 *
 * Returns: (transfer full) (nullable): what trying it has shown
 */
ProctorProbe *
proctor_probe_run_finish (GAsyncResult *result,
                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, proctor_probe_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
