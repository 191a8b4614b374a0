/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "program-run.h"

G_BEGIN_DECLS

/**
 * MatrixPlace:
 * @folders: where the program finds it
 * @mebibytes: how large the invocation is
 *
 * A local workspace with an invocation in its history, and nothing else.
 */
typedef struct
{
  ProgramPlace folders;
  double mebibytes;
} MatrixPlace;

MatrixPlace *matrix_place_new (guint n_tests,
                               guint n_repeats,
                               gboolean small);
void matrix_place_free (MatrixPlace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatrixPlace, matrix_place_free)

G_END_DECLS
