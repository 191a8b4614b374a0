/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-desk.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_WELCOME_PAGE (proctor_welcome_page_get_type ())

G_DECLARE_FINAL_TYPE (ProctorWelcomePage, proctor_welcome_page, PROCTOR, WELCOME_PAGE, AdwBin)

GtkWidget *proctor_welcome_page_new (ProctorDesk *desk);

G_END_DECLS
