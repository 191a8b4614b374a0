/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-provider-words.h"

#include "proctor-provider-error.h"

/**
 * proctor_provider_words_get_code:
 * @error: why a model did not answer
 *
 * Returns: (transfer none): what clients know it by
 */
const char *
proctor_provider_words_get_code (const GError *error)
{
  if (error->domain != PROCTOR_PROVIDER_ERROR)
    return "cancelled";

  switch ((ProctorProviderErrorCode) error->code)
    {
    case PROCTOR_PROVIDER_ERROR_NETWORK:
      return "network";
    case PROCTOR_PROVIDER_ERROR_KEY:
      return "key";
    case PROCTOR_PROVIDER_ERROR_MODEL:
      return "model";
    case PROCTOR_PROVIDER_ERROR_CONTEXT:
      return "context";
    case PROCTOR_PROVIDER_ERROR_BUSY:
      return "busy";
    case PROCTOR_PROVIDER_ERROR_REFUSED:
      return "refused";
    case PROCTOR_PROVIDER_ERROR_UNUSABLE:
      return "unusable";
    case PROCTOR_PROVIDER_ERROR_TIMEOUT:
      return "timeout";
    case PROCTOR_PROVIDER_ERROR_TLS:
      return "tls";
    case PROCTOR_PROVIDER_ERROR_TOOLS:
      return "tools";
    case PROCTOR_PROVIDER_ERROR_ADDRESS:
      return "address";
    }

  g_assert_not_reached ();
}

/**
 * proctor_provider_words_describe:
 * @error: why a model did not answer
 *
 * Returns: (transfer full): the same for clients
 */
JsonObject *
proctor_provider_words_describe (const GError *error)
{
  JsonObject *problem = json_object_new ();

  json_object_set_string_member (problem, "code", proctor_provider_words_get_code (error));
  json_object_set_string_member (problem, "message", error->message);

  return problem;
}
