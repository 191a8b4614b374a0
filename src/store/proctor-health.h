/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorHealthState:
 * @PROCTOR_HEALTH_CONNECTING: nothing has been answered yet
 * @PROCTOR_HEALTH_CONNECTED: all is well
 * @PROCTOR_HEALTH_OFFLINE: the server can't be reached, or not be trusted, or fails
 * @PROCTOR_HEALTH_KEY_REFUSED: there is no key, or a wrong one
 * @PROCTOR_HEALTH_LIMITED: the server asks for fewer requests, or for money
 * @PROCTOR_HEALTH_STARTING: the engine on this computer is on its way
 * @PROCTOR_HEALTH_BROKEN: the engine can't be had; title, message and advice say why
 *
 * How a workspace is doing.
 */
typedef enum
{
  PROCTOR_HEALTH_CONNECTING,
  PROCTOR_HEALTH_CONNECTED,
  PROCTOR_HEALTH_OFFLINE,
  PROCTOR_HEALTH_KEY_REFUSED,
  PROCTOR_HEALTH_LIMITED,
  PROCTOR_HEALTH_STARTING,
  PROCTOR_HEALTH_BROKEN,
} ProctorHealthState;

#define PROCTOR_TYPE_HEALTH (proctor_health_get_type ())

G_DECLARE_FINAL_TYPE (ProctorHealth, proctor_health, PROCTOR, HEALTH, GObject)

ProctorHealth *proctor_health_new (void);

ProctorHealthState proctor_health_get_state (ProctorHealth *self);
const char *proctor_health_get_title (ProctorHealth *self);
const char *proctor_health_get_message (ProctorHealth *self);
const char *proctor_health_get_advice (ProctorHealth *self);
gboolean proctor_health_is_usable (ProctorHealth *self);

void proctor_health_report (ProctorHealth *self,
                            const GError *error);
void proctor_health_set (ProctorHealth *self,
                         ProctorHealthState state,
                         const char *title,
                         const char *message,
                         const char *advice);
void proctor_health_begin_anew (ProctorHealth *self);
gboolean proctor_health_is_outdated (ProctorHealth *self,
                                     const GError *error);

G_END_DECLS
