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
 *
 * What goes wrong on the way.
 */
typedef enum
{
  PROCTOR_TESTING_FAULT_NONE,
  PROCTOR_TESTING_FAULT_DROP,
  PROCTOR_TESTING_FAULT_CUT,
  PROCTOR_TESTING_FAULT_STALL,
} ProctorTestingFault;

/**
 * ProctorTestingAnswer:
 * @status: the HTTP status, 200 if it is 0
 * @body: (nullable): the body
 * @length: the body's length, that of the string if it is 0
 * @content_type: (nullable): the body's type, JSON if it is %NULL
 * @headers: (nullable): further headers, name and value in turn, %NULL at the end
 * @delay_msecs: how long the server thinks
 * @fault: what goes wrong
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
} ProctorTestingAnswer;

/**
 * ProctorTestingRequest:
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
} ProctorTestingRequest;

void proctor_testing_request_free (ProctorTestingRequest *request);
const char *proctor_testing_request_get_header (const ProctorTestingRequest *request,
                                                const char *name);

#define PROCTOR_TYPE_TESTING_SERVER (proctor_testing_server_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestingServer, proctor_testing_server, PROCTOR, TESTING_SERVER, GObject)

ProctorTestingServer *proctor_testing_server_new (void);

const char *proctor_testing_server_get_url (ProctorTestingServer *self);

void proctor_testing_server_answer (ProctorTestingServer *self,
                                    const char *method,
                                    const char *path,
                                    const ProctorTestingAnswer *answer);

GPtrArray *proctor_testing_server_dup_requests (ProctorTestingServer *self);
guint proctor_testing_server_count_requests (ProctorTestingServer *self);

G_END_DECLS
