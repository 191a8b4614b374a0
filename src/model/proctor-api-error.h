/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorApiErrorCode:
 * @PROCTOR_API_ERROR_NETWORK: the server could not be reached, or the connection broke
 * @PROCTOR_API_ERROR_TIMEOUT: nothing came for too long
 * @PROCTOR_API_ERROR_TLS: the server's certificate can't be trusted
 * @PROCTOR_API_ERROR_KEY: the key is missing or wrong
 * @PROCTOR_API_ERROR_PERMISSION: the key is good but may not do this
 * @PROCTOR_API_ERROR_QUOTA: what has been paid for is used up
 * @PROCTOR_API_ERROR_NOT_FOUND: there is no such thing, or not for this key
 * @PROCTOR_API_ERROR_UNSUPPORTED: this server doesn't offer that
 * @PROCTOR_API_ERROR_CONFLICT: it is in the way of something else
 * @PROCTOR_API_ERROR_INVALID: the server doesn't accept what was sent
 * @PROCTOR_API_ERROR_RATE_LIMITED: too many requests
 * @PROCTOR_API_ERROR_CONCURRENCY_LIMITED: too many requests at the same time
 * @PROCTOR_API_ERROR_SERVER: the server failed
 * @PROCTOR_API_ERROR_TOO_LARGE: the answer is larger than allowed
 * @PROCTOR_API_ERROR_PROTOCOL: the answer is not what the API promises
 * @PROCTOR_API_ERROR_REDIRECT: the server sends the request elsewhere
 * @PROCTOR_API_ERROR_ANSWER_LOST: it is not known whether the server did what it was asked
 * @PROCTOR_API_ERROR_READ_ONLY: what was read can't be written back without loss
 * @PROCTOR_API_ERROR_DOCUMENT: what is to be sent is not a valid document
 *
 * Why a request came to nothing. One that was cancelled ends with %G_IO_ERROR_CANCELLED, as
 * everywhere.
 */
typedef enum
{
  PROCTOR_API_ERROR_NETWORK,
  PROCTOR_API_ERROR_TIMEOUT,
  PROCTOR_API_ERROR_TLS,
  PROCTOR_API_ERROR_KEY,
  PROCTOR_API_ERROR_PERMISSION,
  PROCTOR_API_ERROR_QUOTA,
  PROCTOR_API_ERROR_NOT_FOUND,
  PROCTOR_API_ERROR_UNSUPPORTED,
  PROCTOR_API_ERROR_CONFLICT,
  PROCTOR_API_ERROR_INVALID,
  PROCTOR_API_ERROR_RATE_LIMITED,
  PROCTOR_API_ERROR_CONCURRENCY_LIMITED,
  PROCTOR_API_ERROR_SERVER,
  PROCTOR_API_ERROR_TOO_LARGE,
  PROCTOR_API_ERROR_PROTOCOL,
  PROCTOR_API_ERROR_REDIRECT,
  PROCTOR_API_ERROR_ANSWER_LOST,
  PROCTOR_API_ERROR_READ_ONLY,
  PROCTOR_API_ERROR_DOCUMENT,
} ProctorApiErrorCode;

#define PROCTOR_API_ERROR (proctor_api_error_quark ())
GQuark proctor_api_error_quark (void);

/**
 * ProctorFieldProblem:
 * @path: where, as in "body.tests.0.test_id"
 * @message: what is wrong there, in the server's words
 * @kind: (nullable): the server's name for it
 *
 * What a server says of one member of a request.
 */
typedef struct
{
  char *path;
  char *message;
  char *kind;
} ProctorFieldProblem;

ProctorFieldProblem *proctor_field_problem_new (const char *path,
                                                const char *message,
                                                const char *kind);
void proctor_field_problem_free (ProctorFieldProblem *problem);

/**
 * ProctorErrorRemedy:
 * @PROCTOR_ERROR_REMEDY_OTHER: what the advice says
 * @PROCTOR_ERROR_REMEDY_ADDRESS: to check the server's address
 * @PROCTOR_ERROR_REMEDY_NETWORK_OR_ADDRESS: to check the network and the server's address
 * @PROCTOR_ERROR_REMEDY_NEW_ADDRESS: to change the server's address, if that is where it is now
 *
 * What may help where the advice depends on how a program is told of its server's address: the
 * advice itself is for one with settings.
 */
typedef enum
{
  PROCTOR_ERROR_REMEDY_OTHER,
  PROCTOR_ERROR_REMEDY_ADDRESS,
  PROCTOR_ERROR_REMEDY_NETWORK_OR_ADDRESS,
  PROCTOR_ERROR_REMEDY_NEW_ADDRESS,
} ProctorErrorRemedy;

/**
 * ProctorErrorDetails:
 * @status: the HTTP status, 0 if there was none
 * @server_message: (nullable): what the server said
 * @server_code: (nullable): what the server calls it
 * @request_id: (nullable): what the server's support will ask for
 * @advice: (nullable): what to do next, for a person
 * @remedy: what that is about, if it is the server's address
 * @scope: (nullable): the permission that the key lacks
 * @delay_msecs: how long the server asks to wait, -1 if it doesn't
 * @asked_usecs: when the server was asked, by g_get_monotonic_time(); 0 if nobody knows
 * @fields: (nullable) (element-type ProctorFieldProblem): what is wrong with what was sent
 * @lost: (nullable): what is needed to find out whether the server did it
 *
 * What there is to an error beside its sentence.
 */
typedef struct
{
  guint status;
  char *server_message;
  char *server_code;
  char *request_id;
  char *advice;
  ProctorErrorRemedy remedy;
  char *scope;
  gint64 delay_msecs;
  gint64 asked_usecs;
  GPtrArray *fields;
  GObject *lost;
} ProctorErrorDetails;

ProctorErrorDetails *proctor_api_error_get_details (const GError *error);

G_END_DECLS
