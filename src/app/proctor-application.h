/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_APPLICATION (proctor_application_get_type ())

G_DECLARE_FINAL_TYPE (ProctorApplication, proctor_application, PROCTOR, APPLICATION, AdwApplication)

ProctorApplication *proctor_application_new (void);

G_END_DECLS
