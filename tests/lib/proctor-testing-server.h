/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorTestingFault:
 * @PROCTOR_TESTING_FAULT_NONE: the answer arrives as it is written
 * @PROCTOR_TESTING_FAULT_DROP: the connection ends before the first byte of an answer
 * @PROCTOR_TESTING_FAULT_CUT: the connection ends halfway through the body
 * @PROCTOR_TESTING_FAULT_STALL: there is never an answer
 * @PROCTOR_TESTING_FAULT_RESET: the connection is reset before the first byte of an answer; a Unix
 *   socket knows no such thing and is dropped
 * @PROCTOR_TESTING_FAULT_CUT_HEADERS: the connection ends halfway through the headers
 * @PROCTOR_TESTING_FAULT_STALL_BODY: there are headers and half of the body, and never any more
 * @PROCTOR_TESTING_FAULT_DRIP: the body comes three bytes at a time, every 20 milliseconds
 * @PROCTOR_TESTING_FAULT_LONG_LENGTH: the connection ends after the body, of which the headers
 *   promised more
 * @PROCTOR_TESTING_FAULT_SHORT_LENGTH: the headers promise half of the body, which comes whole, and
 *   the connection stays open
 * @PROCTOR_TESTING_FAULT_GARBAGE: the answer is not HTTP; it is the answer's body as it stands or,
 *   if that is empty, some bytes
 *
 * What goes wrong on the way. A connection that is left open is closed when the client closes its
 * end or the server goes.
 */
typedef enum
{
  PROCTOR_TESTING_FAULT_NONE,
  PROCTOR_TESTING_FAULT_DROP,
  PROCTOR_TESTING_FAULT_CUT,
  PROCTOR_TESTING_FAULT_STALL,
  PROCTOR_TESTING_FAULT_RESET,
  PROCTOR_TESTING_FAULT_CUT_HEADERS,
  PROCTOR_TESTING_FAULT_STALL_BODY,
  PROCTOR_TESTING_FAULT_DRIP,
  PROCTOR_TESTING_FAULT_LONG_LENGTH,
  PROCTOR_TESTING_FAULT_SHORT_LENGTH,
  PROCTOR_TESTING_FAULT_GARBAGE,
} ProctorTestingFault;

/**
 * ProctorTestingCertificate:
 * @PROCTOR_TESTING_CERTIFICATE_GOOD: for localhost and 127.0.0.1, signed by the server's authority
 * @PROCTOR_TESTING_CERTIFICATE_SELF_SIGNED: signed by nobody else
 * @PROCTOR_TESTING_CERTIFICATE_EXPIRED: signed by the authority, and long out of date
 * @PROCTOR_TESTING_CERTIFICATE_WRONG_HOST: signed by the authority for a host elsewhere
 *
 * What a server shows to prove who it is.
 */
typedef enum
{
  PROCTOR_TESTING_CERTIFICATE_GOOD,
  PROCTOR_TESTING_CERTIFICATE_SELF_SIGNED,
  PROCTOR_TESTING_CERTIFICATE_EXPIRED,
  PROCTOR_TESTING_CERTIFICATE_WRONG_HOST,
} ProctorTestingCertificate;

/**
 * ProctorTestingAnswer:
 * @status: the HTTP status, 200 if it is 0
 * @body: (nullable): the body
 * @length: the body's length, that of the string if it is 0
 * @content_type: (nullable): the body's type, JSON if it is %NULL
 * @headers: (nullable): further headers, name and value in turn, %NULL at the end
 * @delay_msecs: how long the server thinks
 * @fault: what goes wrong
 * @bytes: (nullable): the body, instead of @body
 * @padding: how many spaces follow the body. With @gzip they may be very many: what is kept is what
 *   they are compressed to, a thousandth
 * @gzip: whether the body is compressed
 * @close: whether the connection is closed afterwards, and the headers say so
 *
 * An answer that the server gives.
 */
typedef struct
{
  guint status;
  const char *body;
  gsize length;
  const char *content_type;
  const char *const *headers;
  guint delay_msecs;
  ProctorTestingFault fault;
  GBytes *bytes;
  guint64 padding;
  gboolean gzip;
  gboolean close;
} ProctorTestingAnswer;

/**
 * ProctorTestingRequest:
 * @method: the HTTP method
 * @path: the path, encoded as it was sent
 * @query: (nullable): the query, encoded as it was sent
 * @headers: the headers' values by their names, in small letters
 * @body: the body
 * @arrived_usecs: when all of it had been read, by g_get_monotonic_time()
 *
 * What a client asked.
 */
typedef struct
{
  char *method;
  char *path;
  char *query;
  GHashTable *headers;
  GBytes *body;
  gint64 arrived_usecs;
} ProctorTestingRequest;

void proctor_testing_request_free (ProctorTestingRequest *request);
const char *proctor_testing_request_get_header (const ProctorTestingRequest *request,
                                                const char *name);

#define PROCTOR_TYPE_TESTING_SERVER (proctor_testing_server_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestingServer, proctor_testing_server, PROCTOR, TESTING_SERVER, GObject)

ProctorTestingServer *proctor_testing_server_new (void);
ProctorTestingServer *proctor_testing_server_new_tls (ProctorTestingCertificate kind);
ProctorTestingServer *proctor_testing_server_new_unix (const char *socket_path);

const char *proctor_testing_server_get_url (ProctorTestingServer *self);
const char *proctor_testing_server_get_ca_file (ProctorTestingServer *self);

void proctor_testing_server_answer (ProctorTestingServer *self,
                                    const char *method,
                                    const char *path,
                                    const ProctorTestingAnswer *answer);
void proctor_testing_server_reset (ProctorTestingServer *self);

GPtrArray *proctor_testing_server_dup_requests (ProctorTestingServer *self);
guint proctor_testing_server_count_requests (ProctorTestingServer *self);
void proctor_testing_server_wait_requests (ProctorTestingServer *self,
                                           guint n);

guint proctor_testing_server_count_connections (ProctorTestingServer *self);
guint proctor_testing_server_get_peak (ProctorTestingServer *self);

G_END_DECLS
