/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-testing-app.h"

G_BEGIN_DECLS

void journey_portal_save (ProctorTestingApp *app);

G_END_DECLS
