/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-page.h"

G_BEGIN_DECLS

ProctorPage *proctor_wire_read_page (GType type,
                                     const char *member,
                                     GBytes *bytes,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
