/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_MOCKS_EDIT (proctor_mocks_edit_get_type ())

G_DECLARE_FINAL_TYPE (ProctorMocksEdit, proctor_mocks_edit, PROCTOR, MOCKS_EDIT, GtkWidget)

void proctor_mocks_edit_set_editing (ProctorMocksEdit *self,
                                     ProctorEditing *editing);

G_END_DECLS
