/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "proctor-outcome.h"
#include "proctor-run-row.h"

G_BEGIN_DECLS

#define PROCTOR_N_OUTCOMES (PROCTOR_OUTCOME_CANCELLED + 1)

/**
 * ProctorMatrixCell:
 * @run: what is known of the run
 * @position: where the run is in its invocation
 *
 * A repeat of a test.
 */
typedef struct
{
  ProctorRunRow *run;
  guint position;

  /*< private >*/
  guint serial;
} ProctorMatrixCell;

/**
 * ProctorMatrixFilter:
 * @PROCTOR_MATRIX_ALL: all tests
 * @PROCTOR_MATRIX_FAILED: those that failed at least once
 * @PROCTOR_MATRIX_ERRORS: those that could not be carried out at least once
 * @PROCTOR_MATRIX_FLAKY: those that passed and failed
 * @PROCTOR_MATRIX_INCONCLUSIVE: those of which the judge could not tell at least once
 * @PROCTOR_MATRIX_PENDING: those that have not ended
 *
 * Which tests are wanted.
 */
typedef enum
{
  PROCTOR_MATRIX_ALL,
  PROCTOR_MATRIX_FAILED,
  PROCTOR_MATRIX_ERRORS,
  PROCTOR_MATRIX_FLAKY,
  PROCTOR_MATRIX_INCONCLUSIVE,
  PROCTOR_MATRIX_PENDING,
} ProctorMatrixFilter;

#define PROCTOR_TYPE_MATRIX_ROW (proctor_matrix_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorMatrixRow, proctor_matrix_row, PROCTOR, MATRIX_ROW, GObject)

const char *proctor_matrix_row_get_test_id (ProctorMatrixRow *self);
const char *proctor_matrix_row_get_node_id (ProctorMatrixRow *self);
const char *proctor_matrix_row_get_name (ProctorMatrixRow *self);
guint proctor_matrix_row_get_n_cells (ProctorMatrixRow *self);
const ProctorMatrixCell *proctor_matrix_row_get_cell (ProctorMatrixRow *self,
                                                      guint column);
ProctorOutcome proctor_matrix_row_get_outcome (ProctorMatrixRow *self,
                                               guint column);
guint proctor_matrix_row_get_count (ProctorMatrixRow *self,
                                    ProctorOutcome outcome);
guint proctor_matrix_row_get_n_decided (ProctorMatrixRow *self);
gboolean proctor_matrix_row_is_flaky (ProctorMatrixRow *self);
gboolean proctor_matrix_row_matches (ProctorMatrixRow *self,
                                     ProctorMatrixFilter filter);

G_END_DECLS
