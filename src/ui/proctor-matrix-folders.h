/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-library.h"
#include "proctor-matrix-row.h"

G_BEGIN_DECLS

char *proctor_matrix_folders_dup (ProctorLibrary *library,
                                  ProctorMatrixRow *row) G_GNUC_WARN_UNUSED_RESULT;
GtkSorter *proctor_matrix_folders_new_sorter (ProctorLibrary *library) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
