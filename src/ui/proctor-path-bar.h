/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-library.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_PATH_BAR (proctor_path_bar_get_type ())

G_DECLARE_FINAL_TYPE (ProctorPathBar, proctor_path_bar, PROCTOR, PATH_BAR, AdwBin)

void proctor_path_bar_show (ProctorPathBar *self,
                            ProctorFolderItem *folder);

G_END_DECLS
