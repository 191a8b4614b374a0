/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_HEALTH_BANNER (proctor_health_banner_get_type ())

G_DECLARE_FINAL_TYPE (ProctorHealthBanner, proctor_health_banner, PROCTOR, HEALTH_BANNER, AdwBin)

GtkWidget *proctor_health_banner_new (void);

G_END_DECLS
