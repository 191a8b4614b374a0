/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-check-context.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorJsonProblem:
 * @line: in which line, from 1
 * @column: at which character of it, from 1
 * @offset: at which character of all
 * @message: what is wrong there, in words
 *
 * Why a text is no JSON.
 */
typedef struct
{
  guint line;
  guint column;
  guint offset;
  char *message;
} ProctorJsonProblem;

void proctor_json_problem_free (ProctorJsonProblem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorJsonProblem, proctor_json_problem_free)

ProctorJsonProblem *proctor_json_check (const char *text);
ProctorCheckJson proctor_json_check_type (const char *text,
                                          char **problem);
void proctor_json_check_async (const char *text,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean proctor_json_check_finish (GAsyncResult *result,
                                    ProctorJsonProblem **problem,
                                    GError **error);

void proctor_json_format_async (const char *text,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
char *proctor_json_format_finish (GAsyncResult *result,
                                  GError **error);

G_END_DECLS
