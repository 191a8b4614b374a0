/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-trash.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_UNANSWERED_BANNER (proctor_unanswered_banner_get_type ())

G_DECLARE_FINAL_TYPE (ProctorUnansweredBanner, proctor_unanswered_banner, PROCTOR, UNANSWERED_BANNER, AdwBin)

GtkWidget *proctor_unanswered_banner_new (void);
void proctor_unanswered_banner_set_trash (ProctorUnansweredBanner *self,
                                          ProctorTrash *trash);

G_END_DECLS
