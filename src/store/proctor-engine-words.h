/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ProctorEngineWords:
 * @title: in a few words what is the matter
 * @message: what has happened
 * @advice: what a person can do
 *
 * What is said of an engine that can't be had.
 */
typedef struct
{
  const char *title;
  const char *message;
  const char *advice;
} ProctorEngineWords;

gboolean proctor_engine_words_find (int status,
                                    ProctorEngineWords *words);

G_END_DECLS
