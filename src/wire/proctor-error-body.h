/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ProctorErrorBody:
 * @message: (nullable): what the server says
 * @code: (nullable): what it calls it
 * @kind: (nullable): what sort of thing that is
 * @request_id: (nullable): what its support will ask for
 * @is_route: whether the server doesn't know what it was asked at all
 * @fields: (nullable) (element-type ProctorFieldProblem): what it says of single members
 *
 * The body of an answer that is no success.
 */
typedef struct
{
  char *message;
  char *code;
  char *kind;
  char *request_id;
  gboolean is_route;
  GPtrArray *fields;
} ProctorErrorBody;

ProctorErrorBody *proctor_error_body_parse (GBytes *bytes);
void proctor_error_body_free (ProctorErrorBody *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorErrorBody, proctor_error_body_free)

G_END_DECLS
