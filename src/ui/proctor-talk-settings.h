/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-talk.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TALK_SETTINGS (proctor_talk_settings_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTalkSettings, proctor_talk_settings, PROCTOR, TALK_SETTINGS, AdwNavigationPage)

void proctor_talk_settings_set_talk (ProctorTalkSettings *self,
                                     ProctorTalk *talk);

G_END_DECLS
