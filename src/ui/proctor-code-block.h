/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_CODE_BLOCK (proctor_code_block_get_type ())

G_DECLARE_FINAL_TYPE (ProctorCodeBlock, proctor_code_block, PROCTOR, CODE_BLOCK, GtkBox)

GtkWidget *proctor_code_block_new (const char *title,
                                   const char *text);

G_END_DECLS
