/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run-setup.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_RUN_TESTS_PAGE (proctor_run_tests_page_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunTestsPage, proctor_run_tests_page, PROCTOR, RUN_TESTS_PAGE, AdwNavigationPage)

void proctor_run_tests_page_set_setup (ProctorRunTestsPage *self,
                                       ProctorRunSetup *setup);

G_END_DECLS
