/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_TESTING_DESKTOP (proctor_testing_desktop_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestingDesktop, proctor_testing_desktop, PROCTOR, TESTING_DESKTOP, GObject)

ProctorTestingDesktop *proctor_testing_desktop_new (void);

void proctor_testing_desktop_wait_until_told (ProctorTestingDesktop *self,
                                              guint n);
guint proctor_testing_desktop_count (ProctorTestingDesktop *self);
const char *proctor_testing_desktop_get_told (ProctorTestingDesktop *self,
                                              guint position);
void proctor_testing_desktop_click (ProctorTestingDesktop *self,
                                    guint position);

G_END_DECLS
