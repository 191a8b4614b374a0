/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_SEARCH_DIALOG (proctor_search_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorSearchDialog, proctor_search_dialog, PROCTOR, SEARCH_DIALOG, AdwDialog)

AdwDialog *proctor_search_dialog_new (ProctorSession *session);

G_END_DECLS
