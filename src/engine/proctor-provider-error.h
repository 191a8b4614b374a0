/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ProctorProviderErrorCode:
 * @PROCTOR_PROVIDER_ERROR_NETWORK: the server could not be reached, or the connection broke
 * @PROCTOR_PROVIDER_ERROR_KEY: the key is missing or wrong, or must not be sent there
 * @PROCTOR_PROVIDER_ERROR_MODEL: there is no such model
 * @PROCTOR_PROVIDER_ERROR_CONTEXT: what was said is longer than the model can read
 * @PROCTOR_PROVIDER_ERROR_BUSY: there is too much to do at the moment
 * @PROCTOR_PROVIDER_ERROR_REFUSED: the server or the model won't do this
 * @PROCTOR_PROVIDER_ERROR_UNUSABLE: there was an answer, and nothing can be done with it
 * @PROCTOR_PROVIDER_ERROR_TIMEOUT: there was no answer in time
 * @PROCTOR_PROVIDER_ERROR_TLS: the server can't prove who it is, or doesn't speak https
 * @PROCTOR_PROVIDER_ERROR_TOOLS: the model, or the server with it, can't call tools
 * @PROCTOR_PROVIDER_ERROR_ADDRESS: there is no model server at this address, or it is none
 *
 * Why a model did not answer. A question that was cancelled ends with %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  PROCTOR_PROVIDER_ERROR_NETWORK,
  PROCTOR_PROVIDER_ERROR_KEY,
  PROCTOR_PROVIDER_ERROR_MODEL,
  PROCTOR_PROVIDER_ERROR_CONTEXT,
  PROCTOR_PROVIDER_ERROR_BUSY,
  PROCTOR_PROVIDER_ERROR_REFUSED,
  PROCTOR_PROVIDER_ERROR_UNUSABLE,
  PROCTOR_PROVIDER_ERROR_TIMEOUT,
  PROCTOR_PROVIDER_ERROR_TLS,
  PROCTOR_PROVIDER_ERROR_TOOLS,
  PROCTOR_PROVIDER_ERROR_ADDRESS,
} ProctorProviderErrorCode;

#define PROCTOR_PROVIDER_ERROR (proctor_provider_error_quark ())
GQuark proctor_provider_error_quark (void);

G_END_DECLS
