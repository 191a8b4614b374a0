/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proctor-matrix-row.h"

G_BEGIN_DECLS

/**
 * ProctorMatrixSums:
 * @counts: how many runs ended in each way, by #ProctorOutcome
 * @price: what they cost in dollars
 * @has_price: whether that is known of any
 * @credits_used: what they cost in credits
 * @has_credits: whether that is known of any
 * @n_mocked: how many calls of tools a mock answered for certain
 * @n_unmocked: how many were not mocked
 * @n_unmatched: how many should have been and had no mock
 * @n_unmatched_passed: in how many runs that passed all the same
 * @n_unreadable: how many runs can't be read
 *
 * What all runs together come to.
 */
typedef struct
{
  guint counts[PROCTOR_N_OUTCOMES];
  double price;
  gboolean has_price;
  double credits_used;
  gboolean has_credits;
  guint64 n_mocked;
  guint64 n_unmocked;
  guint64 n_unmatched;
  guint n_unmatched_passed;
  guint n_unreadable;
} ProctorMatrixSums;

#define PROCTOR_TYPE_MATRIX (proctor_matrix_get_type ())

G_DECLARE_FINAL_TYPE (ProctorMatrix, proctor_matrix, PROCTOR, MATRIX, GObject)

ProctorMatrix *proctor_matrix_new (void);

void proctor_matrix_take (ProctorMatrix *self,
                          ProctorRunRow *const *runs,
                          guint n_runs);
gboolean proctor_matrix_find (ProctorMatrix *self,
                              const char *run_id,
                              ProctorMatrixRow **row,
                              guint *column);

guint proctor_matrix_get_n_runs (ProctorMatrix *self);
guint proctor_matrix_get_n_columns (ProctorMatrix *self);
guint proctor_matrix_get_n_flaky (ProctorMatrix *self);
const ProctorMatrixSums *proctor_matrix_get_sums (ProctorMatrix *self);
double proctor_matrix_get_pass_power (ProctorMatrix *self,
                                      guint k,
                                      guint *n_tests);

G_END_DECLS
