/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-call-transfer.h"
#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TRANSFER_EDIT (proctor_transfer_edit_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTransferEdit, proctor_transfer_edit, PROCTOR, TRANSFER_EDIT, AdwBin)

GtkWidget *proctor_transfer_edit_new (ProctorEditing *editing,
                                      ProctorCallTransfer *transfer,
                                      gboolean is_to_agent);

G_END_DECLS
