/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-health.h"

G_BEGIN_DECLS

const char *proctor_health_words_get_text (ProctorHealthState state);
const char *proctor_health_words_get_icon_name (ProctorHealthState state);

G_END_DECLS
