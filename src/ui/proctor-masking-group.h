/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-masking.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_MASKING_GROUP (proctor_masking_group_get_type ())

G_DECLARE_FINAL_TYPE (ProctorMaskingGroup, proctor_masking_group, PROCTOR, MASKING_GROUP, AdwPreferencesGroup)

void proctor_masking_group_set_masking (ProctorMaskingGroup *self,
                                        ProctorMasking *masking);

G_END_DECLS
