/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"

typedef struct
{
  ProctorErrorDetails details;
} ProctorApiErrorPrivate;

static void
proctor_api_error_private_init (ProctorApiErrorPrivate *priv)
{
  priv->details.delay_msecs = -1;
}

static void
proctor_api_error_private_copy (const ProctorApiErrorPrivate *from,
                                ProctorApiErrorPrivate *to)
{
  const ProctorErrorDetails *details = &from->details;

  to->details = (ProctorErrorDetails) {
    .status = details->status,
    .server_message = g_strdup (details->server_message),
    .server_code = g_strdup (details->server_code),
    .request_id = g_strdup (details->request_id),
    .advice = g_strdup (details->advice),
    .remedy = details->remedy,
    .scope = g_strdup (details->scope),
    .delay_msecs = details->delay_msecs,
    .asked_usecs = details->asked_usecs,
    .fields = details->fields != NULL ? g_ptr_array_ref (details->fields) : NULL,
    .lost = details->lost != NULL ? g_object_ref (details->lost) : NULL,
  };
}

static void
proctor_api_error_private_clear (ProctorApiErrorPrivate *priv)
{
  ProctorErrorDetails *details = &priv->details;

  g_clear_pointer (&details->server_message, g_free);
  g_clear_pointer (&details->server_code, g_free);
  g_clear_pointer (&details->request_id, g_free);
  g_clear_pointer (&details->advice, g_free);
  g_clear_pointer (&details->scope, g_free);
  g_clear_pointer (&details->fields, g_ptr_array_unref);
  g_clear_object (&details->lost);
}

G_DEFINE_EXTENDED_ERROR (ProctorApiError, proctor_api_error)

/**
 * proctor_api_error_get_details:
 * @error: an error of the domain %PROCTOR_API_ERROR
 *
 * Returns: (transfer none): what there is to it beside its sentence
 */
ProctorErrorDetails *
proctor_api_error_get_details (const GError *error)
{
  ProctorApiErrorPrivate *priv;

  g_return_val_if_fail (error != NULL && error->domain == PROCTOR_API_ERROR, NULL);

  priv = proctor_api_error_get_private (error);

  return &priv->details;
}

ProctorFieldProblem *
proctor_field_problem_new (const char *path,
                           const char *message,
                           const char *kind)
{
  ProctorFieldProblem *problem = g_new0 (ProctorFieldProblem, 1);

  problem->path = g_strdup (path);
  problem->message = g_strdup (message);
  problem->kind = g_strdup (kind);

  return problem;
}

void
proctor_field_problem_free (ProctorFieldProblem *problem)
{
  g_free (problem->path);
  g_free (problem->message);
  g_free (problem->kind);
  g_free (problem);
}
