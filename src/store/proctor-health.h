/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How a workspace is doing. */
typedef enum
{
  PROCTOR_HEALTH_CONNECTING,
  PROCTOR_HEALTH_CONNECTED,
  PROCTOR_HEALTH_OFFLINE,     /* network, time-out, certificate */
  PROCTOR_HEALTH_KEY_REFUSED, /* missing or wrong key */
  PROCTOR_HEALTH_LIMITED,     /* rate or quota */
  PROCTOR_HEALTH_STARTING,    /* the engine is on its way */
  PROCTOR_HEALTH_BROKEN,      /* the engine can't be had; title, message and advice say why */
} ProctorHealthState;

/* ProctorHealthState's GType is PROCTOR_TYPE_HEALTH_STATE (proctor-store-enums.h, mkenums). */

#define PROCTOR_TYPE_HEALTH (proctor_health_get_type ())

/* Properties (notify): "state", "title", "message", "advice" (the last three NULL while all is well).
 * Signal "recovered": it is connected after it was not; whoever shows something reads it again. */
G_DECLARE_FINAL_TYPE (ProctorHealth, proctor_health, PROCTOR, HEALTH, GObject)

ProctorHealth *proctor_health_new (void);

ProctorHealthState proctor_health_get_state (ProctorHealth *self);
const char *proctor_health_get_title (ProctorHealth *self);
const char *proctor_health_get_message (ProctorHealth *self);
const char *proctor_health_get_advice (ProctorHealth *self);
gboolean proctor_health_is_usable (ProctorHealth *self); /* writing makes sense */

/* Every answer, good (%NULL) or bad, of a request to the workspace's server. A cancelled one says nothing. */
void proctor_health_report (ProctorHealth *self,
                            const GError *error);
void proctor_health_set (ProctorHealth *self,
                         ProctorHealthState state,
                         const char *title,
                         const char *message,
                         const char *advice);

G_END_DECLS
