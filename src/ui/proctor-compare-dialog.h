/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-page.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_COMPARE_DIALOG (proctor_compare_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorCompareDialog, proctor_compare_dialog, PROCTOR, COMPARE_DIALOG, AdwDialog)

AdwDialog *proctor_compare_dialog_new (ProctorAgentPage *page);

G_END_DECLS
