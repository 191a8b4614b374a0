/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-matrix.h"

G_BEGIN_DECLS

char *proctor_matrix_words_dup_count (ProctorOutcome outcome,
                                      guint n) G_GNUC_WARN_UNUSED_RESULT;
const char *proctor_matrix_words_get_name (ProctorMatrixRow *row);
char *proctor_matrix_words_dup_cell (ProctorMatrixRow *row,
                                     guint column) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_matrix_words_dup_rate (ProctorMatrixRow *row) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_matrix_words_dup_row (ProctorMatrixRow *row) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_matrix_words_dup_interval (guint n_passed,
                                         guint n) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_matrix_words_dup_price (double price) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_matrix_words_dup_duration (gint64 secs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
