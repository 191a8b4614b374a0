/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run-setup.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_RUN_OVERRIDE_PAGE (proctor_run_override_page_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunOverridePage, proctor_run_override_page, PROCTOR, RUN_OVERRIDE_PAGE, AdwNavigationPage)

void proctor_run_override_page_set_setup (ProctorRunOverridePage *self,
                                          ProctorRunSetup *setup);

G_END_DECLS
