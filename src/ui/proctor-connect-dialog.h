/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-desk.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CONNECT_DIALOG (proctor_connect_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorConnectDialog, proctor_connect_dialog, PROCTOR, CONNECT_DIALOG, AdwDialog)

AdwDialog *proctor_connect_dialog_new (ProctorDesk *desk);
AdwDialog *proctor_connect_dialog_new_for_key (ProctorDesk *desk,
                                               ProctorWorkspace *workspace);

G_END_DECLS
