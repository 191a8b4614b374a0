/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-matrix-row.h"

G_BEGIN_DECLS

/* What only the matrix does with its rows. */

ProctorMatrixRow *proctor_matrix_row_new (ProctorRunRow *first) G_GNUC_WARN_UNUSED_RESULT;

void proctor_matrix_row_place (ProctorMatrixRow *self,
                               guint column,
                               ProctorRunRow *run,
                               guint position,
                               guint serial);
guint proctor_matrix_row_place_new (ProctorMatrixRow *self,
                                    ProctorRunRow *run,
                                    guint position,
                                    guint serial);
void proctor_matrix_row_sweep (ProctorMatrixRow *self,
                               guint serial);
void proctor_matrix_row_tell (ProctorMatrixRow *self);

G_END_DECLS
