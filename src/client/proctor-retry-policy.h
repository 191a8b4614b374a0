/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PROCTOR_RETRY_GIVE_UP (-1)

/**
 * ProctorRetryQuestion:
 * @repeatable: whether asking twice does the same as asking once
 * @broken: whether the connection broke or never came about
 * @status: the HTTP status, 0 if there was none
 * @attempts: how often it was asked already
 * @elapsed_msecs: how long ago it was asked first
 * @delay_msecs: how long the server asks to wait, -1 if it doesn't
 * @chance: a number from 0 to 1, so that not everybody asks again at the same time
 *
 * What there is to know when a request has come to nothing.
 */
typedef struct
{
  gboolean repeatable;
  gboolean broken;
  guint status;
  guint attempts;
  gint64 elapsed_msecs;
  gint64 delay_msecs;
  double chance;
} ProctorRetryQuestion;

gint64 proctor_retry_policy_decide (const ProctorRetryQuestion *question);

G_END_DECLS
